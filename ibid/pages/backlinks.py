"""Who relies on a source: each sentence that cites it, and the way there."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from ibid.guide.guide import Entry
from ibid.guide.readings import Said
from ibid.pages import screens
from ibid.pages.articles import Text, Writer
from ibid.prose import parts
from ibid.prose.judged import MARK
from ibid.prose.sentences import plain, runs, sentences
from ibid.prose.shown import Hole
from ibid.reading.front_matter import Path

# A text fragment names a passage by its first and last words, so that a mark inside
# the sentence doesn't hide it from the browser.
WORDS = 4


def cited_by(key: str, writer: Writer) -> Iterator[screens.CitedBy]:
    """Each page that cites the source, with every sentence that relies on it."""
    places = writer.guide.citations.get(key, ())
    for entry in dict.fromkeys(entry for entry, _ in places):
        quotes = tuple(_quotes(key, entry, writer))
        yield screens.CitedBy(writer.link(entry), quotes)


def _quotes(key: str, entry: Entry, writer: Writer) -> Iterator[screens.Quote]:
    """A quote of each sentence of the entry that has a mark leading to the source."""
    text, reading = Text(entry, writer), writer.guide.readings[entry.name]
    href = f"#ref-{key}"
    shortened = writer.guide.lexicon(entry).abbreviations
    for said in reading.said:
        if not any(_cites(entry, said.path, hole, key) for hole in said.marks):
            continue
        before = ""
        marks = [_mark(text, said.path, hole) for hole in said.marks]
        for sentence in sentences(named(said.text, marks), shortened):
            count = sentence.count(MARK)
            cited, marks = marks[:count], marks[count:]
            ids = [i.id for mark in cited if mark for i in mark.items if i.href == href]
            if ids:
                way = ids[0] + directive(sentence, before or said.row, reading.words)
                yield screens.Quote(
                    quotation(said, sentence),
                    writer.to(entry.path, way),
                    said.heading,
                )
            before = sentence


def _cites(entry: Entry, path: Path, hole: Hole, key: str) -> bool:
    group = entry.marked.groups.get((path, hole.number))
    return group is not None and any(one.key == key for one in group.citations)


def _mark(text: Text, path: Path, hole: Hole) -> parts.Mark | None:
    """The mark of a citation; a note's call is none."""
    return None if hole.kind == "call" else text.mark(path, hole.number)


def named(text: str, marks: Sequence[parts.Mark | None]) -> str:
    """The text with the names in it that narrative citations print."""
    pieces = text.split(MARK)
    names = (mark.narrative if mark else "" for mark in marks)
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
