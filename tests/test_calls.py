"""A sample of what `tools/kills.py` tries: builds that are refused, or killed."""

from pathlib import Path

import pytest

from tests.guides import site
from tools import kills


@pytest.mark.parametrize("way", kills.WAYS)
def test_a_step_that_fails_leaves_a_site_and_its_message(
    way: str, tmp_path: Path
) -> None:
    with kills.trial(tmp_path, way) as one:
        cases = [*kills.refusals(one, 5), *kills.kills(one, 2)]
    assert len(cases) == 7
    assert [case for case in cases if case[1]] == []


def test_a_disk_that_takes_nothing_keeps_the_old_site(tmp_path: Path) -> None:
    """Nothing takes the place of a site before it is on the disk itself."""
    rule = "inject=fsync:error=EIO:when=1"
    with kills.trial(tmp_path, "exchange") as one:
        one.reset()
        watch = ["strace", "-f", "-e", "trace=fsync", "-e", rule, "-o", "/dev/null"]
        ended = one.build(watch=watch)
        assert ended.code == 1
        assert "input/output error [refused]" in ended.said
        assert site(one.project.output) == one.old
        assert one.fault(ended, killed=False) == ""


def test_a_torn_or_mixed_site_would_be_seen(tmp_path: Path) -> None:
    """What the tool looks for is found when it is there."""
    with kills.trial(tmp_path, "exchange") as one:
        one.reset()
        ended = one.build(1)
        assert one.fault(ended, killed=True) == ""
        one.reset()
        page = one.project.output / "index.html"
        page.write_bytes(page.read_bytes()[:100])
        assert one.fault(ended, killed=True) == "a mixed site"
        one.reset()
        assert one.fault(ended, killed=False).startswith("ended with -9")
        stray = one.project.folder / ".output.ibid/new.tmp"
        stray.write_bytes(b"")
        assert one.fault(ended, killed=True) == "litter: new.tmp"
