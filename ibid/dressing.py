"""What a guide is dressed in: assets, pictures, drawings, its owner's own look."""

from collections.abc import Mapping

from ibid import extras
from ibid.fingerprint import fingerprint
from ibid.guide.guide import Drafted, Guide
from ibid.pages import cards, stems
from ibid.problems import Place, Problem
from ibid.reading import files
from ibid.request import Request
from ibid.site import (
    accent,
    assets,
    inlining,
    pictures,
    raster,
    theme,
    typesetting,
)
from ibid.site.digests import digest
from ibid.units.memo import Held, Memo

ICON = "icons/icon.svg"


def ready(
    request: Request, inputs: files.Inputs, colour: str | None, memo: Memo
) -> tuple[assets.Assets, tuple[Problem, ...]]:
    """The assets, pictures and drawings, as they are published, and what is wrong.

    `colour` is the owner's in place of the design's.
    """
    folder, content = request.assets.as_posix(), request.content.as_posix()
    taken = pictures.take(inputs.pictures, content, memo)
    eased = colour or inlining.EASED
    raw = (inputs.assets, inputs.pictures, inputs.drawings)
    digests = [(name, digest(data)) for one in raw for name, data in one.items()]
    return memo.held.value(
        "assets",
        fingerprint(folder, content, eased, repr(digests)),
        lambda: assets.prepare(
            inputs.assets,
            taken,
            inputs.drawings,
            assets.Given(folder, content, eased),
            memo,
        ),
    )


def owners_look(
    drafted: Drafted, inputs: files.Inputs, dressed: assets.Assets
) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """References in the owner's CSL style; what is wrong with style or accent, and what
    there is to install for a search.
    """
    site, document = drafted.site, drafted.site_document
    if site is None or document is None:
        return {}, ()
    formatted, unfit = _in_style(drafted, inputs)
    faint = accent.problems(document, site.colour, dressed.style)
    missing = stems.problems(site.search, document.place(("search",)))
    return formatted, (*faint, *unfit, *missing)


def _in_style(
    drafted: Drafted, inputs: files.Inputs
) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """References in the owner's CSL style, if there is one."""
    site, document = drafted.site, drafted.site_document
    if site is None or document is None or not site.csl:
        return {}, ()
    from ibid.formats import csl

    styles = {file.name: file.text for file in inputs.styles}
    return csl.formatted(document, site.csl, styles, drafted.references)


def paper(
    dressed: assets.Assets, templates: Mapping[str, str], folder: str
) -> typesetting.Look:
    """What cards are set with on paper."""
    path = f"{folder}/{cards.TEMPLATE}"
    template = templates.get(cards.TEMPLATE, "")
    return typesetting.Look(template, path, dressed.fonts)


def raster_of(
    request: Request, drafted: Drafted, inputs: files.Inputs, dressed: assets.Assets
) -> tuple[raster.Look, tuple[Problem, ...]]:
    """What pictures to share and icons are made with, and what there is to install."""
    site, document = drafted.site, drafted.site_document
    wanted = site is not None and site.share_pictures
    icon = site.icon if site else ""
    own = inputs.pictures.get(icon, b"") if icon else inputs.assets.get(ICON, b"")
    look = raster.Look(
        {file.name: file.text for file in inputs.templates},
        dressed.fonts,
        # Of two colours with one name the first one counts.
        accent.rules(dressed.style, site.colour if site else None) + dressed.style,
        own if (icon or ICON).lower().endswith(".svg") else b"",
        request.templates.as_posix(),
        extras.installed(raster.PACKAGE) if wanted else "",
    )
    place = document.place(("share_pictures",)) if document else Place("site.yaml")
    return look, tuple(raster.problems(wanted, place))


def theme_of(
    guide: Guide,
    dressed: assets.Assets,
    templates: Mapping[str, str],
    folder: str,
    held: Held,
) -> theme.Theme:
    """The templates of the folder and the style sheets, the owner's accent last."""
    rules = accent.rules(dressed.style, guide.site.colour) if guide.site else ""
    sheets = (*dressed.sheets, ("accent", rules))
    key = fingerprint(
        folder,
        *(part for item in sorted(templates.items()) for part in item),
        *(part for sheet in sheets for part in sheet),
        *(word.fingerprint for word in guide.wordings.values()),
    )
    return held.value(
        "theme",
        key,
        lambda: theme.Theme(templates, sheets, folder, guide.wordings),
    )
