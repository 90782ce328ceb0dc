"""How long a save takes to the screen: `make bench-save`, in a real Chromium.

It saves a page again and again while the preview shows it, and prints the median and
the worst time until the browser shows the new words; then it saves in bursts and counts
those that end with old words on the screen.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

from tests.guides import ROOT
from tests.previews import running
from tools import browser as chromium

PATIENCE_MS = 10_000
SHOWN = "words => document.body && document.body.textContent.includes(words)"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--saves", type=int, default=100)
    parser.add_argument("--bursts", type=int, default=50)
    parser.add_argument("--in-a-burst", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=5.0, help="a burst's length")
    parser.add_argument("--guide", type=Path, default=ROOT, help="with its content/")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), content=options.guide / "content") as preview,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=list(chromium.ARGUMENTS)
        )
        page = browser.new_page()
        page.goto(f"{preview.address}about/")
        text = preview.about.read_text("utf-8")
        times = []
        for number in range(options.saves):
            words = f"Save number {number}."
            start = time.monotonic()
            preview.about.write_text(f"{text}\n\n{words}\n", "utf-8")
            assert is_shown(page, words), words
            times.append(1000 * (time.monotonic() - start))
        if times:
            print(
                f"{len(times)} saves: median {statistics.median(times):.0f} ms, "
                f"worst {max(times):.0f} ms",
                flush=True,
            )
        stale = 0
        for burst in range(options.bursts):
            words = ""
            for number in range(options.in_a_burst):
                words = f"Burst {burst}, save {number}."
                preview.about.write_text(f"{text}\n\n{words}\n", "utf-8")
                time.sleep(options.seconds / options.in_a_burst)
            stale += not is_shown(page, words)
        print(f"{stale} of {options.bursts} bursts end stale")
        browser.close()


def is_shown(page: Page, words: str) -> bool:
    """Whether the words come up on the screen, however often it is loaded anew."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while time.monotonic() < end:
        try:
            page.wait_for_function(SHOWN, arg=words, polling="raf", timeout=PATIENCE_MS)
        except TooLate:
            return False
        except Error:
            # The page is being loaded: asked again at once.
            continue
        return True
    return False


if __name__ == "__main__":
    main()
