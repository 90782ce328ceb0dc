"""Our data classes are those of the standard library, but for when they are made."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from ibid import classes

Decorator = Callable[..., Any]
OPTIONS: tuple[dict[str, bool], ...] = (
    {},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "eq": False},
    {"eq": False},
    {"slots": True},
)


def made(decorator: Decorator, options: dict[str, bool]) -> Any:
    """A class with every kind of field that the program has."""

    class Dish:
        """What is eaten."""

        name: str
        price: int = 3
        guests: list[str] = dataclasses.field(default_factory=list)
        secret: str = dataclasses.field(default="salt", repr=False)
        note: str = dataclasses.field(default="", compare=False)

        def __post_init__(self) -> None:
            self.guests.append("Will")

    Dish.__qualname__ = "Dish"
    return decorator(**options)(Dish)


def outcome(work: Callable[[], object]) -> object:
    try:
        return work()
    except Exception as error:
        return type(error)


def told(dish: Any) -> tuple[object, ...]:
    """What becomes of a dish that is made, printed, compared, changed and copied."""
    one, same, other = dish("pie"), dish("pie", note="hot"), dish("tart", price=4)
    return (
        repr(one),
        one == same,
        one == other,
        one == "pie",
        outcome(lambda: {one, one} == {one, same} and hash(one) == hash(same)),
        outcome(dish),
        outcome(lambda: dish("pie", 1, [], "", "", 5)),
        dataclasses.asdict(one),
        dataclasses.astuple(dataclasses.replace(other, name="pudding")),
        one.guests is same.guests,
        outcome(lambda: setattr(one, "price", 5)),
        outcome(lambda: delattr(one, "price")),
        [field.name for field in dataclasses.fields(dish)],
        dish.__doc__,
        dish.__match_args__,
    )


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_they_are_made_printed_and_compared_alike(options: dict[str, bool]) -> None:
    ours, theirs = (
        told(made(decorator, options))
        for decorator in (classes.dataclass, dataclasses.dataclass)
    )
    assert ours == theirs


class Plate:
    """To be found by its name, as what is handed to another process has to be."""

    dish: str
    size: int = 1


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_copies_are_whole_before_any_was_made_there(
    options: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fresh() -> Any:
        body = {name: vars(Plate)[name] for name in ("__module__", "__annotations__")}
        # A class of the standard library keeps the default as an attribute.
        cls = type("Plate", (), {**body, "size": 1})
        new: Any = classes.dataclass(**options)(cls)
        monkeypatch.setitem(globals(), "Plate", new)
        return new

    sent = pickle.dumps(fresh()("pie", 2))
    fresh()
    for plate in (pickle.loads(sent), copy.deepcopy(pickle.loads(sent))):
        assert repr(plate) == "Plate(dish='pie', size=2)"
        assert (plate.dish, plate.size) == ("pie", 2)


def test_methods_of_a_class_s_own_stay() -> None:
    @classes.dataclass(frozen=True)
    class Cup:
        size: int

        def __repr__(self) -> str:
            return "a cup"

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Cup)

        def __hash__(self) -> int:
            return self.size

    assert repr(Cup(1)) == "a cup"
    assert Cup(1) == Cup(2)
    assert (hash(Cup(1)), hash(Cup(2))) == (1, 2)


def test_what_inherits_is_made_of_all_fields() -> None:
    @classes.dataclass(frozen=True)
    class Cup:
        size: int

    @classes.dataclass(frozen=True)
    class Mug(Cup):
        colour: str = "red"

    class Plain(Cup):
        pass

    assert (Cup(1).size, Mug(2), Plain(3).size) == (1, Mug(2, "red"), 3)
    assert Mug(2) != Cup(2)


def test_no_method_is_written_before_it_is_called() -> None:
    @classes.dataclass(frozen=True)
    class Cup:
        size: int

    names = ("__init__", "__repr__", "__eq__", "__hash__")
    late = {name: vars(Cup)[name] for name in names}
    cup = Cup(1)
    assert vars(Cup)["__init__"] is not late["__init__"]
    assert all(vars(Cup)[name] is late[name] for name in names[1:])
    assert hash(cup) == hash(Cup(1))
    assert vars(Cup)["__hash__"] is not late["__hash__"]
