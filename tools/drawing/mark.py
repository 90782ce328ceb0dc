"""Draws the site's mark: a small knot that opens into a line."""

import math

from tools.drawing import curve, field

SIZE, CENTRE = 4.4, 16 + 13.4j
OPEN = 0.7  # how much of the lowest of the three petals is opened, in radians
FLARE = (7.4 + 12.6j, 10.5 + 13.4j, 15 + 13.4j)  # the open end, from the centre
APART = 20  # steps along the strand between two places that may count as meeting
MEETING = 0.18  # how near two such places are where the strand crosses itself
GAP = 2.7  # from a crossing to the cut in the strand below, in the mark's own units


def mark() -> str:
    """Give the mark for the page's header, readable at 24 pixels."""
    return (
        '<svg class="knot" viewBox="0 0 32 32" role="img" '
        'xmlns="http://www.w3.org/2000/svg">\n'
        "<title>A knot that opens into a line</title>\n"
        "<desc>A strand is tied in a loose knot and runs out straight.</desc>\n"
        f"{_strand('2.6')}\n</svg>\n"
    )


def icon() -> str:
    """Give the mark on paper, for the browser's tab and the home screen."""
    return (
        '<svg viewBox="0 0 512 512" role="img" color="#0a5357" '
        'xmlns="http://www.w3.org/2000/svg">\n'
        "<title>Leg cramps</title>\n"
        '<rect width="512" height="512" rx="112" fill="#fbf7f0"/>\n'
        f'<g transform="translate(64 64) scale(12)">{_strand("2.8")}</g>\n</svg>\n'
    )


def _strand(width: str) -> str:
    """Give the strand, cut wherever it dips under itself."""
    line = curve.spread(_line(), 0.25)
    pieces: list[list[complex]] = [[]]
    dips = _dips(line)
    for n, point in enumerate(line):
        if all(abs(point - line[dip]) > GAP or abs(n - dip) > APART for dip in dips):
            pieces[-1].append(point)
        elif pieces[-1]:
            pieces.append([])
    data = "".join(curve.open_path(piece) for piece in pieces)
    return (
        f'<path fill="none" stroke="currentColor" stroke-width="{width}" d="{data}"/>'
    )


def _line() -> list[complex]:
    """Give a trefoil whose lowest petal is opened into a line to both sides."""
    turns = (math.pi + OPEN + n * (math.tau - 2 * OPEN) / 90 for n in range(91))
    knot = [SIZE * _trefoil(turn) for turn in turns]
    # The flare leaves in the knot's own direction, so it begins a little inside it.
    flare = field.part(0, *((at, 0.0) for at in (knot[2], knot[0], *FLARE)))
    outwards = [cone.start for cone in flare.cones[field.BETWEEN :]] + [FLARE[-1]]
    mirrored = [-at.conjugate() for at in outwards]
    return [CENTRE + at for at in (*reversed(outwards), *knot[1:-1], *mirrored)]


def _trefoil(turn: float) -> complex:
    across = math.sin(turn) + 2 * math.sin(2 * turn)
    return complex(across, 2 * math.cos(2 * turn) - math.cos(turn))


def _dips(line: list[complex]) -> list[int]:
    """Give the places where a line meets itself, every second one along its way."""
    meetings = set()
    for n, point in enumerate(line):
        for m in range(n + APART, len(line)):
            if abs(line[m] - point) < MEETING:
                meetings |= {n, m}
    passes: list[int] = []
    for place in sorted(meetings):
        if not passes or place - passes[-1] > APART / 2:
            passes.append(place)
    return passes[1::2]
