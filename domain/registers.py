"""Rows of the registers (operators, letters) from raw cells: every wrong cell with its column, all at once.

Cells come as text, number, bool, date or None, as CSV, XLSX and JSON give them (design contract, section 4).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from email_validator import EmailNotValidError, validate_email

from domain.calendar import FIRST_DAY, LAST_DAY, covers, local_day
from domain.documents import Sector
from domain.names import letter_name

ROME = ZoneInfo("Europe/Rome")
SERVICES = ("Elettrico", "Gas", "Ele e Gas", "Idrico")
#: AMB-24: one value, two captions.
SERVICE_SYNONYMS = {"dual-fuel": "Ele e Gas", "dual fuel": "Ele e Gas"}
#: Columns without which no row can be right.
OPERATOR_COLUMNS = ("codice", "denominazione", "settore", "pec")
LETTER_COLUMNS = ("operatore", "lettera", "data_pubblicazione", "destinatario_principale")
#: A code becomes a folder name of the inbox, so it holds nothing that a path could be made of.
OPERATOR_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
MAX_TERM = 365
#: A term and what follows it end so long after publication at the latest; the calendar must know those days too.
LONGEST_LIFE = timedelta(days=3 * 366)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong in one cell: ``column`` of the register, message in Italian."""

    column: str
    message: str


@dataclass(frozen=True, slots=True)
class OperatorRecord:
    """An operator as registered."""

    code: str
    name: str
    sector: Sector
    pec: str


@dataclass(frozen=True, slots=True)
class LetterRecord:
    """A letter as published to one operator; ``requests`` is None when the register does not list them."""

    operator: str
    letter: str
    published_at: datetime
    main_addressee: bool
    case_id: str
    case_type: str
    supply: str
    service: str
    topic: str
    subtopic: str
    client: str
    address: str
    term_days: int
    special_procedure: bool
    file: str
    requests: tuple[str, ...] | None


class _Row:
    """Reads cells and gathers what is wrong with them."""

    def __init__(self, cells: Mapping[str, Any]) -> None:
        self.cells = {str(key).strip().lower(): value for key, value in cells.items()}
        self.errors: list[CellError] = []

    def text(self, column: str, *, required: bool = False) -> str:
        value = self.cells.get(column)
        if isinstance(value, list | dict):
            self.errors.append(CellError(column, "trovato un elenco, atteso un testo o un numero"))
            return ""
        shown = "" if value is None else _shown(value)
        if not all(c.isprintable() or c in "\t\r\n" for c in shown):
            self.errors.append(CellError(column, "il testo contiene caratteri di controllo o non validi"))
            return ""
        if required and not shown:
            self.errors.append(CellError(column, "valore mancante"))
        return shown

    def parsed(self, column: str, parse: Callable[[str], T], default: T, *, required: bool = False) -> T:
        shown = self.text(column, required=required)
        if not shown:
            return default
        try:
            return parse(shown)
        except ValueError as wrong:
            self.errors.append(CellError(column, f"trovato '{shown}', {wrong}"))
            return default


def operator_record(cells: Mapping[str, Any]) -> OperatorRecord | tuple[CellError, ...]:
    """Return the operator that a register row describes, or everything that is wrong with the row."""
    row = _Row(cells)
    record = OperatorRecord(
        code=row.parsed("codice", _operator_code, "", required=True),
        name=row.text("denominazione", required=True),
        sector=row.parsed("settore", _sector, Sector.ENERGIA, required=True),
        pec=row.parsed("pec", _address, "", required=True),
    )
    return tuple(row.errors) or record


def letter_record(cells: Mapping[str, Any], *, default_term: int = 20) -> LetterRecord | tuple[CellError, ...]:
    """Return the letter that a register row describes, or everything that is wrong with the row."""
    row = _Row(cells)
    record = LetterRecord(
        operator=row.parsed("operatore", _operator_code, "", required=True),
        letter=row.parsed("lettera", _letter, "", required=True),
        published_at=row.parsed("data_pubblicazione", read_instant, datetime(1970, 1, 1, tzinfo=ROME), required=True),
        main_addressee=row.parsed("destinatario_principale", _yes_no, default=True, required=True),
        case_id=row.text("id_caso"),
        case_type=row.text("tipo_pratica"),
        supply=row.text("utenza"),
        service=row.parsed("tipo_servizio", read_service, ""),
        topic=row.text("argomento"),
        subtopic=row.text("sub_argomento"),
        client=row.text("denominazione_cliente"),
        address=row.text("indirizzo_fornitura"),
        term_days=row.parsed("giorni_risposta", _term, default_term),
        special_procedure=row.parsed("procedura_speciale", _yes_no, default=False),
        file=row.text("file"),
        requests=row.parsed("richieste", _requests, None),
    )
    return tuple(row.errors) or record


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "SI" if value else "NO"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value).strip()


def _operator_code(text: str) -> str:
    if not OPERATOR_CODE.fullmatch(text):
        raise ValueError("attesi da 1 a 64 caratteri fra lettere, cifre, '-' e '_'")
    return text


def _letter(text: str) -> str:
    name = letter_name(text)
    if name is None:
        raise ValueError("atteso un nome come L-P-25-0001234_01")
    return name.stem


def _sector(text: str) -> Sector:
    try:
        return Sector(text.lower())
    except ValueError:
        raise ValueError("atteso energia o idrico") from None


def read_service(text: str) -> str:
    """Read ``tipo_servizio``, in any case; Dual-Fuel and Ele e Gas are one (AMB-24). ValueError (Italian) otherwise."""
    for name in SERVICES:
        if text.lower() == name.lower():
            return name
    if text.lower() in SERVICE_SYNONYMS:
        return SERVICE_SYNONYMS[text.lower()]
    raise ValueError(f"atteso uno fra {', '.join(SERVICES)}")


def _address(text: str) -> str:
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        raise ValueError("atteso un indirizzo PEC come nome@pec.esempio.it") from None


def _yes_no(text: str) -> bool:
    answer = {"SI": True, "SÌ": True, "NO": False}.get(text.upper())
    if answer is None:
        raise ValueError("atteso SI o NO")
    return answer


def _term(text: str) -> int:
    if not text.isdecimal() or len(text) > 9 or not 1 <= int(text) <= MAX_TERM:
        raise ValueError(f"atteso un numero intero di giorni lavorativi da 1 a {MAX_TERM}")
    return int(text)


def _requests(text: str) -> tuple[str, ...] | None:
    return tuple(item.strip() for item in text.split("|") if item.strip()) or None


_ITALIAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ T]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?")


def read_instant(text: str) -> datetime:
    """Read ISO or gg/mm/aaaa, time optional; without an offset it is Italian time."""
    wanted = "attesa una data come 18/02/2025 10:00 oppure 2025-02-18T10:00:00"
    try:
        if found := _ITALIAN.fullmatch(text):
            day, month, year, hour, minute, second = (int(part or 0) for part in found.groups())
            value = datetime(year, month, day, hour, minute, second, tzinfo=ROME)
        else:
            value = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(wanted) from None
    known = range(FIRST_DAY.year, (LAST_DAY - LONGEST_LIFE).year + 1)
    if value.year not in known:
        raise ValueError(f"atteso un anno da {known[0]} a {known[-1]}")
    value = value if value.tzinfo else value.replace(tzinfo=ROME)
    if not covers(local_day(value)):
        raise ValueError(f"atteso un giorno dal {FIRST_DAY:%d/%m/%Y}")
    return value
