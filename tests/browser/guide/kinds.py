"""One page of each kind of the guide to leg cramps, and the screens to see it on."""

import pytest

from tests.browser.pages import kinds

# One of each kind of page: where every page would only say the same again.
KINDS = kinds()
each_kind = pytest.mark.parametrize("path", KINDS, ids=lambda path: path or "home")
SIZES = (
    *((320, 256), (568, 320), (844, 390), (320, 568), (390, 844)),
    *((320, 200), (480, 320), (667, 375), (932, 430), (280, 653)),
    *((1024, 768), (1280, 800), (1920, 1080)),
)

# What reaches out of the screen sideways, or is cut where nobody can scroll to it.
CUT = """(root) => {
    const wide = document.documentElement.clientWidth;
    const free = (one) => {
        const { overflowY } = getComputedStyle(one);
        return ["visible", "auto", "scroll"].includes(overflowY);
    };
    return Array.from((root ?? document.body).querySelectorAll("*"))
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .filter((one) => !one.closest("svg, .unseen"))
        .filter((one) => {
            const box = one.getBoundingClientRect();
            const cut = !free(one) && one.scrollHeight > one.clientHeight + 1;
            const gone = getComputedStyle(one).position === "fixed"
                && (box.top < 0 || box.bottom > innerHeight + 1);
            return box.width && (box.left < -1 || box.right > wide + 1 || cut || gone);
        })
        .map((one) => one.outerHTML.slice(0, 90));
}"""
# What can be used and is too small. The number of a source has a test of its own.
SMALL = """(root) => Array.from((root ?? document)
    .querySelectorAll("a[href], button, summary"))
    .filter((one) => one.checkVisibility() && !one.matches(".mark__link, .unseen"))
    .map((one) => {
        const { width, height } = one.getBoundingClientRect();
        const text = one.closest("p, li, dt, dd, td, th, figcaption, h1, h2, div");
        const within = getComputedStyle(one).display === "inline"
            && text.textContent.trim() !== one.textContent.trim();
        return { one: one.outerHTML.slice(0, 80), within, width, height };
    })
    .filter(({ within, width, height }) => !within && (width < 24 || height < 43.5))"""
