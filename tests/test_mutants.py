"""The tool that breaks modules breaks them in every way it promises."""

import ast

from tests.breaches import expect_none
from tests.guides import ROOT
from tools.mutants import mutants

SAMPLE = '''"""What this is for."""

LIMIT: int = 3
Size = Literal["small", "large"]


def chosen(words, wanted=True):
    """The words – short ones only."""
    found = []
    for word in words:
        if not word or len(word) >= LIMIT and word != "x":
            continue
        found.append(word + "s")
    return sorted(found) if any(found) else None
'''.encode()
EXPECTED = """
3: 3 → (4)
7: True → (False)
11: not word or len(word) >= LIMIT and word != "x" → (not word and (len(word) >= LIMIT \
and word != 'x'))
11: not word → (word)
11: len(word) >= LIMIT and word != "x" → (len(word) >= LIMIT or word != 'x')
11: len(word) >= LIMIT → (len(word) > LIMIT)
11: word != "x" → (word == 'x')
11: "x" → ('')
12: continue → pass
13: found.append(word + "s") → pass
13: word + "s" → (word - 's')
13: "s" → ('')
14: return sorted(found) if any(found) else None → return None
14: sorted(found) if any(found) else None → (None if any(found) else sorted(found))
14: sorted → (list)
14: any → (all)
"""


def test_a_module_is_changed_in_every_promised_way() -> None:
    """But for docstrings and annotations, which change nothing."""
    found = [f"{one.line}: {one.old} → {one.new}" for one in mutants(SAMPLE)]
    assert found == EXPECTED.strip().splitlines()


def test_a_mutant_is_one_change_that_python_can_read() -> None:
    """A mistake in syntax would be noticed whatever the tests look at."""
    path = ROOT / "ibid" / "site" / "freshness.py"
    source = path.read_bytes()
    changed = [(one, one.applied(source)) for one in mutants(source)]
    assert len(changed) > 20
    expect_none(
        f"{path.name}:{one}" for one, text in changed if not differs(source, text)
    )


def differs(source: bytes, changed: bytes) -> bool:
    """Whether the changed text is another program."""
    return ast.dump(ast.parse(changed)) != ast.dump(ast.parse(source))
