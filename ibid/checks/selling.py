"""Rules that keep selling out of advice: doses, products, shops, offers and badges."""

import re
from collections.abc import Iterator

from ibid.checks.rule import Found, Rule, Studied

UNITS = (
    r"mg|mcg|µg|μg|g|iu|ml|micrograms?|milligrams?|grams?|millilitres?|"
    r"international units|"
    r"tablets?|capsules?|pills?|drops|teaspoons?|tablespoons?"
)
DOSE = re.compile(
    rf"(?<![\w.-])\d[\d.,]*(?: to \d+|–\d+)?[ -]?(?:{UNITS})\b", re.IGNORECASE
)
BRAND = re.compile(
    r"\w+ ?[®™]|\b(?:Gatorade|Powerade|Lucozade|Pedialyte|Dioralyte|Theraworx|HotShot|"
    r"Slow-?Mag|Magnesium-OK|Crampeze|Hyland's|Voltarol|Nurofen|Qualaquin|Lipitor|"
    r"Schweppes|TheraBand|Thera-Band)\b",
    re.IGNORECASE,
)
SHOP = re.compile(
    r"^https?://(?:[\w.-]*\.)?(?:amazon|ebay|etsy|iherb|hollandandbarrett|myprotein|"
    r"shop|store|boots)\.|/(?:shop|store|products?|cart|basket|checkout)(?:/|$|\?)|"
    r"[?&](?:tag|aff|affiliate|ref)=",
    re.IGNORECASE,
)
OFFER = re.compile(
    r"\b(?:work with me|train with me|hire (?:me|us)|book (?:a|your|an) \w+|join my|"
    r"my (?:programme|program|course|coaching|clients|studio)|sign up|"
    r"buy (?:it|now|from)|"
    r"order (?:now|yours)|special offer|discount|free (?:consultation|trial session)|"
    r"(?:one-to-one|online|personal) coaching|get in touch to)\b",
    re.IGNORECASE,
)
BADGE = re.compile(
    r"\bHON ?code\b|\bPIF[ -]?TICK\b|\bInformation Standard\b|"
    r"\bNHS[ -](?:logo|approved|accredited|certified|endorsed)\b|"
    r"\bISO 9001\b|\bTrusted Information Creator\b",
    re.IGNORECASE,
)


def dose(guide: Studied) -> Iterator[Found]:
    """No dose of a supplement or a medicine is given until a clinician reviews it."""
    if guide.site is None or guide.site.reviewer:
        return
    for passage in guide.passages:
        for found in DOSE.finditer(passage.plain):
            yield (
                passage.place(found.span()),
                f'"{found[0]}" is a dose',
                "leave it out and say: ask a pharmacist or doctor",
            )


def brand(guide: Studied) -> Iterator[Found]:
    """No product is named or linked to until a clinician reviews it."""
    if guide.site is None or guide.site.reviewer:
        return
    for passage in guide.passages:
        for found in (
            BRAND.finditer(passage.plain) if passage.field != "funding" else ()
        ):
            hint = "say what is in it: a sports drink, a rehydration drink, a band"
            yield (
                passage.place(found.span()),
                f'"{found[0]}" is a product\'s name',
                hint,
            )
    for entry in guide.entries:
        for target in entry.outline.targets:
            if SHOP.search(target.href):
                hint = "link to a health service or to a study, or leave the link out"
                yield entry.body_place(target.span), "this link leads to a shop", hint


def offer(guide: Studied) -> Iterator[Found]:
    """An offer stands in a box marked as an advertisement, never inside advice."""
    for passage in guide.passages:
        for found in OFFER.finditer(passage.plain):
            place = passage.place(found.span())
            if passage.box != "advertisement":
                hint = "put it into a box of its own: !!! advertisement"
                yield place, f'"{found[0]}" is an offer in the midst of advice', hint
            elif guide.site and not guide.site.contact:
                hint = "set `contact` in site.yaml, or take the offer out"
                yield place, "this offer gives no way to take it up", hint


def badge(guide: Studied) -> Iterator[Found]:
    """No mark of quality is shown or claimed: the guide holds no certificate."""
    for passage in guide.passages:
        for found in BADGE.finditer(passage.plain):
            yield (
                passage.place(found.span()),
                f'"{found[0]}" is a mark of quality',
                "the guide holds no certificate: say what was done instead",
            )


RULES = (
    Rule(dose, standards=("R17",)),
    Rule(brand, standards=("R17",)),
    Rule(offer, standards=("R19",)),
    Rule(badge, standards=("R20",)),
)
