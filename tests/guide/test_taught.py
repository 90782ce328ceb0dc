"""What docs, tools and templates teach by example keeps to the policy."""

from pathlib import Path

import pytest
import yaml

from ibid.content.phrases import Phrases, lowered

ROOT = Path(__file__).parents[2]
POLICY = ROOT / "content" / "policy" / "red-flags.yaml"
# The pages of the rules and of the policy show what is refused.
TAUGHT = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in (
        "*.md",
        "docs/*.md",
        "tools/*.py",
        "ibid/languages/*",
        "templates/**/*",
    )
    for path in ROOT.glob(pattern)
    if path.is_file() and path.name not in ("CHANGELOG.md", "policy.md", "rules.md")
)


@pytest.fixture(scope="module")
def misleading() -> Phrases:
    """The words that mislead wherever they stand."""
    policy = yaml.safe_load(POLICY.read_text("utf-8"))
    return Phrases(
        tuple(
            words
            for one in policy["misleading_words"]
            if "together_with" not in one
            for words in one["words"]
        )
    )


@pytest.mark.parametrize("path", TAUGHT)
def test_no_example_teaches_a_sign_that_misleads(
    path: str, misleading: Phrases
) -> None:
    """An owner copies what an example says."""
    assert not misleading.search(lowered((ROOT / path).read_text("utf-8")))
