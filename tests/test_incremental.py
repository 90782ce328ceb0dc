"""Whatever is edited, an incremental build and a preview give a clean build's bytes."""

import os
import shutil
import tempfile
from collections.abc import Mapping, Set
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from ibid.problems import as_text
from ibid.request import Outcome
from ibid.showing import Showing
from ibid.site import workshop
from ibid.site.publishing import ignore
from ibid.units import executors
from tests.guides import site, small_guide, tree

# `make fuzz` asks for many more.
STORIES = int(os.environ.get("IBID_STORIES", "3"))
WORDS = st.text("aeiou bcdfg hklmn prst äß& \"'", min_size=1, max_size=30).map(
    lambda text: "A word " + text.strip().replace('"', "\u201d") + "."
)
BODIES = (
    "index.md",
    "about.md",
    "see-a-doctor.md",
    "causes/getting-older.md",
    "remedies/index.md",
    "remedies/magnesium.md",
    "exercises/calf-stretch.md",
    "cards/calf-cramp.md",
    "references/garrison2020.md",
    "references/khan2023.md",
)
BREAKS: tuple[tuple[str, str, str], ...] = (
    ("content/index.md", "[@hawke2021]", "[@hawk2021]"),
    ("content/about.md", "title: About", "title: [About"),
    ("content/remedies/magnesium.md", "certainty: moderate", "certainty: sure"),
    ("content/site.yaml", "emergency:", "emergencies:"),
    ("templates/404.html", "{% endblock %}", "{% endblock"),
    ("templates/404.html", '"base.html"', '"case.html"'),
    ("templates/remedy.html", "{% block main %}", "{% block main %}{{ view.no }}"),
    ("templates/base.html", "<body>", "<body>{{ view.frame.no }}"),
)
EXTRA = st.sampled_from(["one", "two", "three"])
PUBLISHED = st.sampled_from(
    [
        "index.html",
        "sw.js",
        "feed.xml",
        "remedies/magnesium/index.html",
        "references/garrison2020/index.html",
    ]
)


def errors(outcome: Outcome) -> list[str]:
    """What stops a build; what is advised on words without a sense is true."""
    wrong = (one for one in outcome.problems if one.severity == "error")
    return [as_text(problem) for problem in wrong]


class Editing(RuleBasedStateMachine):
    """An editor at work; after every edit the site must equal a clean build's."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="ibid-editing-"))
        self.project = small_guide(self.folder / "guide")
        self.foreign: dict[str, bytes] = {}
        self.showing = Showing(self.project.request())
        self.looked_at, self.in_a_hurry = frozenset[str](), False

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize()
    def start(self) -> None:
        self.same_as_clean()

    @rule(name=st.sampled_from(BODIES), words=WORDS)
    def edit_a_text(self, name: str, words: str) -> None:
        text = self.project.read(f"content/{name}")
        self.project.write(f"content/{name}", f"{text}\n{words}\n")
        self.same_as_clean()

    @rule(
        name=st.sampled_from(["about.md", "remedies/magnesium.md", "cards/index.md"]),
        words=WORDS,
    )
    def edit_a_title(self, name: str, words: str) -> None:
        self.set_field(f"content/{name}", "title", words)
        self.same_as_clean()

    @rule(title=WORDS)
    def edit_a_source(self, title: str) -> None:
        self.set_field("content/references/hawke2021.md", "title", title)
        self.same_as_clean()

    @rule(status=st.sampled_from(["current", "corrected", "superseded"]))
    def edit_a_standing(self, status: str) -> None:
        name = "content/references/garrison2020.md"
        text = self.project.read(name).replace("status-note: It changed.\n", "")
        note = "" if status == "current" else "status-note: It changed.\n"
        self.project.write(name, text.replace("status:", f"{note}status:", 1))
        self.set_field(name, "status", status)
        self.same_as_clean()

    @rule(words=WORDS)
    def edit_the_settings(self, words: str) -> None:
        self.set_field("content/site.yaml", "tagline", words)
        self.same_as_clean()

    @rule(number=st.sampled_from(["112", "999", "000"]))
    def edit_a_telephone_number(self, number: str) -> None:
        self.set_field("content/site.yaml", "  emergency", number)
        self.same_as_clean()

    @rule(
        name=st.sampled_from(
            ["404.html", "remedy.html", "components/mark.html", "feed.xml"]
        ),
        words=st.sampled_from(["{# one #}", "{# two #}", " ", "\n"]),
    )
    def edit_a_template(self, name: str, words: str) -> None:
        text = self.project.read(f"templates/{name}")
        self.project.write(f"templates/{name}", text + words)
        self.same_as_clean()

    @rule(width=st.integers(1, 9))
    def edit_the_style(self, width: int) -> None:
        text = self.project.read("assets/css/main.css")
        self.project.write("assets/css/main.css", f"{text}hr {{ width: {width}px; }}")
        self.same_as_clean()

    @rule(words=st.sampled_from(["// one\n", "// two\n"]))
    def edit_the_script(self, words: str) -> None:
        text = self.project.read("assets/js/site.js")
        self.project.write("assets/js/site.js", text + words)
        self.same_as_clean()

    @rule(name=EXTRA, draft=st.booleans())
    def add_a_page(self, name: str, draft: bool) -> None:
        text = self.project.read("content/remedies/magnesium.md")
        self.project.write(f"content/remedies/{name}.md", text)
        self.set_field(f"content/remedies/{name}.md", "title", f"On {name}")
        self.set_field(f"content/remedies/{name}.md", "order", f"1\ndraft: {draft}")
        self.same_as_clean()

    @rule(name=EXTRA)
    def delete_a_page(self, name: str) -> None:
        (self.project.content / f"remedies/{name}.md").unlink(missing_ok=True)
        self.same_as_clean()

    @rule(old=EXTRA, new=EXTRA)
    def rename_a_page(self, old: str, new: str) -> None:
        path = self.project.content / f"remedies/{old}.md"
        if path.exists():
            path.rename(path.with_name(f"{new}.md"))
        self.same_as_clean()

    @rule(edit=st.sampled_from(BREAKS))
    def make_a_mistake(self, edit: tuple[str, str, str]) -> None:
        name, old, new = edit
        before, right = tree(self.project.output), self.project.read(name)
        self.project.replace(name, old, new)
        outcome = self.project.build()
        assert (outcome.published, bool(outcome.problems)) == (False, True)
        assert before == tree(self.project.output)
        shown = self.showing.site.files
        # The page that is looked at may be right, and is shown before another is wrong.
        *_, last = self.showing.build(ignore, self.looked_at)
        assert last.problems == outcome.problems
        assert self.showing.site.files == shown
        self.project.write(name, right)
        self.same_as_clean()

    @rule(name=PUBLISHED)
    def edit_the_output(self, name: str) -> None:
        (self.project.output / name).write_text("edited by hand")
        self.same_as_clean()

    @rule(name=PUBLISHED)
    def delete_from_the_output(self, name: str) -> None:
        (self.project.output / name).unlink()
        self.same_as_clean()

    @rule(words=st.sampled_from(["", "{", "[]", '{"index.html": 3}', "\x00"]))
    def spoil_the_manifest(self, words: str) -> None:
        workshop.of(self.project.output).manifest.write_text(words)
        assert not self.project.build().published
        assert self.project.build(adopt=True).published
        self.same_as_clean()

    @rule(name=st.sampled_from(["CNAME", "old/site.html", "remedies/notes.txt"]))
    def put_a_file_into_the_output(self, name: str) -> None:
        self.foreign[name] = name.encode()
        (self.project.output / name).parent.mkdir(exist_ok=True)
        (self.project.output / name).write_bytes(self.foreign[name])
        self.same_as_clean()

    @rule()
    def delete_the_memory(self) -> None:
        shutil.rmtree(self.project.folder / ".cache")
        # However few files there are, two processes compile them.
        with patch.object(executors, "FEWEST", 1):
            self.same_as_clean(jobs=2)

    @rule()
    def build_again(self) -> None:
        assert {"keep"} == {one.action for one in self.project.build().decisions}
        self.same_as_clean()

    def set_field(self, name: str, field: str, value: str) -> None:
        lines = self.project.read(name).split("\n")
        at = next(n for n, line in enumerate(lines) if line.startswith(f"{field}:"))
        quoted = value if "\n" in value or value.islower() else f'"{value}"'
        lines[at] = f"{field}: {quoted}"
        self.project.write(name, "\n".join(lines))

    def same_as_clean(self, jobs: int = 1) -> None:
        outcome = self.project.build(jobs=jobs)
        assert errors(outcome) == []
        clean = self.folder / "clean"
        # A build that remembered with the other would make the same mistakes.
        memory, aside = self.project.folder / ".cache", self.folder / "aside"
        memory.rename(aside)
        assert self.project.build(clean / "output").published
        shutil.rmtree(memory)
        aside.rename(memory)
        assert tree(clean / "output") | self.foreign == tree(self.project.output)
        self.shows(site(clean / "output"))
        shutil.rmtree(clean)

    def shows(self, clean: Mapping[str, bytes | None]) -> None:
        """The preview does, of what is looked at first; of all, if nobody hurries."""
        there = self.looked_at & self.showing.site.files.keys() & clean.keys()
        outcomes = self.showing.build(ignore, self.looked_at)
        for outcome in outcomes:
            assert errors(outcome) == []
            shown, behind = self.showing.site.files, self.showing.site.behind
            assert behind.isdisjoint(self.looked_at & pages(self.showing))
            assert {path: shown[path] for path in there - behind} == {
                path: clean[path] for path in there - behind
            }
            if behind and self.in_a_hurry:
                break
        else:
            assert shown == clean
        outcomes.close()

    @rule(names=st.sets(PUBLISHED, max_size=2), in_a_hurry=st.booleans())
    def look_at(self, names: set[str], in_a_hurry: bool) -> None:
        self.looked_at, self.in_a_hurry = frozenset(names), in_a_hurry


def pages(showing: Showing) -> Set[str]:
    """The paths of the pages that stand for files."""
    examined = showing.site.examined
    return examined.guide.paths.keys() if examined else set()


TestEditing = Editing.TestCase
TestEditing.settings = settings(
    derandomize=True,
    deadline=None,
    # Making a failing story shorter takes many builds more than telling it did.
    phases=[Phase.explicit, Phase.generate],
    max_examples=STORIES,
    stateful_step_count=12,
    suppress_health_check=list(HealthCheck),
)
