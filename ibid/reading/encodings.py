"""Signs of UTF-8 that were read as those of an older encoding: "Ã©" where é was.

Each byte of a sign has become a sign of its own (Windows-1252, or Latin-1 where that
has none). Such a run is found by giving the bytes back, and told with what they say.
"""

import re
from collections.abc import Iterator

from ibid.problems import Problem
from ibid.source import Source


def _signs_of_bytes() -> dict[str, int]:
    """The bytes from 0x80 on, by the signs that a wrong reading makes of them."""
    signs = {}
    for byte in range(0x80, 0x100):
        signs[bytes([byte]).decode("cp1252", "ignore") or chr(byte)] = byte
        signs[chr(byte)] = byte
    return signs


BYTES = _signs_of_bytes()
LATER = "".join(sign for sign, byte in BYTES.items() if byte < 0xC0)  # noqa: PLR2004
# The first byte of a letter of Western Europe or of Greek, of a typographic or a
# mathematical sign, of a ligature, and of an emoji, with the bytes that follow it. Of
# a closing quote the last byte is often lost, of an à and a hard space it has become a
# space.
GARBLED = re.compile(
    f"[ÂÃÄÅËÎÏ][{LATER}]|[âï][{LATER}]{{2}}|ð[{LATER}]{{3}}|â€"
    r"|(?<![A-ZÀ-Þ])Ã(?=\s|$)|(?<![^\W\d_])Â(?=\s|$)"
)
# To look for what may start such a run takes a tenth of looking for a whole one.
STARTS = re.compile("[ÂÃÄÅËÎÏâïð]")
LOST = {"â€": "”", "Ã": "à", "Â": ""}
MEANT = re.compile(
    "[\x81\x8d\x8f\x90\x9d\u00a0-\u017f\u02c6\u02dc\u0391-\u03c9\u2010-\u2044\u20ac\u2122\u2190-\u22ff"
    "\ufb00-\ufb04\ufeff\ufffd\U0001f000-\U0001faff]"
)
# What may stand behind a word, and ends no letter's bytes unless a letter follows.
CLOSING = "“”‘’»\u203a–—…\u00a0"
LONGEST = 80


def problems(source: Source) -> Iterator[Problem]:
    """The garbled words of each line, told once, with what they were."""
    if not STARTS.search(source.text) or not GARBLED.search(source.text):
        return
    for number, line in enumerate(source.lines):
        found = [one for one in GARBLED.finditer(line) if _sign(one) is not None]
        if not found:
            continue
        start = line.rfind(" ", 0, found[0].start()) + 1
        end = line.find(" ", found[-1].end())
        words = line[start : end if end >= 0 else len(line)].rstrip()
        at = source.line_starts[number] + start
        mended = mend(words).replace("\ufeff", "")
        yield Problem(
            source.place(at, at + len(words)),
            "wrong-encoding",
            "this was written as UTF-8 and read as another encoding",
            f"write {mended}"
            if len(mended) <= LONGEST and "\ufffd" not in mended
            else "read the file it comes from as UTF-8, and paste the passage again",
        )


def mend(words: str) -> str:
    """The words as they were before they were read wrongly, however often that was."""
    before = ""
    while words != before:
        before = words
        words = GARBLED.sub(_mended, words)
    return words


def _mended(found: re.Match[str]) -> str:
    sign = _sign(found)
    return found[0] if sign is None else sign


def _sign(found: re.Match[str]) -> str | None:
    """The sign that was read wrongly; None where nothing was."""
    signs = found[0]
    if signs in LOST:
        return LOST[signs]
    try:
        sign = bytes(BYTES[one] for one in signs).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return sign if MEANT.match(sign) and not _closes_a_word(found) else None


def _closes_a_word(found: re.Match[str]) -> bool:
    """Whether it is the end of a word with a quote, a dash or a space behind it."""
    text, end = found.string, found.end()
    if found[0][1] not in CLOSING or text[end : end + 1].isalpha():
        return False
    before = text[max(found.start() - 1, 0) : found.start()]
    return before.isupper() if found[0][0] in "ÂÃ" else not before.islower()
