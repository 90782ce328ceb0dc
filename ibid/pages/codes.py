"""The address of a page as a code that cameras read."""

import io
from typing import Any


def svg(address: str) -> str:
    """The address as a QR code, in SVG: one path of black squares.

    The library that draws it is loaded for a card that goes on paper, and for no other.
    """
    import segno

    out = io.BytesIO()
    made = segno.make(address, error="m", micro=False)
    plain: dict[str, Any] = {"svgclass": None, "lineclass": None, "omitsize": True}
    made.save(out, kind="svg", border=0, xmldecl=False, nl=False, **plain)
    return out.getvalue().decode()
