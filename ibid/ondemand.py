"""Mappings whose values are made when they are first asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Anew(Mapping[str, Value], Generic[Value]):
    """The values that `make` gives for each of the keys, made whenever asked for."""

    def __init__(self, keys: Iterable[str], make: Callable[[str], Value]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make

    def __getitem__(self, key: str) -> Value:
        if key not in self._keys:
            raise KeyError(key)
        return self._make(key)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class OnDemand(Anew[Value]):
    """The same, each made at most once."""

    def __init__(self, keys: Iterable[str], make: Callable[[str], Value]) -> None:
        super().__init__(keys, make)
        self._made: dict[str, Value] = {}

    def __getitem__(self, key: str) -> Value:
        if key not in self._made:
            self._made[key] = super().__getitem__(key)
        return self._made[key]


class Noted(Mapping[str, Value], Generic[Value]):
    """The same values; `note` is told each key that is asked for, there or not."""

    def __init__(
        self, values: Mapping[str, Value], note: Callable[[str], object]
    ) -> None:
        self._values = values
        self._note = note

    def __getitem__(self, key: str) -> Value:
        self._note(key)
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)
