"""The way of a scanned page, top to bottom: pixels, light, turn, skew, rules, tick places, strips, words."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from domain.geometry import Box
from domain.pages import Line, MarkBox, Page, Picture, Word
from extractors.ocr.brackets import find_brackets
from extractors.ocr.components import DOT, Components, find_leaders
from extractors.ocr.context import ScanContext
from extractors.ocr.engine import Engine, engine, network
from extractors.ocr.faint import faint_strokes
from extractors.ocr.light import even, ink_of, resized, without_border
from extractors.ocr.marks import empty_level, find_places, is_ticked
from extractors.ocr.photo import squared_up
from extractors.ocr.pixels import Pixels
from extractors.ocr.place import Place, overlap
from extractors.ocr.policy import OcrPolicy
from extractors.ocr.raster import Refused, rasterise
from extractors.ocr.rules import Boxes, Rules, find_rules, without_rules
from extractors.ocr.segments import find_strips
from extractors.ocr.sheet import Sheet
from extractors.ocr.tinted import without_tints
from extractors.ocr.upright import lie_of, straight, turned
from extractors.ocr.words import read_strips

Gray = NDArray[np.uint8]
Mask = NDArray[np.uint8]


#: Share of the ink level below which a stroke is dark: measured on grey scans, without effect on 1-bit ones.
FIRM = 0.85


#: Confidence from which a word counts as read and its pixels as printed.
READ = 0.5

#: Confidence from which even a word much higher than its page's counts as printed.
SURE = 0.8


#: Width of a printed sign, in heights of its page's words: a dash is the widest.
WIDEST = 2.5


#: Resolution at which turn and skew are found: all of 62 sheets in four positions were right.
COARSE = 200.0

# One thread a process: the workers fill the cores, and OpenCV's own threads would wait for each other.
cv2.setNumThreads(1)


class Upright(NamedTuple):
    """A page evened, turned and straightened; ``turn`` in quarters clockwise, ``skew`` in degrees, ``dpi`` of the pixels."""

    gray: Gray
    ink: Mask
    dpi: float
    turn: int
    skew: float


def read_page(pdf: bytes, index: int, policy: OcrPolicy = OcrPolicy()) -> Page:  # noqa: B008 - frozen, has no state
    """Read page ``index`` (from 0) of a PDF by its pixels; the number of the page counts from 1."""
    return open_page(pdf, index, policy).page


def read_image(gray: Gray, dpi: float, number: int, width_pt: float, height_pt: float, policy: OcrPolicy) -> Page:
    """Read a grey image as page ``number`` of ``width_pt`` times ``height_pt`` points (as the image lies)."""
    return open_image(gray, dpi, number, width_pt, height_pt, policy).page


def open_page(pdf: bytes, index: int, policy: OcrPolicy = OcrPolicy()) -> ScanContext:  # noqa: B008 - as above
    """Read page ``index`` (from 0) and keep its pixels. Trouble with the page is told in its notes, source ``unreadable``."""
    try:
        with pdfium.PdfDocument(pdf) as document:
            raster = rasterise(document, index, policy)
    except pdfium.PdfiumError as broken:
        return _unread(index + 1, 595.0, 842.0, f"pagina illeggibile: {broken}", policy)
    if isinstance(raster, Refused):
        return _unread(index + 1, raster.width, raster.height, raster.reason, policy)
    return open_image(raster.gray, raster.dpi, index + 1, raster.width, raster.height, policy)


def open_image(
    gray: Gray, dpi: float, number: int, width_pt: float, height_pt: float, policy: OcrPolicy
) -> ScanContext:
    """Read a grey image and keep its pixels; arguments as for ``read_image``."""
    if gray.size > policy.max_pixels:
        return _unread(number, width_pt, height_pt, "immagine troppo grande per la lettura ottica", policy)
    if min(gray.shape) < 16:
        return _unread(number, width_pt, height_pt, "immagine troppo piccola per la lettura ottica", policy)
    reader = engine(policy.language, policy.tessdata)
    photo = squared_up(gray, dpi)
    if photo is not None:
        gray, dpi, width_pt, height_pt = photo
    upright = _with_faint_strokes(_upright(gray, dpi, reader, policy))
    rules = find_rules(upright.ink, upright.dpi)
    clean, ink = without_rules(upright.gray, upright.ink, rules)
    components = Components.of(ink)
    leaders = find_leaders(components.stats, upright.dpi)
    dots = components.members(leaders, DOT * upright.dpi / 72)
    # Off the page before the words are read: Tesseract would read full stops, O, [] or X.
    _blot(clean, ink, [(x - 1, y - 1, x + w + 1, y + h + 1) for x, y, w, h, _ in components.stats[dots].tolist()])
    components = components.without(dots)
    firm = np.asarray(cv2.bitwise_and(ink_of(upright.gray, FIRM), ink), np.uint8)
    sheet = Sheet.of(ink, firm, components, upright.dpi)
    places = find_places(sheet, upright.dpi)
    places += [pair for pair in find_brackets(sheet, upright.dpi) if not any(overlap(pair, other) for other in places)]
    wiped = [_wide(place) for place in places]
    _blot(clean, ink, wiped)
    stats = components.after_wiping(ink, wiped)
    strips = find_strips(stats, (ink.shape[0], ink.shape[1]), rules.down, upright.dpi)
    words = tuple(read_strips(clean, ink, strips, upright.dpi, reader, network(policy.language, policy.tessdata)))
    width, height = (width_pt, height_pt) if upright.turn % 2 == 0 else (height_pt, width_pt)
    page = Page(
        number=number,
        width=width,
        height=height,
        words=words,
        lines=_lines(rules, leaders, upright.dpi),
        marks=_marks(places, upright.dpi, policy),
        pictures=(Picture(Box(0.0, 0.0, width, height), 1.0),),
        source="ocr",
        rotation=upright.turn * 90,
        skew=round(upright.skew, 2),
        notes=_notes(words, ink, photo is not None),
    )
    for word in _printed(words):
        _wipe(ink, word.box, upright.dpi)
    return ScanContext(page, policy, upright.dpi, Pixels.of(upright.gray, clean, ink))


def _printed(words: tuple[Word, ...]) -> list[Word]:
    """Return the words whose pixels are print. A signature that was taken for a word stays ink: high and hardly believed, or far too wide."""
    usual = float(np.median([word.box.height for word in words])) if words else 0.0
    return [
        w
        for w in words
        if (w.confidence >= SURE or (w.confidence >= READ and w.box.height <= 1.6 * usual))
        and w.box.width <= WIDEST * max(usual, min(w.box.height, 2 * usual)) * len(w.text)
    ]


def _upright(gray: Gray, dpi: float, reader: Engine, policy: OcrPolicy) -> Upright:
    """Bring to the working resolution, even the light, turn and straighten."""
    work = policy.work_dpi
    page = even(resized(gray, work / dpi), work)
    coarse = resized(page, COARSE / work)
    lie = lie_of(coarse, ink_of(coarse), COARSE, reader)
    page = without_tints(straight(turned(page, lie.turn), lie.skew), work)
    return Upright(*without_border(page, ink_of(page), work), work, lie.turn, lie.skew)


def _with_faint_strokes(page: Upright) -> Upright:
    """Return the page with hairlines among its ink that are too faint for it."""
    faint = faint_strokes(page.gray, page.ink, page.dpi)
    return page._replace(ink=np.asarray(cv2.bitwise_or(page.ink, faint), np.uint8))


def _blot(clean: Gray, ink: Mask, boxes: list[tuple[int, int, int, int]]) -> None:
    """Make paper of the boxes."""
    for x0, y0, x1, y1 in boxes:
        rows, columns = slice(max(y0, 0), y1), slice(max(x0, 0), x1)
        clean[rows, columns], ink[rows, columns] = 255, 0


def _wide(place: Place) -> tuple[int, int, int, int]:
    """Return a tick place's box with the blur of its edge."""
    edge = max(2, round(0.12 * place.size))
    return place.x0 - edge, place.top - edge, place.x1 + edge, place.bottom + edge


def _wipe(ink: Mask, box: Box, dpi: float) -> None:
    """Take a word that was read out of the ink."""
    unit = dpi / 72
    x0, y0, x1, y1 = (round(edge * unit) for edge in box)
    ink[max(y0 - 1, 0) : y1 + 1, max(x0 - 1, 0) : x1 + 1] = 0


def _lines(rules: Rules, leaders: Boxes, dpi: float) -> tuple[Line, ...]:
    """Rules in points; a dotted leader counts as a horizontal line."""
    scale = 72 / dpi
    kinds = ((rules.across, "h"), (rules.down, "v"), (leaders, "h"))
    return tuple(
        Line(Box(*(float(edge) * scale for edge in box)), kind) for boxes, kind in kinds for box in boxes.tolist()
    )


def _marks(places: list[Place], dpi: float, policy: OcrPolicy) -> tuple[MarkBox, ...]:
    """Tick places in points, judged against the page's own empty ones."""
    scale, level = 72 / dpi, empty_level(places)
    return tuple(
        MarkBox(
            Box(place.x0 * scale, place.top * scale, place.x1 * scale, place.bottom * scale),
            is_ticked(place, level, policy),
            round(place.fill, 3),
        )
        for place in places
    )


def _notes(words: tuple[object, ...], ink: Mask, squared: bool) -> tuple[str, ...]:
    """Say what an analyst should know of this page (Italian)."""
    notes = ("foto raddrizzata: foglio riconosciuto sullo sfondo",) if squared else ()
    if words:
        return notes
    return (*notes, "pagina senza testo riconoscibile" if cv2.countNonZero(ink) > 200 else "pagina vuota")


def _unread(number: int, width: float, height: float, reason: str, policy: OcrPolicy) -> ScanContext:
    """Return a page that could not be read, with the reason."""
    return ScanContext(Page(number, width, height, source="unreadable", notes=(reason,)), policy)
