"""Spoil the real guide in small ways, one at a time, and say what the build says.

`python -m tools.mistakes` takes lines of its files at random and drops, swaps,
misspells, cuts off, doubles, mistypes, miscounts or wrongly encodes them. A mistake is
told where it was made, told by the name of the field that is gone, told elsewhere, told
too often, or passes. One that passes is harmless if the site that is built is the same
byte for byte; every other is printed with what it does.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ibid import pipeline
from ibid.failures import Failure
from ibid.problems import Problem
from ibid.request import Request
from ibid.units.memo import Memo

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
SHORT = 60
PASSES, ELSEWHERE = "passes", "told elsewhere"
GOOD = ("told there", "told by name", "harmless")
INPUTS = ("content", "templates", "assets")

Spoil = Callable[[list[str], int, random.Random], bool]
"""Changes the lines at a number; False where there is nothing to change."""


def drop(lines: list[str], at: int, _: random.Random) -> bool:
    """A line is gone."""
    del lines[at]
    return True


def double(lines: list[str], at: int, _: random.Random) -> bool:
    """A line stands there twice."""
    lines.insert(at, lines[at])
    return True


def swap(lines: list[str], at: int, _: random.Random) -> bool:
    """A line and the next one have changed places."""
    if at + 1 >= len(lines) or lines[at] == lines[at + 1]:
        return False
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    return True


def misspell(lines: list[str], at: int, dice: random.Random) -> bool:
    """Two letters of a word have changed places."""
    pairs = [
        one
        for one in range(len(lines[at]) - 1)
        if lines[at][one : one + 2].isalpha() and lines[at][one] != lines[at][one + 1]
    ]
    if not pairs:
        return False
    one = dice.choice(pairs)
    line = lines[at]
    lines[at] = line[:one] + line[one + 1] + line[one] + line[one + 2 :]
    return True


def cut(lines: list[str], at: int, dice: random.Random) -> bool:
    """The rest of a line is gone."""
    if len(lines[at]) <= 1:
        return False
    lines[at] = lines[at][: dice.randrange(1, len(lines[at]))]
    return True


def mistype(lines: list[str], at: int, dice: random.Random) -> bool:
    """A field has a value of another type."""
    name, colon, value = lines[at].partition(": ")
    if not colon or " " in name.strip() or not value:
        return False
    lines[at] = f"{name}: {dice.choice(['[1, 2]', '{a: b}', 'soon', '-7', ''])}"
    return True


def encode(lines: list[str], at: int, _: random.Random) -> bool:
    """A line is saved in the encoding of an old editor."""
    broken = lines[at].encode("cp1252", "replace").decode("utf-8", "surrogateescape")
    changed = broken != lines[at]
    lines[at] = broken
    return changed


def garble(lines: list[str], at: int, _: random.Random) -> bool:
    """A line in UTF-8 was read in the encoding of an old editor, and saved."""
    lines[at], before = (
        "".join(
            bytes([byte]).decode("cp1252", "ignore") or chr(byte)
            for byte in lines[at].encode()
        ),
        lines[at],
    )
    return lines[at] != before


def miscount(lines: list[str], at: int, dice: random.Random) -> bool:
    """A digit is another one."""
    places = [number for number, sign in enumerate(lines[at]) if sign.isdecimal()]
    if not places:
        return False
    one = dice.choice(places)
    other = dice.choice([sign for sign in "0123456789" if sign != lines[at][one]])
    lines[at] = lines[at][:one] + other + lines[at][one + 1 :]
    return True


WAYS: tuple[Spoil, ...] = (
    *(drop, double, swap, misspell, cut, mistype, encode, garble, miscount),
)


@dataclass(frozen=True)
class Told:
    """What was said of one mistake."""

    what: str
    verdict: str
    said: tuple[str, ...]


def tried(folder: Path, count: int, seed: int) -> Iterator[Told]:
    """So many mistakes in the guide in the folder, one after the other."""
    dice, memo = random.Random(seed), Memo()
    request = Request(
        content=folder / "content",
        templates=folder / "templates",
        assets=folder / "assets",
        output=folder / "output",
        today=TODAY,
    )
    before = set(pipeline.examine(request, memo).problems)
    sound = site(request)
    files = [*sorted((folder / "content").rglob("*.md")), folder / "content/site.yaml"]
    made = 0
    while made < count:
        path, way = dice.choice(files), WAYS[made % len(WAYS)]
        good = path.read_bytes()
        lines = good.decode("utf-8").split("\n")
        at = dice.randrange(len(lines))
        if not lines[at].strip() or not way(lines, at, dice):
            continue
        made += 1
        was = good.decode("utf-8").split("\n")
        path.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
        name = path.relative_to(folder).as_posix()
        what = f"{name}:{at + 1}: {way.__name__}: {_change(was, lines, at)}"
        try:
            found = [
                one
                for one in pipeline.examine(request, memo).problems
                if one not in before
            ]
            lines_changed = 2 if way is swap else 1
            said = verdict(found, path, at + 1, was[at], lines_changed)
            if said == PASSES and site(request) == sound:
                said = "harmless"
            yield Told(what, said, tuple(map(_line, found)))
        except Failure as error:
            yield Told(what, "failed", (str(error),))
        finally:
            path.write_bytes(good)


def _change(before: list[str], after: list[str], at: int) -> str:
    """The line as it was, and what stands in its place."""
    gone = "nothing" if len(after) < len(before) else _short(after[at])
    return f"{_short(before[at])} → {gone}"


def _short(line: str) -> str:
    text = line.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()
    return repr(text if len(text) <= SHORT else f"{text[:SHORT]}…")


def site(request: Request) -> Mapping[str, bytes]:
    """Each file of the site that is built of the guide, with its bytes."""
    pipeline.build(request)
    output = request.output
    files = sorted(one for one in output.rglob("*") if one.is_file())
    return {one.relative_to(output).as_posix(): one.read_bytes() for one in files}


def verdict(
    found: Sequence[Problem], path: Path, line: int, was: str = "", changed: int = 1
) -> str:
    """How well the problems tell of a mistake in the line that was so before.

    So many lines, from that one on, were `changed`.
    """
    if not found:
        return PASSES
    near = [
        one
        for one in found
        if one.place.path == path.as_posix()
        and line - 1 <= one.place.line <= line + changed
    ]
    field = was.partition(":")[0].strip()
    if (
        field
        and not near
        and len(found) == 1
        and found[0].place.path == path.as_posix()
    ):
        # "x" in the message, or `x` in what to write.
        names = (f'"{field}"', f"`{field}`", f"`{field}: ")
        said = f"{found[0].message} {found[0].hint}"
        return "told by name" if any(map(said.__contains__, names)) else ELSEWHERE
    if not near:
        return ELSEWHERE
    return "told there" if len(found) == 1 else "told there, and more"


def _line(problem: Problem) -> str:
    place = Path(problem.place.path)
    return (
        f"{'/'.join(place.parts[-2:])}:{problem.place.line}: {problem.severity}: "
        f"{problem.message} [{problem.rule}]"
    )


def main(words: Sequence[str] | None = None) -> int:
    """Try them, and print what came of it; 1 if the program failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(words)
    verdicts = Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        for one in INPUTS:
            shutil.copytree(ROOT / one, Path(name) / one)
        for told in tried(Path(name), options.count, options.seed):
            verdicts[told.verdict] += 1
            if told.verdict not in GOOD:
                print(f"{told.what}: {told.verdict}", flush=True)
                for line in told.said[:6]:
                    print(f"    {line}")
    for which, count in verdicts.most_common():
        print(f"{count} {which}")
    return 1 if verdicts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
