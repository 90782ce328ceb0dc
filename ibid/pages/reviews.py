"""A calendar of the days by which pages must be checked again (RFC 5545)."""

from collections.abc import Iterator
from datetime import date, timedelta

from ibid.content.interface import ReviewWords
from ibid.guide.guide import Guide, output_path

FOLD_AT = 74


def calendar(guide: Guide, title: str, base_url: str, words: ReviewWords) -> str:
    """One all-day event for each page's review, with a reminder a month before."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ibid//reviews//EN",
        f"X-WR-CALNAME:{escaped(words.calendar.format(guide=title))}",
        *_events(guide, base_url, words),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _events(guide: Guide, base_url: str, words: ReviewWords) -> Iterator[str]:
    host = base_url.partition("://")[2].partition("/")[0]
    for face in guide.page_faces:
        shown = face.listed
        due = date.fromisoformat(shown.due)
        address = base_url + output_path(face.name).removesuffix("index.html")
        yield "BEGIN:VEVENT"
        yield f"UID:{face.name}@{host}"
        yield f"DTSTAMP:{shown.reviewed.replace('-', '')}T000000Z"
        yield f"DTSTART;VALUE=DATE:{due:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}"
        yield f"SUMMARY:{escaped(words.event.format(page=shown.title))}"
        yield f"URL:{address}"
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{escaped(words.reminder.format(page=shown.title))}"
        yield "TRIGGER:-P30D"
        yield "END:VALARM"
        yield "END:VEVENT"


def escaped(text: str) -> str:
    """A text as a calendar's value (RFC 5545, 3.3.11)."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, goings-on indented (RFC 5545, 3.1)."""
    pieces, piece = [], ""
    for sign in line:
        if len((piece + sign).encode()) > FOLD_AT:
            pieces.append(piece)
            piece = ""
        piece += sign
    return "\r\n ".join([*pieces, piece])
