"""Rules on cautions: what can harm is never named without its warning.

The guide's policy says what can harm and how the caution goes. A page says each caution
once, next to its first action: a caution in every section was read by nobody.
"""

from collections.abc import Iterable, Iterator

from ibid.content.lexicon import Watched
from ibid.content.policy import Where
from ibid.content.reference import Reference
from ibid.rules.passages import Passage
from ibid.rules.rule import Found, Rule, Studied


def missing_caution(guide: Studied) -> Iterator[Found]:
    """What can harm is never named without its caution on the same page.

    The guide's policy can ask for it under the same heading.

    Add the caution that the hint names, once, next to the first action.
    """
    for entry, passages in guide.texts.items():
        source = isinstance(entry.content, Reference)
        sections = [one for one in guide.sections if one.entry is entry]
        for watched in guide.lexicon(entry).cautions:
            if source and not watched.caution.sources_too:
                continue
            if watched.caution.where is Where.SECTION:
                for section in sections:
                    yield from _unwarned(section.passages, watched)
            else:
                yield from _unwarned(passages, watched)


def _unwarned(passages: Iterable[Passage], watched: Watched) -> Iterator[Found]:
    """The first place that names it, unless the passages say the caution too."""
    together = tuple(passages)
    text = "\n".join(one.lower for one in together)
    if not watched.named_by.search(text):
        return
    if all(said.search(text) for said in watched.must_say):
        return
    place, word = next(
        named for one in together for named in one.finds(watched.named_by)
    )
    caution = watched.caution
    where = "page" if caution.where is Where.PAGE else "section"
    yield (
        place,
        f'"{word}" stands here without its caution',
        f"say once on this {where}: {caution.say}",
    )


RULES = (Rule(missing_caution, standards=("R13",)),)
