"""Where pages stand and stood, told from what authors write of it."""

import posixpath
import re
import unicodedata
from urllib.parse import unquote


def alias_path(written: str) -> str:
    """Where a page stood that had this address; "" if no page of the guide can have.

    The address as a browser showed it, behind the guide's own: `old/page/`, with or
    without its slashes, or `old/page.html`.
    """
    steps = written.strip("/").removesuffix("/index.html").split("/")
    if not all(re.fullmatch(r"\w[\w.~-]*", step) for step in steps):
        return ""
    path = "/".join(steps)
    return path if path.endswith(".html") else f"{path}/index.html"


def menu_names(part: str) -> tuple[str, str]:
    """The content names that an entry of the menu may stand for."""
    return f"{part}/index.md", f"{part}.md"


def drawing_file(name: str) -> str:
    """The content name of a drawing's file."""
    return f"drawings/{name}.svg"


def beside(name: str, relative: str) -> str:
    """The content name that `relative` leads to from the file `name`.

    Signs may be escaped as browsers write them; names are in composed letters.
    """
    path = posixpath.join(posixpath.dirname(name), unquote(relative))
    return unicodedata.normalize("NFC", posixpath.normpath(path))
