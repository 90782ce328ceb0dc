"""Where pure work is done: in this process, in a pool of processes, or on a cluster.

The work is a function of plain data, so that what comes of it is the same wherever it
is done, and it may be done again where a process died.
"""

import contextlib
import errno
import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from ibid.fingerprint import code_fingerprint

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Sequence[Item]], Sequence[Result]]

# A pool pays where it takes more work off this process than it takes to start one and
# to hand results over. A first estimate: single runs on two busy cores saw no gain at
# 50 files and some at 100.
FEWEST = 100
# Small enough for both processors to end at about the same time, and large enough that
# handing it over costs little.
BATCH = 25
# How many batches each job has before it: enough for none to wait, and few enough that
# results don't heap up where this process takes them in more slowly than they come.
WAITING = 4
# How many files are compiled in the time in which one sheet or picture is set.
TYPESET = 5
ANSWER_SECONDS = 10.0


@dataclass(frozen=True)
class Executors:
    """At most so many `jobs` at once; on the cluster of a `scheduler` if one is named.

    What it starts, it ends when it is left.
    """

    jobs: int = 1
    scheduler: str = ""

    def __enter__(self) -> "Executors":
        return self

    def __exit__(self, *_: object) -> None:
        if "_executor" in self.__dict__:
            _end(self._executor)
        if "_client" in self.__dict__:
            self._client.close()

    def pays(self, count: int, weight: int = 1) -> bool:
        """Whether so many items are worth handing over.

        Each is as much work as to compile `weight` files.
        """
        enough = self.jobs > 1 and count * weight >= FEWEST
        return count > 0 if self.scheduler else enough

    def map(
        self, work: "Work[Item, Result]", items: Sequence[Item], weight: int = 1
    ) -> Iterator[Result]:
        """What the work makes of all items, in their order, batch by batch.

        What fails elsewhere, as where a process dies, is done here. Raises OSError
        where the scheduler can't be reached or has no workers.
        """
        batches = _batches(items, max(1, BATCH // weight))
        if self.pays(len(items), weight):
            yield from self._spread(self._executor, work, work, batches)
            return
        for batch in batches:
            yield from work(batch)

    def can_copy(self, count: int) -> bool:
        """Whether so many items are worth a few copies of this process, if it can be
        copied.
        """
        return self.jobs > 1 and count >= FEWEST and _is_alone()

    def in_copies(
        self, work: "Work[Item, Result]", items: Sequence[Item]
    ) -> Iterator[Result]:
        """What the work makes of all items, in copies of this process; see `map`.

        The work may be upon whatever this process holds: a copy has it, too.
        """
        from concurrent.futures import ProcessPoolExecutor

        context = multiprocessing.get_context("fork")
        copies = ProcessPoolExecutor(self.jobs, context, _inherit, (work,))
        try:
            yield from self._spread(copies, _inherited, work, _batches(items, BATCH))
        finally:
            _end(copies)

    def _spread(
        self,
        executor: Executor,
        there: "Work[Item, Result]",
        here: "Work[Item, Result]",
        batches: Sequence[Sequence[Item]],
    ) -> Iterator[Result]:
        """What comes of all batches, in their order: `here` where it fails `there`."""
        most = len(batches) if self.scheduler else WAITING * self.jobs
        rest = iter(batches)
        begun: deque[tuple[Sequence[Item], Future[Sequence[Result]] | None]] = deque()
        try:
            while True:
                for batch in islice(rest, most - len(begun)):
                    begun.append((batch, _submitted(executor, there, batch)))
                if not begun:
                    return
                batch, future = begun.popleft()
                yield from self._made(future, here, batch) if future else here(batch)
        finally:
            for _, future in begun:
                if future:
                    future.cancel()

    def _made(
        self,
        future: "Future[Sequence[Result]]",
        work: "Work[Item, Result]",
        batch: Sequence[Item],
    ) -> Sequence[Result]:
        """What comes of a batch, made here where it can't be made elsewhere."""
        while True:
            try:
                return future.result(ANSWER_SECONDS)
            except TimeoutError:
                self._require_workers()
            except Exception:
                # Of what kind it is tells the executor alone. If it is the work that
                # fails, and not its process, then it fails here too.
                return work(batch)

    @cached_property
    def _executor(self) -> Executor:
        if not self.scheduler:
            from concurrent.futures import ProcessPoolExecutor

            # A process with other threads can't be copied safely: those of the pool
            # are then started anew, which takes longer.
            method = "fork" if _is_alone() else "forkserver"
            context = multiprocessing.get_context(method)
            return ProcessPoolExecutor(self.jobs, context, initializer=_begin)
        self._require_workers()
        executor: Executor = self._client.get_executor()
        theirs = None
        with contextlib.suppress(Exception):
            theirs = executor.submit(code_fingerprint).result(ANSWER_SECONDS)
        if theirs != code_fingerprint():
            raise self._refused("its workers don't have this version of the program")
        return executor

    @cached_property
    def _client(self) -> Any:
        try:
            import distributed
        except ImportError:
            raise OSError(
                errno.ENOPKG, "the extra “cluster” isn't installed", self.scheduler
            ) from None
        try:
            # It publishes no types.
            client: Any = distributed.Client
            return client(self.scheduler, timeout=ANSWER_SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError):
            raise self._refused("no scheduler answers here") from None

    def _require_workers(self) -> None:
        """Raise OSError where a cluster has nobody to work."""
        if self.scheduler and not self._client.scheduler_info()["workers"]:
            raise self._refused("this scheduler has no workers")

    def _refused(self, why: str) -> OSError:
        return OSError(errno.ECONNREFUSED, why, self.scheduler)


HERE = Executors()
"""All in this process."""


def _is_alone() -> bool:
    """Whether this process has one thread, of any library."""
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def _submitted(
    executor: Executor, work: "Work[Item, Result]", batch: Sequence[Item]
) -> "Future[Sequence[Result]] | None":
    """The batch as it is worked on; None where a process of the pool died."""
    with contextlib.suppress(BrokenExecutor):
        return executor.submit(work, batch)
    return None


def _batches(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    return [items[at : at + size] for at in range(0, len(items), size)]


# The work of a copy: what it was made with, which needn't be sent to it.
INHERITED: ContextVar[Callable[[Any], Any]] = ContextVar("INHERITED")


def _end(executor: Executor) -> None:
    """End what was started.

    Of a pool that got no thread of its own the processes would wait for ever.
    """
    try:
        executor.shutdown()
    except RuntimeError:
        for process in multiprocessing.active_children():
            process.terminate()


def _inherit(work: Callable[[Any], Any]) -> None:
    _begin()
    INHERITED.set(work)


def _inherited(batch: Any) -> Any:
    return INHERITED.get()(batch)


def _begin() -> None:
    """A process of the pool leaves Ctrl-C to its parent, and ends with it.

    Where no thread can be started to watch for that, it does its work all the same.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whoever looks for circles in what it shares with its parent makes it its own.
    gc.freeze()
    with contextlib.suppress(RuntimeError):
        threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
