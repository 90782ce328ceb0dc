"""Pictures as they are published: one or more files of the same, each of a width."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """One file of a picture: its path in the site, and its width in pixels."""

    path: str
    width: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A published picture: how large it is, and its files from small to wide.

    `webp` has the files of the kind that is lighter, if there are any. A drawing has
    one file, which can be shown at any width; a picture that was refused has none.
    """

    width: int
    height: int
    versions: tuple[Version, ...]
    webp: tuple[Version, ...] = ()

    @property
    def paths(self) -> frozenset[str]:
        """Every file of the picture."""
        return frozenset(one.path for one in (*self.versions, *self.webp))

    @property
    def path(self) -> str:
        """The widest file: what a link leads to, and what older browsers show."""
        return self.versions[-1].path if self.versions else ""
