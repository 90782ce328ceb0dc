"""References leave in three formats, and come back as they left."""

import json
import re
import string
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from ibid.content.reference import Name, Reference
from ibid.content.vocabulary import STANDING_WORDS, ReferenceType, Status, Study
from ibid.formats import bibtex, csl_json, endnote_xml, exporting, importing, nbib, ris
from ibid.formats.items import ALWAYS, item, standing
from ibid.pages.sources import shown
from ibid.reading import front_matter, validation

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
Writer = Callable[[Mapping[str, Reference]], str]
WRITERS: Mapping[str, Writer] = {
    "references.json": exporting.csl_json,
    "references.bib": exporting.bibtex,
    "references.ris": exporting.ris,
}
each_format = pytest.mark.parametrize("name", WRITERS)
# Each example is written and read once more in every format.
fewer = settings(max_examples=80)


def guide_references() -> dict[str, Reference]:
    """The references of this project's own guide."""
    return {
        path.stem: reference_in(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "content" / "references").glob("*.md"))
        if path.stem != "index"
    }


def reference_in(text: str) -> Reference:
    parsed, problems = front_matter.parse("x.md", "references/x.md", text)
    assert parsed is not None, problems
    reference, problems = validation.read(parsed, Reference)
    assert isinstance(reference, Reference), problems
    return reference


def sample(**fields: object) -> Reference:
    given = {"type": "article-journal", "title": "Cramp", "status": "current"}
    always = {"confirmed": "true", "checked": "2026-11-22"}
    return Reference.model_validate({**given, **always, **fields})


def back(name: str, text: str) -> dict[str, Reference]:
    imported, problems = importing.read(name, text, TODAY)
    # Made-up names and titles may look odd; that is told, and nothing else is.
    assert {problem.rule for problem in problems} <= {"odd-value"}
    return {each.key: each.reference for each in imported}


# Letters of several alphabets, and every sign that one of the formats gives a meaning.
LETTERS = string.ascii_letters + string.digits + "éüøßŁıشΩ漢" + "–—’“ "
SIGNS = "{}\\&%$#_~^\"'`@,;:|<>[]()=-+*/.!?"
words = st.text(LETTERS + SIGNS, min_size=1, max_size=24).filter(str.strip)
numbers = st.integers(1, 99999).map(str)
dois = st.from_regex(
    r"10\.[1-9][0-9]{3,8}/[-._;()/:A-Za-z0-9<>]{0,19}[A-Za-z0-9)>]", fullmatch=True
)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(date.isoformat)
issues = st.dates(date(1500, 1, 1), date(2100, 1, 1)).map(date.isoformat)
worded = words.filter(lambda text: any(map(str.isalpha, text)))
isbns = st.integers(0, 10**9 - 1).map("978{:09}".format).map(lambda n: n + _check(n))


def _check(digits: str) -> str:
    """The digit that ends an ISBN."""
    weighed = sum(int(sign) * (1, 3)[n % 2] for n, sign in enumerate(digits))
    return str(-weighed % 10)


def fit(field: str) -> st.SearchStrategy[str]:
    """Texts that the field of a reference takes."""
    return texts.filter(lambda text: _takes(field, text))


def _takes(field: str, text: str) -> bool:
    try:
        sample(**{field: text})
    except ValidationError:
        return False
    return True


names = st.one_of(
    st.builds(
        lambda f, g: Name(family=f, given=g),
        worded,
        st.one_of(
            worded,
            st.just(""),
            st.from_regex(r"[A-ZÉ]{1,5}( Jr| III)?", fullmatch=True),
        ),
    ),
    st.builds(lambda w: Name(literal=w), worded),
)
lists_of_names = st.lists(names, max_size=9)
texts = st.one_of(st.just(""), words)
sentences = st.one_of(st.just(""), worded)
references = st.builds(
    sample,
    **{
        "type": st.sampled_from([kind.value for kind in ReferenceType]),
        "title": words,
        "author": lists_of_names,
        "others": st.booleans(),
        "editor": lists_of_names,
        **{name: fit(name) for name in ("volume", "issue", "number", "edition")},
        **dict.fromkeys(("container-title", "publisher", "publisher-place"), sentences),
        **dict.fromkeys(("status-note", "checked-at", "funding"), sentences),
        "ISBN": st.one_of(st.just(""), isbns),
        "page": st.one_of(
            fit("page"),
            st.tuples(numbers, numbers)
            .map(lambda ends: "-".join(sorted(ends, key=int)))
            .filter(lambda text: _takes("page", text)),
        ),
        "issued": st.one_of(st.none(), issues, st.integers(1500, 2100).map(str)),
        **dict.fromkeys(("DOI", "notice"), st.one_of(st.none(), dois)),
        "PMID": st.one_of(st.none(), numbers),
        "PMCID": st.one_of(st.just(""), numbers.map("PMC{}".format)),
        "URL": st.one_of(
            st.none(), words.map(lambda w: f"https://a.org/{w.strip()[:1]}")
        ),
        "accessed": st.one_of(st.none(), days),
        "study": st.sampled_from([study.value for study in Study]),
        "status": st.sampled_from([status.value for status in Status]),
        "replaced-by": st.sampled_from(["", "tan2024"]),
        "confirmed": st.booleans(),
        "not-confirmed": st.lists(
            st.sampled_from(["author", "DOI", "issued", "editor"]), max_size=4
        ),
        "not-seen": st.lists(worded, max_size=3),
        "checked": days,
        **dict.fromkeys(("record-overruled", "archive-date"), st.none() | days),
        "record-overruled-because": sentences,
        "archive": st.none() | words.map(lambda w: f"https://b.org/{w.strip()[:1]}"),
    },
)


@each_format
def test_every_reference_of_the_guide_comes_back_as_it_left(name: str) -> None:
    """Nothing is lost: after a round trip each source has the same fields."""
    ours = guide_references()
    assert ours
    theirs = back(name, WRITERS[name](ours))
    assert {key: item(each) for key, each in theirs.items()} == {
        key: item(each) for key, each in ours.items()
    }


@each_format
@fewer
@given(reference=references)
@example(reference=sample(title="<b>A</b> &amp;amp; {B} \\textbf{c} $x_1$ 100%"))
@example(reference=sample(author=[{"family": "van der Berg", "given": "A, Jr"}]))
@example(reference=sample(author=[{"family": "de Beauvoir"}, {"literal": "et al"}]))
@example(reference=sample(author=[{"literal": "Salt and Water, and Others"}]))
@example(reference=sample(page="S12–S18", issued="2020-09-21"))
def test_export_import_and_export_again_give_the_same_text(
    name: str, reference: Reference
) -> None:
    """Whatever a reference holds, its second export equals the first."""
    first = WRITERS[name]({"key": reference})
    assert WRITERS[name](back(name, first)) == first


LOST = (
    "In BibTeX and RIS, a semicolon in a text under `not-seen` becomes a comma.",
    "In RIS, a person with one name only comes back as an organisation; in BibTeX too, "
    "if that name has several words.",
    "In BibTeX, braces and backslashes in an address become their codes, as in `%7B`.",
)


@each_format
@fewer
@given(reference=references)
def test_what_a_format_loses_is_known(name: str, reference: Reference) -> None:
    """After a round trip all fields are the same, but for what the page names."""
    ours = item(reference)
    theirs = item(back(name, WRITERS[name]({"key": reference}))["key"])
    if name == "references.json":
        assert theirs == ours
    else:
        assert _levelled(theirs) == _levelled(ours)


def _levelled(values: Mapping[str, object]) -> dict[str, object]:
    """The item with the known losses made on purpose."""
    text = json.dumps(values)
    level: dict[str, object] = json.loads(text.replace(";", ","))
    for field in ("author", "editor"):
        people = level.get(field)
        if isinstance(people, list):
            level[field] = [
                each if "given" in each else "".join(each.values()) for each in people
            ]
    address = str(level.get("URL", ""))
    level["URL"] = address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    return level


@fewer
@given(reference=references)
def test_the_imported_file_says_what_was_read(reference: Reference) -> None:
    """The Markdown file is read back as the very reference it was made from."""
    text = exporting.csl_json({"key": reference})
    (imported,), _ = importing.read("references.json", text, TODAY)
    assert reference_in(imported.text) == imported.reference


@each_format
def test_references_stand_in_the_order_of_their_keys(name: str) -> None:
    """The order in which a guide was read leaves no trace."""
    write = WRITERS[name]
    one, two = sample(title="One"), sample(title="Two")
    assert write({"b": two, "a": one}) == write({"a": one, "b": two})
    assert list(back(name, write({"b": two, "a": one}))) == ["a", "b"]


@each_format
def test_what_nobody_confirmed_is_left_out(name: str) -> None:
    """A field under `not-confirmed` isn't exported; that it is missing, is."""
    doubted = sample(volume="77", **{"not-confirmed": ["volume", "funding"]})
    text = WRITERS[name]({"a": doubted})
    assert "77" not in text
    assert back(name, text)["a"].not_confirmed == ("volume", "funding")
    assert item(doubted) == {
        field.alias or key: value
        for key, field in Reference.model_fields.items()
        for value in [doubted.model_dump(mode="json")[key]]
        if shown(doubted, key) or (field.alias or key) in ALWAYS
        if value != field.default
    }


@each_format
@pytest.mark.parametrize("status", [each for each in Status if each != "current"])
def test_a_fallen_source_says_so_in_its_note(name: str, status: Status) -> None:
    """Who opens the file in another program learns that the source doesn't stand."""
    told = {"status-note": "It was taken back.", "notice": "10.1000/notice"}
    fallen = sample(status=status.value, **told, **{"replaced-by": "tan2024"})
    note = standing(item(fallen))
    assert note.startswith(STANDING_WORDS[status])
    assert note.endswith(
        "It was taken back. Notice: doi:10.1000/notice. See the source tan2024 instead."
    )
    assert note in WRITERS[name]({"a": fallen})
    assert standing(item(sample())) == ""


@each_format
def test_initials_are_spelled_for_other_programs(name: str) -> None:
    """To a reference manager, `SR` is one short name with the initial S."""
    author = [{"family": "Strunk", "given": "WO Jr"}]
    text = WRITERS[name]({"a": sample(author=author)})
    assert "W. O." in text
    assert back(name, text)["a"].author == (Name(family="Strunk", given="WO Jr"),)


def test_an_empty_guide_exports_nothing() -> None:
    """Without references each file is there, and holds none."""
    assert [write({}) for write in WRITERS.values()] == ["[]\n", "", ""]


def test_a_build_needs_no_parser() -> None:
    """Writing asks for nothing beyond the standard library."""
    code = (
        "import sys, ibid.formats.exporting\n"
        "heavy = {'bibtexparser', 'pylatexenc', 'citeproc', 'rispy', 'nbib'}\n"
        "print(*(heavy & set(sys.modules)), end='')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False
    )
    assert (done.stdout, done.stderr) == (b"", b"")


def test_other_parsers_read_what_we_write() -> None:
    """rispy finds the same titles and authors in our RIS as we put there."""
    import rispy

    ours = guide_references()
    rows = rispy.loads(exporting.ris(ours))
    assert [row["id"] for row in rows] == sorted(ours)
    assert [row["title"] for row in rows] == [ours[key].title for key in sorted(ours)]
    assert [len(row.get("authors", [])) for row in rows] == [
        len(item(ours[key]).get("author", [])) for key in sorted(ours)
    ]


# A reference with a text of its own in every field, to be found again in an export.
FULL: Mapping[str, object] = {
    **{"title": "Named0", "container-title": "Container0", "volume": "Volume0"},
    **{"issue": "Issue0", "page": "Page0", "number": "Number0", "edition": "Edition0"},
    **{"publisher": "Publisher0", "publisher-place": "Place0", "ISBN": "9780306406157"},
    **{"author": [{"literal": "Author0"}], "editor": [{"literal": "Editor0"}]},
    **{"issued": "1911", "DOI": "10.1000/doi0", "PMID": "121314", "PMCID": "PMC5678"},
    **{"URL": "https://a.org/url0", "accessed": "1992-01-02", "others": "true"},
    **{"type": "article-journal", "study": "cohort", "status": "corrected"},
    **{"status-note": "Said0", "notice": "10.1000/notice0", "replaced-by": "key0"},
    **{"confirmed": "false"},
    **{"not-seen": ["Missing0"], "checked": "1993-01-02", "checked-at": "At0"},
    **{"funding": "Funding0", "record-overruled": "1994-01-02"},
    **{"record-overruled-because": "Because0", "archive": "https://archive0.org/a"},
    **{"archive-date": "1995-01-02"},
}


def test_the_page_about_formats_names_every_place() -> None:
    """docs/formats.md says where each format holds each field, and what is lost."""
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    for row in places():
        assert row in page.splitlines(), row
    for loss in LOST:
        assert loss in " ".join(page.split())
    for row in left_on_purpose():
        assert row in page.splitlines(), row


def left_on_purpose() -> list[str]:
    """The rows of the table of fields that an import leaves, made from the code."""
    readers = {
        "`.nbib`": nbib.LEFT,
        "`.json`": csl_json.LEFT,
        "`.ris`": ris.LEFT,
        "`.bib`": bibtex.LEFT,
        "`.xml`": endnote_xml.LEFT,
    }
    return [
        f"| {name} | {', '.join(f'`{each}`' for each in sorted(set(left)))} |"
        for name, left in readers.items()
    ]


def places() -> list[str]:
    """The rows of the table, made from what the exports of full references hold."""
    names = (field.alias or name for name, field in Reference.model_fields.items())
    return [
        f"| `{field}` | {' | '.join(_cell(name, field) for name in WRITERS)} |"
        for field in names
        if field != "for-later"
    ]


NATIVE_TYPES = {"references.json": "`type`", "references.bib": "`@…`"}


def _cell(name: str, field: str) -> str:
    found: dict[str, None] = {}
    if field == "type":
        found[NATIVE_TYPES.get(name, "`TY`")] = None
    for kind in (each.value for each in ReferenceType):
        full: dict[str, object] = {**FULL, "type": kind}
        if field == "not-confirmed":  # Whatever it names is left out.
            full[field] = ["funding"]
        leaves = LEAVES[name](WRITERS[name]({"key": sample(**full)}))
        mark = _mark(full[field])
        found |= dict.fromkeys(place for place, value in leaves if mark in value)
    return ", ".join(found)


def _mark(value: object) -> str:
    """The part of a value that every format leaves as it is: of a day, its year."""
    first = value[0] if isinstance(value, list) else value
    text = first["literal"] if isinstance(first, dict) else str(first)
    return text[:4] if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text


def _leaves_of_json(text: str) -> Iterator[tuple[str, str]]:
    (data,) = json.loads(text)
    own = data.pop("custom")["ibid"]
    del data["note"]
    for prefix, values in (("", data), ("custom.ibid.", own)):
        for name, value in values.items():
            yield f"`{prefix}{name}`", json.dumps(value)


def _leaves_of_bibtex(text: str) -> Iterator[tuple[str, str]]:
    for name, value in re.findall(r"^  ([\w-]+) = \{(.*)\},$", text, re.MULTILINE):
        if name != "note":
            yield f"`{name}`", value
            if " and others" in value:
                yield "`author`: `and others`", "true"


def _leaves_of_ris(text: str) -> Iterator[tuple[str, str]]:
    for tag, value in re.findall(r"^(\w\w)  - (.*)$", text, re.MULTILINE):
        own = re.match(r"ibid ([\w-]+): (.*)", value)
        if own:
            yield f"`N1 ibid {own[1]}`", own[2]
        elif tag != "N1":
            yield f"`{tag}`", value


LEAVES = {
    "references.json": _leaves_of_json,
    "references.bib": _leaves_of_bibtex,
    "references.ris": _leaves_of_ris,
}
