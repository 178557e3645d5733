"""What was read of scanned pages, one file for each upload's bytes and each operator; a cache that may be lost.

An operator's own folder, so that nobody learns from a quick answer that somebody else has sent the same bytes. The name
comes from hashes, never from a sender. What lies there belongs to the document: it goes when the document's bytes go.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from storage.durable import write_file


class Readings:
    """A folder: ``<operator's hash>/ab/<sha256>``, each file written whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def place(self, operator: str, sha256: str) -> Path:
        """Return where the reading of these bytes lies, or would lie."""
        folder = hashlib.sha256(operator.encode()).hexdigest()[:16]
        return self.root / folder / sha256[:2] / sha256

    def keep(self, operator: str, sha256: str, content: bytes) -> None:
        """Put a reading away; an older one of the same bytes is replaced in one step."""
        write_file(self.place(operator, sha256), [content])

    def remove(self, chosen: Iterable[str]) -> int:
        """Remove the readings of these bytes, whoever sent them; returns how many files went."""
        count = 0
        for sha256 in set(chosen):
            for path in self.root.glob(f"*/{sha256[:2]}/{sha256}"):
                path.unlink(missing_ok=True)
                count += 1
        return count

    def each(self) -> Iterator[tuple[str, Path]]:
        """Yield the SHA-256 and the file of every reading, in no order."""
        for path in self.root.glob("*/??/*"):
            if not path.name.startswith("."):
                yield path.name, path

    def unfinished(self) -> Iterator[Path]:
        """Yield what writers have under way, or left behind when they were killed."""
        yield from self.root.glob("*/??/.*.part")
