"""Whether a page has to be made again is a comparison of plain values."""

from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.fingerprint import LIBRARIES, fingerprint, installed, libraries
from ibid.site.freshness import Decision, Wanted, decide, manifest

PAGE = Wanted("a/index.html", "view", "templates", "code")
ROW = ("view", "templates", "code", "digest")


@pytest.mark.parametrize(
    ("before", "now", "decision"),
    [
        # Nothing differs.
        ({PAGE.path: ROW}, {PAGE.path: "digest"}, ("keep", "nothing changed")),
        # There is no note of it.
        ({}, {}, ("make", "it is new")),
        # A file stands there that no build made.
        ({}, {PAGE.path: "digest"}, ("make", "it is new")),
        # Each ingredient for itself.
        (
            {PAGE.path: ("other", *ROW[1:])},
            {PAGE.path: "digest"},
            ("make", "what it shows changed"),
        ),
        (
            {PAGE.path: ("view", "other", "code", "digest")},
            {PAGE.path: "digest"},
            ("make", "its templates changed"),
        ),
        (
            {PAGE.path: ("view", "templates", "other", "digest")},
            {PAGE.path: "digest"},
            ("make", "the code changed"),
        ),
        # Somebody was at the output.
        ({PAGE.path: ROW}, {}, ("make", "it was deleted from the output")),
        ({PAGE.path: ROW}, {PAGE.path: "x"}, ("make", "it was changed in the output")),
        # Of several reasons, the deepest is given.
        ({PAGE.path: ("x", "x", "x", "x")}, {}, ("make", "the code changed")),
    ],
)
def test_a_decision_has_its_reason(
    before: dict[str, tuple[str, ...]], now: dict[str, str], decision: tuple[str, str]
) -> None:
    (found,) = decide([PAGE], before, now)
    assert (found.action, found.why) == decision


def test_what_nothing_asks_for_is_deleted() -> None:
    decisions = decide([PAGE], {"old.html": ROW}, {})
    assert decisions == (
        Decision("a/index.html", "make", "it is new"),
        Decision("old.html", "delete", "nothing asks for it any more"),
    )


names = st.text("ab/", min_size=1, max_size=3)
rows = st.dictionaries(names, st.just(ROW))


@given(st.sets(names), rows, st.dictionaries(names, st.just("digest")))
def test_each_file_gets_one_decision_in_order(
    wanted: set[str], before: dict[str, tuple[str, ...]], now: dict[str, str]
) -> None:
    pages = [Wanted(name, "view", "templates", "code") for name in wanted]
    paths = [one.path for one in decide(pages, before, now)]
    assert paths == sorted(wanted | before.keys())


@given(st.sets(names, min_size=1))
def test_after_a_build_nothing_is_left_to_do(wanted: set[str]) -> None:
    """The note of a build, and the files it left, make the next one keep them all."""
    pages = [Wanted(name, "view", "templates", "code") for name in wanted]
    digests = dict.fromkeys(wanted, "digest")
    noted = manifest(pages, digests, {})
    assert {one.action for one in decide(pages, noted, digests)} == {"keep"}
    assert manifest(pages, {}, noted) == noted


@given(st.lists(st.text()), st.lists(st.text()))
def test_fingerprints_keep_their_parts_apart(one: list[str], other: list[str]) -> None:
    assert (fingerprint(*one) == fingerprint(*other)) == (one == other)


def test_a_fingerprint_is_the_same_on_every_machine() -> None:
    """It would make every page anew if it weren't; half a character is a text, too."""
    assert fingerprint("a", "bc") == "5310a58788781ab2"
    assert fingerprint("\ud800") != fingerprint("?")


def test_another_version_of_a_library_makes_every_page_anew() -> None:
    assert {f"{name}-{version(name)}.dist-info" for name in LIBRARIES} <= {*libraries()}


def test_versions_are_those_that_python_tells() -> None:
    names = (*LIBRARIES, "PyYAML", "types-PyYAML", "citeproc-py")
    assert [*map(installed, names)] == [*map(version, names)]
    assert installed("never-written") == ""
