"""Pictures of single values, cut out of their pages: an analyst or a sender decides by looking. Runs in a worker."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from domain.geometry import Box

CROP = "sportello.forms.crops:crops"
DPI = 150
#: Points to the left of a value, above and below it, and to its right that are shown with it: its label is there.
LEFT, ABOVE, RIGHT = 170.0, 16.0, 50.0
#: Points of the largest picture; a whole drawing is shown smaller.
LARGEST = (460.0, 320.0)
#: Largest page that is rendered, in pixels at ``DPI``.
PIXELS = 60_000_000
_RED = (200, 30, 30)

#: Name of the picture, page (from 1) and box.
Wanted = tuple[str, int, Box]


def crops(data: bytes, wanted: Sequence[Wanted]) -> dict[str, bytes]:
    """Return a PNG for each wanted box, framed in red; what lies on no page or on one too large is left out."""
    made: dict[str, bytes] = {}
    document = pdfium.PdfDocument(data)
    try:
        document.init_forms()  # without it the values of a fillable form are not drawn
        for number in sorted({page for _, page, _ in wanted}):
            if 1 <= number <= len(document):
                made |= _of_page(document[number - 1], [(name, box) for name, p, box in wanted if p == number])
    finally:
        document.close()
    return made


def _of_page(page: Any, boxes: Sequence[tuple[str, Box]]) -> dict[str, bytes]:
    wide, high = page.get_size()
    unit = DPI / 72
    if wide * high * unit * unit > PIXELS or wide < 1 or high < 1:
        return {}
    picture = page.render(scale=unit, may_draw_forms=True).to_pil().convert("RGB")
    return {name: _cut(picture, box, unit) for name, box in boxes if box.x0 < wide and box.top < high}


def _cut(picture: Image.Image, box: Box, unit: float) -> bytes:
    around = Box(max(box.x0 - LEFT, 0), max(box.top - ABOVE, 0), box.x1 + RIGHT, box.bottom + ABOVE)
    frame = [v * unit for v in around]
    right, bottom = min(frame[2], picture.width), min(frame[3], picture.height)
    cut = picture.crop(
        (int(frame[0]), int(frame[1]), max(int(right), int(frame[0]) + 1), max(int(bottom), int(frame[1]) + 1))
    )
    place = [(box.x0 - around.x0) * unit - 3, (box.top - around.top) * unit - 3]
    place += [(box.x1 - around.x0) * unit + 3, (box.bottom - around.top) * unit + 3]
    ImageDraw.Draw(cut).rectangle(tuple(place), outline=_RED, width=3)
    cut.thumbnail((int(LARGEST[0] * unit), int(LARGEST[1] * unit)))
    out = BytesIO()
    cut.save(out, "PNG", optimize=True)
    return out.getvalue()
