"""Rules on programmes of weeks, and on doses that are counted."""

import re
from collections.abc import Iterator

from ibid.content.kinds import Count, Dose, Exercise, Part, Programme
from ibid.guide.addresses import beside
from ibid.guide.guide import Entry
from ibid.reading.front_matter import Path
from ibid.rules.rule import Example, Found, Rule, Studied

COUNTED = ("sets", "repeat", "hold", "rest")
NUMBER = re.compile(r"\d+")


def not_an_exercise(guide: Studied) -> Iterator[Found]:
    """What a programme is built of are exercises of the guide.

    Name the .md file of an exercise, or move what is named into the exercises.
    """
    for entry, path, part in _parts(guide):
        name = beside(entry.name, part.page)
        named = guide.by_name.get(name)
        if named is not None and not isinstance(named.content, Exercise):
            yield (
                entry.document.place((*path, "page")),
                f"{name} is not an exercise",
                "name the .md file of an exercise",
            )


def unreasoned_dose(guide: Studied) -> Iterator[Found]:
    """A programme whose dose isn't the exercise's own says why, and cites a source.

    Say why in `because`, and cite in `dose_source`; or leave `dose` out.
    """
    for entry, path, part in _parts(guide):
        named = guide.by_name.get(beside(entry.name, part.page))
        exercise = named.content if named else None
        own = exercise.dose if isinstance(exercise, Exercise) else None
        if part.dose is None or part.dose == own:
            continue
        if exercise is None and beside(entry.name, part.page) in guide.names:
            continue  # What can't be read may say the same.
        if not part.because.strip():
            yield (
                entry.document.key_place((*path, "dose")),
                "this dose isn't the exercise's own, and nothing says why",
                "add `because: …`, or leave `dose` out",
            )
        elif not any(
            passage.citations
            for passage in guide.texts[entry]
            if passage.field == "dose_source"
        ):
            yield (
                entry.document.place(("dose_source",)),
                "a dose isn't the exercise's own, and no source is named for it",
                "add [@key] behind the sentence that the source supports",
            )


def miscounted_dose(guide: Studied) -> Iterator[Found]:
    """The guided player counts what the dose says, and nothing else.

    Write the number of the dose in `counted`, or mend the dose.
    """
    for entry in guide.pages:
        content = entry.content
        if isinstance(content, Exercise) and content.counted:
            yield from _miscounted(entry, (), content.dose, content.counted)
    for entry, path, part in _parts(guide):
        if part.counted and part.dose:
            yield from _miscounted(entry, path, part.dose, part.counted)
        elif part.counted:
            yield (
                entry.document.key_place((*path, "counted")),
                "this counts a dose that isn't there",
                "write the `dose` in words as well, or leave `counted` out",
            )


def _miscounted(
    entry: Entry, path: Path, dose: Dose, counted: Count
) -> Iterator[Found]:
    for name in COUNTED:
        number, text = getattr(counted, name), getattr(dose, name)
        told = [int(one) for one in NUMBER.findall(text)]
        default = Count.model_fields[name].default
        if told and not {number, number / 60} & set(told):
            written = name in counted.model_fields_set
            where = (*path, "counted", name) if written else (*path, "counted")
            yield (
                entry.document.place(where),
                f'{name} counts {number}, and the dose says "{text}"',
                "count a number that the dose says",
            )
        elif not text and number != default:
            yield (
                entry.document.place((*path, "counted", name)),
                f"{name} counts {number}, and the dose says nothing of it",
                f"write it in the dose, as `{name}: …`, or leave it out",
            )


def _parts(guide: Studied) -> Iterator[tuple[Entry, Path, Part]]:
    """Every exercise that a programme names, and where."""
    for entry in guide.pages:
        if isinstance(entry.content, Programme):
            for stage, weeks in enumerate(entry.content.stages):
                for number, part in enumerate(weeks.parts):
                    yield entry, ("stages", stage, "parts", number), part


RULES = (
    Rule(
        not_an_exercise,
        Example(
            (
                "stages:\n"
                "  - {weeks: 2, sessions: 3, days: In the evening., "
                "parts: [{page: ../remedies/cold.md}]}"
            ),
            (
                "stages:\n"
                "  - {weeks: 2, sessions: 3, days: In the evening., "
                "parts: [{page: ../exercises/roll.md}]}"
            ),
            "programme",
        ),
    ),
    Rule(
        unreasoned_dose,
        Example(
            "dose: {repeat: 9 times}\n",
            "dose: {repeat: 9 times}\n        because: The trial did it so.\n",
            "programme",
        ),
        standards=("R5",),
    ),
    Rule(
        miscounted_dose,
        Example(
            "dose: {repeat: 5 times}\ncounted: {repeat: 6}",
            "dose: {repeat: 5 times}\ncounted: {repeat: 5}",
            "exercise",
        ),
    ),
)
