"""Results of pure work by the fingerprint of all that they depend on.

A memo is what one build recalls and what it adds; the store on the disk comes before
it and after it. Values are plain data: text, numbers, lists and mappings. What can't be
put down so is held by a process that builds again and again, and by nothing else.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from ibid.ondemand import Anew
from ibid.reading.files import Read, anew
from ibid.units.shelf import Shelf
from ibid.units.spool import Spool

# Results are handed over, and recalled, so many at a time.
MANY = 512

Plain = Mapping[str, object]
Recall = Callable[[Sequence[str]], Mapping[str, Plain]]
"""Gives what was worked out before under some of the keys, by its key."""
Value = TypeVar("Value")


@dataclass(frozen=True)
class Held:
    """What a process holds from one build to the next.

    `values` has, by a name, what was made last and all that it was made of, or the
    fingerprint of it; `rows` what the last build recalled or worked out, by
    fingerprint, as far as it `lasts` longer than a build. `read` gives the bytes of
    files, and `spool` a new place to lay others down.
    """

    values: dict[str, tuple[object, object]] = field(default_factory=dict)
    rows: dict[str, Plain] = field(default_factory=dict)
    read: Read = anew
    spool: Callable[[], Spool] = Spool
    lasts: bool = True

    def value(self, name: str, key: object, make: Callable[[], Value]) -> Value:
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


def among(rows: Mapping[str, Plain]) -> Recall:
    """Recalls what is among the rows."""
    return lambda keys: {key: rows[key] for key in keys if key in rows}


@dataclass(frozen=True)
class Memo:
    """What one build recalls, by `recall`, and what it adds.

    `fresh` holds what this build worked out, and `used` every key it asked for; `held`
    is what its process has from the build before. Where nothing lasts, what was worked
    out is handed over to `keep_now` from time to time, and is recalled from then on if
    that says that it could be kept: `kept` has the keys. `may_know` tells quickly that
    there is nothing to recall.
    """

    recall: Recall = lambda _: {}
    fresh: dict[str, Plain] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    held: Held = field(default_factory=Held)
    keep_now: Callable[[Mapping[str, Plain]], bool] = lambda _: False
    kept: set[str] = field(default_factory=set)
    may_know: Callable[[str], bool] | None = None

    def get(self, key: str) -> Plain | None:
        """What is known under the key, from this build or from an earlier one."""
        return next(self.each((key,)))

    def each(self, keys: Iterable[str]) -> Iterator[Plain | None]:
        """What is known under each key, in their order: many are recalled at once."""
        rest = iter(keys)
        while some := tuple(islice(rest, MANY)):
            self.used.update(some)
            away = [key for key in some if self._at_hand(key) is None]
            found = self.recall(away) if away else {}
            if self.held.lasts:
                self.held.rows.update(found)
            for key in some:
                known = self._at_hand(key)
                yield found.get(key) if known is None else known

    def rows(
        self,
        keys: Mapping[str, str],
        make: Callable[[str], Plain],
        stands: Callable[[Any], bool] = bool,
    ) -> Iterator[tuple[str, Any]]:
        """Each name with what is known under its key, made anew where that doesn't
        stand.
        """
        known = self.each(keys.values())
        for (name, key), row in zip(keys.items(), known, strict=True):
            if row is None or not stands(row):
                made = make(name)
                self.put(key, made)
                yield name, made
            else:
                yield name, row

    def _at_hand(self, key: str) -> Plain | None:
        return self.fresh.get(key, self.held.rows.get(key))

    def knows(self, key: str) -> bool:
        """Whether there is most probably something to get: no more is looked at."""
        if key in self.fresh or key in self.held.rows:
            return True
        return self.may_know(key) if self.may_know else self.get(key) is not None

    def is_fresh(self, key: str) -> bool:
        """Whether this build has worked out what is known under the key."""
        return key in self.fresh or key in self.kept

    def keep(self, key: str) -> None:
        """Note that what is known under the key is still of use."""
        self.used.add(key)

    def put(self, key: str, value: Plain) -> None:
        """Note what was worked out."""
        self.used.add(key)
        self.fresh[key] = value
        if self.held.lasts or len(self.fresh) % MANY:
            return
        if self.keep_now(self.fresh):
            self.kept.update(self.fresh)
            self.fresh.clear()

    def branch(self) -> "Memo":
        """A memo that recalls what this one knows by now, and keeps nothing itself."""

        def recall(keys: Sequence[str]) -> Mapping[str, Plain]:
            known = ((key, self._at_hand(key)) for key in keys)
            there = {key: row for key, row in known if row is not None}
            return {**self.recall([key for key in keys if key not in there]), **there}

        return Memo(recall, held=Held(self.held.values, lasts=False))

    def taken(self) -> Mapping[str, Plain]:
        """What was worked out since this was asked last; it is let go of."""
        taken = dict(self.fresh)
        self.fresh.clear()
        return taken

    def hand_on(self) -> None:
        """Hold all that this build asked for until the next one, and nothing more."""
        rows = self.held.rows
        kept = {key: rows[key] for key in rows if key in self.used} | self.fresh
        rows.clear()
        rows.update(kept)
        self.held.shelf.clear()
