"""A small printed form made on the spot, and scans of it with known truth."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from reportlab.pdfgen import canvas

from benchmarks.make_scans import LOOKS, Look, scan_pdf
from domain.geometry import Box
from extractors.ocr import OcrUnavailableError, ScanContext, open_page
from extractors.ocr.engine import engine

WIDE, HIGH = 420.0, 330.0

#: Tick places as drawn: left, top, size, shape, what is drawn in it.
PLACES = (
    (40, 150, 9, "square", ""),
    (110, 150, 9, "square", "cross"),
    (180, 150, 9, "square", "tick"),
    (40, 175, 9, "circle", ""),
    (110, 175, 9, "circle", "cross"),
    (180, 175, 9, "circle", "disc"),
    (250, 175, 9, "circle", ""),
)

LINES = (
    (40, 40, 12, "Regolamento di esercizio dell'impianto di produzione"),
    (40, 60, 11, "Il presente documento riguarda la rete di Lampedusa"),
    (40, 85, 11, "Nome Giuseppina"),
    (40, 110, 11, "Codice Fiscale RSSMRA80A01H501U"),
)


def _ticked(c, x, y, size, how):
    if how == "cross":
        c.setLineWidth(1.3)
        c.line(x - 1, y - 1, x + size + 1, y + size + 1)
        c.line(x - 1, y + size + 1, x + size + 1, y - 1)
    elif how == "tick":
        c.setLineWidth(1.3)
        c.line(x + 1.5, y + 4, x + 3.5, y + 1.5)
        c.line(x + 3.5, y + 1.5, x + 8, y + 8)
    elif how == "disc":
        c.circle(x + size / 2, y + size / 2, size / 2 - 1.2, stroke=0, fill=1)
    c.setLineWidth(0.7)


def form_pdf() -> bytes:
    held = io.BytesIO()
    c = canvas.Canvas(held, pagesize=(WIDE, HIGH), invariant=1)
    for x, top, size, text in LINES:
        c.setFont("Times-Roman", size)
        c.drawString(x, HIGH - top, text)
    c.setLineWidth(0.7)
    c.line(75, HIGH - 88, 300, HIGH - 88)
    for x, top, size, shape, how in PLACES:
        y = HIGH - top - size
        if shape == "square":
            c.rect(x, y, size, size)
        else:
            c.circle(x + size / 2, y + size / 2, size / 2)
        _ticked(c, x, y, size, how)
        c.setFont("Times-Roman", 11)
        c.drawString(x + size + 5, y + 1.5, "SI" if x in (40, 180) else "NO")
    for top in (210, 235, 260):
        c.line(40, HIGH - top, 380, HIGH - top)
    for x in (40, 150, 260, 380):
        c.line(x, HIGH - 210, x, HIGH - 260)
    c.setFont("Times-Roman", 10)
    for x, top, text in (
        (46, 226, "Marca"),
        (156, 226, "Modello"),
        (266, 226, "Potenza"),
        (46, 251, "Enercon"),
        (266, 251, "400 kW"),
    ):
        c.drawString(x, HIGH - top, text)
    c.showPage()
    c.showPage()
    c.save()
    return held.getvalue()


@pytest.fixture(scope="session")
def form() -> bytes:
    try:
        engine("ita")
    except OcrUnavailableError as absent:
        pytest.skip(str(absent))
    return form_pdf()


@pytest.fixture(scope="session")
def truth(form) -> dict[str, Box]:
    """Digital words and their boxes, by text (each text once)."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(form)) as pdf:
        words = pdf.pages[0].extract_words()
    seen = [w["text"] for w in words]
    return {w["text"]: Box(w["x0"], w["top"], w["x1"], w["bottom"]) for w in words if seen.count(w["text"]) == 1}


@pytest.fixture(scope="session")
def scanned(form):
    """Read the form under a look; each combination is read once."""
    kept: dict[tuple[str, int], ScanContext] = {}

    def read(name: str, turn: int = 0) -> ScanContext:
        if (name, turn) not in kept:
            look: Look = replace(LOOKS[name], turn=turn)
            kept[name, turn] = open_page(scan_pdf(form, look, seed=5, pages=[0]), 0)
        return kept[name, turn]

    return read
