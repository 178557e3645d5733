"""Values and words that the layouts share."""

from __future__ import annotations

from typing import Any

from benchmarks.made.values import filled

NOTES = (
    "Il DDI è realizzato con l'interruttore generale del quadro BT; la cabina utente è raggiungibile dalla strada comunale. I relè sono alimentati da UPS dedicato con autonomia di un'ora.",
    "Impianto installato sulla copertura del capannone; le stringhe fanno capo a quadri di campo con scaricatori. Il comando di emergenza è posto all'ingresso della cabina, lato strada.",
    "Nessuna modifica rispetto alla soluzione tecnica accettata. La linea in cavo MT tra la cabina di consegna e la cabina utente è lunga 85 m, posata in tubo interrato.",
)


def filled_for(seed: int) -> dict[str, Any]:
    """Return values for a seed; the technical notes are a few sentences long."""
    values = filled(seed)
    if values["allegato4.note_tecniche"] is not None:
        values["allegato4.note_tecniche"] = f"{NOTES[seed % len(NOTES)]} {NOTES[(seed + 1) % len(NOTES)]}"
    return values


QUALITY = ("responsabile_tecnico", "professionista", "responsabile_ufficio_tecnico")
