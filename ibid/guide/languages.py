"""The languages of a guide: its own, and those that single pages name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ibid.content.language import Catalogue
from ibid.content.lexicon import Lexicon
from ibid.fingerprint import code_fingerprint, fingerprint
from ibid.guide.guide import Drafted
from ibid.pages.labels import Wording
from ibid.problems import Place, Problem
from ibid.reading import catalogues
from ibid.reading.files import TextFile
from ibid.units.memo import Held, Memo

Spoken = tuple[Mapping[str, Wording], tuple[Problem, ...]]


def spoken(drafted: Drafted, texts: Mapping[str, TextFile], memo: Memo) -> Spoken:
    """The words of each language that a page is in, by tag, the guide's own first.

    A language that can't be had is a problem; its pages then speak English.
    """
    asked = tuple(_asked(drafted))
    files = [part for text in texts.values() for part in (text.path, text.text)]
    ground = fingerprint(code_fingerprint(), *texts, *files)
    key = fingerprint(repr(asked), ground)

    def made() -> Spoken:
        return _spoken(asked, lambda tag, at: _catalogue(texts, tag, at, memo, ground))

    return memo.held.value("languages", key, made)


def _spoken(
    asked: Iterable[tuple[str, Place]], read: Callable[[str, Place], catalogues.Read]
) -> Spoken:
    wordings: dict[str, Wording] = {}
    problems: list[Problem] = []
    for tag, place in asked:
        if tag in wordings:
            continue
        catalogue, found = read(tag, place)
        problems += found
        if catalogue is None:
            catalogue, _ = read(catalogues.DEFAULT, place)
        if catalogue is not None:
            wordings[tag] = Wording(tag, catalogue)
    return wordings, tuple(problems)


def _catalogue(
    texts: Mapping[str, TextFile], tag: str, asked_at: Place, memo: Memo, ground: str
) -> catalogues.Read:
    """The words of a language, remembered where nothing is wrong with them."""
    key = fingerprint("catalogue", ground, tag)
    known: Any = memo.get(key)
    if known:
        return Catalogue.model_validate_json(known["words"]), ()
    catalogue, problems = catalogues.read(texts, tag, asked_at)
    if catalogue is not None and not problems:
        memo.put(key, {"words": catalogue.model_dump_json()})
    return catalogue, problems


def lexicons(
    drafted: Drafted, wordings: Mapping[str, Wording], held: Held
) -> Mapping[str, Lexicon]:
    """What the rules look for in each of the languages, by tag.

    What it finds words by takes as long to make as a page takes to judge.
    """
    policy = (document.source.text for document, _ in drafted.policies)
    words = (part for tag, one in wordings.items() for part in (tag, one.fingerprint))
    made: Mapping[str, Lexicon] = held.value(
        "lexicons",
        fingerprint(*policy, *words),
        lambda: {
            tag: Lexicon(one.catalogue, drafted.policy) for tag, one in wordings.items()
        },
    )
    return made


def _asked(drafted: Drafted) -> Iterator[tuple[str, Place]]:
    """Each language tag that the guide's files name, and where."""
    if drafted.site and drafted.site_document:
        yield drafted.site.language, drafted.site_document.place(("language",))
    else:
        yield catalogues.DEFAULT, Place("site.yaml")
    for name, face in drafted.faces.items():
        if face.language:
            place = drafted.by_name[name].document.place(("language",))
            yield face.language, place
