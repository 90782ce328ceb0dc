"""Writes every drawing of the guide: `python -m tools.drawing [FOLDER]`."""

import math
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
        row = name.rpartition("-")[0]
        highest[row] = min(highest.get(row, math.inf), top(data))
    drawings = {
        f"drawings/{name}.svg": picture(data, highest[name.rpartition("-")[0]])
        for name, data in poses.items()
    }
    return {**drawings, "drawings/knot.svg": mark(), "icon.svg": icon()}


def main(folder: Path) -> None:
    """Write every drawing below a folder."""
    for name, text in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CONTENT)
