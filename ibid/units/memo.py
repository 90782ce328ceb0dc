"""Results of pure work by the fingerprint of all that they depend on.

A memo is what one build recalls and what it adds; the store on the disk comes before
it and after it. Values are plain data: text, numbers, lists and mappings.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Plain = Mapping[str, object]


@dataclass(frozen=True)
class Memo:
    """`recall` gives what was worked out before, None where nothing was.

    `fresh` holds what this build worked out, and `used` every key it asked for.
    """

    recall: Callable[[str], Plain | None] = lambda _: None
    fresh: dict[str, Plain] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def get(self, key: str) -> Plain | None:
        """What is known under the key, from this build or from an earlier one."""
        self.used.add(key)
        return self.fresh[key] if key in self.fresh else self.recall(key)

    def keep(self, key: str) -> None:
        """Note that what is known under the key is still of use."""
        self.used.add(key)

    def put(self, key: str, value: Plain) -> None:
        """Note what was worked out."""
        self.used.add(key)
        self.fresh[key] = value
