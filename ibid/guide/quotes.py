"""What a page says upon each source: the sentences that cite it, and the way there."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import quote

from ibid.guide.readings import Reading, Said
from ibid.prose.citations import Group, Marked
from ibid.prose.judged import MARK
from ibid.prose.sentences import plain, runs, sentences

# A text fragment names a passage by its first and last words, so that a mark inside
# the sentence doesn't hide it from the browser.
WORDS = 4
NO_GROUP = Group(())

Quotes = Mapping[str, Sequence[Sequence[str]]]
"""By the key of a source, for each sentence: its text, the fragment of an address that
leads to it on its page, and the heading it stands under."""


def quotes(
    marked: Marked,
    reading: Reading,
    abbreviations: frozenset[str],
    narrative: Callable[[str], str],
) -> Quotes:
    """What a page says upon each source that it cites.

    `narrative` gives a source's name as a sentence has it, by its key.
    """
    found: dict[str, list[Sequence[str]]] = {}
    for said in reading.said:
        places = ((said.path, hole.number) for hole in said.marks)
        groups = [marked.groups.get(place, NO_GROUP) for place in places]
        if any(group.citations for group in groups):
            names = [
                narrative(group.citations[0].key) if group.narrative else ""
                for group in groups
            ]
            before = said.row
            for sentence in sentences(named(said.text, names), abbreviations):
                count = sentence.count(MARK)
                cited = _first_marks(groups[:count])
                groups = groups[count:]
                lit = directive(sentence, before, reading.words) if cited else ""
                for key, mark in cited.items():
                    one = (quotation(said, sentence), mark + lit, said.heading)
                    found.setdefault(key, []).append(one)
                before = sentence
    return found


def _first_marks(groups: Sequence[Group]) -> Mapping[str, str]:
    """The id of the first mark of each source that the groups cite, by its key."""
    cited = [citation for group in groups for citation in group.citations]
    return {one.key: one.id for one in reversed(cited)}


def named(text: str, names: Sequence[str]) -> str:
    """The text with the names in it that narrative citations print."""
    pieces = text.split(MARK)
    rest = (name + MARK + piece for name, piece in zip(names, pieces[1:], strict=True))
    return pieces[0] + "".join(rest)


def quotation(said: Said, sentence: str) -> str:
    """The sentence as it is quoted: a cell's needs to be told what its row is about."""
    return ": ".join(part for part in (said.row, plain(sentence)) if part)


def directive(sentence: str, before: str, page: str) -> str:
    """The part of an address that lights up the sentence on its page.

    It is empty where the words can't tell this sentence from another one: the browser
    then shows the place of the mark. `page` has all the words of the page.
    """
    found = [words for run in runs(sentence) if (words := separate(run))]
    if not found:
        return ""
    first, last = found[0], found[-1]
    count = next(_lengths(first, page), 0)
    prefix = "" if count else _prefix(before, " ".join(first), page)
    if not count and not prefix:
        return ""
    count = count or len(first)
    if len(found) == 1 and len(first) <= count + WORDS:
        ends = [" ".join(first)]
    else:
        ends = [" ".join(first[:count]), " ".join(last[-WORDS:])]
    pieces = [_quoted(prefix) + "-"] if prefix else []
    return ":~:text=" + ",".join([*pieces, *(_quoted(_bare(end)) for end in ends)])


def separate(run: str) -> list[str]:
    """The words that the browser can tell from the number of the mark behind them.

    It takes whole words only, and reads `race3` and `2020.3` as one.
    """
    words = run.split()
    return words[:-1] if re.search(r"\w\Z|\d[.,]\Z", run) else words


def _lengths(words: list[str], page: str) -> Iterator[int]:
    """How many of the words it takes to meet no other passage of the page."""
    for count in range(min(WORDS, len(words)), len(words) + 1):
        if page.count(_bare(" ".join(words[:count])).casefold()) <= 1:
            yield count


def _prefix(before: str, start: str, page: str) -> str:
    """The words in front that tell the sentence from others, if any do."""
    prefix = " ".join(before.split()[-WORDS:])
    if not prefix or plain(prefix) != prefix:
        return ""
    return prefix if page.count(f"{prefix} {start}".casefold()) == 1 else ""


def _bare(text: str) -> str:
    """The text without the full stop or comma at its end."""
    return re.sub(r"[\W_]+\Z", "", text) or text


def _quoted(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")
