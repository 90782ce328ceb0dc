"""Markdown turned into HTML for a whole guide: remembered, and on every processor."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor

from ibid.fingerprint import fingerprint
from ibid.prose.bodies import converter

# Below this many texts, starting a process costs more than it saves.
WORTH_A_PROCESS = 120


def convert(
    texts: Iterable[str], remembered: Mapping[str, str], jobs: int
) -> tuple[dict[str, str], dict[str, str]]:
    """Text to HTML, and what to remember for next time: fingerprint to HTML."""
    names = {text: fingerprint(text) for text in texts}
    missing = [text for text, name in names.items() if name not in remembered]
    fresh = dict(zip(missing, _converted(missing, jobs), strict=True))
    html = {
        text: fresh[text] if text in fresh else remembered[name]
        for text, name in names.items()
    }
    return html, {name: html[text] for text, name in names.items()}


def _converted(texts: list[str], jobs: int) -> list[str]:
    workers = min(jobs, len(texts) // WORTH_A_PROCESS)
    if workers <= 1:
        return _convert_all(texts)
    size = -(-len(texts) // (workers * 4))
    parts = [texts[start : start + size] for start in range(0, len(texts), size)]
    with ProcessPoolExecutor(workers) as pool:
        return [html for part in pool.map(_convert_all, parts) for html in part]


def _convert_all(texts: list[str]) -> list[str]:
    convert_one = converter()
    return [convert_one(text) for text in texts]
