"""Rules that keep selling out of advice: doses, products, shops, offers and badges."""

import re
from collections.abc import Iterator
from operator import attrgetter

from ibid.content.phrases import Phrases, lowered
from ibid.content.reference import Reference
from ibid.rules.passages import Passage
from ibid.rules.promising import Said
from ibid.rules.rule import Example, Found, Rule, Studied
from ibid.source import Span

# The address of a shop's own page, or one that pays whoever sent the reader.
SHOP_PAGE = re.compile(
    r"^https?://(?:[\w.-]*\.)?(?:shop|store)\.|"
    r"/(?:shop|store|products?|cart|basket|checkout)(?:/|$|\?)|"
    r"[?&](?:tag|aff|affiliate|ref)=",
)
# One of these signs, or a number in words, is in every dose.
AMOUNT = re.compile(r"[\d½⅓¼¾]")
ASK_FIRST = "leave it out and say: ask a pharmacist or doctor"
# A name on a network, such as @coach, is a citation of a source that isn't there.
ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
TRADE_MARKS = Phrases(("®", "™"))


def dose(guide: Studied) -> Iterator[Found]:
    """No dose of a supplement or a medicine is given until a clinician reviews it.

    Leave it out, and say: ask a pharmacist or doctor.
    """
    if guide.site is None or guide.site.reviewer:
        return
    for passage in guide.saying(lambda _: AMOUNT, attrgetter("numerals")):
        for place, words in passage.finds(passage.lexicon.dose):
            yield place, f'"{words}" is a dose', ASK_FIRST
    for passage in guide.saying(attrgetter("measured")):
        if passage.lexicon.measured.search(passage.lower):
            for span in _by_the_spoonful(passage):
                words = passage.plain[slice(*span)]
                yield passage.place(span), f'"{words}" is a dose', ASK_FIRST


def _by_the_spoonful(passage: Passage) -> Iterator[Span]:
    """The doses that have no unit of medicines, unless it says not to take them."""
    lexicon = passage.lexicon
    told = [one.span() for one in lexicon.dose.finditer(passage.lower)]
    for sentence in passage.sentences:
        said = Said(lowered(sentence.text), lexicon)
        for one in lexicon.household.finditer(said.text):
            start, end = (sentence.span[0] + at for at in one.span())
            apart = all(end <= first or last <= start for first, last in told)
            if apart and not said.takes_back(one.span()):
                yield start, end


def brand(guide: Studied) -> Iterator[Found]:
    """No product is named or linked to until a clinician reviews it.

    Say what it is, not what it is sold as; link to no shop.
    """
    if guide.site is None or guide.site.reviewer:
        return
    hint = "say what it is, not what it is sold as"
    kinds = (attrgetter("brands"), attrgetter("shops"), lambda _: TRADE_MARKS)
    for passage in guide.saying(*kinds):
        for named in kinds:
            for place, words in passage.finds(named(passage.lexicon)):
                if passage.field != "funding":
                    yield place, f'"{words}" is the name of a product or a shop', hint
    for entry in guide.entries:
        shops = guide.lexicon(entry).shops
        for target in entry.prose.links:
            host = re.sub(r"^https?://([^/]*).*", r"\1", target.href.lower())
            if SHOP_PAGE.search(target.href.lower()) or shops.search(host):
                hint = "link to a health service or to a study, or leave the link out"
                yield entry.place(target.span), "this link leads to a shop", hint


def price(guide: Studied) -> Iterator[Found]:
    """What something costs stands in an advertisement, never inside advice.

    Leave it out, or put it into a box `!!! advertisement`.
    """
    for passage in guide.passages:
        if passage.box == "advertisement" or passage.field == "funding":
            continue
        lexicon = passage.lexicon
        if not (passage.has_digit or lexicon.currencies.search(passage.lower)):
            continue
        for place, words in passage.finds(lexicon.price):
            hint = "leave the price out: it sells, and it will change"
            yield place, f'"{words}" is a price in the midst of advice', hint


def offer(guide: Studied) -> Iterator[Found]:
    """An offer stands in a box marked as an advertisement, never inside advice.

    Put it into a box `!!! advertisement`, and set `contact` in site.yaml.
    """
    for passage in guide.saying(attrgetter("offers")):
        for place, words in passage.finds(passage.lexicon.offers):
            if passage.box != "advertisement":
                hint = "put it into a box of its own: !!! advertisement"
                yield place, f'"{words}" is an offer in the midst of advice', hint
            elif guide.site and not guide.site.contact:
                hint = "set `contact` in site.yaml, or take the offer out"
                yield place, "this offer gives no way to take it up", hint


def address_in_text(guide: Studied) -> Iterator[Found]:
    """No e-mail address stands in a text but the guide's own.

    Set `contact` in site.yaml, which every page shows, and leave the address out.
    """
    contact = (guide.site.contact or "") if guide.site else ""
    for passage in guide.saying(lambda _: ADDRESS):
        for found in ADDRESS.finditer(passage.lower):
            words = passage.plain[slice(*found.span())]
            reference = isinstance(passage.entry.content, Reference)
            if not reference and found[0] != lowered(contact):
                yield (
                    passage.place(found.span()),
                    f'"{words}" sends readers to somebody',
                    "set `contact` in site.yaml, and leave the address out",
                )


def badge(guide: Studied) -> Iterator[Found]:
    """No mark of quality is shown or claimed: the guide holds no certificate.

    Say what was done instead.
    """
    for passage in guide.saying(attrgetter("quality_marks")):
        for place, words in passage.finds(passage.lexicon.quality_marks):
            hint = "the guide holds no certificate: say what was done instead"
            yield place, f'"{words}" is a mark of quality', hint


RULES = (
    Rule(
        dose, Example("Take 400 mg a day.", "Ask how much to take."), standards=("R17",)
    ),
    Rule(
        brand,
        Example("Some use Gatorade.", "Some use a gel."),
        standards=("R17",),
    ),
    Rule(price, Example("A band costs £40.", "A band may help."), standards=("R19",)),
    Rule(offer, Example("Work with me.", "Rest the leg."), standards=("R19",)),
    Rule(
        address_in_text,
        Example("Write to me@a.example.", "Ask a friend for more."),
        standards=("R19",),
    ),
    Rule(
        badge,
        Example("We follow the HONcode.", "We check each source."),
        standards=("R20", "R31"),
    ),
)
