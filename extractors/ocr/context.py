"""A scanned page opened: the page as read, and its pixels for second looks (zones, crops, ink)."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.geometry import Box
from domain.pages import Page
from extractors.ocr.engine import LINE, engine
from extractors.ocr.pixels import Pixels
from extractors.ocr.policy import OcrPolicy

#: A zone is empty with less than this much dark ink (square points): a speck is no character.
DARK, LEAST_INK = 150, 0.6

#: A shape up to this large (points) is dirt, a dot or an accent.
SPECK = 1.8

_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = "0123456789"

#: Characters that a blank of a fixed class can hold; kinds that are not here are read with all characters.
ALLOWED = {
    "digits": _DIGITS,
    "number": _DIGITS + ".,+-±",
    "date": _DIGITS + "/.-",
    "time": _DIGITS + ":.,",
    "cap": _DIGITS,
    "partita_iva": _DIGITS,
    "codice_fiscale": _CAPITALS + _DIGITS,
    "pod": _CAPITALS + _DIGITS,
    "censimp": _CAPITALS + _DIGITS + "_",
    "provincia": _CAPITALS + _CAPITALS.lower() + "'-() ",
    "phone": _DIGITS + "+/.- ",
}


@dataclass(frozen=True, slots=True)
class ScanContext:
    """A read page with its pixels.

    A plain value: it can be kept and sent to another process.

    ``pixels``  the page upright, straightened and evened, at ``dpi`` (None: nothing could be read).
    Boxes are those of ``page``: points from the top left of the upright, straightened page.
    """

    page: Page
    policy: OcrPolicy
    dpi: float = 72.0
    pixels: Pixels | None = None

    def _patch(self, box: Box, of: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Pixels of ``box``, cut to the page; may be empty."""
        unit = self.dpi / 72
        x0, y0 = max(int(box.x0 * unit), 0), max(int(box.top * unit), 0)
        return of[y0 : max(round(box.bottom * unit), y0), x0 : max(round(box.x1 * unit), x0)]

    def zone(self, box: Box, kind: str = "text") -> tuple[str, float]:
        """Read one blank or cell again as a single line; ``kind`` of a fixed class limits the characters.

        Returns the text and the confidence of its weakest word, 0 to 1; ``("", 0.0)`` when there is no ink to read.
        """
        if self.pixels is None:
            return "", 0.0
        patch = self._patch(box, self.pixels.clean)
        if np.count_nonzero(patch < DARK) < LEAST_INK * (self.dpi / 72) ** 2:
            return "", 0.0
        zoom = self.policy.zone_zoom
        patch = np.asarray(cv2.resize(patch, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_CUBIC), np.uint8)
        edge = round(6 * self.dpi * zoom / 72)
        framed = cv2.copyMakeBorder(patch, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=255)
        reader = engine(self.policy.language, self.policy.tessdata)
        words = reader.read(np.asarray(framed, np.uint8), self.dpi * zoom, LINE, ALLOWED.get(kind, ""))
        return " ".join(word.text for word in words), min((word.confidence for word in words), default=0.0)

    def written(self, box: Box) -> float:
        """Ink (square points) in ``box`` that could be writing: shapes whose middle lies in it, larger than a speck.

        An amount and not a share, since two digits in a wide cell are little of it. Rests of rules are long and thin.
        """
        if self.pixels is None:
            return 0.0
        unit, margin = self.dpi / 72, 4.0
        wide = Box(box.x0 - margin, box.top - margin, box.x1 + margin, box.bottom + margin)
        patch = self._patch(wide, self.pixels.ink)
        if not patch.any():
            return 0.0
        _, _, stats, middles = cv2.connectedComponentsWithStats(np.ascontiguousarray(patch), connectivity=8)
        left, top = max(int(wide.x0 * unit), 0), max(int(wide.top * unit), 0)
        x, y = (middles[1:, 0] + left) / unit, (middles[1:, 1] + top) / unit
        across, down, area = stats[1:, 2] / unit, stats[1:, 3] / unit, stats[1:, 4] / unit**2
        inside = (x > box.x0) & (x < box.x1) & (y > box.top) & (y < box.bottom)
        thin = np.minimum(across, down) < np.where(np.maximum(across, down) > 5.0, 1.5, 0.35)
        return float(area[inside & ~thin & (np.maximum(across, down) >= SPECK)].sum())

    def crop_png(self, box: Box, margin: float = 3.0) -> bytes:
        """PNG of ``box`` with ``margin`` points around it, for the eyes of an analyst; empty bytes without pixels."""
        if self.pixels is None:
            return b""
        wide = Box(box.x0 - margin, box.top - margin, box.x1 + margin, box.bottom + margin)
        patch = self._patch(wide, self.pixels.gray)
        if not patch.size:
            return b""
        done, png = cv2.imencode(".png", patch)
        assert done, "a grey image can always be written as PNG"
        return png.tobytes()

    def ink(self, box: Box) -> float:
        """Share of ``box`` that is ink (0 to 1), printed words that were read, rules and tick places left out.

        For signature zones: what is left is handwriting, a stamp, or specks (an empty zone stays below 0.002).
        """
        if self.pixels is None:
            return 0.0
        patch = self._patch(box, self.pixels.ink)
        return float(patch.mean()) if patch.size else 0.0
