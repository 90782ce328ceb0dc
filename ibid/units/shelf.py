"""What a build made and may need again: the latest as it is, all else laid down."""

import contextlib
import pickle
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from ibid.units.spool import Spool

# More than a page and all that it names; a tenth of a megabyte each at most.
MOST = 256

Value = TypeVar("Value")
Pickled = Mapping[tuple[str, str], bytes]
"""Values, pickled, by name and key."""


class Shelf:
    """Values by name, each of a key that says what it was made of.

    The `most` that were asked for last are there as they are. Others are picked up from
    a spool, as the same data in another object.
    """

    def __init__(self, spool: Callable[[], Spool], most: int = MOST) -> None:
        self._new_spool = spool
        self._most = most
        self._latest: dict[str, tuple[str, object]] = {}
        self._laid = Spool()
        self._gathered: dict[tuple[str, str], bytes] | None = None
        self.clear()

    def value(self, name: str, key: str, make: Callable[[], Value]) -> Value:
        """What there is of this name and key, made where there is nothing."""
        held = self._latest.pop(name, None)
        if held is None or held[0] != key:
            place = f"{key} {name}"
            # No other process could have written what is unpickled here.
            there = place in self._laid
            held = key, pickle.loads(self._laid[place]) if there else make()
            if self._gathered is not None and not there:
                self._gathered[name, key] = pickle.dumps(held[1])
        self._latest[name] = held
        if len(self._latest) > self._most:
            self._lay_oldest()
        found: Value = held[1]  # type: ignore[assignment]
        return found

    @contextlib.contextmanager
    def gathering(self, wanted: bool) -> Iterator[Pickled]:
        """What is made meanwhile, complete at the end; nothing if it isn't wanted."""
        made: dict[tuple[str, str], bytes] = {}
        self._gathered = made if wanted else None
        try:
            yield made
        finally:
            self._gathered = None

    def lay(self, name: str, key: str, pickled: bytes) -> None:
        """Lay down what was made elsewhere."""
        self._laid.lay(f"{key} {name}", pickled)

    def laid(self, name: str, key: str) -> bytes:
        """What was laid down of this name and key; nothing where nothing was."""
        return self._laid.get(f"{key} {name}", b"")

    def clear(self) -> None:
        """Let go of all that is laid down."""
        self._laid = self._new_spool()

    def _lay_oldest(self) -> None:
        name = next(iter(self._latest))
        key, value = self._latest.pop(name)
        if f"{key} {name}" not in self._laid:
            self.lay(name, key, pickle.dumps(value))
