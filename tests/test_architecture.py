"""The house as it is meant to stand: who may know whom, and who may touch the world.

One table holds all modules in order. A module imports only from those above it, so the
whole can be read from top to bottom.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "ibid"
LONGEST_MODULE = 250
LONGEST_FUNCTION = 30
TABLE = 8

ORDER = """
    ibid
    problems source fields document typography
    vocabulary bibliography settings records.likeness records.answers model schema
    files freshness program publishing memory request readability
    parts views screens wording
    formats formats.names
    scan citations marking
    prose converting sources sentences
    records.standing records.comparing records.snapshots guide records.keeping
    records.fetching records.crossref records.pubmed records.services records
    records.verify
    reading reviews summary scaffold
    formats.latex formats.bibtex_names formats.keys
    formats.tagged formats.items formats.adopting formats.reference_file
    formats.bibtex formats.csl_json formats.nbib formats.ris
    importing exporting csl
    offers
    assets accent theme
    articles linked_data framing backlinks fronts pages listings
    checks.blocks checks.passages checks.rule
    checks.links checks.structure checks.citing checks.notes checks.dates
    checks.evidence checks.safety checks.wording checks.selling checks.plain
    checks.glossary checks.openness
    checks checks.standards
    arguments pipeline building figures serve cli
"""

# Who may touch the disk, the clock, the network or the terminal.
EDGES = {
    "files",
    "publishing",
    "memory",
    "program",
    "building",
    "serve",
    "cli",
    "records.fetching",
    "records.services",
    "records.verify",
}
OUTSIDE = {
    *("ctypes", "fcntl", "glob", "http", "os", "random", "select", "shutil"),
    *("signal", "socket", "socketserver", "subprocess", "sys", "tempfile", "threading"),
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
    "program.code_fingerprint",
    "model.citing_fields",
    "readability.syllables",
    "formats.latex._decoder",
}


def name_of(path: Path) -> str:
    """`checks/rule.py` as `checks.rule`; a package is named for its folder."""
    steps = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(step for step in steps if step != "__init__") or "ibid"


TREES = {
    name_of(path): ast.parse(path.read_text("utf-8"), str(path))
    for path in sorted(PACKAGE.rglob("*.py"))
}
every_module = pytest.mark.parametrize("module", TREES)


def imported(tree: ast.AST) -> Iterator[str]:
    """The names of the modules that a module imports, its own package's included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "an import names its module in full"
            base = node.module or ""
            for alias in node.names:
                inner = f"{base}.{alias.name}".removeprefix("ibid.")
                yield f"ibid.{inner}" if inner in TREES else base


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@every_module
def test_a_module_imports_only_from_those_above_it(module: str) -> None:
    order = ORDER.split()
    assert module in order, f"{module} has no place in the table"
    own = {name.removeprefix("ibid.") for name in imported(TREES[module])}
    below = [
        name for name in own & set(TREES) if name not in order[: order.index(module)]
    ]
    assert sorted(below) == []


def test_the_table_names_each_module_once() -> None:
    assert sorted(ORDER.split()) == sorted(TREES)


@every_module
def test_only_the_edges_touch_the_world(module: str) -> None:
    found = {name for name in imported(TREES[module]) if name in OUTSIDE}
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Call):
            called = node.func
            name = getattr(called, "attr", "") or getattr(called, "id", "")
            found |= {name} & TOUCHES
    assert found == set() or module in EDGES


@every_module
def test_nothing_changes_what_a_module_holds(module: str) -> None:
    """A table at the head of a module stays what it is: no function fills it."""
    held = {
        target.id
        for statement in TREES[module].body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for target in getattr(
            statement, "targets", [getattr(statement, "target", None)]
        )
        if isinstance(target, ast.Name)
    }
    assert list(changes(TREES[module], held)) == []


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
            for target in getattr(node, "targets", [getattr(node, "target", None)]):
                if getattr(getattr(target, "value", None), "id", "") in held:
                    yield f"{node.lineno}: {ast.unparse(node)}"


@every_module
def test_nothing_is_remembered_behind_the_callers_back(module: str) -> None:
    """A cache is a value that someone holds; a `cached_property` has its object."""
    caches = {
        f"{module}.{function.name}"
        for function in functions(TREES[module])
        for decorator in function.decorator_list
        if "cache" in ast.unparse(decorator)
        and "cached_property" not in ast.unparse(decorator)
    }
    assert caches - REMEMBERED == set()


@every_module
def test_a_module_says_what_it_is_for_and_is_short_enough_to_read(module: str) -> None:
    if module == "ibid":
        return
    tree = TREES[module]
    first = (ast.get_docstring(tree) or "").split("\n")[0]
    assert first.endswith((".", "?")), f"{module} has no sentence at its head"
    path = PACKAGE / f"{module.replace('.', '/')}.py"
    path = path if path.exists() else PACKAGE / module.replace(".", "/") / "__init__.py"
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@every_module
def test_a_function_is_short_enough_to_read(module: str) -> None:
    long = [
        f"{function.name}: {length} lines"
        for function in functions(TREES[module])
        if (length := lines(function) - table_lines(function)) > LONGEST_FUNCTION
    ]
    assert long == []


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


@every_module
def test_what_is_public_is_documented(module: str) -> None:
    """But for a stub, which only says that something has a name and a type."""
    silent = [
        node.name
        for body in (TREES[module].body, *classes(TREES[module]))
        for node in body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not is_stub(node)
        and not ast.get_docstring(node)
    ]
    assert silent == []


def classes(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    """What stands in each public class of a module."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.body


def is_stub(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Whether nothing but an ellipsis stands below the name."""
    return ast.unparse(node.body[0]) == "..."


def test_the_program_needs_only_what_it_declares() -> None:
    """Its libraries are those of pyproject.toml, the server's, and Python's own."""
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"]
    extras = project["project"]["optional-dependencies"]
    wanted += extras["formats"] + extras["csl"]
    names = {re.match(r"[\w-]+", one)[0] for one in wanted}  # type: ignore[index]
    imports = {"pyyaml": "yaml", "citeproc-py": "citeproc"}
    declared = {imports.get(name, name) for name in names} | {"tornado"}
    used = {
        name.partition(".")[0] for tree in TREES.values() for name in imported(tree)
    }
    assert used - sys.stdlib_module_names - {"ibid"} <= declared
