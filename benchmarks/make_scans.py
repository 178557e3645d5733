"""Make scans of a digital PDF: skew, noise, blur, JPEG, 1-bit, turns, a phone's perspective and shadow.

``python benchmarks/make_scans.py IN.pdf OUT.pdf --look grey200 --seed 1`` writes an image-only PDF. The same input, look
and seed give the same pixels. Rotation is about the centre of the page, so that after turning and deskewing a word stands where it
stands in the digital page.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image
from pypdfium2 import raw
from reportlab.pdfgen.canvas import Canvas

Gray = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Look:
    """How a scanner or a phone saw the page. ``skew`` in degrees (counter-clockwise), ``turn`` in degrees clockwise."""

    dpi: float = 200.0
    skew: float = 0.0
    noise: float = 0.0
    specks: int = 0
    blur: float = 0.0
    contrast: float = 1.0
    jpeg: int | None = None
    one_bit: bool = False
    turn: int = 0
    phone: bool = False


LOOKS = {
    "clean200": Look(),
    "grey200": Look(skew=0.9, noise=9, specks=25, blur=0.6, contrast=0.8, jpeg=60),
    "grey300": Look(dpi=300, skew=-0.7, noise=9, specks=30, blur=0.9, contrast=0.85, jpeg=70),
    "bit300": Look(dpi=300, skew=1.1, noise=12, specks=30, blur=0.9, one_bit=True),
    "bit200": Look(dpi=200, skew=-0.5, noise=8, specks=10, blur=0.5, one_bit=True),
    "grey150": Look(dpi=150, skew=0.6, noise=7, specks=15, blur=0.5, contrast=0.85, jpeg=55),
    "bit150": Look(dpi=150, skew=0.6, noise=8, specks=10, blur=0.5, one_bit=True),
    "skewed200": Look(skew=-3.0, noise=9, specks=25, blur=0.6, contrast=0.8, jpeg=60),
    "noisy200": Look(skew=0.9, noise=22, specks=120, blur=0.6, contrast=0.8, jpeg=60),
    "turned90": Look(skew=0.9, noise=9, specks=25, blur=0.6, contrast=0.8, jpeg=60, turn=90),
    "turned180": Look(dpi=300, skew=1.1, noise=12, specks=30, blur=0.9, one_bit=True, turn=180),
    "turned270": Look(skew=-0.6, noise=9, specks=25, blur=0.6, contrast=0.8, jpeg=60, turn=270),
    "phone": Look(dpi=200, noise=5, blur=0.7, contrast=0.85, jpeg=75, phone=True),
}


def render(page: pdfium.PdfPage, dpi: float) -> Gray:
    """Render one page to grey at ``dpi``."""
    picture: Gray = page.render(scale=dpi / 72, grayscale=True).to_numpy()
    return np.ascontiguousarray(picture.reshape(picture.shape[0], picture.shape[1]))


def skewed(gray: Gray, degrees: float) -> Gray:
    """Turn about the centre, white outside."""
    high, wide = gray.shape
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(gray, turn, (wide, high), flags=cv2.INTER_CUBIC, borderValue=255), np.uint8)


def photographed(gray: Gray, chance: np.random.Generator) -> Gray:
    """Lay the page on a dark desk, seen a little from the side, under a lamp that throws a shadow."""
    high, wide = gray.shape
    edge = int(0.08 * wide)
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    moved = corners + edge + chance.uniform(-0.6 * edge, 0.6 * edge, (4, 2)).astype(np.float32)
    size = (wide + 2 * edge, high + 2 * edge)
    seen = cv2.warpPerspective(
        gray, cv2.getPerspectiveTransform(corners, moved), size, flags=cv2.INTER_AREA, borderValue=70
    )
    x, y = np.meshgrid(np.linspace(0, 1, size[0]), np.linspace(0, 1, size[1]))
    light = 1 - 0.35 * x * y - 0.15 * (1 - y)
    return np.clip(seen * light, 0, 255).astype(np.uint8)


def scan(gray: Gray, look: Look, seed: int = 0) -> Gray:
    """Return the page as ``look`` sees it; ``gray`` is the page rendered at ``look.dpi``."""
    chance = np.random.default_rng(seed)
    picture = skewed(gray, look.skew) if look.skew else gray
    if look.phone:
        picture = photographed(picture, chance)
    if look.blur:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), look.blur), np.uint8)
    level = picture.astype(np.float32) * look.contrast + 245 * (1 - look.contrast)
    if look.noise:
        level += chance.normal(0, look.noise, level.shape)
    picture = np.clip(level, 0, 255).astype(np.uint8)
    for _ in range(look.specks):
        x, y = int(chance.integers(0, picture.shape[1])), int(chance.integers(0, picture.shape[0]))
        cv2.circle(picture, (x, y), int(chance.integers(1, 3)), int(chance.integers(0, 60)), -1)
    if look.one_bit:
        picture = np.where(picture < 150, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.rot90(picture, -look.turn // 90))


def page_bytes(gray: Gray, look: Look) -> bytes:
    """One-page PDF that holds the picture: JPEG, or CCITT for a 1-bit look."""
    held = io.BytesIO()
    picture = Image.fromarray(gray)
    if look.one_bit:
        picture.convert("1", dither=Image.Dither.NONE).save(held, "PDF", resolution=look.dpi)
    else:
        picture.save(held, "PDF", resolution=look.dpi, quality=look.jpeg or 92)
    return held.getvalue()


def scan_pdf(pdf: bytes, look: Look, seed: int = 0, pages: Sequence[int] | None = None) -> bytes:
    """Scan the pages (from 0) of ``pdf``, all by default, into one image-only PDF."""
    clean, made = pdfium.PdfDocument(pdf), pdfium.PdfDocument.new()
    for index in range(len(clean)) if pages is None else pages:
        picture = scan(render(clean[index], look.dpi), look, seed + index)
        made.import_pages(pdfium.PdfDocument(page_bytes(picture, look)))
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def with_numbers(pdf: bytes) -> bytes:
    """Print ``pag. 3 di 12`` at the foot of every page."""
    with pikepdf.open(io.BytesIO(pdf)) as form:
        count = len(form.pages)
        for number, page in enumerate(form.pages, 1):
            held = io.BytesIO()
            wide, high = float(page.mediabox[2]), float(page.mediabox[3])
            canvas = Canvas(held, pagesize=(wide, high))
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(wide / 2, 28, f"pag. {number} di {count}")
            canvas.save()
            with pikepdf.open(held) as foot:
                page.add_overlay(foot.pages[0])
        saved = io.BytesIO()
        form.save(saved)
    return saved.getvalue()


def stacked(pdf: bytes, how: str, seed: int = 0) -> bytes:
    """Return the sheets as somebody laid them into the scanner; ``how`` is one of ``STACKS``."""
    clean = pdfium.PdfDocument(pdf)
    count = len(clean)
    order = STACKS[how](count, seed)
    made = pdfium.PdfDocument.new()
    for number in order:
        if number < 0:
            made.new_page(*clean[0].get_size())
        else:
            made.import_pages(clean, [number])
    if how == "upside":
        chance = np.random.default_rng(seed)
        for number in chance.choice(count, max(1, count // 3), replace=False).tolist():
            made[number].set_rotation(180)
    held = io.BytesIO()
    made.save(held)
    return two_up(held.getvalue()) if how == "two_up" else held.getvalue()


def two_up(pdf: bytes) -> bytes:
    """Lay two A4 pages side by side on each A3 sheet."""
    pages = pdfium.PdfDocument(pdf)
    made = pdfium.PdfDocument(raw.FPDF_ImportNPagesToOne(pages.raw, 1190.6, 841.9, 2, 1))
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


#: Orders of sheets, by their number; -1 is a blank one.
STACKS: dict[str, Callable[[int, int], list[int]]] = {
    "in order": lambda count, _: list(range(count)),
    "shuffled": lambda count, seed: np.random.default_rng(seed).permutation(count).tolist(),
    "reversed": lambda count, _: list(range(count))[::-1],
    "backs": lambda count, _: [*range(0, count, 2), *reversed(range(1, count, 2))],
    "blank": lambda count, _: [sheet for number in range(count) for sheet in (number, -1)],
    "upside": lambda count, _: list(range(count)),
    "two_up": lambda count, _: list(range(count)),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--look", choices=sorted(LOOKS), default="grey200")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--turn", type=int, choices=(0, 90, 180, 270), default=0)
    parser.add_argument("--pages", type=lambda text: [int(part) - 1 for part in text.split(",")], help="from 1: 1,3,4")
    asked = parser.parse_args()
    look = replace(LOOKS[asked.look], turn=asked.turn)
    asked.target.write_bytes(scan_pdf(asked.source.read_bytes(), look, asked.seed, asked.pages))


if __name__ == "__main__":
    main()
