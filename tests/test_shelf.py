"""What a build may need again is the same, whether it was at hand or laid down."""

import subprocess
import sys
from pathlib import Path

from ibid.units.shelf import Shelf
from ibid.units.spool import Spool


def test_what_is_not_asked_for_lately_is_laid_down_and_picked_up(
    tmp_path: Path,
) -> None:
    made: list[str] = []

    def make(name: str) -> list[str]:
        made.append(name)
        return [name]

    shelf = Shelf(lambda: Spool(tmp_path), most=2)

    def value(name: str) -> list[str]:
        return shelf.value(name, "key", lambda: make(name))

    first = value("a")
    assert value("a") is first
    assert [value(name) for name in "bca"] == [["b"], ["c"], ["a"]]
    assert value("a") is not first
    assert made == [*"abc"]


def test_what_is_laid_down_is_of_one_key(tmp_path: Path) -> None:
    """Of another one it was made of something else."""
    shelf = Shelf(lambda: Spool(tmp_path), most=1)
    assert shelf.value("a", "old", lambda: 1) == 1
    assert shelf.value("b", "key", lambda: 2) == 2
    assert shelf.value("a", "new", lambda: 3) == 3


def test_what_was_laid_down_is_let_go_of(tmp_path: Path) -> None:
    shelf = Shelf(lambda: Spool(tmp_path), most=1)
    assert [shelf.value(name, "key", lambda: 1) for name in "ab"] == [1, 1]
    shelf.clear()
    assert shelf.value("b", "key", lambda: 2) == 1
    assert shelf.value("a", "key", lambda: 2) == 2


def test_what_is_gathered_is_what_was_made_meanwhile(tmp_path: Path) -> None:
    shelf, other = (Shelf(lambda: Spool(tmp_path)) for _ in range(2))
    assert shelf.value("before", "key", lambda: 1) == 1
    with shelf.gathering(True) as made:
        assert [shelf.value(name, "key", lambda: 2) for name in ("before", "a")] == [
            1,
            2,
        ]
    assert shelf.value("after", "key", lambda: 3) == 3
    with shelf.gathering(False) as nothing:
        assert shelf.value("unwanted", "key", lambda: 4) == 4
    assert ([*made], nothing) == ([("a", "key")], {})
    for (name, key), pickled in made.items():
        other.lay(name, key, pickled)
    assert other.value("a", "key", lambda: 5) == 2


COPIES = """
from ibid.units.ahead import worked_out
from ibid.units.executors import Executors
from ibid.units.memo import Memo

made, keys, memo = [], {str(number): "key" for number in range(200)}, Memo()
held = memo.held.each("entry", keys, lambda name: made.append(name) or [name])
seen = worked_out(lambda name: held[name], [*keys], memo.branch(), memo, Executors(2))
assert dict(seen) == {name: [name] for name in keys}
assert [held[name] for name in keys] == [[name] for name in keys]
print(len(made))
"""


def test_what_copies_of_a_process_made_is_not_made_again() -> None:
    """In a process of its own: one with other threads can't be copied."""
    done = subprocess.run(
        [sys.executable, "-c", COPIES], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("0\n", "")
