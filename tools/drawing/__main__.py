"""Writes every drawing of the guide: `python -m tools.drawing [FOLDER]`."""

import math
import re
import sys
import tomllib
from pathlib import Path

from tools.drawing.mark import icon, mark
from tools.drawing.picture import picture, top

HERE = Path(__file__).parent
CONTENT = HERE.parent.parent / "content"


def files() -> dict[str, str]:
    """Give the text of every drawing by its path below the content folder."""
    poses = tomllib.loads((HERE / "poses.toml").read_text(encoding="utf-8"))
    highest: dict[str, float] = {}
    for name, data in poses.items():
        highest[row(name)] = min(highest.get(row(name), math.inf), top(data))
    drawings = {}
    for name, data in poses.items():
        if data.get("picture"):
            drawings[f"pictures/{name}.svg"] = picture(data, highest[row(name)])
        if not data.get("picture") or data.get("card"):
            inline = {**data, "picture": False}
            drawings[f"drawings/{name}.svg"] = picture(inline, highest[row(name)])
    return {**drawings, "drawings/knot.svg": mark(), "icon.svg": icon()}


def row(name: str) -> str:
    """Give what drawings that stand side by side share: their names up to a number."""
    return re.sub(r"-\d+$", "", name)


def main(folder: Path) -> None:
    """Write every drawing below a folder."""
    for name, text in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CONTENT)
