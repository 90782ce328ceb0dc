"""Data classes whose methods are written out when they are first called.

The standard library writes the methods of each class as text, and compiles them as the
class is made: for the classes of this program that took a third of the time in which
all modules are loaded, and a build calls few of these methods.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError
from typing import TYPE_CHECKING, Any, TypeVar

Made = TypeVar("Made")
Method = Callable[..., Any]
Fields = tuple["dataclasses.Field[Any]", ...]
# No field has a name that begins so: these are the writers' own.
OWN = "__ibid_"


def written_late(
    *, frozen: bool = False, eq: bool = True, slots: bool = False
) -> Callable[[type[Made]], type[Made]]:
    """Makes a class a data class, as the standard library does with these options.

    One that holds itself can't be printed.
    """
    writers = {"__init__": _init_of_frozen if frozen else _init, "__repr__": _repr}
    if eq:
        writers["__eq__"] = _eq
    if eq and frozen:
        writers["__hash__"] = _hash

    def make(cls: type[Made]) -> type[Made]:
        own = dict(cls.__dict__)
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
        for name, write in writers.items():
            # Of what has an `__eq__` of its own Python says that its hash is None.
            if own.get(name) is None:
                setattr(made, name, _at_first_call(made, name, write))
        if eq and not frozen and "__hash__" not in own:
            setattr(made, "__hash__", None)  # noqa: B010
        if frozen:
            for name in ("__setattr__", "__delattr__"):
                setattr(made, name, _refuse)
        if frozen and slots:
            setattr(made, "__getstate__", _state)  # noqa: B010
            setattr(made, "__setstate__", _take_state)  # noqa: B010
        return made

    return make


def _at_first_call(
    cls: Any, name: str, write: Callable[[str, Fields, bool], Method]
) -> Method:
    """A method that puts the real one in its place when it is called."""

    def first(self: object, /, *values: object, **named: object) -> object:
        hooked = hasattr(cls, "__post_init__")
        method = write(cls.__qualname__, dataclasses.fields(cls), hooked)
        setattr(cls, name, method)
        return method(self, *values, **named)

    return first


def _init(of: str, fields: Fields, hooked: bool) -> Method:
    return _written_init(of, fields, hooked, "self.{name} = {value}")


def _init_of_frozen(of: str, fields: Fields, hooked: bool) -> Method:
    return _written_init(of, fields, hooked, OWN + "set(self, {name!r}, {value})")


def _written_init(of: str, fields: Fields, hooked: bool, form: str) -> Method:
    scope: dict[str, Any] = {OWN + "set": object.__setattr__, OWN + "missing": MISSING}
    given, lines = [], []
    for one in fields:
        name = value = one.name
        default, make = f"{OWN}default_{name}", f"{OWN}make_{name}"
        if one.default is not MISSING:
            scope[default] = one.default
            given.append(f"{name}={default}")
        elif one.default_factory is not MISSING:
            scope[make] = one.default_factory
            given.append(f"{name}={OWN}missing")
            value = f"{make}() if {name} is {OWN}missing else {name}"
        else:
            given.append(name)
        lines.append(form.format(name=name, value=value))
    if hooked:
        lines.append("self.__post_init__()")
    return _compiled(of, "__init__", given, lines or ["pass"], scope)


def _repr(of: str, fields: Fields, _: bool) -> Method:
    told = ", ".join(f"{one.name}={{self.{one.name}!r}}" for one in fields if one.repr)
    line = f"return f'{{self.__class__.__qualname__}}({told})'"
    return _compiled(of, "__repr__", [], [line])


def _eq(of: str, fields: Fields, _: bool) -> Method:
    lines = [
        "if other.__class__ is not self.__class__:",
        " return NotImplemented",
        f"return {_values('self', fields)} == {_values('other', fields)}",
    ]
    return _compiled(of, "__eq__", ["other"], lines)


def _hash(of: str, fields: Fields, _: bool) -> Method:
    return _compiled(of, "__hash__", [], [f"return hash({_values('self', fields)})"])


def _values(whose: str, fields: Fields) -> str:
    return f"({''.join(f'{whose}.{one.name}, ' for one in fields if one.compare)})"


def _compiled(
    of: str,
    name: str,
    given: list[str],
    lines: list[str],
    scope: dict[str, Any] | None = None,
) -> Method:
    """The method of the class of this name, from the lines of its body."""
    names = {} if scope is None else scope
    body = "\n ".join(lines)
    exec(f"def {name}({', '.join(['self', *given])}):\n {body}", names)
    method: Method = names[name]
    method.__qualname__ = f"{of}.{name}"
    return method


def _refuse(self: object, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"cannot change {name!r} of {type(self).__qualname__}")


def _state(self: Any) -> list[object]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _take_state(self: Any, state: list[object]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


if TYPE_CHECKING:
    # What checks types knows the standard library's, and no other.
    from dataclasses import dataclass
else:
    dataclass = written_late

__all__ = ["dataclass"]
