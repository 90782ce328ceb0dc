"""Regular expressions mean the same in every Python that the program runs with."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import ibid
from tests.breaches import expect_none

# Before 3.11.5 a group that gives nothing back took a sign too many where its last
# round failed: on Debian 12, each link of a page was refused for it.
PARSER: Any = importlib.import_module("re._parser")
WRONG = ("POSSESSIVE_REPEAT", "ATOMIC_GROUP")


def test_no_pattern_needs_what_older_pythons_get_wrong() -> None:
    modules = [
        importlib.import_module(one.name)
        for one in pkgutil.walk_packages(ibid.__path__, "ibid.")
    ]
    assert len(modules) > 150
    expect_none(breach for module in modules for breach in breaches(module))


def test_such_a_pattern_would_be_found() -> None:
    for pattern in ("(?:a|bc)*+", "a(?:b|(?>cd*)e)", "(?:(?:ab)++c)?"):
        assert is_wrong(PARSER.parse(pattern)), pattern
    for pattern in ("[^<]*+a++b?+", "a{2,3}+", r"[()*+]\)*+"):
        assert not is_wrong(PARSER.parse(pattern)), pattern


def breaches(module: ModuleType) -> Iterator[str]:
    """The patterns of a module that have such a group."""
    for name, value in vars(module).items():
        if isinstance(value, re.Pattern) and is_wrong(PARSER.parse(value.pattern)):
            yield f"{module.__name__}.{name}"


def is_wrong(parsed: Any) -> bool:
    """Whether the parts of a pattern, or theirs, give nothing back as a group."""
    for operation, argument in parsed:
        if str(operation) == WRONG[1]:
            return True
        if str(operation) == WRONG[0] and not is_one_sign(argument[2]):
            return True
        if any(map(is_wrong, within(argument))):
            return True
    return False


def is_one_sign(parsed: Any) -> bool:
    """Whether it matches a single sign, as these may."""
    return len(parsed) == 1 and str(parsed[0][0]) in (
        "IN",
        "LITERAL",
        "NOT_LITERAL",
        "ANY",
    )


def within(argument: Any) -> Iterator[Any]:
    """The patterns that an operation is made of."""
    if isinstance(argument, PARSER.SubPattern):
        yield argument
    elif isinstance(argument, list | tuple):
        for one in argument:
            yield from within(one)
