"""Documents for the reader: made by the project's own layouts, small drawn pages, the second form."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

SITE_ANSWERS = {
    "dichiarante.nome_cognome": "Rosa Lo Verde", "dichiarante.nato_a": "Agrigento", "dichiarante.nato_provincia": "AG",
    "dichiarante.nato_il": "1980-03-02", "dichiarante.codice_fiscale": "LVRRSO80C42A089P", "dichiarante.residenza_comune": "Lampedusa e Linosa",
    "dichiarante.residenza_indirizzo": "Via Roma, 12", "dichiarante.residenza_cap": "92031", "dichiarante.qualita": "procuratore",
    "soggetto.denominazione": "Sole Mare S.r.l.", "soggetto.partita_iva": "03620850820", "sito.titolo": "comodato", "sito.indirizzo": "Contrada Grecale snc",
    "sito.comune": "Lampedusa e Linosa", "sito.provincia": "AG", "sito.foglio": "12", "sito.particella": "345", "sito.superficie_m2": 1250,
    "allegati": ["documento", "procura"], "sottoscrizione.luogo": "Lampedusa", "sottoscrizione.data": "2026-05-03", "sottoscrizione.firma": "presente",
}  # fmt: skip
SITE_BLANKS = ("soggetto.pec", "sito.subalterno", "sito.pod")


@pytest.fixture
def page_of() -> Callable[[Callable[[Canvas], None]], bytes]:
    """Return a maker of one-page PDFs: it takes a function that draws, y from the bottom."""

    def make(draw: Callable[[Canvas], None]) -> bytes:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=A4)
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    return make


@pytest.fixture
def site_form(page_of: Callable[[Callable[[Canvas], None]], bytes]) -> bytes:
    """Return the second form, filled in running prose."""

    def draw(c: Canvas) -> None:
        c.setFont("Helvetica-Bold", 13)
        c.drawString(120, 790, "Autodichiarazione di disponibilità del sito")
        c.setFont("Helvetica", 10)
        lines = [
            "Il/La sottoscritto/a Rosa Lo Verde", "nato/a a Agrigento, Prov. AG, il 02/03/1980", "Codice Fiscale LVRRSO80C42A089P",
            "residente in Lampedusa e Linosa, via Via Roma, 12, CAP 92031", "in qualità di: [ ] richiedente [ ] legale rappresentante [X] procuratore",
            "della società Sole Mare S.r.l.", "Partita IVA 03620850820", "PEC ____________________", "Titolo di disponibilità:",
            "[ ] proprietà [ ] affitto [X] comodato [ ] diritto di superficie [ ] altro ________", "sito in via Contrada Grecale snc",
            "Comune: Lampedusa e Linosa, Provincia: AG", "Foglio: 12 Particella: 345 Subalterno: ______", "Superficie (mq): 1.250,00", "Codice POD: ______________",
            "Si allega: [X] documento di identità [ ] visura camerale [X] procura di firma [ ] planimetria", "Luogo: Lampedusa Data: 03/05/2026", "Firma del dichiarante",
        ]  # fmt: skip
        for number, line in enumerate(lines):
            c.drawString(60, 750 - 24 * number, line)
        c.bezier(70, 310, 110, 345, 130, 290, 190, 320)

    return page_of(draw)


def drawn(draw: Callable[[Canvas], object], heading: str) -> bytes:
    """Return a PDF of one page with a heading and what ``draw`` puts on the canvas."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(50, 790, heading)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
