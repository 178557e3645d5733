"""OPE-01, OPE-02: uploads during the nightly load; planned work announced in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from domain.calendar import ROME
from domain.findings import Finding, Severity
from domain.outages import announced_in_time, in_load_window
from validators.gate.sources import manual
from validators.letters.subjects import Announcement, UploadMoment
from validators.rule import Example, rule


@rule(
    "OPE-01",
    "Caricamento durante l'aggiornamento notturno",
    subject="moment",
    severity=Severity.WARNING,
    source=manual("§8", "OPE-01"),
    messages=("Il file è stato caricato tra l'{start} e le {end}, orario riservato all'aggiornamento dei dati.",),
    applies_to="Tutti i caricamenti, per l'ora dichiarata dall'operatore.",
    passing=(Example({}, "di mattina"), Example({"at": datetime.fromisoformat("2025-03-10T03:00:00+01:00")}, "ore 3")),
    failing=(Example({"at": datetime.fromisoformat("2025-03-10T01:00:00+01:00")}, "ore 1"),),
)
def outside_the_load_window(moment: UploadMoment) -> Iterator[Finding]:
    """Il portale non è disponibile dalle 01:00 alle 03:00, ogni giorno: il file è preso in carico con un avviso."""
    if in_load_window(moment.at, moment.policy):
        start, end = moment.policy.load_from, moment.policy.load_to
        yield outside_the_load_window.finding(
            outside_the_load_window.messages[0].format(start=f"{start:%H:%M}", end=f"{end:%H:%M}"),
            observed=f"{moment.at.astimezone(ROME):%d/%m/%Y %H:%M:%S}",
            expected=f"prima delle {start:%H:%M} o dalle {end:%H:%M}",
        )


@rule(
    "OPE-02",
    "Preavviso dei lavori programmati",
    subject="outage",
    severity=Severity.WARNING,
    source=manual("§8.1", "OPE-02"),
    messages=("I lavori programmati sono stati annunciati con meno di {days} giorni solari di anticipo.",),
    applies_to="Le interruzioni programmate del portale.",
    passing=(Example({}, "quattro giorni prima"), Example({"planned": False, "announced_at": None}, "guasto")),
    failing=(Example({"announced_at": datetime.fromisoformat("2025-03-07T00:00:00+01:00")}, "tre giorni prima"),
             Example({"announced_at": None}, "mai annunciati")),
)  # fmt: skip
def announced_ahead(announcement: Announcement) -> Iterator[Finding]:
    """I lavori programmati si annunciano, di norma, almeno quattro giorni solari prima: perciò un avviso."""
    outage, policy = announcement.outage, announcement.policy
    if not announced_in_time(outage, policy):
        told = outage.announced_at
        yield announced_ahead.finding(
            announced_ahead.messages[0].format(days=policy.notice_days),
            observed=f"annuncio del {told.astimezone(ROME):%d/%m/%Y}" if told else "nessun annuncio",
            expected=f"almeno {policy.notice_days} giorni solari prima del {outage.start.astimezone(ROME):%d/%m/%Y}",
        )
