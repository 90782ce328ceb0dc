"""The house as it is meant to stand: who may know whom, and who may touch the world.

One test holds one rule over the whole package and lists all that break it; a piece of
code that breaks each rule shows that the rule sees it.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.breaches import expect_none

PACKAGE = Path(__file__).parents[1] / "ibid"
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
TABLE = 8

# The one list of the layers: a module imports only from those above it. The name of a
# package stands for all of its modules that have no line of their own; within one
# layer, imports go one way.
ORDER = """
    ibid
    problems
    source
    fingerprint ondemand commands extras failures
    content content.phrases content.disguises content.vocabulary content.numbering
    content.policy
    content.reference content.kinds content.site content.folders content.terms
    content.interface content.language content.calling content.quantities
    content.findings content.harms content.sought content.lexicon
    reading reading.encodings reading.characters reading.slips reading.ends
    reading.fields
    reading.file_names reading.files reading.front_matter reading.validation
    reading.catalogues
    prose prose.written prose.marks prose.account prose.faults prose.allowed prose.parts
    prose.readability prose.typography prose.names prose.judged prose.shown
    prose.sentences prose.tokens prose.emphasis prose.links prose.forms prose.pasted
    prose.refused prose.inline
    prose.containers prose.tables prose.starts prose.grammar prose.stretch prose.writing
    prose.reading prose.values prose.citations prose.unfinished
    records records.answers records.crossref records.fetching records.likeness
    records.identifiers
    records.notices records.pubmed records.services records.standing records.comparing
    records.snapshots records.verify
    formats formats.keys formats.months formats.latex formats.names formats.bibtex_names
    formats.accounts formats.bibtex_entries formats.page_ranges formats.tagged
    formats.pasting
    guide
    units units.executors units.spool units.shelf units.memo units.ahead units.store
    pages pages.views pages.labels pages.screens
    pages.effects pages.sources
    formats.items formats.adopting formats.bibtex formats.csl_json formats.csl
    formats.nbib formats.ris formats.endnote_xml formats.exporting
    site site.accent site.inlining site.drawings site.pictures site.paper site.assets
    site.freshness site.headers site.remarks site.bare site.layers site.theme
    site.digests
    request
    summary
    preview preview.answers preview.listening preview.overlay preview.watching
    preview.server
    arguments
    telephone
    prose.filling prose.marking
    guide.readings guide.quotes guide.addresses guide.faces
    scaffold starting keyboard
    formats.reference_file formats.importing formats.gathering
    guide.guide
    renaming
    records.keeping
    guide.languages guide.figures guide.claims
    rules.passages rules.promising rules.running rules.rule rules.citing
    rules.bibliography rules.uncited rules.byhand rules.typed
    rules.dates rules.evidence rules.figures rules.verdicts rules.glossary
    rules.links rules.markdown rules.notes rules.openness rules.plain rules.programmes
    rules.safety rules.unsafe
    rules.selling rules.signs rules.slips rules.structure rules.wording rules
    rules.standards
    units.begun units.places units.entries units.compile
    pages.articles pages.guided
    pages.reader pages.backlinks pages.stems pages.layout pages.reviews
    pages.linked_data pages.around pages.exercises pages.cards pages.codes
    pages.references pages.texts pages.planner pages.index pages.search pages.care
    pages.sections pages.kinds
    pages.planning pages.downloads pages.printed pages.feeds
    site.typesetting site.raster
    site.trees site.workshop site.exchange site.moving site.publishing site.obstacles
    delivery.commands delivery.targets delivery.folders delivery.branches
    delivery.hosts delivery
    dressing judging rendering pipeline
    overview pages.counted overview_page
    building showing
    terminal authoring
    cli
"""

# Who may touch the disk, the clock, the network or the terminal.
EDGES = {
    "reading.files",
    "site.publishing",
    "site.digests",
    "site.obstacles",
    "site.trees",
    "site.typesetting",
    "site.workshop",
    "site.exchange",
    "site.moving",
    "site.raster",
    "units.executors",
    "units.spool",
    "units.store",
    "fingerprint",
    "building",
    "delivery",
    "preview.listening",
    "preview.watching",
    "preview.server",
    "cli",
    "authoring",
    "terminal",
    "records.fetching",
    "records.services",
    "records.verify",
    "formats.gathering",
}
OUTSIDE = {
    *("ctypes", "fcntl", "glob", "http", "os", "random", "select", "shutil"),
    *("signal", "socket", "socketserver", "subprocess", "sys", "tempfile", "threading"),
    *("concurrent.futures", "distributed", "multiprocessing"),
    *("time", "urllib.request", "urllib.error", "livereload", "tornado", "watchfiles"),
}
TOUCHES = {
    *("chmod", "exists", "is_dir", "is_file", "is_symlink", "iterdir", "mkdir", "now"),
    *("open", "print", "input", "read_bytes", "read_text", "rename", "rglob", "rmdir"),
    *("stat", "symlink_to", "today", "touch", "unlink", "utcnow", "write_bytes"),
    *("write_text",),
}
CHANGES = {
    *("add", "append", "clear", "discard", "extend", "insert", "pop", "popitem"),
    *("remove", "reverse", "setdefault", "sort", "update"),
}
# What is remembered for as long as a process runs, and may be: the program's own code,
# and what is a function of a word or of a model alone.
REMEMBERED = {
    "fingerprint.code_fingerprint",
    "content.kinds.citing_fields",
    "prose.readability.counter",
    "prose.reading._library",
    "formats.latex._decoder",
    "guide.guide.output_path",
}


@dataclass(frozen=True)
class Module:
    """A module by its name within the package, and its text."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)


House = dict[str, Module]
Rule = Callable[[House], Iterable[str]]


@cache
def house() -> House:
    """Every module of the package: `rules/rule.py` is `rules.rule`."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        steps = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(step for step in steps if step != "__init__") or "ibid"
        found[name] = Module(name, path.read_text("utf-8"))
    return found


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The module's own name among these, or its package's, or none."""
    known = set(names)
    steps = name.split(".")
    ends = (".".join(steps[:end]) for end in range(len(steps), 0, -1))
    return next((each for each in ends if each in known), None)


def imported(module: Module, modules: House) -> set[str]:
    """What a module imports: the package's own modules by their names within it."""
    found = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            inner = {f"{base}.{alias.name}" for alias in node.names}
            own = {name for name in inner if name.removeprefix("ibid.") in modules}
            found |= own | ({base} if own != inner else set())
    return {name.removeprefix("ibid.") for name in found}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imports_from_below(modules: House) -> Iterator[str]:
    """A module imports only from those above it in the list."""
    order = ORDER.split()
    for module in modules.values():
        here = nearest(module.name, order)
        for name in sorted(imported(module, modules) & set(modules)):
            there = nearest(name, order)
            if here and there and order.index(there) > order.index(here):
                yield f"{module.name} imports {name}, which stands below it"


def imports_in_a_circle(modules: House) -> Iterator[str]:
    """Within a layer too, imports go one way."""
    graph = {
        name: (imported(module, modules) & set(modules)) - {name}
        for name, module in modules.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield " imports ".join(reversed(error.args[1]))


def modules_without_a_place(modules: House) -> Iterator[str]:
    """Every module has a layer, and every line of the list is of use."""
    order = ORDER.split()
    yield from (f"{name} stands twice" for name in set(order) if order.count(name) > 1)
    places = {name: nearest(name, order) for name in modules}
    yield from (f"{name} has no place" for name, place in places.items() if not place)
    yield from (f"{line} is no module" for line in set(order) - set(places.values()))


def relative_imports(modules: House) -> Iterator[str]:
    """An import names its module in full."""
    for module in modules.values():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.level:
                yield f"{module.name}:{node.lineno}: {ast.unparse(node)}"


def worldly(modules: House) -> Iterator[str]:
    """Only the edges touch disk, clock, network, processes or terminal."""
    for module in modules.values():
        if nearest(module.name, EDGES):
            continue
        for name in sorted(imported(module, modules) & OUTSIDE):
            yield f"{module.name} imports {name}"
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                called = node.func
                name = getattr(called, "attr", "") or getattr(called, "id", "")
                if name in TOUCHES:
                    yield f"{module.name}:{node.lineno}: {ast.unparse(node)}"


def changed_tables(modules: House) -> Iterator[str]:
    """A table at the head of a module stays what it is: no function fills it."""
    for module in modules.values():
        held = {
            target.id
            for statement in module.tree.body
            if isinstance(statement, ast.Assign | ast.AnnAssign)
            for target in targets(statement)
            if isinstance(target, ast.Name)
        }
        for change in changes(module.tree, held):
            yield f"{module.name}:{change}"


def targets(statement: ast.AST) -> list[ast.expr]:
    """What a statement gives a value to."""
    return getattr(statement, "targets", [getattr(statement, "target", None)])


def changes(tree: ast.AST, held: set[str]) -> Iterator[str]:
    """Where one of these names is changed or filled."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Global | ast.Nonlocal):
            yield f"{node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if node.func.attr in CHANGES and getattr(owner, "id", "") in held:
                yield f"{node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.Assign | ast.AugAssign | ast.Delete):
            for target in targets(node):
                if getattr(getattr(target, "value", None), "id", "") in held:
                    yield f"{node.lineno}: {ast.unparse(node)}"


def hidden_caches(modules: House) -> Iterator[str]:
    """A cache is a value that someone holds; a `cached_property` has its object."""
    for module in modules.values():
        for function in functions(module.tree):
            decorators = map(ast.unparse, function.decorator_list)
            name = f"{module.name}.{function.name}"
            if name not in REMEMBERED and any(
                "cache" in each and "cached_property" not in each for each in decorators
            ):
                yield name


def modules_without_a_purpose(modules: House) -> Iterator[str]:
    """A module begins with a sentence on what it is for."""
    for module in modules.values():
        first = (ast.get_docstring(module.tree) or "").split("\n")[0]
        if not first.endswith((".", "?")):
            yield f"{module.name} begins with {first!r}"


def long_modules(modules: House) -> Iterator[str]:
    """A module is short enough to read."""
    for module in modules.values():
        if (length := len(module.text.splitlines())) > LONGEST_MODULE:
            yield f"{module.name}: {length} lines, {LONGEST_MODULE} at most"


def long_functions(modules: House) -> Iterator[str]:
    """A function is short enough to read; a record filled in is read as a table."""
    for module in modules.values():
        for function in functions(module.tree):
            length = lines(function) - table_lines(function)
            if length > LONGEST_FUNCTION:
                place = f"{module.name}:{function.lineno}"
                yield f"{place}: {function.name} has {length} lines"


def lines(node: ast.AST) -> int:
    """How many lines a piece of code takes up."""
    return getattr(node, "end_lineno", 0) - getattr(node, "lineno", 0) + 1


def table_lines(function: ast.AST) -> int:
    """The lines of a record that is filled field by field: they read as a table."""
    return sum(
        lines(node)
        for node in ast.walk(function)
        if (isinstance(node, ast.Call) and len(node.keywords) >= TABLE)
        or (isinstance(node, ast.Dict) and len(node.keys) >= TABLE)
    )


def undocumented(modules: House) -> Iterator[str]:
    """What is public is documented, but for stubs, which only name a type."""
    for module in modules.values():
        for body in (module.tree.body, *public_classes(module.tree)):
            for node in body:
                if (
                    isinstance(node, ast.FunctionDef | ast.ClassDef)
                    and not node.name.startswith("_")
                    and not is_stub(node)
                    and not ast.get_docstring(node)
                ):
                    yield f"{module.name}:{node.lineno}: {node.name}"


def public_classes(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    """What stands in each public class of a module."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.body


def is_stub(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Whether nothing but an ellipsis stands below the name."""
    return ast.unparse(node.body[0]) == "..."


def undeclared_libraries(modules: House) -> Iterator[str]:
    """The program needs pyproject.toml's libraries, the server's, and Python's own."""
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))
    wanted = list(project["project"]["dependencies"])
    for name, extra in project["project"]["optional-dependencies"].items():
        wanted += extra if name != "dev" else []
    names = {re.match(r"[\w-]+", one)[0] for one in wanted}  # type: ignore[index]
    imports = {
        "pillow": "PIL",
        "pyyaml": "yaml",
        "citeproc-py": "citeproc",
    }
    declared = {imports.get(name, name) for name in names} | {
        "tornado",
        "pydantic_core",
        "markupsafe",
    }
    own = {name.partition(".")[0] for name in modules}
    for module in modules.values():
        used = {name.partition(".")[0] for name in imported(module, modules)}
        for name in sorted(used - sys.stdlib_module_names - own - declared):
            yield f"{module.name} imports {name}"


# Every rule with code that breaks it: what is added to a module of the package, and a
# part of what the rule then says.
RULES: dict[Rule, tuple[str, str, str]] = {
    imports_from_below: ("source", "from ibid.cli import main", "source imports cli"),
    imports_in_a_circle: ("problems", "import ibid.cli", "problems imports"),
    modules_without_a_place: ("attic", '"""Old things."""', "attic has no place"),
    relative_imports: ("cli", "from . import source", "cli:"),
    worldly: ("problems", "print()", "problems:"),
    changed_tables: ("problems", "SEEN = []\ndef see():\n    SEEN.append(1)", "append"),
    hidden_caches: ("problems", "@cache\ndef costly(): ...", "problems.costly"),
    modules_without_a_purpose: ("attic", "", "attic begins with ''"),
    long_modules: ("problems", "\n" * LONGEST_MODULE, "problems: "),
    long_functions: ("cli", "def run():" + "\n    step()" * 50, "run has 51 lines"),
    undocumented: ("cli", "def run():\n    step()", ": run"),
    undeclared_libraries: ("cli", "import numpy", "cli imports numpy"),
}
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)


@each_rule
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    expect_none(rule(house()))


@each_rule
def test_a_breach_of_the_rule_is_seen(rule: Rule) -> None:
    name, code, said = RULES[rule]
    before = house().get(name, Module(name, "")).text
    modules = house() | {name: Module(name, f"{before}\n{code}\n")}
    assert [each for each in rule(modules) if said in each] != []
