"""Results of pure work by the fingerprint of all that they depend on.

A memo is what one build recalls and what it adds; the store on the disk comes before
it and after it. Values are plain data: text, numbers, lists and mappings. What can't be
put down so is held by a process that builds again and again, and by nothing else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from ibid.ondemand import Anew
from ibid.reading.files import Read, anew
from ibid.units.shelf import Shelf
from ibid.units.spool import Spool

Plain = Mapping[str, object]
Value = TypeVar("Value")


@dataclass(frozen=True)
class Held:
    """What a process holds from one build to the next.

    `values` has, by a name, what was made last and the fingerprint of all that it was
    made of; `rows` what the last build recalled or worked out, by fingerprint. `read`
    gives the bytes of files, and `spool` a new place to lay others down.
    """

    values: dict[str, tuple[str, object]] = field(default_factory=dict)
    rows: dict[str, Plain] = field(default_factory=dict)
    read: Read = anew
    spool: Callable[[], Spool] = Spool

    def value(self, name: str, key: str, make: Callable[[], Value]) -> Value:
        """What is held under the name, made anew if it was made of anything else."""
        held = self.values.get(name)
        if held is None or held[0] != key:
            held = self.values[name] = (key, make())
        found: Value = held[1]  # type: ignore[assignment]
        return found

    @cached_property
    def shelf(self) -> Shelf:
        """Where the many values of each file are."""
        return Shelf(self.spool)

    def each(
        self, kind: str, keys: Mapping[str, str], make: Callable[[str], Value]
    ) -> Anew[Value]:
        """What is held for each name, made when there is none of its key."""
        return Anew(
            keys,
            lambda name: self.shelf.value(
                f"{kind} {name}", keys[name], lambda: make(name)
            ),
        )


@dataclass(frozen=True)
class Memo:
    """`recall` gives what was worked out before, None where nothing was.

    `fresh` holds what this build worked out, and `used` every key it asked for; `held`
    is what its process has from the build before.
    """

    recall: Callable[[str], Plain | None] = lambda _: None
    fresh: dict[str, Plain] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    held: Held = field(default_factory=Held)

    def get(self, key: str) -> Plain | None:
        """What is known under the key, from this build or from an earlier one."""
        self.used.add(key)
        if key in self.fresh:
            return self.fresh[key]
        if key not in self.held.rows and (found := self.recall(key)) is not None:
            self.held.rows[key] = found
        return self.held.rows.get(key)

    def keep(self, key: str) -> None:
        """Note that what is known under the key is still of use."""
        self.used.add(key)

    def put(self, key: str, value: Plain) -> None:
        """Note what was worked out."""
        self.used.add(key)
        self.fresh[key] = value

    def branch(self) -> "Memo":
        """A memo that recalls what this one knows by now, and nothing from the disk."""
        return Memo(
            lambda key: self.fresh.get(key) or self.held.rows.get(key),
            held=Held(self.held.values),
        )

    def taken(self) -> Mapping[str, Plain]:
        """What was worked out since this was asked last; it is recalled from now on."""
        taken = dict(self.fresh)
        self.held.rows.update(taken)
        self.fresh.clear()
        return taken

    def hand_on(self) -> None:
        """Hold all that this build asked for until the next one, and nothing more."""
        rows = self.held.rows
        kept = {key: rows[key] for key in rows if key in self.used} | self.fresh
        rows.clear()
        rows.update(kept)
        self.held.shelf.clear()
