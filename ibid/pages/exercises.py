"""The pages of exercises, and of the programmes of weeks that are built of them."""

from collections.abc import Iterator

from ibid import telephone
from ibid.content.kinds import Exercise, Part, Programme, Stage, Variant
from ibid.guide.addresses import beside
from ibid.guide.faces import Face
from ibid.guide.guide import Entry
from ibid.pages import guided, screens
from ibid.pages.around import Around
from ibid.pages.articles import Text, Writer


def exercise(content: Exercise, around: Around) -> screens.ExerciseView:
    """What exercise.html shows."""
    text, wording = around.text, around.writer.wording
    turn = guided.Turn(content, content.dose, content.counted)
    return screens.ExerciseView(
        frame=around.frame,
        article=around.article,
        claim=around.claim(content),
        purpose=telephone.text(content.purpose),
        position=telephone.text(content.position),
        steps=telephone.texts(content.steps),
        dose=guided.dosed(content.dose, wording),
        dose_source=text.field("dose_source"),
        cautions=text.fields("cautions"),
        stop_rule=telephone.text(content.stop_rule),
        easier=_variant(content.easier, text),
        harder=_variant(content.harder, text),
        drawings=around.writer.drawings(content.drawings),
        phases=guided.session(content.stop_rule, (turn,), wording),
    )


def _variant(way: Variant | None, text: Text) -> screens.Variant | None:
    if way is None:
        return None
    face = text.writer.guide.face(beside(text.entry.name, way.page))
    page = text.writer.link(face) if way.page and face else None
    return screens.Variant(telephone.text(way.text), page)


def programme(content: Programme, around: Around) -> screens.ProgrammeView:
    """What programme.html shows."""
    text = around.text
    return screens.ProgrammeView(
        frame=around.frame,
        article=around.article,
        claim=around.claim(content),
        drawings=text.writer.drawn(content.drawings),
        stages=tuple(_stages(text.entry, content, text.writer)),
        dose_source=text.field("dose_source"),
        cautions=text.fields("cautions"),
        stop_rule=telephone.text(content.stop_rule),
        decide=telephone.texts(content.decide),
    )


def _stages(
    entry: Entry, content: Programme, writer: Writer
) -> Iterator[screens.StageView]:
    """Each stretch of weeks; an exercise that isn't there is left out."""
    words = writer.wording.words.programme
    first = 1
    for stage in content.stages:
        last = first + stage.weeks - 1
        weeks = range(first, last + 1)
        turns = tuple(_turns(entry, stage, writer))
        yield screens.StageView(
            id=f"weeks-{first}",
            title=words.weeks.format(first=first, last=last)
            if stage.weeks > 1
            else words.week.format(number=first),
            days=telephone.text(stage.days),
            weeks=tuple(words.week.format(number=number) for number in weeks),
            sessions=tuple(map(str, range(1, stage.sessions + 1))),
            parts=tuple(_part(*turn, writer) for turn in turns),
            phases=guided.session(
                content.stop_rule, tuple(turn for _, _, turn in turns), writer.wording
            ),
        )
        first = last + 1


def _turns(
    entry: Entry, stage: Stage, writer: Writer
) -> Iterator[tuple[Part, Face, guided.Turn]]:
    for part in stage.parts:
        name = beside(entry.name, part.page)
        face = writer.guide.face(name)
        exercise = writer.guide.by_name[name].shown if face else None
        if face and isinstance(exercise, Exercise):
            own = part.dose is None
            dose = exercise.dose if part.dose is None else part.dose
            counted = exercise.counted if own else part.counted
            yield part, face, guided.Turn(exercise, dose, counted, exercise.name)


def _part(
    part: Part, face: Face, turn: guided.Turn, writer: Writer
) -> screens.PartView:
    figures = writer.drawings(turn.exercise.hold)
    return screens.PartView(
        page=writer.link(face),
        drawing=figures[0] if figures else None,
        # When it is done, the weeks say.
        dose=guided.dosed(turn.dose.model_copy(update={"days": ""}), writer.wording),
        because=telephone.text(part.because),
    )
