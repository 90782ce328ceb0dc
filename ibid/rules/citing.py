"""Rules on sources: what is cited exists, stands, and is cited in turn."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ibid.content.kinds import Page
from ibid.content.reference import Reference
from ibid.content.vocabulary import STANDING_WORDS, Status
from ibid.guide.faces import Face
from ibid.records.likeness import journal_initials, spells_one_journal
from ibid.rules.passages import Passage
from ibid.rules.rule import Example, Found, Rule, Studied
from ibid.source import Span

UNFIT = (Status.NOT_FOUND, Status.RETRACTED)


def withdrawn_support(guide: Studied) -> Iterator[Found]:
    """A source that was retracted, or that could not be found, supports no claim.

    Cite a source that stands, or link to the withdrawn one's page.
    """
    for key, places in guide.citations.items():
        entry = guide.references.get(key)
        if entry is None or guide.reference(key).status not in UNFIT:
            continue
        reference = guide.reference(key)
        words = STANDING_WORDS[reference.status].lower()
        instead = reference.replaced_by
        hint = (
            f"look at [@{instead}] instead" if instead else "cite a source that stands"
        )
        for _, citation in places:
            yield (
                citation.place,
                f'"{key}" {_was(words)}: it can support nothing',
                f"{hint}, or link to its page",
            )


def _was(words: str) -> str:
    return words if words.startswith("could") else f"was {words}"


def duplicate_source(guide: Studied) -> Iterator[Found]:
    """No two references have the same DOI, PubMed number or title and year.

    Keep one of the two files, and cite that one.
    """
    first: dict[tuple[str, str], Face] = {}
    for face in guide.faces.values():
        told = False
        for field, value in _signs(face).items():
            other = first.setdefault((field, value), face) if value else face
            differ = field == "title" and (told or _part_company(face, other))
            if other == face or differ:
                continue
            told = True
            what = (
                "its title and year are those"
                if field == "title"
                else f"the {field} is that"
            )
            yield (
                guide.by_name[face.name].document.place((field,)),
                f'{what} of the reference "{other.key}"',
                "keep one of the two files and cite that one",
            )


def _signs(face: Face) -> dict[str, str]:
    return {"DOI": face.doi.lower(), "PMID": face.pmid, "title": face.work}


def _part_company(one: Face, other: Face) -> bool:
    """Whether both have a sign of their own, and it differs."""
    pairs = ((one.doi.lower(), other.doi.lower()), (one.pmid, other.pmid))
    return any(first and second and first != second for first, second in pairs)


def unreachable_source(guide: Studied) -> Iterator[Found]:
    """A reader can get to every source that supports a claim, a caution or a red flag.

    Give its address, DOI or PubMed number, or an archived copy with its day.
    """
    for face in guide.faces.values():
        is_cited = face.kind == Reference.kind and face.key in guide.citing
        if is_cited and not face.reachable and face.status not in UNFIT:
            yield (
                guide.by_name[face.name].document.top,
                f'no reader can get to the source "{face.key}"',
                "give its `URL`, `DOI` or `PMID`, or an `archive` with `archive-date`; "
                "where there is none, cite another source or say less",
            )


def journal_spelled_twice(guide: Studied) -> Iterator[Found]:
    """A journal has one name throughout the guide, in one spelling.

    Write its name as the other sources do.
    """
    faces = [face for face in guide.faces.values() if face.journal]
    usual = _usual_names(Counter(face.journal for face in faces))
    for face in faces:
        other = usual[face.journal]
        if face.journal != other:
            namesake = next(one.key for one in faces if one.journal == other)
            yield (
                guide.by_name[face.name].document.place(("container-title",)),
                f'"{namesake}" has the name of this journal as "{other}"',
                "write it as its publisher does, and the same in both",
            )


def _usual_names(counts: Mapping[str, int]) -> Mapping[str, str]:
    """By each name of a journal: the one that most sources have, or the longest."""

    def usualness(name: str) -> tuple[int, int, int]:
        return counts[name], len(name), sum(map(str.isupper, name))

    chosen: dict[str, str] = {}
    alike: dict[str, list[str]] = {}
    for name in sorted(counts, key=usualness, reverse=True):
        known = alike.setdefault(journal_initials(name), [])
        same = (one for one in known if spells_one_journal(name, one))
        chosen[name] = next(same, name)
        if chosen[name] == name:
            known.append(name)
    return chosen


# Names and a year, as sources are cited where nothing links them: up to three words,
# perhaps others that wrote it too, and the year of a publication.
NAME = r"[^\W\d_][\w'-]*"
WORD = re.compile(NAME)
BY_HAND = re.compile(
    rf"(?P<names>{NAME}(?:[ ]{NAME}){{0,2}}?)"
    rf"(?P<more>[ ]et[ ]al\b\.?|(?:[ ][^\W\d_]{{1,4}}\.){{1,2}}|"
    rf"(?:,[ ]{NAME}){{0,6}},?[ ](?:&|[^\W\d_]{{1,3}})[ ]{NAME})?"
    r",?[ ]\(?(?P<year>(?:19|20)\d\d)[a-z]?(?!\w)"
)
YEAR = re.compile(r"(?:19|20)\d\d")


def hand_citation(guide: Studied) -> Iterator[Found]:
    """A source is cited by its key, and not by a name and a year that lead nowhere.

    Write [@key]: the page shows the source, and links it.
    """
    for passage, found, start, named in _dated(guide):
        is_signed = (found["more"] or "").startswith(" et al")
        if named or is_signed:
            yield (
                passage.place((start, found.end())),
                "this cites a source by hand: it leads nowhere",
                f"write [@{named[0]}]"
                if named
                else "write [@key], with the key of its file in references/",
            )


def hand_cited(guide: Studied) -> Iterator[tuple[Passage, Span]]:
    """Where else a name and a year in brackets may cite a source that has no key."""
    for passage, found, start, named in _dated(guide):
        text, end = passage.plain, found.end()
        name = text[start:].split(" ", 1)[0].strip(",")
        is_name = name.istitle() and name not in passage.lexicon.words.no_authors
        before, behind = text[max(start - 1, 0) : start], text[end : end + 1]
        inside = (before == "(" or text[start - 2 : start] == "; ") and behind in ");,:"
        is_signed = (found["more"] or "").startswith(" et al")
        if is_name and not (named or is_signed) and (inside or _in_brackets(found)):
            yield passage, (start, end + 1 if _in_brackets(found) else end)


def _in_brackets(found: re.Match[str]) -> bool:
    """Whether the year alone stands in brackets."""
    year = found.start("year")
    return found.string[year - 1] == "(" and found.string[found.end() :][:1] == ")"


def _dated(
    guide: Studied,
) -> Iterator[tuple[Passage, re.Match[str], int, tuple[str, ...]]]:
    """Names and years that no citation of their passage stands for.

    With the place where the names start, and the keys that they are.
    """
    dated = [
        (passage, found)
        for passage in guide.passages
        if passage.has_digit and isinstance(passage.entry.content, Page)
        for found in _by_hand(passage.plain)
    ]
    # To go through all keys for a page that names no year would take longest of all.
    keys = _plain_keys(guide.names) if dated else {}
    for passage, found in dated:
        start, named = _named(found, keys)
        cited = {citation.key for citation in passage.citations}
        if not cited.intersection(named):
            yield passage, found, start, named


def _by_hand(text: str) -> Iterator[re.Match[str]]:
    """Each stretch of a text that may be names and a year."""
    return BY_HAND.finditer(text) if YEAR.search(text) else iter(())


def _named(
    found: re.Match[str], keys: Mapping[str, tuple[str, ...]]
) -> tuple[int, tuple[str, ...]]:
    """Where the names start that keys are made of, and these keys.

    A key is made of one name, with or without the words before it. Where there is no
    such key, the last word before the others is the name.
    """
    words = [*WORD.finditer(found.string, found.start(), found.start("year"))]
    for last in range(len(words), 0, -1):
        for first in range(last):
            name = "".join(_bare(word[0]) for word in words[first:last])
            named = keys.get(name + found["year"], ())
            if named:
                return words[first].start(), named
    before = [word for word in words if word.end() <= found.end("names")]
    return before[-1].start(), ()


def _bare(word: str) -> str:
    """A word in small letters without accents and signs, as keys are written."""
    apart = unicodedata.normalize("NFKD", word.lower().removesuffix("'s"))
    return "".join(sign for sign in apart if sign.isalnum())


def _plain_keys(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The keys of the references by their name and year alone."""
    keys: dict[str, tuple[str, ...]] = {}
    for name in sorted(names):
        folder, _, key = name.removesuffix(".md").partition("/")
        plain = re.match(r"\D+\d{4}(?!\d)", key)
        if folder == "references" and plain:
            keys[plain[0].lower()] = (*keys.get(plain[0].lower(), ()), key)
    return keys


PAIRS = (
    ("archive", "archive-date", "the day of the copy"),
    ("archive-date", "archive", "the address of the copy"),
    ("record-overruled", "record-overruled-because", "what was found that day"),
    ("record-overruled-because", "record-overruled", "the day it was found"),
)


def half_a_pair(guide: Studied) -> Iterator[Found]:
    """An archived copy has its day, and so has a note that overrules a record.

    Add the other field, or take this one out.
    """
    for entry in guide.sources.values():
        for field, other, what in PAIRS:
            if (field,) in entry.document.keys and (other,) not in entry.document.keys:
                yield (
                    entry.document.key_place((field,)),
                    f'"{field}" stands without "{other}"',
                    f"add `{other}: …` with {what}",
                )


def unexplained_standing(guide: Studied) -> Iterator[Found]:
    """A reference that isn't current says in plain words what happened.

    Add `status-note` with what happened and since when.
    """
    for key, entry in guide.sources.items():
        reference = guide.reference(key)
        if reference.status is not Status.CURRENT and not reference.status_note:
            yield (
                entry.document.place(("status",)),
                f"the status is {reference.status.value}, but nothing explains it",
                "add `status-note: …` with what happened and since when",
            )


def unconfirmed_field(guide: Studied) -> Iterator[Found]:
    """A field listed as not confirmed is left out, so that nobody prints it.

    Leave the field out, or confirm it and take it off the list.
    """
    for entry in guide.sources.values():
        for name in guide.reference(entry.key).not_confirmed:
            if (name,) in entry.document.keys:
                yield (
                    entry.document.key_place((name,)),
                    f'"{name}" is listed as not confirmed, but it is given here',
                    "leave the field out, or take it off the list once it is confirmed",
                )


def unconfirmed_source(guide: Studied) -> Iterator[Found]:
    """A source is cited only when someone has seen its record.

    Look it up, then set `confirmed: true`.
    """
    for key, places in guide.citations.items():
        entry = guide.references.get(key)
        if entry is None or guide.reference(key).status in UNFIT:
            continue
        for _, citation in () if guide.reference(key).confirmed else places:
            hint = f"look it up, then set `confirmed: true` in {key}.md"
            yield citation.place, f'nobody has confirmed the source "{key}"', hint


def lost_title(guide: Studied) -> Iterator[Found]:
    """The title of a source that could not be found stands only in its own entry.

    Link to the page of that source instead of naming it.
    """
    for key, words in guide.lost_titles.items():
        for entry in guide.entries:
            found = words.search(entry.document.source.text)
            if found and entry.key != key:
                yield (
                    entry.document.source.place(*found.span()),
                    "this is the title of a source that could not be found",
                    f"link to references/{key}.md instead of naming it",
                )


RULES = (
    Rule(
        withdrawn_support,
        Example("It helps.[@khan2023]", "It may help.[@lee2020]"),
        standards=("R7", "R9"),
    ),
    Rule(
        duplicate_source,
        Example("DOI: 10.1000/tan2024", "DOI: 10.1000/lee2020", "reference"),
        standards=("R6",),
        scope="guide",
    ),
    Rule(
        unreachable_source,
        Example("DOI: null", "DOI: 10.1000/lee2020", "reference"),
        standards=("R6",),
        scope="guide",
    ),
    Rule(
        journal_spelled_twice,
        Example(
            "container-title: annals of feet",
            "container-title: Annals of Feet",
            "reference",
        ),
        "advice",
        scope="guide",
    ),
    Rule(
        hand_citation,
        Example("It may help (Lee 2020).", "It may help.[@lee2020]"),
        standards=("R6",),
    ),
    Rule(
        half_a_pair,
        Example(
            "archive: https://web.archive.example/1",
            ("archive: https://web.archive.example/1\narchive-date: 2024-05-03"),
            "reference",
        ),
        standards=("R6",),
    ),
    Rule(
        unexplained_standing,
        Example(
            "status: superseded",
            ("status: superseded\nstatus-note: A larger trial came after it."),
            "reference",
        ),
        standards=("R9", "R26"),
    ),
    Rule(
        unconfirmed_field,
        Example("not-confirmed: [issued]", "not-confirmed: [volume]", "reference"),
        standards=("R7",),
    ),
    Rule(
        unconfirmed_source,
        Example("confirmed: false", "confirmed: true", "reference"),
        standards=("R7",),
    ),
    Rule(
        lost_title,
        Example(
            "The Role of Nothing in Pain says so.",
            "A paper that nobody can find says so.",
        ),
        standards=("R7",),
    ),
)
