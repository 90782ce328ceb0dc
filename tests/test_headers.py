"""What servers are told to say: one table, the same in every server's words."""

import re
from collections.abc import Callable

import pytest

from ibid import cli
from ibid.site import headers


def test_a_policy_lets_in_the_guide_and_nothing_else() -> None:
    assert headers.POLICY.startswith("default-src 'self';")
    assert "unsafe" not in headers.POLICY
    assert "*" not in headers.POLICY


@pytest.mark.parametrize("written", headers.SERVERS.values(), ids=headers.SERVERS)
def test_each_server_is_told_the_whole_table(written: Callable[[], str]) -> None:
    text = written()
    for rule in headers.RULES:
        for name, value in rule.headers:
            assert value in text, name
    assert "unsafe" not in text


def test_a_file_of_headers_says_each_once() -> None:
    """Such hosts join what several patterns say: a rule takes back the general one."""
    general = {name for name, _ in headers.RULES[0].headers}
    first, *others = headers.underscored().strip().split("\n\n")
    assert first.startswith("/*\n")
    for block in others:
        for name in set(re.findall(r"^  ([\w-]+):", block, re.M)) & general:
            assert f"  ! {name}\n" in block


def test_an_unknown_server_is_told_which_are_known(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["headers", "nginz"]) == 2
    assert "netlify, cloudflare, nginx, apache" in capsys.readouterr().err
