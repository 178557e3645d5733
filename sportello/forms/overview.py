"""A form's pages with every value framed where it was read: an analyst sees at a glance what was read where. Runs in a worker."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

from domain.geometry import Box

OVERVIEW = "sportello.forms.overview:overviews"
DPI = 110
#: Largest page that is drawn, in pixels at ``DPI``, and pages drawn of one file.
PIXELS, PAGES = 40_000_000, 60
#: Confidence below which an analyst looks.
SURE = 0.8
#: What is framed, its colour and its line in the legend.
LEGEND = {
    "doubtful": ((205, 30, 30), "da guardare (confidenza sotto 0,8)"),
    "acroform": ((20, 90, 200), "campo del modulo compilabile"),
    "text": ((15, 130, 60), "testo della pagina"),
    "mark": ((150, 60, 180), "casella, firma o disegno"),
    "ocr": ((215, 120, 0), "lettura ottica"),
    "blank": ((150, 150, 150), "posto trovato, non compilato"),
}
_BAR = 26

#: Field id, page (from 1), box, source, confidence, whether there is a value.
Seen = tuple[str, int, Box, str, float, bool]


def kind_of(source: str, confidence: float, filled: bool) -> str:
    """Return the line of the legend for a value: doubt before all, then whether it is filled, then where it comes from."""
    if confidence < SURE:
        return "doubtful"
    if not filled:
        return "blank"
    return source if source in LEGEND else "text"


def overviews(data: bytes, seen: Sequence[Seen]) -> dict[int, bytes]:
    """Return a PNG for each page that holds a place; pages too large to draw are left out."""
    made: dict[int, bytes] = {}
    document = pdfium.PdfDocument(data)
    try:
        document.init_forms()  # without it the values of a fillable form are not drawn
        for number in sorted({page for _, page, *_ in seen})[:PAGES]:
            if 1 <= number <= len(document):
                drawn = _page(document[number - 1], [s for s in seen if s[1] == number])
                made |= {number: drawn} if drawn else {}
    finally:
        document.close()
    return made


def _page(page: Any, seen: Sequence[Seen]) -> bytes:
    wide, high = page.get_size()
    unit = DPI / 72
    if wide * high * unit * unit > PIXELS or wide < 1 or high < 1:
        return b""
    picture = page.render(scale=unit, may_draw_forms=True).to_pil().convert("RGB")
    sheet = Image.new("RGB", (picture.width, picture.height + _BAR), "white")
    sheet.paste(picture, (0, _BAR))
    pen = ImageDraw.Draw(sheet, "RGBA")
    kinds = [kind_of(source, sure, filled) for _, _, _, source, sure, filled in seen]
    # Doubtful ones last: nothing hides them.
    for kind, (name, _, box, *_) in sorted(zip(kinds, seen, strict=True), key=lambda pair: pair[0] == "doubtful"):
        _frame(pen, kind, name, box, unit)
    _legend(pen, [kind for kind in LEGEND if kind in kinds], sheet.width)
    out = BytesIO()
    sheet.quantize(128).save(out, "PNG", optimize=True)
    return out.getvalue()


def _frame(pen: ImageDraw.ImageDraw, kind: str, name: str, box: Box, unit: float) -> None:
    colour = LEGEND[kind][0]
    x0, y0, x1, y1 = (v * unit for v in box)
    place = (min(x0, x1) - 2, min(y0, y1) - 2 + _BAR, max(x0, x1) + 2, max(y0, y1) + 2 + _BAR)
    pen.rectangle(place, outline=(*colour, 255), fill=(*colour, 26), width=2 if kind == "doubtful" else 1)
    if kind != "blank":
        pen.text((place[0], place[1] - 8), name.split(".", 1)[-1], fill=(*colour, 230), font=ImageFont.load_default(8))


def _legend(pen: ImageDraw.ImageDraw, kinds: Sequence[str], width: int) -> None:
    font = ImageFont.load_default(11)
    x = 8.0
    for kind in kinds:
        colour, words = LEGEND[kind]
        if x + 24 + pen.textlength(words, font) > width:
            break
        pen.rectangle((x, 7, x + 12, 19), outline=(*colour, 255), fill=(*colour, 60), width=2)
        pen.text((x + 17, 6), words, fill=(30, 30, 30, 255), font=font)
        x += 17 + pen.textlength(words, font) + 16
