"""From the texts of content files to typed, cited, cut-up entries of a guide."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ibid import telephone
from ibid.content.kinds import SECTIONS, Page, citing_fields, model_for
from ibid.content.policy import Policy
from ibid.content.reference import Reference
from ibid.content.site import Numbers, Site
from ibid.content.vocabulary import Model
from ibid.guide.guide import Drafted, Entry
from ibid.problems import Place, Problem, did_you_mean
from ibid.prose import bodies, citations, marking
from ibid.prose.citations import PLACEHOLDER, unknown_placeholder
from ibid.reading import front_matter, validation
from ibid.reading.files import TextFile
from ibid.reading.front_matter import Document, Path, Value


@dataclass(frozen=True)
class _Typed:
    document: Document
    content: Model


def read(
    texts: Iterable[TextFile], folder: str, drafts: bool
) -> tuple[Drafted, list[Problem]]:
    """The guide in the texts of `folder`, and what is wrong with each of them."""
    problems: list[Problem] = []
    typed = [_typed(text, problems) for text in texts]
    found = [one for one in typed if one is not None]
    names = frozenset(text.name for text in texts)
    site = next((one for one in found if isinstance(one.content, Site)), None)
    if "site.yaml" not in names:
        problems.append(_no_site(folder))
    numbers = site.content.numbers if site and isinstance(site.content, Site) else None
    known = _known(found, names)
    entries = [
        _entry(one, known, numbers, problems)
        for one in found
        if not isinstance(one.content, Site | Policy)
        and (drafts or not _is_draft(one.content))
    ]
    drafted = Drafted(
        site.content if site and isinstance(site.content, Site) else None,
        site.document if site else None,
        tuple(_policies(found)),
        tuple(sorted(entries, key=lambda entry: entry.name)),
        names,
        whole=None not in typed and "site.yaml" in names,
    )
    return drafted, problems


def _policies(found: list[_Typed]) -> Iterator[tuple[Document, Policy]]:
    for one in found:
        if isinstance(one.content, Policy):
            yield one.document, one.content


def _is_draft(content: Model) -> bool:
    return isinstance(content, Page) and content.draft


def _typed(text: TextFile, problems: list[Problem]) -> _Typed | None:
    parsed, found = front_matter.parse(text.path, text.name, text.text)
    problems += found
    model = model_for(text.name)
    if model is None:
        problems.append(_misplaced(text))
    if parsed is None or model is None:
        return None
    if model not in (Site, Policy):
        parsed = _with_marks_allowed(parsed, model, problems)
    content, found = validation.read(parsed, model)
    problems += found
    return _Typed(parsed, content) if content is not None else None


def _misplaced(text: TextFile) -> Problem:
    section = text.name.partition("/")[0]
    places = ", ".join(f"{name}/" for name in SECTIONS)
    folder = "/" in text.name and section not in SECTIONS
    hint = did_you_mean(section, SECTIONS) if folder else ""
    return Problem(
        Place(text.path),
        "misplaced-file",
        "no page is made of a file that stands here",
        hint or f"put it into one of {places} or right below the content folder",
    )


def _no_site(folder: str) -> Problem:
    return Problem(
        Place(f"{folder}/site.yaml"),
        "no-site",
        "the guide has no site.yaml",
        "add one with at least title, tagline, base_url, authors and numbers",
    )


def _with_marks_allowed(
    parsed: Document, model: type[Model], problems: list[Problem]
) -> Document:
    """The document; citations in fields that can't show them are problems."""
    citing = set(citing_fields(model))
    for path, value in _texts((), parsed.fields):
        found = citations.GROUP.search(value)
        if found and path[0] not in citing:
            problems.append(
                Problem(
                    parsed.place(path, found[0]),
                    "citation-misplaced",
                    f'the field "{path[0]}" can\'t hold a citation',
                    "cite in the text, or in: "
                    + (", ".join(sorted(citing)) or "a page"),
                )
            )
    return parsed


def _texts(path: Path, value: object) -> Iterable[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts((*path, key), item)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts((*path, number), item)


def _known(found: list[_Typed], names: frozenset[str]) -> dict[str, str]:
    """Every way to write a reference's key, those of broken files included."""
    keys: dict[str, tuple[str | None, str | None]] = {
        name.removeprefix("references/").removesuffix(".md"): (None, None)
        for name in names
        if name.startswith("references/") and not name.endswith("/index.md")
    }
    for one in found:
        if isinstance(one.content, Reference):
            key = one.document.name.removeprefix("references/").removesuffix(".md")
            keys[key] = (one.content.DOI, one.content.PMID)
    return citations.known_keys(keys)


def _entry(
    typed: _Typed,
    known: Mapping[str, str],
    numbers: Numbers | None,
    problems: list[Problem],
) -> Entry:
    words = {
        "emergency-number": "",
        "urgent-number": "",
        **(numbers.by_placeholder if numbers else {}),
    }
    filled = _filled(typed, words, problems)
    marked, found = marking.mark(filled.document, filled.content, known, words)
    problems += found
    draft = bodies.draft(marked.body)
    calls = {name: telephone.marked(name, number) for name, number in words.items()}
    shown = _with_calls(typed.content, calls)
    return Entry(filled.document, filled.content, shown, marked, draft)


def _with_calls(content: Model, calls: Mapping[str, str]) -> Model:
    """The same content with marked telephone numbers in every text of it.

    What was judged already is not judged again: the signs would count as words.
    """

    def fill(value: object) -> object:
        if isinstance(value, Model):
            return _with_calls(value, calls)
        if isinstance(value, tuple):
            return tuple(map(fill, value))
        if isinstance(value, str) and "{" in value:
            return PLACEHOLDER.sub(lambda it: calls.get(it[1], it[0]), value)
        return value

    texts = {name: fill(getattr(content, name)) for name in type(content).model_fields}
    return content.model_copy(update=texts)


def _filled(typed: _Typed, words: Mapping[str, str], problems: list[Problem]) -> _Typed:
    """The same with telephone numbers in the fields that hold plain text."""
    citing = set(citing_fields(type(typed.content)))

    def fill(path: Path, value: Value) -> Value:
        if isinstance(value, dict):
            return {key: fill((*path, key), item) for key, item in value.items()}
        if isinstance(value, list):
            return [fill((*path, number), item) for number, item in enumerate(value)]
        if value is None or "{" not in value:
            return value
        problems.extend(
            unknown_placeholder(name, typed.document.place(path, f"{{{name}}}"))
            for name in PLACEHOLDER.findall(value)
            if name not in words
        )
        return PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), value)

    fields = {
        name: value if name in citing else fill((name,), value)
        for name, value in typed.document.fields.items()
    }
    if fields == typed.document.fields:
        return typed
    filled = replace(typed.document, fields=fields)
    content, _ = validation.read(filled, type(typed.content))
    return _Typed(filled, content) if content is not None else typed
