"""The layouts: how each looks, in which words, in which order."""

from __future__ import annotations

from reportlab.lib.pagesizes import A4, LETTER, landscape

from benchmarks.made.blocks import W
from benchmarks.made.office_words import SPOKEN, TEMPLATE
from benchmarks.made.paper import Style
from benchmarks.made.wordings import FORMAL, PLAIN, SHORT

_B = {
    "generalita": "Dati generali", "persona_order": "cognome", "cf": "Cod. Fisc.", "nato": "Luogo di nascita", "nato_il": "Data di nascita", "prov": "Prov.",
    "residente": "Residente a", "via": "Indirizzo", "comune": "Comune", "cap": "C.A.P.", "societa": "Denominazione / Ragione sociale", "sede": "Sede legale",
    "piva": "P.IVA", "mandante": "Mandatario con rappresentanza di", "pod": "Codice POD", "immissione": "Potenza in immissione (kW)",
    "prelievo": "Potenza in prelievo (kW)", "censimp": "CENSIMP", "nominale": "Potenza nominale (kW)", "fonte": "Fonte", "cabina_n": "N. cabina",
    "firma_utente": "Timbro e firma dell'Utente Attivo", "firma_cliente": "Timbro e firma del Cliente finale", "3b": "3b Utente Attivo",
    "luogo_data": "Luogo e data", "nome_cognome": "Nominativo", "tel": "Telefono", "email": "Email", "sottoscritto": "Il/La sottoscritto/a",
    "ditta": "Ditta (ragione sociale)", "abilitazione": "Estremi di abilitazione professionale", "pod_connessione": "Codice POD del punto di connessione",
    "auto": "autoproduttore", "livello": "Livello di tensione", "firma_dichiarante": "Il Dichiarante", "visione_utente": "L'Utente Attivo",
    "visione_cliente": "Il Cliente finale", "regolazione": "Soglia impostata", "tempo": "Tempo impostato",
}  # fmt: skip
_C = _B | {
    "generalita": "GENERALITÀ", "persona_order": "nome", "cf": "Codice fiscale", "nato": "Nato/a a", "nato_il": "il", "prov": "Provincia", "residente": "Residente in",
    "via": "via", "cap": "CAP", "societa": "della società", "sede": "con sede in", "piva": "Partita IVA", "pod": "POD",
    "immissione": "Potenza disponibile in immissione [kW]", "prelievo": "Potenza disponibile in prelievo [kW]", "censimp": "Codice CENSIMP",
    "nominale": "Potenza nominale dell'impianto [kW]", "fonte": "Fonte dell'impianto", "cabina_n": "n°", "nome_cognome": "Nome e cognome",
    "tel": "Tel./Cell.", "email": "E-mail", "sottoscritto": "Il sottoscritto", "ditta": "della ditta", "auto": "auto produttore",
    "luogo_data": "Luogo, data", "regolazione": "Regolazione impostata", "tempo": "Tempo di intervento impostato",
    "firma_utente": "TIMBRO e FIRMA per l'Utente Attivo", "firma_cliente": "TIMBRO e FIRMA per il Cliente finale",
}  # fmt: skip

_TIMES = {"font": "Times-Roman", "bold": "Times-Bold"}
_MONO = {"font": "Courier", "bold": "Courier-Bold"}

STYLES: dict[str, tuple[Style, W]] = {
    "B": (Style("B", blank="table", tick="box", grid="full", sub_heads=True, value_font="Times-Roman", colon=""), _B),
    "C": (Style("C", **_TIMES, blank="box", tick="circle", grid="rules", value_font="Helvetica", colon=""), _C),
    "D": (Style("D", blank="dots", tick="bracket", text_first=True, grid="none", value_font="Helvetica", size=9.5), _C),
    "E": (Style("E", **_TIMES, blank="rule", tick="box", text_first=True, grid="full", value_font="Courier"), _B),
    # Two columns of labels over tinted boxes; tables repeat their head on the next page.
    "F": (
        Style(
            "F", **_TIMES, blank="above", tick="box", grid="full", value_font="Helvetica", colon="", size=10.5, left=42, tint=(0.9, 0.95, 1.0),
            repeat_head=True, rooms=False, said=FORMAL,
        ),
        _C,
    ),
    # One table without rules, values at the right margin, units behind them, typewriter, American paper, annexes in another order.
    "G": (
        Style(
            "G", **_MONO, blank="rows", tick="circle", grid="zebra", value_font="Helvetica", colon="", size=9, left=60, page=LETTER, align="right", units="beside",
            rooms=False, said=SHORT,
        ),
        _B,
    ),
    # A sheet on its side, labels in brackets under the lines, brackets to tick, tables with level rules only.
    "H": (
        Style(
            "H", blank="under", tick="bracket", grid="rules", value_font="Times-Roman", colon="", size=9.5, left=48, top=50, page=landscape(A4), repeat_head=True,
            rooms=False, said=PLAIN,
        ),
        _C,
    ),
    # A word processor's template: bordered tables with grey label cells, units in cells of their own, bold blue values.
    "I": (
        Style(
            "I", blank="quad", tick="glyph", grid="full", value_font="Helvetica-Bold", colon="", size=10, left=54, units="beside", ink=(0.0, 0.1, 0.6),
            repeat_head=True, head="Gestore della rete - Regolamento di Esercizio MT", said=TEMPLATE,
        ),
        _B,
    ),
    # Sentences with blanks, long labels over their line, values in bold.
    "J": (
        Style(
            "J", **_TIMES, blank="sentence", tick="glyph", grid="full", value_font="Times-Bold", size=11, left=56, units="beside",
            head="Documentazione per la connessione in media tensione", said=SPOKEN,
        ),
        _C,
    ),
}  # fmt: skip
#: Layouts whose parts stand in another order.
ORDERS: dict[str, tuple[str, ...]] = {
    "G": ("front", "annex2", "addendum", "sheet", "annex3", "annex7", "annex5", "annex1", "annex6"),
}
