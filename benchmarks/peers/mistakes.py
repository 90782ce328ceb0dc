"""Twelve ordinary mistakes, and what each generator says: `make mistakes`.

Each mistake is alone in a site of two pages, which is built as strictly as the
generator can. Printed is whether the build fails, and whether what it says names the
file and the line. Install the others with `make peers`.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from benchmarks.peers.generators import ELEVENTY, PROGRAMS, ROOT
from tests.guides import small_guide

FRONT = "title: Home\ndate: 2026-01-01"
BODY = "Words. See [the other page](other.md).\n"
OTHER = "---\ntitle: Other\ndate: 2026-01-01\n---\n\n## Part\n\nWords.\n"


@dataclass(frozen=True)
class Mistake:
    """A change of the fields, words at the end of the text, or a fence left out.

    `word` is what a message that means it can't help naming.
    """

    name: str
    word: str
    old: str = ""
    new: str = ""
    more: str = ""
    closed: bool = True


MISTAKES = (
    Mistake("a colon in the title", "title|colon|mapping", "Home", "Cramps: what now"),
    Mistake("a misspelt field", "titel", "title", "titel"),
    Mistake("an impossible date", "2026-13-45", "2026-01-01", "2026-13-45"),
    Mistake("fields that are not closed", "clos|front|---", closed=False),
    Mistake("a link to no page", "othr", more="See [that page](othr.md)."),
    Mistake("a link to no heading", "prt", more="See [that part](other.md#prt)."),
    Mistake("a picture that isn't there", "strech", more="![A calf](strech.png)"),
    Mistake("a picture without words", "words|alt|title", more="![](pic.png)"),
    Mistake("a note that isn't written", "tan2042", more="Words.[^tan2042]"),
    Mistake("a note that nothing calls", "tan2024", more="[^tan2024]: Tan, 2024."),
    Mistake(
        "a note that is written twice",
        "twice|duplicate|already",
        more="Words.[^a]\n\n[^a]: One.\n\n[^a]: Two.",
    ),
    Mistake("a heading level skipped", "level|heading", more="## Two\n\n##### Five"),
)
NONE = Mistake("(none)", "error")

Text = tuple[str, str]
LayOut = Callable[[Path, Text], list[str]]


def text(mistake: Mistake, front: str = FRONT, body: str = BODY) -> Text:
    """The fields with their fences, and the text, with the mistake in it."""
    fields = front.replace(mistake.old, mistake.new, 1) if mistake.old else front
    fence = "---\n" if mistake.closed else ""
    return f"---\n{fields}\n{fence}", f"\n{body}\n{mistake.more}\n"


def mkdocs(folder: Path, page: Text) -> list[str]:
    """MkDocs, with every check of links that it has."""
    _write(folder / "docs", "".join(page))
    checks = "{anchors: warn, unrecognized_links: warn, absolute_links: warn}"
    settings = "site_name: t\nmarkdown_extensions: [footnotes]\n"
    settings += f"validation: {{links: {checks}}}\n"
    (folder / "mkdocs.yml").write_text(settings)
    return [str(PROGRAMS / "mkdocs"), "build", "--strict"]


def pelican(folder: Path, page: Text) -> list[str]:
    """Pelican, whose warnings are made fatal."""
    body = re.sub(r"\]\((\w+\.md)", r"]({filename}\1", page[1])
    body = re.sub(r"\]\((\w+\.png)", r"]({static}\1", body)
    _write(folder / "content", page[0] + body)
    (folder / "p.py").write_text(
        "TIMEZONE='UTC'\nDEFAULT_LANG='en'\nFEED_ALL_ATOM=CATEGORY_FEED_ATOM=None\n"
        "TRANSLATION_FEED_ATOM=AUTHOR_FEED_ATOM=AUTHOR_FEED_RSS=None\n"
        "MARKDOWN={'extension_configs': {'markdown.extensions.meta': {},\n"
        " 'markdown.extensions.footnotes': {}}}\n"
    )
    words = ["content", "-s", "p.py", "-o", "out", "--fatal", "warnings"]
    return [str(PROGRAMS / "pelican"), *words]


def hugo(folder: Path, page: Text) -> list[str]:
    """Hugo, with links by its own function, which checks them."""
    body = re.sub(r"\]\((\w+)\.md(#\w+)?\)", r']({{< relref "/\1.md\2" >}})', page[1])
    _write(folder / "content", page[0] + body, "_index.md")
    (folder / "layouts").mkdir()
    for name in ("home", "page"):
        (folder / f"layouts/{name}.html").write_text("{{ .Title }}{{ .Content }}")
    (folder / "hugo.toml").write_text(
        'baseURL="http://x/"\ndisableKinds=["taxonomy","term","RSS","sitemap"]\n'
    )
    return [str(PROGRAMS / "hugo"), "--logLevel", "info", "--panicOnWarning"]


def eleventy(folder: Path, page: Text) -> list[str]:
    """Eleventy, which has no strict mode."""
    _write(folder, page[0] + page[1].replace("other.md", "/other/"))
    return ["node", str(ELEVENTY)]


def ibid(folder: Path, page: Text) -> list[str]:
    """This program; the text is a page of its own in a small guide."""
    project = small_guide(folder / "guide")
    head, body = page[0], page[1].replace("other.md", "see-a-doctor.md")
    more = "summary: What else there is.\nlast_reviewed: 2026-02-20\n"
    more += "next_review: 2027-02-20\n"
    start, end = len("---\n"), head.find("\n---\n", 4) + 1 or len(head)
    fields = head[start:end].replace("date:", "published:") + more
    page_file = project.content / "more.md"
    page_file.write_text(f"---\n{fields}{head[end:]}{body}", "utf-8")
    _picture(project.content)
    options = [
        f"--{name}={project.folder / name}"
        for name in ("content", "templates", "assets", "output")
    ]
    return [sys.executable, str(ROOT / "build.py"), *options, "--today=2026-11-22"]


def _picture(folder: Path) -> None:
    Image.new("L", (8, 8)).save(folder / "pic.png")


def _write(folder: Path, page: str, name: str = "index.md") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(page)
    (folder / "other.md").write_text(OTHER)
    _picture(folder)


GENERATORS: Mapping[str, LayOut] = {
    "ibid": ibid,
    "mkdocs": mkdocs,
    "pelican": pelican,
    "hugo": hugo,
    "eleventy": eleventy,
}
PAGE = re.compile(r"(?:index|more)\.md")
LINE = re.compile(r"\.md\"?:\d+|[Ll]ine:? \d+|:\d+:\d+")


@dataclass(frozen=True)
class Said:
    """What came of a mistake: whether the build failed, and named file and line."""

    failed: bool
    named: bool
    file: bool
    line: bool

    def __str__(self) -> str:
        if not self.named:
            return "fails" if self.failed else "–"
        parts = ["fails" if self.failed else "warns"]
        parts += ["file"] * self.file + ["line"] * self.line
        return ", ".join(parts)


def tried(lay_out: LayOut, mistake: Mistake) -> Said:
    """Build a site with the mistake in an empty folder."""
    with tempfile.TemporaryDirectory() as name:
        command = lay_out(Path(name), text(mistake))
        done = subprocess.run(
            command,
            cwd=name,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "COLUMNS": "220", "NO_COLOR": "1"},
        )
    said = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", done.stdout + done.stderr)
    lines = [line.replace(name, "") for line in said.splitlines()]
    near = [
        " ".join(lines[max(0, at - 1) : at + 2])
        for at, line in enumerate(lines)
        if re.search(mistake.word, line, re.IGNORECASE)
        and re.search(
            r"error|warn|invalid|not found|does not|can't",
            " ".join(lines[max(0, at - 2) : at + 3]),
            re.IGNORECASE,
        )
    ]
    told = " ".join(near)
    return Said(
        done.returncode != 0,
        bool(near),
        bool(PAGE.search(told)),
        bool(LINE.search(told)),
    )


def rows(generators: Mapping[str, LayOut]) -> Iterator[str]:
    """The table, a line for each mistake."""
    yield f"| mistake | {' | '.join(generators)} |"
    yield "|---" * (len(generators) + 1) + "|"
    for mistake in (NONE, *MISTAKES):
        found = [str(tried(lay_out, mistake)) for lay_out in generators.values()]
        yield f"| {mistake.name} | {' | '.join(found)} |"


def main() -> None:
    """Print the table, for the generators that are installed."""
    there = {
        name: lay_out
        for name, lay_out in GENERATORS.items()
        if name == "ibid"
        or (name == "eleventy" and shutil.which("node") and ELEVENTY.is_file())
        or (PROGRAMS / name).is_file()
    }
    for row in rows(there):
        print(row, flush=True)


if __name__ == "__main__":
    main()
