"""A slow model of the search of letters: every row read, judged by ``domain``, sorted in Python; and letters drawn by lot."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from domain.calendar import ROME, WorkingCalendar
from domain.completeness import Label
from domain.documents import Sector
from domain.letter_policy import DEFAULT_POLICY
from domain.letters import Letter, Stato, completezza, data_offline, giorni_a_scadenza, scadenza, stato
from domain.registers import LetterRecord
from domain.search import LetterQuery, LetterRow, Paging, SortKey, fold, matches
from storage import letter_index, letters
from storage.database import Database
from storage.letter_index import Derivation
from storage.tables import documents

SECTORS = {"acme": Sector.ENERGIA, "rivo": Sector.IDRICO}
CALENDAR = WorkingCalendar()
TODAY = date(2025, 6, 3)
#: Before anything turned, in the middle, when all but the waiting ones are off-line.
DAYS = (date(2024, 2, 1), TODAY, date(2027, 1, 1))
CLIENTS = (
    "Rossi Mario",
    "ROSSI Anna",
    "Nicolò D'Àvila",
    "Straße & Co. S.r.l.",
    "100% Verde_Srl",
    "",
    "Ab",
    "Greco Xenia",
)
WORDS = {
    "lettera": ("l-p-24%", "%0001%", "%7%", "L-P-25-0000003_01.pdf"),
    "risposta": ("r-p-24%", "%_01%", "%"),
    "id_caso": ("77", "1%", "%2"),
    "denominazione_cliente": ("rossi%", "%ss%", "%STRASSE%", "%à%", "100%", "ab", "%o%a%", "%_%"),
    "indirizzo_fornitura": ("via%", "%forlì", "%roma 1%", "%zz%"),
    "utenza": ("pod%", "%E00000%", "%5"),
    "argomento": ("bonus", "%o%", "mer_ato"),
    "sub_argomento": ("fattura", "%ura%"),
    "tipo_pratica": ("%bonus%", "reclami%", "%14_3%"),
    "nota": ("%legale%", "gi%", '%"subito"'),
}


def derived(day: date) -> Derivation:
    return Derivation(SECTORS, CALENDAR, DEFAULT_POLICY, day)


def refresh(database: Database, day: date) -> None:
    while True:
        with database.write() as connection:
            if letter_index.refresh(connection, derived(day)) == 0:
                return


def drawn_records(count: int) -> Iterator[LetterRecord]:
    rng = random.Random(5)
    for n in range(count):
        year = rng.choice([2023, 2024, 2025])
        yield LetterRecord(
            operator=rng.choice(list(SECTORS)),
            letter=f"L-P-{year % 100}-{n:07d}{rng.choice(['', '_01', '_02'])}",
            published_at=datetime(year, rng.randrange(1, 6), rng.randrange(1, 29), 10, n % 3, tzinfo=ROME),
            main_addressee=rng.random() < 0.75,
            case_id=rng.choice([str(100 + n), "77", ""]),
            case_type=rng.choice(["RECLAMI EX DEL 286 14_3 GG", "RICHIESTA SUPPORTO PER BONUS"]),
            supply=rng.choice([f"POD:IT001E{n:08d}", f"PDR:{n:014d}"]),
            service=rng.choice(["Elettrico", "Gas", "Idrico"]),
            topic=rng.choice(["MERCATO", "Contratti", "BONUS", "bo\\nus"]),
            subtopic=rng.choice(["Fattura", "Voltura"]),
            client=rng.choice(CLIENTS),
            address=f"Via Roma {n}, Forlì",
            term_days=rng.choice([2, 10, 20]),
            special_procedure=False,
            file="",
            requests=None,
        )


def answer(connection: Connection, n: int, record: LetterRecord, at: datetime, label: str) -> None:
    connection.execute(
        documents.insert().values(
            id=f"doc{n:017d}", serial=n, batch="b", operator=record.operator, channel="risposte", path=f"{n}.pdf",
            name=f"{n}.pdf", bytes=1, received_at=at, taken_at=at, user=f"utente{n % 3}", state="accepted", stage=1,
            kind="reply", letter=record.letter, stored_as=f"R{record.letter[1:]}.PDF", completeness={"label": label},
        )
    )  # fmt: skip
    letters.project_replies(connection, record.operator, record.letter)


def row_of(letter: Letter, today: date) -> LetterRow:
    record, last = letter.record, letter.last_reply
    return LetterRow(
        record.operator, record.letter, last.name if last else None, record.main_addressee, record.case_id, record.client,
        record.address, record.supply, record.topic, record.subtopic, letter.note, letter.published,
        completezza(letter, SECTORS[record.operator], today, CALENDAR), record.case_type, stato(letter, today),
    )  # fmt: skip


def value_of(letter: Letter, row: LetterRow, key: SortKey, today: date):
    record, last = letter.record, letter.last_reply
    return {
        SortKey.OPERATORE: record.operator,
        SortKey.DATA_PUBBLICAZIONE: record.published_at,
        SortKey.DESTINATARIO_PRINCIPALE: record.main_addressee,
        SortKey.TIPO_SERVIZIO: fold(record.service),
        SortKey.GIORNI_RISPOSTA: record.term_days,
        SortKey.STATO: row.stato.value,
        SortKey.COMPLETEZZA: fold(row.completezza),
        SortKey.SCADENZA: scadenza(letter, CALENDAR),
        SortKey.GIORNI_A_SCADENZA: giorni_a_scadenza(letter, today, CALENDAR),
        SortKey.PROROGA: 0,
        SortKey.DATA_DOWNLOAD: letter.downloaded_at,
        SortKey.UTENTE_DOWNLOAD: letter.downloaded_by or None,
        SortKey.DATA_RISPOSTA: last.dated if last else None,
        SortKey.UTENTE_RISPOSTA: last.user if last else None,
        SortKey.DATA_OFFLINE: data_offline(letter),
        SortKey.HASH: None,
    }[key] if key.value not in WORDS else (fold(text) if (text := getattr(row, key.value)) is not None else None)  # fmt: skip


class Model:
    """All letters on one day, searched and sorted by reading them all."""

    def __init__(self, everything: list[Letter], today: date) -> None:
        self.today = today
        keyed = sorted(everything, key=lambda x: (x.record.published_at, fold(x.record.letter), x.record.operator))
        self.rows = [(letter, row_of(letter, today)) for letter in keyed]

    def keys(self, query: LetterQuery, paging: Paging) -> list[tuple[str, str]]:
        hits = [
            (value_of(letter, row, paging.sort, self.today), row) for letter, row in self.rows if matches(query, row)
        ]
        if paging.descending:
            hits.reverse()
        there = sorted((hit for hit in hits if hit[0] is not None), key=lambda hit: hit[0], reverse=paging.descending)
        return [(row.operatore, row.lettera) for _, row in [*there, *(hit for hit in hits if hit[0] is None)]]


def drawn_searches(count: int, seed: int) -> Iterator[tuple[LetterQuery, Paging]]:
    rng = random.Random(seed)
    days = [date(2023, 1, 1) + timedelta(days=40 * n) for n in range(22)]
    values = {**WORDS, "destinatario_principale": [True, False], "pubblicazione_dal": days, "pubblicazione_al": days,
              "completezza_risposta": list(Label), "operatore": ["acme", "rivo"], "stato": list(Stato)}  # fmt: skip
    keys = list(SortKey)
    for n in range(count):
        asked = {name: rng.choice(values[name]) for name in rng.sample(sorted(values), rng.choice([0, 1, 1, 2, 3]))}
        yield LetterQuery(**asked), Paging(keys[n % len(keys)], rng.random() < 0.5, rng.choice([1, 1, 2, 4]), 7)
