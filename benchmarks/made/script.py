"""What stands on the form, in order, in words of its own; how it is drawn is the layout's business."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.made.addendum import addendum
from benchmarks.made.blocks import Layout, W, contacts, persona
from benchmarks.made.closing import annex5, annex6, annex7
from benchmarks.made.protections import sheet


def write_form(lay: Layout, w: W, order: Sequence[str] = ()) -> None:
    """Write the whole form on a layout with the wordings ``w``, its parts in ``order``."""
    for part in order or PARTS:
        PARTS[part](lay, w)


def front(lay: Layout, w: W) -> None:
    lay.heading("Regolamento di Esercizio in parallelo con la rete MT")
    lay.heading(w["generalita"])
    persona(lay, w, "generalita.utente")
    lay.prose("di seguito denominato Utente Attivo, che sottoscrive nella veste di:")
    lay.choice(
        "generalita.qualita", "",
        [("titolare", "titolare o avente la disponibilità dell'impianto"), ("legale_rappresentante", "in qualità di"), ("mandatario", "Mandatario con rappresentanza di (compilare sotto)")],
        {"legale_rappresentante": "generalita.qualita_di"}, stacked=True,
    )  # fmt: skip
    lay.fields(("generalita.soggetto.denominazione", w["societa"]))
    lay.fields(("generalita.soggetto.sede", w["sede"]))
    lay.fields(("generalita.soggetto.codice_fiscale", w["cf"]), ("generalita.soggetto.partita_iva", w["piva"]))
    lay.fields(("generalita.soggetto.pec", "PEC"))
    lay.sub(w["mandante"])
    persona(lay, w, "generalita.mandante")
    lay.heading("Caratteristiche dell'impianto di produzione", True)
    i = "impianto."
    lay.fields((i + "denominazione", "Denominazione impianto"))
    lay.fields((i + "indirizzo", "Indirizzo"), (i + "localita", "Località"))
    lay.fields((i + "comune", "Comune"), (i + "provincia", w["prov"]))
    lay.fields((i + "pod", w["pod"]))
    lay.fields((i + "potenza_immissione_kw", w["immissione"]), (i + "potenza_prelievo_kw", w["prelievo"]))
    lay.choice(
        i + "prelievo_destinazione", "Destinazione della potenza in prelievo",
        [("ausiliari", "unicamente ai servizi ausiliari d'impianto"), ("ausiliari_e_altro", "servizi ausiliari e altro centro di consumo")], stacked=True,
    )  # fmt: skip
    lay.fields((i + "tipologia_sspc", "Tipologia SSPC"), (i + "censimp", w["censimp"]))
    lay.question(i + "accumulo", "Presenza di sistema di accumulo")
    lay.fields((i + "potenza_nominale_kw", w["nominale"]))
    lay.fields((i + "fonte", w["fonte"]), (i + "tipo", "Tipo di impianto"))
    lay.heading("Art. 3 - Caratteristiche del collegamento")
    lay.prose("L'impianto è allacciato alla cabina di consegna così individuata:")
    lay.fields(("cabina.numero", w["cabina_n"]), ("cabina.denominazione", "Denominazione cabina"))
    lay.fields(("cabina.via", "Ubicata in via"))
    lay.fields(("cabina.comune", "Comune di"), ("cabina.provincia", "Provincia di"))
    lay.heading("Art. 4 - Caratteristiche dell'impianto e del sistema di protezione")
    lay.prose(
        "L'Utente Attivo dichiara che l'impianto rispetta la norma CEI 0-16 e che la potenza disponibile in immissione non sarà superata; il comune e la provincia sono informati a cura del Gestore."
    )
    lay.heading("Art. 14 - Allegati")
    lay.prose("Gli Allegati da 1 a 7 sono parte integrante del Regolamento.")
    lay.fields(("sottoscrizione.localita", "Località"), ("sottoscrizione.data", "Data"))
    lay.signatures(("sottoscrizione.firma_utente", w["firma_utente"]))


def annex1(lay: Layout, _: W) -> None:
    lay.heading("ALLEGATO 1 - Schema elettrico unifilare", True)
    lay.drawing("allegato1.schema", "Schema elettrico unifilare dell'impianto")
    lay.signatures(("allegato1.firma_tecnico", "Timbro e firma del tecnico abilitato"))


def annex2(lay: Layout, w: W) -> None:
    lay.heading("ALLEGATO 2 - Caratteristiche dell'alimentazione", True)
    a = "allegato2."
    lay.fields((a + "pod", w["pod"]))
    lay.fields((a + "potenza_prelievo_kw", w["prelievo"]), (a + "potenza_immissione_kw", w["immissione"]))
    lay.fields((a + "indirizzo", "Indirizzo"))
    lay.fields((a + "comune", "Comune"), (a + "provincia", w["prov"]))
    lay.prose("Tensione nominale 10 kV; esercizio del neutro isolato; corrente di corto circuito trifase 12,5 kA.")


def annex3(lay: Layout, w: W) -> None:
    lay.heading("ALLEGATO 3 - Elenco e recapiti del personale autorizzato", True)
    lay.sub("3a Recapiti del Gestore")
    lay.prose("Telefono: 0923 555 125 - e-mail: tecnico@gestore.example - PEC: gestore@pec.example")
    lay.sub(w["3b"])
    a = "allegato3."
    persona(lay, w, a + "utente")
    lay.fields((a + "utente.pec", "Indirizzo PEC"))
    lay.fields((a + "pod", w["pod"]))
    lay.sub("3c Cliente finale (se diverso dall'Utente Attivo)")
    persona(lay, w, a + "cliente_finale")
    lay.fields((a + "cliente_finale.pec", "Indirizzo PEC"))
    lay.sub("Personale di riferimento per l'Utente Attivo")
    contacts(lay, w, a + "riferimento.rif", "RIF")
    contacts(lay, w, a + "riferimento.ri", "RI")
    lay.sub("Personale reperibile h24")
    contacts(lay, w, a + "reperibile.rif", "RIF")
    contacts(lay, w, a + "reperibile.ri", "RI")
    lay.fields((a + "luogo_data", w["luogo_data"]))
    lay.signatures((a + "firma_utente", w["firma_utente"]), (a + "firma_cliente_finale", w["firma_cliente"]))


PARTS: dict[str, Callable[[Layout, W], None]] = {
    "front": front, "annex1": annex1, "annex2": annex2, "annex3": annex3, "addendum": addendum, "sheet": sheet, "annex5": annex5,
    "annex6": annex6, "annex7": annex7,
}  # fmt: skip
