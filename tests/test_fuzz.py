"""The tool that spoils files by the ten thousand keeps its laws, and tells a breach."""

from collections.abc import Callable, Iterator

import pytest

from tools import fuzz

FEW = range(40)


@pytest.mark.parametrize("kind", fuzz.KINDS)
def test_a_few_odd_files_of_each_kind_break_no_law(kind: str) -> None:
    """`make fuzz` reads a hundred thousand."""
    assert fuzz.campaign(kind, FEW) == {}


@pytest.mark.parametrize("kind", fuzz.KINDS)
def test_an_input_is_made_again_from_its_number(kind: str) -> None:
    inputs = [fuzz.made(kind, number) for number in FEW]
    assert inputs == [fuzz.made(kind, number) for number in FEW]
    assert len({text for _, text in inputs}) > len(FEW) / 2


def fails(_: str, text: str) -> Iterator[str]:
    yield str(1 // (len(text) - len(text)))


def never_ends(_: str, text: str) -> Iterator[str]:
    while text:
        pass
    yield ""


def lets_markup_through(_: str, text: str) -> Iterator[str]:
    yield from fuzz.acting(f"<p>{text}</p>")


@pytest.mark.parametrize(
    ("broken", "text", "told"),
    [
        (fails, "a", "ZeroDivisionError at test_fuzz.py:"),
        (never_ends, "a", "takes more than 0.05 s"),
        (lets_markup_through, f"<{fuzz.SOWN}>", f"an element <{fuzz.SOWN}>"),
        (lets_markup_through, "<a onclick=1>", "an attribute onclick"),
        (lets_markup_through, "<a href=' javascript:1'>", "an address ' javascript:"),
        (lets_markup_through, "<script>", "an element <script>"),
    ],
)
def test_a_breach_is_told(
    monkeypatch: pytest.MonkeyPatch,
    broken: Callable[[str, str], Iterator[str]],
    text: str,
    told: str,
) -> None:
    kind = fuzz.Kind(dict, broken, 1)
    monkeypatch.setattr(fuzz, "KINDS", {"kind": kind})
    monkeypatch.setattr(fuzz, "MOST_SECONDS", 0.05)
    (found,) = fuzz.faults("kind", "a.md", text)
    assert found.startswith(told)
