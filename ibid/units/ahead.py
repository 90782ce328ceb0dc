"""What a build is about to ask for, worked out on every core before it asks.

Copies of this process do what it would do itself, each upon a branch of its memo, and
what they worked out is noted there: the build then recalls it. Where that doesn't pay,
this process does it, one thing after the other, and holds none of what it made.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from ibid.units.executors import Executors
from ibid.units.memo import Memo, Plain
from ibid.units.shelf import Pickled

Result = TypeVar("Result")
Rows = Mapping[str, Plain]


def worked_out(
    work: Callable[[str], Result],
    names: Sequence[str],
    branch: Memo,
    memo: Memo,
    executors: Executors,
) -> Iterator[tuple[str, Result]]:
    """Each name with what the work makes of it.

    The work notes what it works out in the `branch` of the memo. What copies make of
    files on the way is laid down here, for who asks for it next.
    """
    copied, shelf = executors.can_copy(len(names)), memo.held.shelf

    def batch(
        some: Sequence[str],
    ) -> Sequence[tuple[Mapping[str, Result], Rows, Pickled]]:
        with shelf.gathering(copied) as made:
            results = {name: work(name) for name in some}
        return ((results, branch.taken(), made),)

    here = (one for name in names for one in batch((name,)))
    for results, rows, made in executors.in_copies(batch, names) if copied else here:
        for key, row in rows.items():
            memo.put(key, row)
        for (name, key), pickled in made.items():
            shelf.lay(name, key, pickled)
        yield from results.items()
