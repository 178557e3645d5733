"""A filled form: an extract of the *Regolamento di Esercizio MT* as a fillable PDF, field names = catalogue ids."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

Page = tuple[str, tuple[tuple[str, str], ...]]

#: Pages of the extract: title, then (field id, label on the page).
PAGES: tuple[Page, ...] = (
    (
        "Generalità dell'Utente Attivo",
        (
            ("generalita.utente.nome", "Nome"),
            ("generalita.utente.cognome", "Cognome"),
            ("generalita.utente.nato_a", "Nato a"),
            ("generalita.utente.nato_provincia", "Provincia"),
            ("generalita.utente.nato_il", "il"),
            ("generalita.utente.codice_fiscale", "Codice Fiscale"),
            ("generalita.utente.residenza_via", "via"),
            ("generalita.utente.residenza_comune", "Comune"),
            ("generalita.utente.residenza_cap", "CAP"),
            ("generalita.qualita_di", "in qualità di"),
            ("generalita.soggetto.denominazione", "del/della (società)"),
            ("generalita.soggetto.partita_iva", "partita IVA"),
            ("generalita.soggetto.pec", "PEC"),
        ),
    ),
    (
        "Caratteristiche dell'impianto di produzione",
        (
            ("impianto.denominazione", "Denominazione impianto"),
            ("impianto.indirizzo", "Indirizzo"),
            ("impianto.comune", "Comune"),
            ("impianto.provincia", "Provincia di"),
            ("impianto.pod", "Codice POD"),
            ("impianto.potenza_immissione_kw", "Potenza disponibile in immissione (kW)"),
            ("impianto.potenza_prelievo_kw", "Potenza disponibile in prelievo (kW)"),
            ("impianto.censimp", "Codice CENSIMP (rilasciato da TERNA)"),
            ("impianto.potenza_nominale_kw", "Potenza nominale dell'impianto (kW)"),
            ("impianto.fonte", "Fonte impianto"),
            ("impianto.tipo", "Tipo impianto"),
        ),
    ),
    (
        "Sottoscrizione",
        (("sottoscrizione.localita", "Località"), ("sottoscrizione.data", "Data")),
    ),
)

#: What the producer of the demo writes; the tax code and the VAT number are formally right and belong to nobody known.
ANSWERS: Mapping[str, str] = {
    "generalita.utente.nome": "Davide",
    "generalita.utente.cognome": "Greco",
    "generalita.utente.nato_a": "Agrigento",
    "generalita.utente.nato_provincia": "AG",
    "generalita.utente.nato_il": "12/01/1978",
    "generalita.utente.codice_fiscale": "GRCDVD78A12A089L",
    "generalita.utente.residenza_via": "Contrada Pietranera 5",
    "generalita.utente.residenza_comune": "Isola Ventosa",
    "generalita.utente.residenza_cap": "92010",
    "generalita.qualita_di": "legale rappresentante",
    "generalita.soggetto.denominazione": "Solarpietra Produzione S.r.l.",
    "generalita.soggetto.partita_iva": "02812340848",
    "generalita.soggetto.pec": "sportello@pec.solarpietra.example",
    "impianto.denominazione": "FV Pietranera",
    "impianto.indirizzo": "Contrada Pietranera snc",
    "impianto.comune": "Isola Ventosa",
    "impianto.provincia": "AG",
    "impianto.pod": "IT999E10020030",
    "impianto.potenza_immissione_kw": "62",
    "impianto.potenza_prelievo_kw": "10",
    "impianto.censimp": "IM_0123456",
    "impianto.potenza_nominale_kw": "62",
    "impianto.fonte": "solare",
    "impianto.tipo": "fotovoltaico",
    "sottoscrizione.localita": "Isola Ventosa",
}


def blank() -> bytes:
    """Return the empty form, one page for each of ``PAGES``."""
    out = BytesIO()
    page = Canvas(out, pagesize=A4, invariant=1)
    page.setTitle("Regolamento di Esercizio MT - estratto dimostrativo")
    for number, (title, fields) in enumerate(PAGES, 1):
        page.setFont("Helvetica-Bold", 14)
        page.drawString(56, 790, "REGOLAMENTO DI ESERCIZIO MT")
        page.setFont("Helvetica", 12)
        page.drawString(56, 768, title)
        page.setFont("Helvetica", 10)
        for row, (name, label) in enumerate(fields):
            bottom = 720 - 34 * row
            page.drawString(56, bottom + 5, label)
            page.acroForm.textfield(
                name=name, tooltip=label, x=260, y=bottom, width=270, height=20, fontSize=10, borderWidth=0.5
            )
        page.drawRightString(540, 40, f"pagina {number} di {len(PAGES)}")
        page.showPage()
    page.save()
    return out.getvalue()


def filled(answers: Mapping[str, str]) -> bytes:
    """Return the form with ``answers`` (field id to text) written in by pypdf; other fields stay empty."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(blank())))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(answers), auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
