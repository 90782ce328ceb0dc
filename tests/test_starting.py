"""The guide that `init` writes builds at once, in every language it is written in."""

import re
from pathlib import Path

import pytest

from ibid.cli import main
from ibid.reading import files

TODAY = "2026-11-26"
LANGUAGES = [("en-GB", "999"), ("en-US", "911"), ("de-AT", "112")]
LANGUAGES += [("de", "112"), ("fr", "112"), ("es", "112")]
SUBJECT = re.compile(r"cramp|calf|quinine|magnesium", re.IGNORECASE)


def init(folder: Path, language: str, *more: str) -> int:
    words = ("init", str(folder), "--language", language, "--today", TODAY)
    return main([*words, *more])


@pytest.mark.parametrize(("language", "number"), LANGUAGES)
def test_the_new_guide_builds_at_once(
    language: str,
    number: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without a problem, in the program's own look, with the country's number."""
    assert init(tmp_path / "g", language) == 0
    monkeypatch.chdir(tmp_path / "g")
    assert main(["build", "--strict", "--today", TODAY]) == 0
    assert capsys.readouterr().err == ""
    page = Path("output/see-a-doctor/index.html").read_text("utf-8")
    assert f'href="tel:{number}"' in page
    assert f'<html lang="{language}"' in page
    for path in Path("output").rglob("*.html"):
        shown = re.sub(r"<style>.*?</style>", "", path.read_text("utf-8"), flags=re.S)
        assert not SUBJECT.search(shown), path


def test_twice_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    init(tmp_path, "en-GB")
    about = tmp_path / "content" / "about.md"
    about.write_text("mine", "utf-8")
    (tmp_path / "content" / "index.md").unlink()
    capsys.readouterr()
    assert init(tmp_path, "en-GB") == 0
    assert about.read_text("utf-8") == "mine"
    assert (tmp_path / "content" / "index.md").is_file()
    assert "Wrote 1 files" in capsys.readouterr().out


def test_nobody_is_said_to_have_looked_on_the_day_of_init(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Its sources keep the day of a look; long after it the owner is asked for one."""
    later = ("--today", "2027-11-26")
    assert main(["init", str(tmp_path), *later]) == 0
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert main(["build", *later]) == 0
    said = capsys.readouterr().err
    assert said.count("advice: nobody has looked at this source for 365 days") == 2
    for page in ("chen2018", "gross2015"):
        text = Path(f"output/references/{page}/index.html").read_text("utf-8")
        assert "26 November 2026" in text


def test_an_owner_names_title_and_country(tmp_path: Path) -> None:
    init(tmp_path, "en-GB", "--title", 'A "sore" heel', "--country", "au")
    site = (tmp_path / "content" / "site.yaml").read_text("utf-8")
    assert 'title: "A \\"sore\\" heel"' in site
    assert f'emergency: "{files.emergency_numbers()["AU"]}"' in site


def test_a_guide_starts_with_no_number_that_may_call_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the number of a country isn't known, its author gives it."""
    site = tmp_path / "content" / "site.yaml"
    assert init(tmp_path, "en-GB", "--country", "FJ") == 2
    assert "in FJ is not known here: give it" in capsys.readouterr().err
    assert not site.exists()
    for wrong in ("", "call", '9"', "9\n"):
        assert init(tmp_path, "en-GB", "--country", "FJ", "--emergency", wrong) == 2
    assert not site.exists()
    assert init(tmp_path, "en-GB", "--country", "FJ", "--emergency", "911") == 0
    assert 'emergency: "911"' in site.read_text("utf-8")
    assert files.emergency_numbers()[""] == "112"


def test_a_language_without_a_guide_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(tmp_path / "g", "xx") == 2
    assert "choose" in capsys.readouterr().err
    assert not (tmp_path / "g").exists()


BAD = {
    "en-GB": "This cures a sore neck, guaranteed.",
    "en-US": "This not only cures a sore neck, it is guaranteed.",
    "de": "Heute noch heilt das den Nacken, ohne Frage garantiert.",
    "fr": "Si une personne a mal, cela guérit la nuque, c'est garanti.",
    "es": "Si duele, esto no solo cura el cuello, garantizado.",
}


@pytest.mark.parametrize("language", BAD)
def test_the_rules_know_the_language(
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What promises is found, behind what sounds like a "not" too; so is a claim
    without a hedge, and a price.
    """
    init(tmp_path, language)
    monkeypatch.chdir(tmp_path)
    price = {"en-US": "40 dollars", "de": "40 Euro"}.get(language, "40 euros")
    home = Path("content/index.md")
    home.write_text(
        f"{home.read_text('utf-8')}\n{BAD[language]}\n\n{price}.\n", "utf-8"
    )
    card = Path("content/cards/stiff-neck.md")
    text = card.read_text("utf-8")
    claim = re.sub(r"(?m)^claim: .*$", 'claim: "Xxxx yyyy zzzz."', text)
    card.write_text(claim, "utf-8")
    assert main(["check", "--today", TODAY]) == 1
    said = capsys.readouterr().err
    assert said.count("[strong-word]") == 2
    assert said.count("[unhedged-claim]") == 1
    assert said.count("[price]") == 1
