"""What builds remember on disk: results of pure work, kept under their content."""

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2


@dataclass(frozen=True)
class Memory:
    """Results of pure work on disk, by content. Deleting it changes nothing but speed.

    `folder` is None where nothing may be kept.
    """

    folder: Path | None

    def recall(self, version: str) -> dict[str, str]:
        """What an earlier build of this version worked out."""
        if self.folder is None:
            return {}
        try:
            stored = json.loads((self.folder / "prose.json").read_text("utf-8"))
            if stored["version"] == version:
                return {str(key): str(text) for key, text in stored["html"].items()}
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            pass
        return {}

    def keep(self, version: str, html: Mapping[str, str]) -> None:
        """Store the results in place of the earlier ones; a full disk is no problem."""
        if self.folder is None:
            return
        text = json.dumps({"version": version, "html": html}, ensure_ascii=False)
        with contextlib.suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).replace(self.folder / "prose.json")

    def templates(self) -> jinja2.BytecodeCache | None:
        """Where compiled templates are kept."""
        if self.folder is None:
            return None
        return jinja2.FileSystemBytecodeCache(str(self.folder), "%s.template")


def beside(output: Path) -> Memory:
    """The memory beside `output`; without a place to write, there is none."""
    folder = output.parent / ".cache" / "ibid"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Memory(None)
    return Memory(folder)
