"""What a build is about to ask for, worked out on every core before it asks.

Copies of this process do what it would do itself, each upon a branch of its memo, and
what they worked out is noted there: the build then recalls it. Where that doesn't pay,
this process does it, one thing after the other, and holds none of what it made.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from ibid.units.executors import Executors
from ibid.units.memo import Memo, Plain

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

    The work notes what it works out in the `branch` of the memo.
    """

    def batch(some: Sequence[str]) -> Sequence[tuple[Mapping[str, Result], Rows]]:
        made = {name: work(name) for name in some}
        return ((made, branch.taken()),)

    copied = executors.can_copy(len(names))
    here = (made for name in names for made in batch((name,)))
    for results, rows in executors.in_copies(batch, names) if copied else here:
        for key, row in rows.items():
            memo.put(key, row)
        yield from results.items()
