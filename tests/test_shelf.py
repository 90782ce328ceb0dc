"""What a build may need again is the same, whether it was at hand or laid down."""

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
