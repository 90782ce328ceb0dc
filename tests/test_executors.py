"""Compiled here, in a pool, or on a cluster: the same site, whoever dies meanwhile."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ibid import building
from ibid.cli import main
from ibid.units import executors
from ibid.units.executors import BATCH, FEWEST, Executors
from tests.guides import ROOT, Project, small_guide, tree

PAGE = """---
title: On song {word}
summary: Some people sing song {word}.
published: 2026-01-01
last_reviewed: 2026-11-01
next_review: 2027-11-01
---

People sing.[@hawke2021] Some people sing song {word}.
"""


def large_guide(folder: Path, count: int = FEWEST) -> Project:
    """The small guide with so many pages more: enough for a pool to pay."""
    project = small_guide(folder)
    for number in range(count):
        word = "".join("abcdefghij"[int(digit)] for digit in str(number))
        project.write(f"content/song-{word}.md", PAGE.format(word=word))
    return project


def doubled(items: Sequence[int]) -> list[tuple[int, int]]:
    return [(2 * item, os.getpid()) for item in items]


def deadly(items: Sequence[int]) -> list[int]:
    """It kills its process, if that is one of the pool's."""
    if 3 * BATCH in items and os.getpid() != int(os.environ["IBID_TEST_PARENT"]):
        os.kill(os.getpid(), signal.SIGKILL)
    return [2 * item for item in items]


def wrong(items: Sequence[int]) -> list[int]:
    raise ZeroDivisionError(len(items))


def test_results_come_in_the_order_of_the_items_and_from_other_processes() -> None:
    with Executors(2) as pool:
        made = list(pool.map(doubled, range(5 * BATCH + 1)))
    assert [result for result, _ in made] == [2 * n for n in range(5 * BATCH + 1)]
    assert os.getpid() not in {process for _, process in made}


def test_little_work_starts_no_process() -> None:
    with Executors(2) as pool:
        made = list(pool.map(doubled, range(FEWEST - 1)))
    assert {process for _, process in made} == {os.getpid()}


def test_what_a_process_died_of_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IBID_TEST_PARENT", str(os.getpid()))
    with Executors(2) as pool:
        made = list(pool.map(deadly, range(6 * BATCH)))
    assert made == [2 * n for n in range(6 * BATCH)]


def test_work_that_is_wrong_is_wrong_here_too() -> None:
    with Executors(2) as pool, pytest.raises(ZeroDivisionError):
        list(pool.map(wrong, range(FEWEST)))


def test_no_process_is_left_when_work_is_given_up() -> None:
    with Executors(2) as pool:
        made = pool.map(doubled, range(6 * BATCH))
        (_, process) = next(iter(made))
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_one_job_and_two_give_the_same_bytes(tmp_path: Path) -> None:
    project = large_guide(tmp_path / "guide")
    assert project.build(tmp_path / "a" / "one", jobs=1).published
    (project.folder / ".cache").rename(tmp_path / "cache")
    assert project.build(tmp_path / "b" / "two", jobs=2).published
    assert tree(tmp_path / "a" / "one") == tree(tmp_path / "b" / "two")


@contextmanager
def cluster() -> Iterator[tuple[str, list["subprocess.Popen[str]"]]]:
    """A scheduler's address, and its two workers."""
    running: list[subprocess.Popen[str]] = []

    def start(program: str, sign: str, *words: str) -> tuple[str, str]:
        command = [sys.executable, "-m", f"distributed.cli.{program}", *words]
        process = subprocess.Popen(
            [*command, "--no-dashboard"], stderr=subprocess.PIPE, text=True, cwd=ROOT
        )
        running.append(process)
        assert process.stderr is not None
        line = next(line for line in process.stderr if sign in line)
        return line, line.split()[-1]

    try:
        local = ("--host", "127.0.0.1")
        _, address = start("dask_scheduler", "Scheduler at:", *local, "--port", "0")
        for _ in range(2):
            words = ("--no-nanny", "--nthreads", "1", *local, address)
            start("dask_worker", "Registered to:", *words)
        yield address, running[1:]
    finally:
        for process in running:
            process.kill()
            process.communicate()


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = large_guide(tmp_path / "guide")
    assert project.build(tmp_path / "a" / "here", jobs=1).published
    (project.folder / ".cache").rename(tmp_path / "cache")
    with cluster() as (address, workers):
        whole: Any = Executors.map

        def half_way(
            self: Executors, work: object, items: Sequence[object], weight: int = 1
        ) -> object:
            for number, made in enumerate(whole(self, work, items, weight)):
                if number == BATCH:
                    workers[0].kill()
                    workers[0].wait()
                yield made

        monkeypatch.setattr(Executors, "map", half_way)
        request = project.request(tmp_path / "b" / "there")
        assert building.build(replace(request, scheduler=address)).published
        assert workers[0].poll() is not None
    assert tree(tmp_path / "a" / "here") == tree(tmp_path / "b" / "there")


def test_a_scheduler_that_is_not_there_is_one_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    small_guide(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(executors, "ANSWER_SECONDS", 0.2)
    command = ["build", "--today=2026-11-22", "--scheduler=tcp://127.0.0.1:1"]
    assert main(command) == 1
    said = capsys.readouterr().err
    assert "tcp://127.0.0.1:1" in said
    assert "no scheduler answers here [refused]" in said
    assert not (tmp_path / "output").exists()


def test_without_the_extra_the_message_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    small_guide(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["check", "--scheduler=tcp://127.0.0.1:1"]) == 1
    assert 'pip install "ibid-guides[cluster]"' in capsys.readouterr().err
