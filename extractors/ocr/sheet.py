"""What the search for tick places looks at: a page's ink, faint and firm, with its components."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.ocr.components import Components

Mask = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's ink with its components.

    ``ink`` holds faint strokes too, as the sides of a printed box may be; ``firm`` only dark ones: what lies inside a place
    and how near a neighbour stands is judged by it, since blur fills gaps. ``big`` tells for each label whether it is
    more than a speck, a dot or a comma.
    """

    ink: Mask
    firm: Mask
    labels: NDArray[np.int32]
    stats: NDArray[np.int32]
    big: NDArray[np.bool_]

    @classmethod
    def of(cls, ink: Mask, firm: Mask, found: Components, dpi: float) -> Sheet:
        """Look at the components of ``ink``."""
        big = found.stats[:, 2:4].max(axis=1) >= 2.2 * dpi / 72
        big[0] = False
        return cls(ink, firm, found.labels, found.stats, big)

    def neighbours(self, x0: int, y0: int, x1: int, y1: int, own: int | None = None) -> bool:
        """Tell whether a box (cut to the page) holds firm ink of letters or larger shapes other than ``own``."""
        rows, columns = slice(max(y0, 0), max(y1, 0)), slice(max(x0, 0), max(x1, 0))
        labels = self.labels[rows, columns]
        ink = self.big[labels] & (self.firm[rows, columns] > 0)
        return bool((ink if own is None else ink & (labels != own)).any())
