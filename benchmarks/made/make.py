"""Make test documents: ``python -m benchmarks.made.make DIR [seed]`` writes NAME.pdf + NAME.json for every layout and channel."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.made.drawn import Sheet, Style
from benchmarks.made.script import write_form
from benchmarks.made.values import filled

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

STYLES = {
    "B": (Style("B", blank="table", tick="box", grid="full", sub_heads=True, value_font="Times-Roman", colon=""), _B),
    "C": (
        Style(
            "C",
            font="Times-Roman",
            bold="Times-Bold",
            blank="box",
            tick="circle",
            grid="rules",
            value_font="Helvetica",
            colon="",
        ),
        _C,
    ),
    "D": (
        Style(
            "D",
            font="Helvetica",
            blank="dots",
            tick="bracket",
            text_first=True,
            grid="none",
            value_font="Helvetica",
            size=9.5,
        ),
        _C,
    ),
    "E": (
        Style(
            "E",
            font="Times-Roman",
            bold="Times-Bold",
            blank="rule",
            tick="box",
            text_first=True,
            grid="full",
            value_font="Courier",
        ),
        _B,
    ),
}
CHANNELS = ("typed", "overlay", "acroform_own", "acroform_foreign", "freetext")


def make(layout: str, channel: str, seed: int) -> tuple[bytes, dict[str, Any]]:
    """Return a filled document and its truth."""
    style, wordings = STYLES[layout]
    values = filled(seed)
    sheet = Sheet(style, channel, values, seed)
    write_form(sheet, wordings)
    pdf = sheet.finish()
    fields = {k: v for k, v in values.items() if k in sheet.seen and v is not None}
    blank = [k for k, v in values.items() if k in sheet.seen and v is None]
    truth = {
        "doc": f"{layout}_{channel}_{seed:02d}", "layout": layout, "channel": channel, "pages": sheet.page, "fields": fields, "blank": blank,
        "ambiguous": [], "faults": [], "written": sheet.written, "where": sheet.where,
    }  # fmt: skip
    return pdf, truth


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for layout in STYLES:
        for number, channel in enumerate(CHANNELS):
            pdf, truth = make(layout, channel, seed * 10 + number)
            (folder / f"{truth['doc']}.pdf").write_bytes(pdf)
            (folder / f"{truth['doc']}.json").write_text(
                json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8"
            )


if __name__ == "__main__":
    main()
