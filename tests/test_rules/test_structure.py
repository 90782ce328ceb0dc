"""Rules on what a page is built of."""

import pytest

from ibid.prose import unfinished
from tests.test_rules.guide import (
    TEXTS,
    Bad,
    Edit,
    Good,
    bad,
    check_bad,
    check_good,
    examine,
    good,
    page,
    says,
)

COLD = "remedies/cold.md"
SIGNS = ("…", "...", "TODO", "tbd", "??", "Lorem ipsum dolor", unfinished.BODY)
LONELY = page("title: Shopping\nsummary: What to wear.", "Wear boots.")
BAD = (
    bad(
        "missing-mark",
        "calv",
        Edit("site.yaml", "quick_fix: calf-cramp", "quick_fix: calf-cramp\nmark: calv"),
    ),
    bad("unsafe-link", "javascript:x", says("[Run](javascript:x)")),
    bad(
        "unsafe-link",
        "javascript:alert%281%29",
        says("Press \\`Esc [x](javascript:alert%281%29)` now."),
    ),
    bad("unsafe-link", "VBScript:x", says("\\`a [Run](VBScript:x)` b")),
    bad("unsafe-link", "//a.example/", says("\\`a [Run](//a.example/)` b")),
    bad("unsafe-link", "data:x", says("!!! tip\n    \\`a ![Run](data:x)` b")),
    *(
        bad("repeated-row", at, says(f"| a | b |\n|---|---|\n{row}\n{row}"))
        for at, row in (("x", "| x | y |"), ("y", "|  | y |"))
    ),
    bad("dead-link", "warm.md", says("[Warm feet](warm.md)")),
    bad(
        "dead-link",
        "../colds.md",
        Edit(COLD, "effort: little\n", "effort: little\nrelated: [../colds.md]\n"),
    ),
    bad(
        "repeated-title",
        "SMALL  guide",
        Edit(COLD, "title: Cold feet", "title: SMALL  guide"),
    ),
    bad("dead-anchor", "cold.md#what-to-dos", says("[Do](cold.md#what-to-dos)")),
    bad("dead-anchor", "#nowhere", says("[Up](#nowhere)")),
    bad("missing-picture", "foot.png", says("![A foot](foot.png)")),
    bad(
        "missing-picture",
        "https://a.example/b.png",
        says("![B](https://a.example/b.png)"),
    ),
    bad("missing-alt", "foot.png", says("![](foot.png)")),
    bad(
        "missing-drawing",
        "calves",
        Edit("cards/calf-cramp.md", "drawings: [calf]", "drawings: [calves]"),
    ),
    bad("skipped-heading", "#### Deep", says("#### Deep")),
    bad("skipped-heading", "# Top", says("# Top")),
    bad("empty-heading", "## ", says("## \n\nText.")),
    bad("stray-mark", "!!!", says("- A list\n\n    !!! tip\n        Rest.")),
    bad("stray-mark", "[@hawke2021]", says("A [link [@hawke2021]](https://nhs.uk/).")),
    bad("stray-mark", "{urgent-number}", says("[Call](tel:{urgent-number}).")),
    bad("stray-mark", "@hawke2021", says('[So](https://nhs.uk/ "see @hawke2021").')),
    bad("stray-mark", "{urgent-number}", says('[So](cold.md "Call {urgent-number}").')),
    bad("raw-html", "<b>", says("A <b> word.")),
    bad(
        "lost-text",
        "lost",
        says("Cold [@lee2020].\n\n| a | b |\n|---|---|\n| c | d | lost |"),
    ),
    bad(
        "lost-text",
        "[@lee2020]",
        says("| a | b |\n|---|---|\n| c | d | [@lee2020] |"),
    ),
    bad(
        "lost-text",
        "lost",
        says("!!! tip\n    | a | b |\n    |---|---|\n    | c | d | lost |"),
    ),
    bad("reference-link", "[x]", says("[Text][x]")),
    bad("other-dialect", "[ ]", says("- [ ] one")),
    bad("other-dialect", "{#x}", says("## One {#x}")),
    bad("other-dialect", "::: tip", says("::: tip\nRest.")),
    bad("other-dialect", "^[", says("Rest.^[Why.]")),
    bad("other-dialect", "$x$", says("Take $x$ steps.")),
    bad("other-dialect", "[[cold]]", says("See [[cold]].")),
    bad("other-dialect", "] (cold.md)", says("See [this] (cold.md).")),
    bad("other-dialect", ": A feeling.", says("Cold\n: A feeling.")),
    bad("other-dialect", "##", says("##Deep")),
    bad("other-dialect", "•", says("• one")),
    bad("other-dialect", "[!NOTE]", says("> [!NOTE]\n> Rest.")),
    bad("other-dialect", "~2~", says("H~2~O")),
    bad("other-dialect", "{{ x }}", says("{{ x }}")),
    bad("broken-table", "a | b | c", says("a | b | c\n---|---")),
    bad("indented-code", "Rest.", says("    Rest.")),
    bad("too-much", "- " * 10 + "a", says("- " * 30 + "a")),
    bad(
        "repeated-slug", "---", Edit("remedies/cóld.md", "", TEXTS["remedies/cold.md"])
    ),
    bad(
        "bad-alias",
        "../up",
        Edit("remedies/cold.md", "published:", "aliases: [../up]\npublished:"),
    ),
    bad("unknown-box", "hint", says("!!! hint\n    Rest.")),
    bad("unknown-box", "tip", says("!!! tip")),
    bad("unclosed-code", "```", says("```\ncode")),
    bad("missing-card", "calf-crimp", Edit("site.yaml", "calf-cramp", "calf-crimp")),
    bad("missing-route", "remedis", Edit("site.yaml", "", "menu: [remedis, cards]\n")),
    bad(
        "missing-route",
        "colds.md",
        Edit("site.yaml", "", "routes: [{label: Cold, page: colds.md}]\n"),
    ),
    bad("unlinked-page", "title", Edit("shopping.md", "", LONELY)),
    *(bad("unfinished-text", sign, says(sign)) for sign in SIGNS),
    *(
        bad("unfinished-text", sign, Edit(COLD, "Rest.", sign))
        for sign in SIGNS
        if "`" not in sign
    ),
    bad("unfinished-text", "…", Edit(COLD, "Wrap the ice.", "…")),
    bad(
        "unfinished-text",
        unfinished.FOUND,
        Edit(
            "references/lee2020.md",
            "Twenty people cooled their feet. It asked 120 people.",
            unfinished.FOUND,
        ),
    ),
    bad(
        "unlinked-page",
        "title",
        Edit("site.yaml", "", "sections: {boots: page}\nmenu: [remedies, cards]\n"),
        Edit("boots/index.md", "", LONELY),
        Edit("shopping.md", "", LONELY),
    ),
)
GOOD = (
    good(
        "unfinished-text",
        says("Rest … and then walk. We do not know. TODO lists help."),
    ),
    good("unfinished-text", says("We wrote the text here.")),
    good("unfinished-text", Edit("references/lee2020.md", "given: J", "given: TK")),
    good("unfinished-text", Edit(COLD, "Rest.", "Rest, walk, sleep …")),
    good(
        "unlinked-page", Edit("shopping.md", "", LONELY), says("[Go](../shopping.md)")
    ),
    good(
        "unlinked-page",
        Edit("shopping.md", "", LONELY),
        Edit(COLD, "effort: little\n", "effort: little\nrelated: [../shopping.md]\n"),
    ),
    good(
        "unlinked-page",
        Edit("shopping.md", "", LONELY),
        Edit("site.yaml", "", "menu: [shopping, remedies, cards, references]\n"),
    ),
    good(
        "unlinked-page",
        Edit("site.yaml", "", "sections: {boots: page}\n"),
        Edit("boots/index.md", "", LONELY),
        Edit("boots/red/index.md", "", LONELY),
        Edit("boots/red/small.md", "", LONELY),
    ),
    good(
        "missing-card",
        Edit("site.yaml", "quick_fix: calf-cramp", "quick_fix: sheet"),
        Edit("site.yaml", "", "sections: {sheets: card}\n"),
        Edit("sheets/sheet.md", "", TEXTS["cards/calf-cramp.md"]),
    ),
    good(
        "unsafe-link", says("[Write](mailto:us@small.example) or `[x](javascript:y)`")
    ),
    good("dead-link", says("[Us](../about.md), [us](#what-to-do)")),
    good("dead-anchor", says("[Do](cold.md#what-to-do), [that](#what-is-not-known)")),
    good("skipped-heading", says("### Deeper\n\n#### Deep\n\n## Up")),
    good("raw-html", says("If a < b, then `<b>` is code.")),
    good("reference-link", says("Rest [a bit] more.")),
    good(
        "other-dialect",
        says("It costs $5 and $10, at 7 ~ 8, [a bit] (see below), so: rest."),
    ),
    good("other-dialect", says("`[ ]`, `$x$` and \\{#x} or \\[[x]]: a.")),
    good("broken-table", says("| a | b |\n|---|---|\n| c \\| d | e |")),
    good(
        "repeated-title",
        Edit(COLD, "title: Cold feet", "title: Small guide\nlanguage: de"),
    ),
    good("repeated-row", says("| a | b |\n|---|---|\n| x | y |\n| x | z |")),
    good("repeated-row", says("| a | b |\n|---|---|\n| x | y |\n| z | y |\n| x | y |")),
    good("indented-code", says("- one\n\n    two")),
    good("too-much", says("- a\n    - b\n        - c\n            - d")),
    good("unknown-box", says('!!! warning "Stop"\n    Rest.')),
    good("unclosed-code", says("```\ncode\n```")),
)


def test_a_guide_without_its_fronts_is_told_so() -> None:
    """The pages that every page links to are missed by name."""
    texts = {name: text for name, text in TEXTS.items() if name != "remedies/index.md"}
    problems = [one for one in examine(texts) if one.rule == "missing-front"]
    assert [one.message for one in problems] == [
        "the section remedies has no front page"
    ]


def test_a_page_that_all_link_to_is_missed_once() -> None:
    """A link of an author's own to it says nothing new."""
    texts = says("[When to get help](../see-a-doctor.md)").of(TEXTS)
    del texts["see-a-doctor.md"]
    rules = [one.rule for one in examine(texts)]
    assert (rules.count("missing-front"), rules.count("dead-link")) == (1, 0)


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_bad_page_is_found(case: Bad) -> None:
    check_bad(case)


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_a_good_page_is_left_alone(case: Good) -> None:
    check_good(case)
