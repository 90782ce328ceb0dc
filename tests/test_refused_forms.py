"""What would be printed as it is typed is refused; what reads well is left alone.

Each line is put below a page of the small guide, as an author would write it.
"""

from collections.abc import Iterator

import pytest

from ibid.prose.faults import MOST_OF_A_RULE
from tests.test_rules.guide import TEXTS, examine, pointed_at, says

# The rule, what the author wrote (⏎ is the end of a line), what the caret points at.
REFUSED = r"""
other-dialect | It ==may== help. | ==may==
other-dialect | It ++may++ help. | ++may++
other-dialect | It {++may++} help. | {++
other-dialect | It ''may'' help. | ''
other-dialect | A good :smile: day. | :smile:
other-dialect | A good :+1: day. | :+1:
other-dialect | Drink H~2~O now. | ~2~
other-dialect | It is ~about ten~ minutes. | ~about ten~
other-dialect | Say x^2^ now. | ^2^
other-dialect | Rest {{ name }} now. | {{ name }}
other-dialect | Rest {% name %} now. | {% name %}
other-dialect | Rest <% name %> now. | <%
other-dialect | Rest {#name} now. | {#name}
other-dialect | Rest { .name } now. | { .name }
other-dialect | Rest {width=100} now. | {width=100}
other-dialect | Go to [[page]] now. | [[page]]
other-dialect | Go to <<page>> now. | <<page>>
other-dialect | Go to [b]page[/b] now. | [/b]
other-dialect | Go to www.example.org now. | www.example.org
other-dialect | Go to (the page)[about.md] now. | (the page)[about.md]
other-dialect | Go to [the page]⏎(../about.md) now. | ]
other-dialect | Go to [https://a.example page] now. | [https://a.example page]
other-dialect | ::: warning⏎Rest. | ::: warning
other-dialect | /// warning⏎Rest. | /// warning
other-dialect | ?? warning⏎??? warning | ??? warning
other-dialect | .. note:: Rest. | .. note:: Rest.
other-dialect | == Rest == | == Rest ==
other-dialect | h2. Rest | h2.
other-dialect | Rest⏎: of the leg | : of the leg
other-dialect | Rest⏎~ of the leg | ~ of the leg
other-dialect | - [ ] rest | [ ]
other-dialect | - [] rest | []
other-dialect | - [x]rest | [x]
other-dialect | Do this:⏎2. rest | 2. rest
other-dialect | Do this:⏎(1) sit⏎(2) rest | (1) sit
other-dialect | Do this:⏎a. sit⏎b. rest | a. sit
other-dialect | Do this:⏎*sit⏎*rest | *sit
other-dialect | Do this:⏎✓ rest | ✓ rest
other-dialect | Do this:⏎· rest | · rest
other-dialect | Do this:⏎• rest | •
other-dialect | Do this:⏎− rest | −
other-dialect | Do this:⏎    - rest | - rest
other-dialect | Do this:⏎    ## Rest | ## Rest
other-dialect | Rest -- or walk. | --
other-dialect | Rest---or walk. | ---
other-dialect | Rest $x$ now. | $x$
other-dialect | Rest \alpha now. | \alpha
other-dialect | Rest ＊＊now＊＊. | ＊＊now＊
other-dialect | Rest［now］(../about.md). | ［now］(
other-dialect | Rest^[a note]. | ^[
other-dialect | Rest.[^a note] | [^a note]
other-dialect | Rest.[fn:1] | [fn:1]
other-dialect | ```py title="a"⏎x⏎``` | py title="a"
other-dialect | [TOC] | [TOC]
other-dialect | Rest helps.【12†source】 | 【12†source】
other-dialect | Rest helps.【3:1】 | 【3:1】
other-dialect | Rest.contentReference[a:0]{b=0} | contentReference[a:0]{b=0}
other-dialect | Rest helps. citeturn0search1 | citeturn0search1
other-dialect | [oai_citation:1‡a.example](https://a.example) | oai_citation:1‡a.example
other-dialect | It helps most people.¹ | ¹
other-dialect | It helps most people¹² or so. | ¹²
other-dialect | It helps most people.³,⁴ | ³,⁴
other-dialect | It helps most people.† | †
other-dialect | ¹ Lee 2020 | ¹
other-dialect | † Not for all. | †
other-dialect | 1．Rest | 1．
other-dialect | ✅ Rest⏎✅ Walk | ✅
broken-table | Day⇥Do⏎One⇥Rest⏎Two⇥Walk | Day⇥Do
broken-table | Day    Do⏎One    Rest | Day    Do
raw-html | <iframe src="https://a.b" x="9"></iframe> | <iframe src="https://a.b" x="9">
broken-table | a \| b⏎c \| d | a \| b
broken-table | \| a \| b \|⏎\|---\|⏎\| c \| | \| a \| b \|
other-dialect | \| a \| b \|⏎\|---\|---\|⏎\| - c \| d \| | - c
other-dialect | \| # a \| b \|⏎\|---\|---\|⏎\| c \| d \| | # a
reference-link | Go to ![the page]. | ![the page]
reference-link | Go to [the page][a]. | [a]
malformed-citation | Rest.[lee2020] | lee2020
malformed-citation | Rest.[-lee2020] | lee2020
malformed-citation | Rest.[see lee2020, p. 3] | lee2020
malformed-citation | Rest (lee2020). | lee2020
malformed-citation | Rest {@lee2020}. | {@lee2020}
malformed-citation | Rest <@lee2020>. | <@lee2020>
malformed-citation | Rest.[[@lee2020]] | [[@lee2020]]
malformed-citation | Rest, @lee2020]. | @lee2020]
malformed-citation | Rest.@lee2020 | @lee2020
malformed-citation | Rest ［@lee2020］. | ［@lee2020］
malformed-citation | Rest [@lee2020](../about.md). | @lee2020
malformed-citation | Rest.[1] | [1]
malformed-citation | Rest.[1,2] | [1,2]
malformed-citation | Rest.[1–3] | [1–3]
malformed-citation | Rest.[Lee et al., 2020] | [Lee et al., 2020]
malformed-citation | Rest [Lee 2020]. | [Lee 2020]
malformed-citation | Rest [Lee and Tan, 2020b]. | [Lee and Tan, 2020b]
malformed-citation | Rest.[@lee2020, *p. 3*] | *
malformed-citation | Rest.[see <b> @lee2020] | <
malformed-citation | @lee2020 [`p. 3`] says. | `
stray-mark | Rest **now. | **
stray-mark | Rest now*. | *
stray-mark | Rest ~~now. | ~~
stray-mark | Take 5*10 or 3*10 now. | *
stray-mark | Rest.[^n]⏎⏎[^n]: | n
stray-mark | Rest.[^n]⏎⏎- [^n]: Now. | n
stray-mark | Rest.[^n]⏎⏎> [^n]: Now. | n
unclosed-code | Type `rest now. | `
lost-text | 1. sit⏎2. rest⏎4. walk | 4.
literal-number | Ask [the nurse](tel:0123) now. | tel:0123
"""
KEPT = r"""
It is == now.
Ca²⁺, 5 m², 3 cm², 10⁵, CO₂ and x².
Rest now.  Then walk,⏎and go.  Then rest.
✅ Rest helps.
Ten^2 of them, ~10 of them, ~5 to ~10.
It costs nothing (see a, b) [sic].
The range was [2, 8], or [0.5, 1.2].
It was May [of 2020], and [the year 2020 was] wet.
She said "no" – `--strict` is an option.
Use \*, \[, \@home and \`.
2 \* 3 and 2 × 3 and 2 * 3.
snake_case and a_b_c.
Time: 10:30 and 12:45, note: yes.
See §1.2.3, a/b, and/or, ½.
J. Smith and⏎J. Jones were there.
(1) this and (2) that.
| # | a |⏎|---|---|⏎| 1 | - |
| a | b |⏎|---|---|⏎| 1. sit | 5 |
1. sit⏎1. rest⏎1. walk
7. sit⏎8. rest
Text⏎- one⏎- two
Text⏎1) one⏎2) two
- one⏎    - two⏎        - three
- one⏎  - two⏎    - three
*One*, **two**, ***three***, _four_, __five__, ~~six~~.
**One *two* three** and *one **two** three*.
He said so.[see @lee2020, p. 3; but see @tan2024]
@lee2020 [p. 3] says so, and @lee2020's trial too.
"""


def lines(table: str) -> Iterator[str]:
    """The lines of a table, each with its own ends of lines."""
    for line in table.strip().split("\n"):
        yield line.replace("⏎", "\n").replace("⇥", "\t")


def rows() -> Iterator[tuple[str, str, str]]:
    """The rule, the text and the words under the caret."""
    for line in lines(REFUSED):
        rule, text, at = line.replace(r"\|", "\0").split(" | ")
        yield rule, text.replace("\0", "|"), at.replace("\0", "|")


def found(text: str) -> list[tuple[str, str]]:
    """What is wrong with a page that ends with the text: rules, and words."""
    problems = examine(says(text).of(TEXTS))
    assert all(one.hint and one.message for one in problems)
    return [(one.rule, pointed_at(one)) for one in problems]


@pytest.mark.parametrize(("rule", "text", "at"), tuple(rows()), ids=ascii)
def test_what_would_be_printed_as_typed_is_refused(
    rule: str, text: str, at: str
) -> None:
    assert (rule, at) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "> [!NOTE]\n> Rest your leg.",
        '<iframe src="https://a.example" width="560"></iframe>',
        "[TOC]",
        "Day | What\nMonday | Rest",
        "Rest helps. citeturn0search1",
        "Rest.contentReference[a:0]{b=0}",
        "• Rest\n• Walk\n• Sit",
        "Do this:\n→ rest\n→ walk\n→ sit",
        "The page said [see www.a.example",
    ],
)
def test_one_mistake_gives_one_message(text: str) -> None:
    """What stands in it is gone, or written anew, once it is mended."""
    assert len(found(text)) == 1, found(text)


def test_what_promises_is_told_in_whatever_form_it_stands() -> None:
    told = found("It ==cures== cramps.")
    assert told == [("other-dialect", "==cures=="), ("strong-word", "cures")]


@pytest.mark.parametrize("text", tuple(lines(KEPT)), ids=ascii)
def test_what_honest_authors_write_is_left_alone(text: str) -> None:
    ours = {rule for rule, _, _ in rows()}
    assert [one for one in found(text) if one[0] in ours] == []


@pytest.mark.parametrize(
    "text",
    [
        "So.[@lee2020, which cures cramps]",
        "So.[this cures cramps, @lee2020]",
        "So.[@lee2020, p. 3, which cures cramps]",
        "@lee2020 [which cures cramps] says so.",
    ],
)
def test_what_is_said_beside_a_key_is_judged(text: str) -> None:
    """In a body and in a field alike: it stands on the page."""
    assert ("strong-word", "cures") in found(text)
    field = TEXTS["remedies/cold.md"].replace("had fewer cramps.[@lee2020]", text)
    texts = {**TEXTS, "remedies/cold.md": field}
    assert "strong-word" in [one.rule for one in examine(texts)]


def test_a_key_without_its_sign_is_found_behind_any_number_of_other_words() -> None:
    others = "\n\n".join(f"[word{number}]" for number in range(2 * MOST_OF_A_RULE))
    assert ("malformed-citation", "lee2020") in found(f"{others}\n\n[lee2020]")


# What the author wrote in a summary, and what is pointed at.
IN_FIELDS = r"""
It **may** help. | **may**
It *may* help. | *may*
It _may_ help. | _may_
It ~~may~~ help. | ~~may~~
It `may` help. | `
See [the page](about.md). | [the page](about.md)
See <b>it</b>. | <b>
Say \* now. | \
Say ==so== now. | ==so==
So.[@lee2020 | [@lee2020
So.[lee2020] | lee2020
So.[^n] | [^n]
@lee2020 says so. | lee2020
So.[1] | [1]
# Rest | # Rest
- Rest | - Rest
Rest -- or walk. | --
"""


@pytest.mark.parametrize(
    ("text", "at"), [one.split(" | ") for one in lines(IN_FIELDS)], ids=ascii
)
def test_a_field_is_plain_text(text: str, at: str) -> None:
    """It is printed in lists, in search engines and in feeds, as it is."""
    whole = TEXTS["remedies/cold.md"]
    edited = whole.replace("Cool feet may feel good.", f"'{text}'")
    found = examine({**TEXTS, "remedies/cold.md": edited})
    marked = [pointed_at(one) for one in found if one.rule == "field-markup"]
    assert marked[:1] == [at]


def test_a_field_that_cites_can_say_the_sign_itself() -> None:
    whole = TEXTS["remedies/cold.md"]
    edited = whole.replace("Some people had", r"Some \@people had")
    assert examine({**TEXTS, "remedies/cold.md": edited}) == ()


@pytest.mark.parametrize(
    "text", ["a < b", "R&D, 5 * 3, A&E, snake_case", "See https://a.example.", "@home"]
)
def test_plain_signs_may_stand_in_a_field(text: str) -> None:
    whole = TEXTS["remedies/cold.md"]
    edited = whole.replace("Cool feet may feel good.", f"'{text}'")
    found = examine({**TEXTS, "remedies/cold.md": edited})
    assert [one for one in found if one.rule == "field-markup"] == []
