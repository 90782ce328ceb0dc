"""`build.py verify` against a server that behaves, and one that doesn't.

The server is real and local; time is not: the clock only moves when somebody sleeps.
"""

import contextlib
import io
import itertools
import os
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from ibid.cli import main
from ibid.commands import Commands
from ibid.records import fetching, services, snapshots
from ibid.records.answers import CROSSREF, PUBMED, Fault, Record
from ibid.records.fetching import Client, Clock, Reply
from ibid.records.identifiers import identified
from ibid.records.services import Errand
from ibid.records.verify import verify

ANSWERS = Path(__file__).parent / "verify"
WORK = (ANSWERS / "crossref-work.json").read_bytes()
RETRACTED_WORK = (ANSWERS / "crossref-retracted.json").read_bytes()
AGENCY = (ANSWERS / "crossref-agency.json").read_bytes()
ARTICLE = (ANSWERS / "pubmed-article.xml").read_bytes()
RETRACTED_ARTICLE = (ANSWERS / "pubmed-retracted.xml").read_bytes()
NO_ARTICLE = b"<PubmedArticleSet></PubmedArticleSet>"
TODAY = date(2026, 11, 22)
CONTACT = "editor@guide.example"
REFERENCE = """\
---
type: article-journal
title: "A trial of nothing in particular: a made-up randomized study"
author:
  - {family: Sample, given: A}
container-title: Journal of Invented Trials and Reviews
issued: 2020
DOI: 10.5555/cramp.2020.17
PMID: "900000001"
status: current
confirmed: true
checked: 2026-11-22
---

It found nothing.
"""
ONLY_DOI = REFERENCE.replace('PMID: "900000001"\n', "")


@dataclass
class FakeTime:
    """A clock that stands still until somebody sleeps."""

    at: float = 1000.0
    sleeps: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.at += seconds

    def clock(self, chance: float = 1.0) -> Clock:
        return Clock(self.now, self.sleep, lambda: chance)


@dataclass(frozen=True)
class Served:
    """One answer of the server: `cut` breaks it off, `wait` keeps it back.

    With `drip` it comes byte by byte, 20 ms apart.
    """

    body: bytes = b""
    code: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    cut: bool = False
    wait: threading.Event | None = None
    drip: bool = False


@dataclass(frozen=True)
class Question:
    """What the server was asked, and when by the fake clock."""

    path: str
    query: dict[str, list[str]]
    agent: str
    at: float


@dataclass
class Server:
    """Answers in turn from the list of each path; the last answer is given for ever."""

    url: str
    time: FakeTime
    answers: dict[str, list[Served]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    def next(self, path: str) -> Served:
        kept = self.answers.get(path, [Served(b"Resource not found.", 404)])
        return kept.pop(0) if len(kept) > 1 else kept[0]

    def asked(self, part: str) -> list[Question]:
        return [question for question in self.questions if part in question.path]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    world = Server("", FakeTime())

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            agent = self.headers["User-Agent"]
            path = unquote(parts.path)
            question = Question(path, parse_qs(parts.query), agent, world.time.at)
            world.questions.append(question)
            served = world.next(path)
            if served.wait:
                served.wait.wait(5)
            self.send_response(served.code)
            for name, value in served.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(served.body)))
            self.end_headers()
            half = len(served.body) // 2
            with contextlib.suppress(OSError):  # The client may have hung up.
                for byte in served.body if served.drip else ():
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.02)
                if not served.drip:
                    self.wfile.write(served.body[:half] if served.cut else served.body)

        def date_time_string(self, timestamp: float | None = None) -> str:
            return "Sun, 22 Nov 2026 12:00:00 GMT"

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    world.url = f"http://127.0.0.1:{http.server_port}"
    yield world
    http.shutdown()
    http.server_close()
    thread.join()


CROSSREF_PATH = "/works/10.5555/cramp.2020.17"
PUBMED_PATH = "/efetch.fcgi"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "references").mkdir()
    return tmp_path


def put(content: Path, key: str, text: str = REFERENCE) -> Path:
    (content / "references" / f"{key}.md").write_text(text, "utf-8")
    return content / "references" / f"{key}.record.json"


@dataclass
class Run:
    """One run of verify: its exit code, or why nothing was asked; and what it said."""

    code: int | str
    lines: list[str]


@pytest.fixture
def run(server: Server, content: Path) -> Callable[..., Run]:
    def run(*keys: str, **changes: object) -> Run:
        lines: list[str] = []
        errand = Errand(
            CONTACT, TODAY, server.url, server.url, server.time.clock(), timeout=5
        )
        errand = replace(errand, **changes)  # type: ignore[arg-type]
        return Run(verify(content, keys, errand, "build.py", lines.append), lines)

    return run


def kept(path: Path) -> Record:
    record, problems = snapshots.parse(
        path.as_posix(),
        path.read_text("utf-8"),
        Commands("build.py", path.parents[1].as_posix()),
    )
    assert problems == ()
    assert record is not None
    return record


def good(server: Server) -> None:
    server.answers[CROSSREF_PATH] = [Served(WORK)]
    server.answers[PUBMED_PATH] = [Served(ARTICLE)]


def test_a_record_is_fetched_from_both_services_and_kept(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    good(server)
    path = put(content, "sample2020")
    assert run() == Run(0, ["1/1 sample2020: Crossref no notice; PubMed same"])
    record = kept(path)
    assert record.fetched == TODAY
    assert record.crossref is not None
    assert record.pubmed is not None
    assert record.crossref.asked == "10.5555/cramp.2020.17"
    assert record.pubmed.asked == "900000001"
    assert record.crossref.fields is not None
    assert record.crossref.fields.first_author == "Sample"
    assert [p.name for p in sorted(path.parent.iterdir())] == [
        "sample2020.md",
        "sample2020.record.json",
    ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_retraction_is_told_at_once(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    server.answers[CROSSREF_PATH] = [Served(RETRACTED_WORK)]
    server.answers[PUBMED_PATH] = [Served(RETRACTED_ARTICLE)]
    put(content, "sample2020")
    assert run().lines == [
        "1/1 sample2020: Crossref retracted; PubMed retracted and replaced; "
        f"1 to mend: see `build.py check --content {content}`"
    ]


def test_the_services_learn_who_asks_and_the_record_does_not(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    good(server)
    path = put(content, "sample2020")
    run()
    asked_crossref, asked_pubmed = server.questions
    assert asked_crossref.query == {"mailto": [CONTACT]}
    assert asked_pubmed.query == {
        "db": ["pubmed"],
        "id": ["900000001"],
        "retmode": ["xml"],
        "tool": ["ibid"],
        "email": [CONTACT],
    }
    for question in server.questions:
        assert question.agent.startswith("ibid/")
        assert f"mailto:{CONTACT}" in question.agent
    assert CONTACT not in path.read_text("utf-8")


@pytest.mark.parametrize(
    "changes",
    [
        {"contact": ""},
        {"contact": "me"},
        {"contact": "me@here"},
        {"contact": "a@b.c\r\nX-Header: y"},
        {"crossref": "ftp://127.0.0.1"},
        {"crossref": "file:///etc"},
        {"pubmed": "https://name:word@127.0.0.1"},
        {"pubmed": "here"},
    ],
)
def test_wrong_usage_asks_nobody(
    server: Server, content: Path, run: Callable[..., Run], changes: dict[str, str]
) -> None:
    put(content, "sample2020")
    outcome = run(**changes)
    assert server.questions == []
    assert outcome.lines == []
    assert ("--contact" if "contact" in changes else "address") in str(outcome.code)


def test_an_unknown_key_is_wrong_usage(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    """It is told before anything is asked for that only a right key needs."""
    assert "there are no references" in str(run(contact="").code)
    put(content, "sample2020")
    hint = 'there is no reference "sampel2020". did you mean "sample2020"?'
    assert run("sampel2020", contact="") == Run(hint, [])


def test_only_the_named_references_are_asked_about(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    good(server)
    put(content, "one", ONLY_DOI)
    put(content, "two", ONLY_DOI)
    put(content, "index", "---\n---\n")
    assert run("two").lines == ["1/1 two: Crossref no notice"]


def test_a_reference_without_numbers_is_passed_over_unless_named(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    put(content, "page", ONLY_DOI.replace("DOI: 10.5555/cramp.2020.17\n", ""))
    assert run() == Run(0, [])
    assert run("page").code == 1


def test_a_reference_file_with_mistakes_stops_no_other(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    good(server)
    put(content, "broken", "no front matter")
    path = put(content, "sample2020")
    outcome = run()
    assert outcome.code == 1
    assert outcome.lines[0].startswith("1/1 sample2020: Crossref")
    assert "broken.md: not asked about" in outcome.lines[1]
    assert path.exists()


def test_an_unknown_doi_and_an_unknown_pmid_are_answers_too(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    server.answers[PUBMED_PATH] = [Served(NO_ARTICLE)]
    path = put(content, "sample2020")
    assert run() == Run(
        1,
        [
            "1/1 sample2020: unknown to Crossref; unknown to PubMed; "
            f"2 to mend: see `build.py check --content {content}`"
        ],
    )
    record = kept(path)
    assert record.crossref is not None
    assert record.crossref.fields is None


def test_a_doi_that_another_agency_registers_is_no_mistake(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    server.answers[f"{CROSSREF_PATH}/agency"] = [Served(AGENCY)]
    put(content, "sample2020", ONLY_DOI)
    words = "1/1 sample2020: unknown to Crossref, registered with datacite"
    assert run() == Run(0, [words])


def test_a_doi_with_odd_characters_is_asked_about_whole(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    odd = "10.5555/(SICI)1099<1::AID-X>3.0.CO;2-#?a=b&c%"
    server.answers[f"/works/{odd}"] = [Served(WORK)]
    path = put(content, "odd", ONLY_DOI.replace("10.5555/cramp.2020.17", f'"{odd}"'))
    assert run().lines == ["1/1 odd: Crossref no notice"]
    assert (answer := kept(path).crossref) is not None
    assert answer.asked == odd


def test_each_service_is_asked_at_its_own_pace(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    good(server)
    for number in range(5):
        put(content, f"s{number}")
    assert run().code == 0
    for path, service in (("/works/", CROSSREF), (PUBMED_PATH, PUBMED)):
        times = [question.at for question in server.asked(path)]
        gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
        assert len(gaps) == 4
        assert min(gaps) >= services.INTERVALS[service] - 1e-9


def test_a_slower_pace_that_crossref_announces_is_kept(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    limit = (("X-Rate-Limit-Limit", "2"), ("X-Rate-Limit-Interval", "60s"))
    server.answers[CROSSREF_PATH] = [Served(WORK, headers=limit)]
    put(content, "one", ONLY_DOI)
    put(content, "two", ONLY_DOI)
    run()
    first, second = server.questions
    assert second.at - first.at == pytest.approx(30)


def test_a_run_that_stopped_goes_on_where_it_was(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    server.answers[CROSSREF_PATH] = [Served(WORK), Served(b"", 400)]
    put(content, "one", ONLY_DOI)
    path = put(content, "two", ONLY_DOI)
    assert run().code == 1
    assert not path.exists()
    server.answers[CROSSREF_PATH] = [Served(WORK)]
    outcome = run()
    assert outcome.code == 0
    assert outcome.lines[0] == "1/2 one: fetched today already"
    assert len(server.asked("/works/")) == 3


def test_a_record_of_another_day_or_another_doi_is_fetched_again(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    good(server)
    server.answers["/works/10.5555/other"] = [Served(WORK)]
    path = put(content, "one", ONLY_DOI)
    run()
    assert run(today=date(2026, 11, 23)).lines == ["1/1 one: Crossref no notice"]
    assert kept(path).fetched == date(2026, 11, 23)
    put(content, "one", ONLY_DOI.replace("cramp.2020.17", "other"))
    run(today=date(2026, 11, 23))
    assert (answer := kept(path).crossref) is not None
    assert answer.asked == "10.5555/other"


def test_a_record_that_somebody_broke_is_fetched_again(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    good(server)
    path = put(content, "one")
    path.write_bytes(b'{"fetched": \xff')
    assert run().code == 0
    assert kept(path).fetched == TODAY


def test_when_one_service_fails_the_old_record_stays_as_it_was(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    good(server)
    path = put(content, "one")
    run()
    before = path.read_bytes()
    server.answers[PUBMED_PATH] = [Served(b"<html>Sorry</html>")]
    outcome = run(today=date(2026, 11, 23))
    assert outcome.code == 1
    assert outcome.lines == [
        "1/1 one: not fetched. PubMed: its answer is no article but <html>"
    ]
    assert path.read_bytes() == before


def test_a_stop_in_the_middle_of_writing_leaves_no_half_file(
    server: Server,
    content: Path,
    run: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good(server)
    path = put(content, "one")
    run()
    before = path.read_bytes()

    def stop(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    outcome = run(today=date(2026, 11, 23))
    assert outcome.code == 1
    assert outcome.lines[-1].startswith("stopped: what was fetched is kept")
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == [
        "one.md",
        "one.record.json",
    ]


def test_a_full_disk_is_told_and_ends_the_run(
    server: Server,
    content: Path,
    run: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good(server)
    put(content, "one")
    put(content, "two")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device", "one.record.json")

    monkeypatch.setattr(os, "fsync", full)
    outcome = run()
    assert outcome.code == 1
    assert outcome.lines == [
        "the record can't be written: No space left on device: one.record.json"
    ]


def test_a_service_that_is_down_is_left_in_peace(
    server: Server, content: Path, run: Callable[..., Run]
) -> None:
    server.answers[CROSSREF_PATH] = [Served(b"", 503)]
    for number in range(4):
        put(content, f"s{number}", ONLY_DOI)
    outcome = run()
    assert outcome.code == 1
    assert len(server.questions) == services.GIVEN_UP_AFTER * fetching.TRIES
    assert "it answers 503 Service Unavailable, 5 times in a row" in outcome.lines[1]
    assert "isn't asked again in this run" in outcome.lines[3]


def ask(
    server: Server, *answers: Served, timeout: float = 5, chance: float = 1
) -> object:
    """What a client gets that asks for `/x`; the server answers these in turn."""
    server.answers["/x"] = list(answers)
    client = Client("ibid", 0.0, server.time.clock(chance), timeout)
    return client.get(f"{server.url}/x")


def reason(outcome: object) -> str:
    assert isinstance(outcome, Fault)
    return outcome.reason


def test_the_pauses_between_tries_double(server: Server) -> None:
    assert reason(ask(server, Served(b"", 500))).endswith("5 times in a row")
    assert server.time.sleeps == [1, 2, 4, 8]
    assert len(server.questions) == 5


def test_chance_shortens_the_pauses_by_up_to_half(server: Server) -> None:
    ask(server, Served(b"", 500), chance=0)
    assert server.time.sleeps == [0.5, 1, 2, 4]


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again(server: Server, code: int) -> None:
    assert ask(server, Served(b"", code), Served(b"yes")) == Reply(b"yes")


@pytest.mark.parametrize("code", [400, 401, 403, 410, 414])
def test_a_lasting_failure_is_not_tried_again(server: Server, code: int) -> None:
    assert reason(ask(server, Served(b"", code))).startswith(f"it answers {code}")
    assert len(server.questions) == 1


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ([("Retry-After", "7")], 7),
        ([("Retry-After", "0")], 0),
        ([("Retry-After", "soon")], 1),
        ([("Retry-After", "-3")], 1),
        ([("Retry-After", "Sun, 22 Nov 2026 12:00:09 GMT")], 9),
        ([("Retry-After", "Sun, 22 Nov 2026 11:00:00 GMT")], 0),
    ],
)
def test_the_pause_that_a_service_asks_for_is_kept(
    server: Server, headers: list[tuple[str, str]], pause: float
) -> None:
    ask(server, Served(b"", 429, tuple(headers)), Served(b"yes"))
    assert server.time.sleeps == [pause]


def test_a_service_that_asks_for_a_long_pause_is_left_for_another_day(
    server: Server,
) -> None:
    words = reason(ask(server, Served(b"", 429, (("Retry-After", "3600"),))))
    assert "asks to wait 3600 s" in words
    assert server.time.sleeps == []


def test_an_answer_that_does_not_come_is_given_up_and_asked_for_again(
    server: Server,
) -> None:
    never = threading.Event()
    slow = Served(b"late", wait=never)
    outcome = ask(server, slow, Served(b"yes"), timeout=0.1)
    never.set()
    assert outcome == Reply(b"yes")


def test_an_answer_that_only_drips_is_given_up_too(server: Server) -> None:
    """No single byte is late, but the whole would take a minute."""
    server.answers["/x"] = [Served(b"x" * 3000, drip=True), Served(b"yes")]
    clock = Clock(time.monotonic, server.time.sleep, lambda: 1.0)
    client = Client("ibid", 0.0, clock, timeout=0.1)
    assert client.get(f"{server.url}/x") == Reply(b"yes")


def test_an_answer_that_breaks_off_is_asked_for_again(server: Server) -> None:
    assert ask(server, Served(WORK, cut=True), Served(WORK)) == Reply(WORK)


def test_an_answer_that_is_too_long_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST_ANSWER", 1000)
    assert "longer than 1000 bytes" in reason(ask(server, Served(b"x" * 1001)))
    assert len(server.questions) == 1


def test_a_redirect_on_the_same_host_is_followed_and_no_other(server: Server) -> None:
    server.answers["/y"] = [Served(b"moved")]
    here = Served(b"", 301, (("Location", "/y"),))
    assert ask(server, here) == Reply(b"moved")
    away = Served(b"", 302, (("Location", "http://elsewhere.example/x"),))
    assert "elsewhere.example" in reason(ask(server, away))


def test_a_service_that_is_not_there_is_tried_and_told(server: Server) -> None:
    client = Client("ibid", 0.0, server.time.clock(), 5)
    words = reason(client.get("http://127.0.0.1:1/x"))
    assert words == "it can't be reached (Connection refused), 5 times in a row"


def importing_by_number(server: Server, content: Path, *sources: str) -> list[str]:
    """The words of an import that asks the server."""
    places = ["--crossref", server.url, "--pubmed", server.url]
    folder = ["--content", str(content), "--contact", CONTACT]
    return ["import", *sources, *places, *folder, "--today", TODAY.isoformat()]


MEDLINE = b"\nPMID- 123\nTI  - Legs at\n      night.\nFAU - Roe, Rita\nDP  - 2019\n"


def test_a_work_is_imported_by_its_number(
    server: Server, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A DOI in any spelling, and a number of PubMed, from recorded answers."""
    server.answers[CROSSREF_PATH] = [Served(RETRACTED_WORK)]
    server.answers[PUBMED_PATH] = [Served(MEDLINE)]
    address = "https://doi.org/10.5555%2Fcramp.2020.17"
    assert main(importing_by_number(server, content, address, "PMID:123")) == 0
    assert capsys.readouterr().out.count("Wrote ") == 2
    texts = [p.read_text("utf-8") for p in sorted((content / "references").iterdir())]
    assert any("title: Legs at night" in t and 'PMID: "123"' in t for t in texts)
    assert any("status: retracted" in t and "status-note: " in t for t in texts)
    assert all("confirmed: false" in text for text in texts)
    (asked,) = server.asked("efetch")
    assert (asked.query["rettype"], asked.query["id"]) == (["medline"], ["123"])
    assert CONTACT in asked.query["email"]


def test_an_import_by_number_says_what_it_could_not_do(
    server: Server, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown number, a missing address of the asker, and what is no number."""
    assert main(importing_by_number(server, content, "10.1000/unknown")) == 1
    assert "it has no record of 10.1000/unknown" in capsys.readouterr().err
    words = importing_by_number(server, content, "PMID 5")
    words[words.index(CONTACT)] = "nobody"
    assert main(words) == 2
    assert "needs your e-mail address" in capsys.readouterr().err
    assert main(importing_by_number(server, content, "10.1000")) == 2
    assert "it is no DOI or PubMed number" in capsys.readouterr().err
    assert list((content / "references").iterdir()) == []


PASTED = b"""\
For the page on legs:
@string{jc = "J Cramp"}
@article{one, title={One {of 10.1000/none}}, journal=jc,
  abstract={It says
10.1000/inside
and more.}}

https://doi.org/10.5555%2Fcramp.2020.17
- PMID: 123

TY  - JOUR
TI  - Two
N2  - PMID: 5
PMID: 6
ER  -
@book{three, title={Three}}
"""


def paste(text: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))


def test_numbers_and_entries_are_pasted_together(
    server: Server,
    content: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Of each format all entries, and only the numbers that stand between them."""
    server.answers[CROSSREF_PATH] = [Served(WORK)]
    server.answers[PUBMED_PATH] = [Served(MEDLINE)]
    paste(PASTED, monkeypatch)
    assert main(importing_by_number(server, content, "-")) == 0
    files = {p.stem: p.read_text("utf-8") for p in (content / "references").iterdir()}
    assert set(files) == {"one", "source", "three", "sample2020", "roe2019"}
    assert "container-title: J Cramp" in files["one"]
    assert [question.path for question in server.questions] == [
        CROSSREF_PATH,
        PUBMED_PATH,
    ]
    said = capsys.readouterr().err
    assert "standard input:1:1: advice: this line is no entry" in said
    assert said.count("this line is no entry") == 1


def test_a_pasted_number_that_nobody_knows_is_told_with_its_line(
    server: Server,
    content: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    paste(b"\n@book{a, title={x}}\n10.1000/unknown\n", monkeypatch)
    assert main(importing_by_number(server, content, "-")) == 1
    said = capsys.readouterr()
    assert "standard input:3: 10.1000/unknown: not fetched." in said.err
    assert said.out.count("Wrote ") == 1


def test_pasted_numbers_need_to_know_who_asks(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paste(b"@book{a, title={x}}\n10.1000/182\n", monkeypatch)
    assert main(["import", "-", "--content", str(content)]) == 2
    assert "needs your e-mail address" in capsys.readouterr().err
    assert list((content / "references").iterdir()) == []


def test_entries_are_imported_from_standard_input(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is pasted may hold several entries, in any format that a file may have."""
    pasted = b"@book{one, title={One}}\n@book{two, title={Two}}\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pasted)))
    words = ["import", "-", "--content", str(content), "--today", TODAY.isoformat()]
    assert main(words) == 0
    names = sorted(path.name for path in (content / "references").iterdir())
    assert names == ["one.md", "two.md"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("10.1136/bmj.2023.1", ("Crossref", "10.1136/bmj.2023.1")),
        ("doi:10.1136/bmj.2023.1.", ("Crossref", "10.1136/bmj.2023.1")),
        ("http://dx.doi.org/10.1000%2Fx", ("Crossref", "10.1000/x")),
        ("PMID: 123", ("PubMed", "123")),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", ("PubMed", "123")),
        ("32956536", ("PubMed", "32956536")),
        ("www.ncbi.nlm.nih.gov/pubmed/123", ("PubMed", "123")),
        ("<https://doi.org/10.1000/x>", None),
        ("123", None),
        ("papers/10.1000/x.bib", None),
        ("my PMID:123", None),
        ("library.bib", None),
        ("10.1000", None),
    ],
)
def test_a_number_is_known_however_it_is_typed(
    typed: str, expected: tuple[str, str] | None
) -> None:
    found = identified(typed)
    assert (found and (found[0].name, found[1])) == expected


def test_a_new_reference_is_filled_in_from_its_doi(
    server: Server, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asked for once; a second time the guide has it already."""
    good(server)
    command = [
        *("new", "reference", "--doi", "10.5555/cramp.2020.17"),
        *("--crossref", server.url, "--pubmed", server.url, "--contact", CONTACT),
        *("--content", str(content), "--today", TODAY.isoformat()),
    ]
    assert main(command) == 0
    (made,) = (content / "references").glob("*.md")
    text = made.read_text("utf-8")
    assert "DOI: 10.5555/cramp.2020.17" in text
    assert f"checked: {TODAY}" in text
    assert f"Wrote {made.as_posix()}." in capsys.readouterr().out
    main(command)
    assert list((content / "references").glob("*.md")) == [made]
    assert made.read_text("utf-8") == text


@pytest.mark.parametrize(
    "words",
    [
        ["remedy", "--doi", "10.5555/a"],
        ["reference", "A title", "--doi", "10.5555/a"],
        ["reference"],
    ],
)
def test_a_new_file_needs_a_title_or_a_doi(words: list[str], content: Path) -> None:
    assert main(["new", *words, "--content", str(content)]) == 2
    assert list(content.rglob("*.md")) == []
