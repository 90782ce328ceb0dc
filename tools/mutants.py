"""Break a module in every small way and say which breaks no test notices.

`python -m tools.mutants ibid/freshness.py tests/test_freshness.py` makes one change at
a time in a copy of the repository – another comparison, `or` for `and`, another
constant, no return value, a statement left out – and runs the tests until one fails. A
change that survives is either the same in effect, or what a test should look at.
"""

import argparse
import ast
import contextlib
import copy
import importlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LEFT_OUT = (".git", ".venv", ".cache", "output", "__pycache__", ".*_cache")
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
NAMES = {"any": "all", "all": "any", "min": "max", "max": "min", "sorted": "list"}
LEAVABLE = (ast.Expr, ast.AugAssign, ast.Raise, ast.Continue, ast.Break)
PASSED, FAILED, INTERRUPTED = 0, 1, 2
OWN = ("ibid", "tests", "tools", "benchmarks")
# Pytest warns that it cannot rewrite the assertions of what is loaded already.
OPTIONS = (
    *("-x", "-q", "-n0", "-p", "no:cacheprovider"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)
# Loaded once, and not for every mutant.
LOADED = (
    *("hypothesis", "hypothesis.strategies", "html5lib"),
    *("babel.dates", "jinja2", "markdown", "PIL.Image", "pydantic", "yaml"),
)


@dataclass(frozen=True)
class Mutant:
    """One change: the span of the module's bytes, and what stands there instead."""

    line: int
    start: int
    end: int
    old: str
    new: str

    def applied(self, source: bytes) -> bytes:
        """The module's text with the change."""
        return source[: self.start] + self.new.encode() + source[self.end :]

    def __str__(self) -> str:
        old, new = (" ".join(each.split()) for each in (self.old, self.new))
        return f"{self.line}: {old[:70]}  →  {new[:70]}"


def main() -> int:
    """Run the mutants; 0 if none survives, 1 if some do, 2 if the tests fail anyway."""
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("module", type=Path)
    parser.add_argument("tests", nargs="*", help="what to run; else what names it")
    parser.add_argument("-k", default="", help="only the tests of these names")
    parser.add_argument("--lines", default="", help="only these, as in 10-40")
    parser.add_argument("--sample", type=int, help="only so many, chosen by chance")
    options = parser.parse_args()
    for name in LOADED:
        importlib.import_module(name)
    module = options.module.resolve().relative_to(ROOT)
    chosen = list(mutants((ROOT / module).read_bytes()))
    if options.lines:
        first, _, last = options.lines.partition("-")
        chosen = [m for m in chosen if int(first) <= m.line <= int(last or first)]
    if options.sample and options.sample < len(chosen):
        chosen = random.Random(str(module)).sample(chosen, options.sample)
        chosen.sort(key=lambda mutant: mutant.start)
    tests = options.tests or list(naming(module))
    return survey(module, [*tests, *(("-k", options.k) if options.k else ())], chosen)


def naming(module: Path) -> Iterator[str]:
    """The test files that import the module."""
    name = module.stem if module.stem != "__init__" else module.parent.name
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        if f"ibid.{name}" in (text := path.read_text("utf-8")) or (
            "import" in text and f" {name}" in text.split("\n\n\n")[0]
        ):
            yield path.relative_to(ROOT).as_posix()


def survey(module: Path, tests: list[str], chosen: list[Mutant]) -> int:
    """Try each mutant in a copy of the repository, and print those that survive."""
    print(f"{len(chosen)} mutants of {module} against {', '.join(tests)}", flush=True)
    with tempfile.TemporaryDirectory(prefix="ibid-mutants-") as name:
        folder = Path(name) / "repository"
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
        source = (folder / module).read_bytes()
        started = time.monotonic()
        for _ in ("writing bytecode", "reading it"):
            if run(folder, tests, limit=900) != PASSED:
                print("the tests fail without any change", file=sys.stderr)
                return 2
        # No mutant is written down as bytecode, so that none can be taken for another.
        sys.dont_write_bytecode = True
        for compiled in (folder / module).parent.glob(f"__pycache__/{module.stem}.*"):
            compiled.unlink()
        limit = 20 + 2 * (time.monotonic() - started)
        survivors = 0
        for mutant in chosen:
            (folder / module).write_bytes(mutant.applied(source))
            if run(folder, tests, limit) == PASSED:
                survivors += 1
                print(f"{module}:{mutant}", flush=True)
    print(f"{survivors} of {len(chosen)} survive")
    return 1 if survivors else 0


def run(folder: Path, tests: list[str], limit: float) -> int:
    """What pytest says of the tests in the folder; too long is a failure.

    They run in a fork of this process, which has loaded what others wrote, and nothing
    of the repository.
    """
    child = os.fork()
    if not child:
        os.setsid()
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
        os.chdir(folder)
        # The folder of the copy, in the place of the one that this tool runs in.
        sys.path[:] = [str(folder), *(one for one in sys.path if not ours(one))]
        for loaded in [one for one in sys.modules if one.split(".")[0] in OWN]:
            del sys.modules[loaded]
        code = 1
        with contextlib.suppress(BaseException):
            code = pytest.main([*OPTIONS, *tests])
        os._exit(code)
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            if code not in (PASSED, FAILED, INTERRUPTED):
                raise SystemExit(f"pytest ended with {code} for {tests}")
            return code
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return FAILED


def ours(path: str) -> bool:
    """Whether modules of the repository are found by this entry of the path."""
    return Path(path).resolve() == ROOT


def mutants(source: bytes) -> Iterator[Mutant]:
    """Every change of a module's text, from top to bottom."""
    tree = ast.parse(source)
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = []
    for node, new in changed(tree):
        assert isinstance(node, ast.expr | ast.stmt)
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        old = source[start:end].decode()
        found.append(Mutant(node.lineno, start, end, old, new))
    yield from sorted(found, key=lambda mutant: mutant.start)


def changed(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Each part of the tree that can be changed, with the code to put there.

    What only describes is left alone: docstrings and annotations. So are f-strings, of
    which the parser keeps no places, and patterns, which hold no expressions.
    """
    if isinstance(node, ast.stmt):
        yield from ((node, new) for new in statements(node))
    if isinstance(node, ast.expr):
        yield from ((node, f"({ast.unparse(new)})") for new in expressions(node))
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "pattern"):
            continue
        parts = value if isinstance(value, list) else [value]
        for part in parts:
            if isinstance(part, ast.AST) and not describes(part):
                yield from changed(part)


def describes(node: ast.AST) -> bool:
    """Whether this is a docstring, an f-string or a type that lists its values."""
    if isinstance(node, ast.Subscript):
        return ast.unparse(node.value) == "Literal"
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def statements(node: ast.stmt) -> Iterator[str]:
    """What can stand in place of a statement."""
    if isinstance(node, ast.Return) and node.value:
        if ast.unparse(node.value) != "None":
            yield "return None"
    elif isinstance(node, LEAVABLE):
        yield "pass"


def expressions(node: ast.expr) -> Iterator[ast.expr]:
    """What can stand in place of an expression."""
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            if type(operator) in COMPARISONS:
                other = copy.deepcopy(node)
                other.ops[at] = COMPARISONS[type(operator)]()
                yield other
    elif isinstance(node, ast.BoolOp):
        either = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield ast.BoolOp(either, node.values)
        yield from (
            ast.BoolOp(node.op, [each for each in node.values if each is not value])
            for value in node.values
            if len(node.values) > 2  # noqa: PLR2004
        )
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        other_sign = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        yield ast.BinOp(node.left, other_sign, node.right)
    elif isinstance(node, ast.Name) and node.id in NAMES:
        yield ast.Name(NAMES[node.id])
    elif isinstance(node, ast.Constant):
        yield from constants(node.value)


def constants(value: object) -> Iterator[ast.expr]:
    """What can stand in place of a constant."""
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
    elif isinstance(value, str):
        yield ast.Constant("" if value else "XX")


if __name__ == "__main__":
    sys.exit(main())
