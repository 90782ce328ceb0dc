"""Rules that keep selling out of advice: doses, products, shops, offers and badges."""

import re
from collections.abc import Iterator

from ibid.rules.rule import Found, Rule, Studied

UNITS = (
    r"mg|mcg|µg|μg|g|iu|ml|micrograms?|milligrams?|grams?|millilitres?|"
    r"international units|"
    r"tablets?|capsules?|pills?|drops|teaspoons?|tablespoons?"
)
DOSE = re.compile(rf"(?<![\w.-])\d[\d.,]*(?: to \d+|–\d+)?[ -]?(?:{UNITS})\b(?!-)")
BRAND = re.compile(
    r"[®™]|\b(?:gatorade|powerade|lucozade|pedialyte|dioralyte|theraworx|hotshot|"
    r"slow-?mag|magnesium-ok|crampeze|hyland's|voltarol|nurofen|qualaquin|lipitor|"
    r"schweppes|theraband|thera-band)\b",
)
SHOP = re.compile(
    r"^https?://(?:[\w.-]*\.)?(?:amazon|ebay|etsy|iherb|hollandandbarrett|myprotein|"
    r"shop|store|boots)\.|/(?:shop|store|products?|cart|basket|checkout)(?:/|$|\?)|"
    r"[?&](?:tag|aff|affiliate|ref)=",
)
OFFER = re.compile(
    r"\b(?:work with me|train with me|hire (?:me|us)|"
    r"book (?:a|your) (?:session|class|place|call|slot)|join my|"
    r"my (?:programme|program|course|coaching|clients|studio)|sign up|"
    r"buy (?:it|now|from)|"
    r"order (?:now|yours)|special offer|discount|free (?:consultation|trial session)|"
    r"(?:one-to-one|online|personal) coaching|get in touch to)\b",
)
BADGE = re.compile(
    r"\bhon ?code\b|\bpif[ -]?tick\b|\binformation standard\b|"
    r"\bnhs[ -](?:logo|approved|accredited|certified|endorsed)\b|"
    r"\biso 9001\b|\btrusted information creator\b",
)


def dose(guide: Studied) -> Iterator[Found]:
    """No dose of a supplement or a medicine is given until a clinician reviews it.

    Leave it out, and say: ask a pharmacist or doctor.
    """
    if guide.site is None or guide.site.reviewer:
        return
    for passage in guide.passages:
        for place, words in passage.finds(DOSE):
            hint = "leave it out and say: ask a pharmacist or doctor"
            yield place, f'"{words}" is a dose', hint


def brand(guide: Studied) -> Iterator[Found]:
    """No product is named or linked to until a clinician reviews it.

    Say what it is, not what it is sold as; link to no shop.
    """
    if guide.site is None or guide.site.reviewer:
        return
    for passage in guide.passages:
        for place, words in passage.finds(BRAND):
            if passage.field != "funding":
                hint = "say what it is: a sports drink, a rehydration drink, a band"
                yield place, f'"{words}" is a product\'s name', hint
    for entry in guide.entries:
        for target in entry.outline.targets:
            if SHOP.search(target.href.lower()):
                hint = "link to a health service or to a study, or leave the link out"
                yield entry.body_place(target.span), "this link leads to a shop", hint


def offer(guide: Studied) -> Iterator[Found]:
    """An offer stands in a box marked as an advertisement, never inside advice.

    Put it into a box `!!! advertisement`, and set `contact` in site.yaml.
    """
    for passage in guide.passages:
        for place, words in passage.finds(OFFER):
            if passage.box != "advertisement":
                hint = "put it into a box of its own: !!! advertisement"
                yield place, f'"{words}" is an offer in the midst of advice', hint
            elif guide.site and not guide.site.contact:
                hint = "set `contact` in site.yaml, or take the offer out"
                yield place, "this offer gives no way to take it up", hint


def badge(guide: Studied) -> Iterator[Found]:
    """No mark of quality is shown or claimed: the guide holds no certificate.

    Say what was done instead.
    """
    for passage in guide.passages:
        for place, words in passage.finds(BADGE):
            hint = "the guide holds no certificate: say what was done instead"
            yield place, f'"{words}" is a mark of quality', hint


RULES = (
    Rule(dose, standards=("R17",)),
    Rule(brand, standards=("R17",)),
    Rule(offer, standards=("R19",)),
    Rule(badge, standards=("R20", "R31")),
)
