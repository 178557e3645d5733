"""Tick places in brackets, and boxes against which their wording stands, on scans of lines drawn here."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen import canvas

from benchmarks.make_scans import LOOKS, scan_pdf
from extractors.ocr import open_page


def drawn(draw) -> bytes:
    held = io.BytesIO()
    c = canvas.Canvas(held, pagesize=(420, 330), invariant=1)
    c.setFont("Helvetica", 10)
    c.drawString(40, 300, "Dispositivi presenti nella cabina di consegna dell'impianto")
    draw(c)
    c.showPage()
    c.save()
    return held.getvalue()


@pytest.mark.parametrize("look", ["grey200", "bit300"])
def test_pairs_that_are_empty_or_hold_a_cross_are_places_and_units_are_words(look, form):
    def draw(c):
        c.drawString(40, 270, "integrato [ ]   esterno [X]   assente ( )")
        c.drawString(40, 250, "Potenza [kW] 100   corrente [A] 20   (A)")

    page = open_page(scan_pdf(drawn(draw), LOOKS[look], seed=3, pages=[0]), 0).page
    assert [m.ticked for m in sorted(page.marks, key=lambda m: m.box.x0)] == [False, True, False]
    assert all(abs(m.box.centre[1] - (330 - 273)) < 4 for m in page.marks)
    read = [word.text for word in page.words]
    assert {"integrato", "esterno", "assente", "Potenza", "100", "20"} <= set(read)
    assert not any("l]" in text or "11" in text for text in read)


@pytest.mark.parametrize("look", ["grey200", "grey150"])
def test_a_crossed_box_is_found_when_its_wording_stands_against_it(look, form):
    def draw(c):
        for row, crossed in enumerate((0, 1, 2, 0)):
            for column, said in enumerate(("SI", "NO", "N.P.")):
                x, y = 60 + 60 * column, 260 - 20 * row
                c.rect(x, y, 8, 8)
                if column == crossed:
                    c.line(x, y, x + 8, y + 8)
                    c.line(x, y + 8, x + 8, y)
                c.setFont("Times-Roman", 8)
                c.drawString(x + 9, y + 1, said)

    page = open_page(scan_pdf(drawn(draw), LOOKS[look], seed=3, pages=[0]), 0).page
    rows = [
        [m.ticked for m in sorted(page.marks, key=lambda m: m.box.x0) if abs(m.box.centre[1] - (66 + 20 * row)) < 6]
        for row in range(4)
    ]
    assert rows == [[column == crossed for column in range(3)] for crossed in (0, 1, 2, 0)]
