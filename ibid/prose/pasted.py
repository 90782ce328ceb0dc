"""What other programs leave in a text that is pasted from them.

A raised figure, a number in wide signs or columns made with tabs look right where they
were typed. On a page they lead nowhere, or run together.
"""

from ibid.prose.forms import BY_HAND, CITATION, LIST, NOTE, OTHER, TABLE, form

RAISED = "¹²³⁰⁴-⁹"
# What a line of ordinary text may start with.
NO_BULLET = r"\"'“”„‘’«»‹›(){}\[\]<>|¡¿%*_+=`~\\/&@.,:;!?…-"
MACHINE = "this was left behind by a program that writes texts"
MACHINE_HINT = "look the source up and write [@key], or leave it out"
# What programs that write texts put for sources that they say they have: it holds
# signs of other forms.
LEFT_BEHIND = (
    form("【", r"【[^【】\n]*†[^【】\n]*】|【\d[\d:,–-]*】", MACHINE, MACHINE_HINT),
    form(
        "contentReference oai_citation",
        rf":?contentReference\[[^\]\n]*\](?:\{{[^}}\n]*\}})?|oai_citation[^\[\]\n{OTHER}]*",
        MACHINE,
        MACHINE_HINT,
    ),
    form(
        "turn0 turn1 turn2 turn3 turn4 turn5 turn6 turn7 turn8 turn9",
        r"(?:\bcite)?turn\d+(?:search|view|news|fetch|file)\d+",
        MACHINE,
        MACHINE_HINT,
    ),
)
PASTED = (
    # Calls and notes that were typed: no link leads from one to the other.
    form(
        "¹ ² ³ ⁰ ⁴ ⁵ ⁶ ⁷ ⁸ ⁹ † ‡",
        rf"(?:(?<=[.,;:!?\]\"”’»])|(?<=[^\W\d_]{{4}}))[{RAISED}]+"
        rf"(?:[,⁻–-][{RAISED}]+)*(?!\w)|(?<=[\w.,;:!?)\"”’»])[†‡]+(?=[\s.,;:!?]|\Z)",
        "this is the call of a note that was made by hand: it leads nowhere",
        f"for a source {CITATION}; for a note {NOTE}",
    ),
    form(
        "¹ ² ³ ⁰ ⁴ ⁵ ⁶ ⁷ ⁸ ⁹ † ‡",
        rf"^[{RAISED}]+[.):]?(?=[ \t]*[^\W\d_]{{2}})|^[†‡]+(?=[ \t]*\w)",
        "this is a note that was made by hand: nothing leads to it",
        f"for a source {CITATION}; for a note {NOTE}",
    ),
    form(
        "´",
        r"(?<=\w)´(?=\w)",
        "this sign is an accent, and no apostrophe",
        "type ' as it is on a keyboard",
    ),
    # Lists and tables that are only lines.
    form("① ② ❶ ❷ ⑴ ⑵", r"^[①-⑳❶-❿⑴-⒇](?=[ \t]*\w)", BY_HAND, LIST),
    form("． 。 、 ） ］", r"^\d{1,3}[．。、）］]", BY_HAND, LIST),
    form(
        "⏎",
        rf"^([^\w\s{NO_BULLET}])[ \t]*[^\W_][^\n]*\n\1",
        BY_HAND,
        LIST,
    ),
    form(
        "⇥ ␣␣",
        r"^[^\n\t]*[^\s.,:;!?](?:\t+|[ ]{2,})\S[^\n]*\n"
        r"[^\n\t]*[^\s.,:;!?](?:\t+|[ ]{2,})\S[^\n]*",
        "these columns would run together: spaces and tabs make no table",
        TABLE,
        "broken-table",
    ),
)
