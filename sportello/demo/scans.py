"""Scans: pages as a flat-bed scanner gives them, a little turned and grainy, without a text layer."""

from __future__ import annotations

import time
from io import BytesIO

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image
from pypdf import PdfReader, PdfWriter

_WHEN = time.strptime("2026-01-02 09:00:00", "%Y-%m-%d %H:%M:%S")
Grey = NDArray[np.uint8]


def pictures(pdf: bytes, dpi: int) -> list[Grey]:
    """Render every page of ``pdf`` in grey at ``dpi``."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_numpy().squeeze() for page in document]
    finally:
        document.close()


def worn(picture: Grey, seed: int, *, skew: float, noise: float) -> Grey:
    """Turn ``picture`` by ``skew`` degrees, blur it a little, add grain of standard deviation ``noise`` (grey levels)."""
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    turned: Grey = np.asarray(
        cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(250,)), np.uint8
    )
    soft = np.asarray(cv2.GaussianBlur(turned, (3, 3), 0.6), np.float32)
    grain = np.random.default_rng(seed).normal(0.0, noise, soft.shape).astype(np.float32)
    return np.asarray(np.clip(soft + grain - 4.0, 0, 255), np.uint8)


def as_pdf(sheets: list[Grey], dpi: int) -> bytes:
    """Return a PDF with one JPEG a page."""
    images = [Image.fromarray(sheet) for sheet in sheets]
    out = BytesIO()
    images[0].save(
        out, "PDF", save_all=True, append_images=images[1:], resolution=dpi, quality=70,
        creationDate=_WHEN, modDate=_WHEN, producer="Scanner dimostrativo",
    )  # fmt: skip
    return out.getvalue()


def scanned(pdf: bytes, seed: int, *, dpi: int = 200, skew: float = 0.7, noise: float = 7.0) -> bytes:
    """Return ``pdf`` as if printed and scanned again."""
    return as_pdf([worn(p, seed + n, skew=skew, noise=noise) for n, p in enumerate(pictures(pdf, dpi))], dpi)


def joined(*parts: bytes, turn: int = 0) -> bytes:
    """Bind PDFs into one with pypdf; ``turn`` (degrees) rotates the pages of the last part by ``/Rotate``."""
    writer = PdfWriter()
    for number, part in enumerate(parts, 1):
        for page in PdfReader(BytesIO(part)).pages:
            writer.add_page(page.rotate(turn) if turn and number == len(parts) else page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
