"""Makes a run fail in which any test was skipped: `pytest -p tests.no_skips`."""

import pytest


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run, unless it failed already, when a test was skipped."""
    if session.exitstatus == pytest.ExitCode.OK and skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say why the run failed."""
    if count := skipped(config):
        terminalreporter.write_line(
            f"{count} skipped: make test skips nothing", red=True
        )


def skipped(config: pytest.Config) -> int:
    """Return how many tests were skipped; workers of a parallel run do not report."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if reporter else 0
