"""What the page of each kind shows; its template has the kind's name."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ibid import telephone
from ibid.content.kinds import Card, CarePage, Cause, Exercise, Programme, Remedy
from ibid.content.reference import Reference
from ibid.content.vocabulary import Model
from ibid.pages import cards, care, effects, exercises, references, screens
from ibid.pages.around import Around
from ibid.pages.labels import ANSWERS
from ibid.pages.layout import address


def _cause(content: Cause, around: Around) -> screens.CauseView:
    """What cause.html shows."""
    return screens.CauseView(
        frame=around.frame,
        article=around.article,
        claim=around.claim(content),
        steps=telephone.texts(content.steps),
        get_help=telephone.texts(content.get_help),
    )


def _remedy(content: Remedy, around: Around) -> screens.RemedyView:
    """What remedy.html shows."""
    wording = around.writer.wording
    return screens.RemedyView(
        frame=around.frame,
        article=around.article,
        claim=around.claim(content),
        verdict=content.verdict.value,
        verdict_words=wording.verdicts[content.verdict],
        verdict_for=telephone.text(content.verdict_for),
        effort=telephone.text(wording.efforts[content.effort]),
        safety=telephone.text(wording.safeties[content.safety]),
        steps=telephone.texts(content.steps),
        drawings=around.writer.drawings(content.drawings),
        effects=effects.rows(content.effects, around.text.field, wording),
        answers=tuple(
            screens.Answer(name, wording.headings[name], around.text.field(name))
            for name in ANSWERS
        ),
        cautions=around.text.fields("cautions"),
    )


def card(content: Card, around: Around) -> screens.CardView:
    """What card.html and now.html show."""
    frame, writer = around.frame, around.writer
    named = address(frame.canonical)
    # A card says it below its signs, in every form.
    remark = frame.elsewhere if cards.shows_urgent(content) else None
    if remark:
        frame = replace(frame, elsewhere=None)
    return screens.CardView(
        frame=frame,
        article=around.article,
        claim=around.claim(content),
        steps=telephone.texts(content.steps),
        hold_seconds=content.hold_seconds,
        hold=content.hold,
        get_help=telephone.texts(content.get_help),
        cautions=telephone.texts(content.cautions),
        drawings=writer.drawings(content.drawings),
        address=named,
        source_line=cards.source_line(around.article),
        card=writer.link(
            around.framing.guide.faces[around.entry.name],
            around.path == around.entry.path,
        ),
        doctor=frame.doctor,
        diary=cards.diary(content.diary, writer.wording),
        text=cards.text_link(around.entry.path, writer),
        elsewhere=remark,
        code=cards.code(around.path, named, around.framing, writer.wording),
        files=cards.links(around.path, around.framing, writer.wording),
    )


def _care(content: CarePage, around: Around) -> screens.CareView:
    """What care.html shows."""
    lexicon = around.writer.guide.lexicon(around.entry)
    levels = care.levels(content.care, around.writer.wording, lexicon)
    return screens.CareView(around.frame, around.article, levels)


# What a page shows, by the kind of its file; every kind but a page of text is a row.
VIEWS: Mapping[type[Model], Callable[[Any, Around], Any]] = {
    Cause: _cause,
    Remedy: _remedy,
    Exercise: exercises.exercise,
    Programme: exercises.programme,
    Card: card,
    CarePage: _care,
    Reference: references.view,
}
