"""Which of the two SPI tables applies, and the sum of the rows that do not agree."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding, Severity
from validators.forms.conditions import at_boundary, spi_table
from validators.forms.look import Look
from validators.forms.rules.settings_rows import LOCAL, SOURCE
from validators.forms.settings import fits_table, spi_table_of
from validators.forms.shape import WARNING, form_rule, ko, ok, rde
from validators.forms.tables import ABOVE, BELOW, TABLE_NAMES

SUMMED = ("TAR-02a", "TAR-05", "TAR-07", "TAR-08a", "TAR-09")


@form_rule(
    "X-11",
    "Regolazioni uguali ai valori di Allegato 2",
    "Regolazioni delle protezioni: {n} righe non conformi all'Allegato 2 (dettaglio sotto).",
    "Regolazioni delle protezioni: {n} riga non conforme all'Allegato 2 (dettaglio sotto).",
    source=SOURCE,
    passing=ok("tutte le righe conformi"),
    failing=ko("una riga non conforme", {"scheda.spi.27s1.tempo": 1.56}),
    applies_to="esito riassuntivo di TAR-02, TAR-05, TAR-07, TAR-08a e TAR-09",
)
def settings_in_sum(form: Look) -> Iterator[Finding]:
    """Dice quante righe non sono conformi; ciascuna è riportata con il proprio codice TAR."""
    wrong = [f for f in form.found if f.code in SUMMED and f.severity is Severity.BLOCKING]
    rows = {f.fields[0].rsplit(".", 1)[0] if f.fields[0] != LOCAL else LOCAL for f in wrong}
    if wrong:
        yield form.violates(
            *dict.fromkeys(f.fields[0] for f in wrong), n=len(rows), says=int(len(rows) == 1), valore=f"{len(rows)} non conformi",
            atteso="i valori dell'Allegato 2", confidence=max(f.confidence for f in wrong),
        )  # fmt: skip


@form_rule(
    "X-05",
    "Scelta della tabella SPI",
    "Regolazioni SPI: per {valore} kW valgono i valori della tabella {atteso}; "
    "quelle indicate seguono l'altra tabella dell'Allegato 2.",
    "Potenza nominale di 30 kW esatti: tabella SPI da verificare a mano.",
    source=rde("Allegato 2, titoli delle due tabelle SPI", "30 kW esatti: (A, AMB-29)"),
    passing=ok("62 kW con la tabella oltre 30 kW"),
    failing=ko("59.S2 della tabella fino a 30 kW", {"scheda.spi.59s2.regolazione": 115, "scheda.spi.59s2.tempo": 0.2}),
    applies_to="potenza nominale e riga 59.S2, che nelle due tabelle è diversa",
)
def which_table(form: Look) -> Iterator[Finding]:
    """Oltre 30 kW vale una tabella, sotto l'altra. A 30 kW esatti si verifica a mano.

    La violazione si riporta qui quando la riga 59.S2 segue solo l'altra tabella; le singole righe sono di TAR-02.
    """
    table = spi_table(form)
    if table is None:
        return
    fields = ("impianto.potenza_nominale_kw", "scheda.spi.59s2.regolazione", "scheda.spi.59s2.tempo")
    if at_boundary(form):
        yield form.violates(*fields, severity=WARNING, says=1, atteso="verifica a mano")
        return
    other = BELOW if table == ABOVE else ABOVE
    look = form.apart()
    if not (look.filled(fields[1]) and look.filled(fields[2])):
        return
    here, there = (fits_table(look, form.policy, t, "scheda.spi.59s2") for t in (table, other))
    if here is False and there:
        yield look.violates(*fields, atteso=TABLE_NAMES[table].removeprefix("tabella "))


@form_rule(
    "TAR-01",
    "Tabella applicabile",
    "Potenza nominale dell'impianto: {valore} kW, applicata la tabella SPI {atteso}; da verificare a mano.",
    source=rde("Allegato 2", "30 kW esatti: (A, AMB-29)"),
    passing=ok("62 kW: una sola tabella"),
    failing=ko("30 kW esatti", {"impianto.potenza_nominale_kw": 30}),
    applies_to="potenza nominale dell'impianto; senza di essa le righe SPI non sono verificabili",
)
def applicable_table(form: Look) -> Iterator[Finding]:
    """Oltre 30 kW si applica la prima tabella, fino a 30 kW la seconda; a 30 kW esatti (avviso) passa anche l'altra."""
    table = spi_table_of(form)
    if table is not None and at_boundary(form):
        name = TABLE_NAMES[table].removeprefix("tabella SPI ")
        yield form.violates("impianto.potenza_nominale_kw", severity=WARNING, atteso=name)
