"""Markdown turned into HTML, text by text, when it is asked for."""

from collections.abc import Iterator, Mapping

from ibid.prose.bodies import converter


class Converted(Mapping[str, str]):
    """The HTML of each Markdown text, made once; a blank text has none."""

    def __init__(self) -> None:
        self._convert = converter()
        self._made: dict[str, str] = {}

    def __getitem__(self, text: str) -> str:
        if not text.strip():
            raise KeyError(text)
        if text not in self._made:
            self._made[text] = self._convert(text)
        return self._made[text]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)
