"""Rules on cautions: what can harm is never named without its warning.

The guide's policy says what can harm and how the caution goes. A page says each caution
once, next to its first action: a caution in every section was read by nobody.
"""

from collections.abc import Iterable, Iterator

from ibid.content.policy import Where
from ibid.content.reference import Reference
from ibid.content.sought import Watched
from ibid.rules.passages import Passage
from ibid.rules.rule import Example, Found, Rule, Section, Studied, repeated


def missing_caution(guide: Studied) -> Iterator[Found]:
    """What can harm is never named without its caution on the same page.

    The guide's policy can ask for it under the same heading.

    Add the caution that the hint names, once, next to the first action.
    """
    for entry in guide.entries:
        source = isinstance(entry.content, Reference)
        page = guide.whole_files[entry]
        for watched in guide.lexicon(entry).cautions:
            if source and not watched.caution.sources_too:
                continue
            if not page.says(watched.named_by):
                continue
            by_section = watched.caution.where is Where.SECTION
            inside = (one for one in guide.sections if one.says(watched.named_by))
            for section in inside if by_section else (page,):
                if section.entry is entry:
                    yield from _unwarned(section, watched)


def _unwarned(section: Section, watched: Watched) -> Iterator[Found]:
    """The first place that names it, unless the section says the caution too."""
    if all(map(section.says, watched.must_say)):
        return
    place, word = next(
        named for one in section.passages for named in one.finds(watched.named_by)
    )
    caution = watched.caution
    where = "page" if caution.where is Where.PAGE else "section"
    yield (
        place,
        f'"{word}" stands here without its caution',
        f"say once on this {where}: {caution.say}",
    )


def repeated_caution(guide: Studied) -> Iterator[Found]:
    """A page says no caution more than twice, its fields and its body together.

    The guide's policy can allow a caution more. One that the policy asks for under each
    heading isn't counted, nor are the pages of sources.

    Say it once, next to the first action, and leave it out elsewhere or link to it.
    """
    for entry in guide.entries:
        if isinstance(entry.content, Reference):
            continue
        page = guide.whole_files[entry]
        for watched in guide.lexicon(entry).cautions:
            caution = watched.caution
            if caution.where is Where.SECTION or not page.says(watched.named_by):
                continue
            said = saying(page.passages, watched)
            for one in said[caution.at_most :]:
                place, _ = next(iter(one.finds(watched.named_by)))
                yield (
                    place,
                    f"the page says the caution about {caution.about} "
                    f"{len(said)} times",
                    "say it once, next to the first action, and link to it elsewhere",
                )


def saying(passages: Iterable[Passage], watched: Watched) -> list[Passage]:
    """The passages that name what can harm and say its whole caution too."""
    signs = (watched.named_by, *watched.must_say)
    return [one for one in passages if all(sign.search(one.lower) for sign in signs)]


HYDRATED = "Stay hydrated, but do not force fluids, least of all with kidney trouble."


RULES = (
    Rule(missing_caution, Example("Stay hydrated.", HYDRATED), standards=("R13",)),
    Rule(
        repeated_caution,
        Example(repeated(HYDRATED, 3), HYDRATED),
        "advice",
        standards=("R13",),
    ),
)
