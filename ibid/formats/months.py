"""Months by the three letters that formats of references write for them."""

MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)


def month_number(name: str) -> str:
    """The month's number by its name or the name's first three letters, else ""."""
    short = name.lower()[:3]
    return str(MONTHS.index(short) + 1) if short in MONTHS else ""
