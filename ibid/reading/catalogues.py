"""The catalogue of a language tag, as browsers look: `de-AT`, `de`, another `de-…`."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ibid.content.language import Catalogue
from ibid.problems import Place, Problem, did_you_mean
from ibid.reading import front_matter, validation
from ibid.reading.files import TextFile
from ibid.reading.front_matter import Document, Value

Read = tuple[Catalogue | None, tuple[Problem, ...]]
DEFAULT = "en-GB"


def read(texts: Mapping[str, TextFile], tag: str, asked_at: Place) -> Read:
    """The words of a language; `texts` are the catalogues by tag.

    A catalogue that extends another one holds only what differs. `asked_at` is where
    the tag is written.
    """
    name = next((one for one in _lookup(tag, texts) if one in texts), None)
    if name is None:
        hint = did_you_mean(tag, texts) or "there are " + ", ".join(sorted(texts))
        message = f'there are no words in the language "{tag}"'
        more = f"; or write them into languages/{tag}.yaml beside site.yaml"
        return None, (Problem(asked_at, "unknown-language", message, hint + more),)
    whole, problems = _extended(texts, name, ())
    if whole is None:
        return None, problems
    catalogue, found = validation.read(whole, Catalogue)
    known = catalogue if isinstance(catalogue, Catalogue) else None
    return known, (*problems, *found)


def _lookup(tag: str, texts: Mapping[str, TextFile]) -> Iterator[str]:
    """The tag, and shorter ones, from the most to the least exact (RFC 4647, 3.4).

    Where the language has words of other countries alone, the first of those will do.
    """
    steps = tag.split("-")
    for count in range(len(steps), 0, -1):
        yield "-".join(steps[:count])
    yield from sorted(one for one in texts if one.startswith(f"{steps[0]}-"))


def _extended(
    texts: Mapping[str, TextFile], name: str, seen: tuple[str, ...]
) -> tuple[Document | None, tuple[Problem, ...]]:
    """The file with all that it takes over from the one it extends."""
    text = texts[name]
    parsed, problems = front_matter.parse(text.path, text.name, text.text)
    if parsed is None or "extends" not in parsed.fields:
        return parsed, problems
    base = str(parsed.fields["extends"])
    if base not in texts or base in (*seen, name):
        place = parsed.place(("extends",))
        message = f'there is no other language "{base}" to extend'
        hint = did_you_mean(base, texts) or "there are " + ", ".join(sorted(texts))
        return None, (*problems, Problem(place, "unknown-language", message, hint))
    whole, found = _extended(texts, base, (*seen, name))
    if whole is None:
        return None, (*problems, *found)
    own = {key: value for key, value in parsed.fields.items() if key != "extends"}
    return replace(parsed, fields=_over(whole.fields, own)), (*problems, *found)


def _over(base: Mapping[str, Value], own: Mapping[str, Value]) -> dict[str, Value]:
    """The base's fields with the own ones in their place, all the way down."""
    merged = dict(base)
    for key, value in own.items():
        below = merged.get(key)
        both = isinstance(below, dict) and isinstance(value, dict)
        merged[key] = _over(below, value) if both else value  # type: ignore[arg-type]
    return merged
