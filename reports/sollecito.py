"""The reminder ``S-P-...`` that the desk publishes for a letter without reply (rule book, area SOL)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.columns import ColumnKind
from domain.documents import Sector
from reports.paper import typeset
from reports.text import day, name_units, printable, show, units


@dataclass(frozen=True, slots=True)
class SollecitoLetter:
    """What one reminder says.

    ``name`` is its own name and ``letter`` that of the letter, both with extension; ``ordinal`` counts from 1
    (SOL-02: one for energy, two for water). ``days_late`` are working days (SLA-06: 0 on the weekend after the due
    day). ``assente_from`` is the first day on which a missing reply is *assente* (SLA-10; energy only).
    """

    name: str
    ordinal: int
    published_at: datetime
    operator_name: str
    pec: str
    sector: Sector
    letter: str
    letter_published_at: datetime
    due: date
    days_late: int
    id_caso: str = ""
    utenza: str = ""
    tipo_servizio: str = ""
    denominazione_cliente: str = ""
    assente_from: date | None = None


_OPENING = (
    "alla data di pubblicazione di questo sollecito non risulta caricata sul Portale Operatori-Gestori la risposta "
    "alla richiesta di informazioni indicata qui sotto, il cui termine è scaduto."
)
_DUTY = (
    "L'obbligo di mettere a disposizione le risposte alle richieste dello Sportello è previsto dall'art. 9, comma 2, "
    "dell'Allegato B alla deliberazione 55/2018/E/idr e dall'art. 13, comma 2, dell'Allegato A alla deliberazione "
    "383/2016/E/com."
)
_HELP = (
    "Per problemi tecnici o informazioni sul Portale: HD_PORTALE@acquirenteunico.it, da lunedì a venerdì "
    "dalle 9.00 alle 17.00."
)


def sollecito_pdf(letter: SollecitoLetter) -> bytes:
    """Return the reminder as a tagged PDF; the same values give the same bytes."""
    return typeset("sollecito", _content(letter), letter.published_at)


def _content(letter: SollecitoLetter) -> dict[str, object]:
    second = letter.ordinal > 1
    return {
        "title": f"Sollecito {printable(letter.name)}",
        "name": name_units(letter.name),
        "heading": "Secondo sollecito" if second else "Sollecito",
        "published": day(letter.published_at),
        "operator": units(letter.operator_name),
        "pec": name_units(letter.pec),
        "letter": name_units(letter.letter),
        "opening": units(_opening(second)),
        "facts": [
            {"caption": caption, "kind": kind.value, "value": _value(value, kind)}
            for caption, value, kind in _facts(letter)
        ],
        "due": day(letter.due),
        "lateness": _lateness(letter.days_late),
        "steps": [units(step) for step in _steps(letter)],
        "closing": [units(text) for text in (*_consequence(letter), _DUTY, _HELP)],
    }


def _opening(second: bool) -> str:
    return f"Nonostante il sollecito precedente, {_OPENING}" if second else _OPENING[0].upper() + _OPENING[1:]


def _facts(letter: SollecitoLetter) -> tuple[tuple[str, object, ColumnKind], ...]:
    """Return the columns of SOL-03, as in the list of reminders."""
    return (
        ("Sollecito", letter.name, ColumnKind.CODE),
        ("Data Pubblicazione Sollecito", letter.published_at, ColumnKind.DATE),
        ("Rif Lettera", letter.letter, ColumnKind.CODE),
        ("Data Pubblicazione Lettera", letter.letter_published_at, ColumnKind.DATE),
        ("ID Caso", letter.id_caso, ColumnKind.CODE),
        ("Utenza", letter.utenza, ColumnKind.CODE),
        ("Tipo Servizio", letter.tipo_servizio, ColumnKind.TEXT),
        ("Denomina. Cliente", letter.denominazione_cliente, ColumnKind.TEXT),
    )


def _value(value: object, kind: ColumnKind) -> list[str]:
    shown = show(value, kind)
    return name_units(shown) if kind is ColumnKind.CODE else units(shown)


def _lateness(days: int) -> str:
    if days <= 0:
        return "Il termine è scaduto."
    return f"Ritardo: {days} {'giorno lavorativo' if days == 1 else 'giorni lavorativi'}."


def _steps(letter: SollecitoLetter) -> tuple[str, ...]:
    upload = (
        "Caricare la risposta dalla sezione «Lettere Scaricate da Lavorare»: un solo file PDF, con gli eventuali "
        "allegati al suo interno."
    )
    return (
        f"Se non è ancora stata scaricata, scaricare la lettera {letter.letter} dalla sezione «Nuove Lettere Ricevute».",
        upload,
        "Non rispondere a questo sollecito: la risposta va caricata per la lettera alla quale il sollecito si riferisce.",
    )


def _consequence(letter: SollecitoLetter) -> tuple[str, ...]:
    """Return what follows from silence; only energy companies are classed by time (SLA-09, QUA-05)."""
    fixed = "Il sollecito non modifica il termine di risposta."
    if letter.sector is not Sector.ENERGIA:
        return (fixed,)
    since = f", cioè dal {day(letter.assente_from)}" if letter.assente_from else ""
    late = (
        "La risposta non pervenuta, o pervenuta oltre il quindicesimo giorno lavorativo successivo alla "
        f"scadenza{since}, è classificata «assente»."
    )
    return (f"{fixed} {late}",)
