"""Search of letters on both databases against a slow model: every row read, judged by ``domain``, sorted in Python."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, select, text

from domain.calendar import ROME, WorkingCalendar
from domain.completeness import Label
from domain.documents import Sector
from domain.letter_policy import DEFAULT_POLICY
from domain.letters import Letter, Stato, completezza, data_offline, giorni_a_scadenza, scadenza, stato
from domain.registers import LetterRecord, OperatorRecord
from domain.search import LetterQuery, LetterRow, Paging, SortKey, fold, matches
from storage import letter_index, letter_turn, letters, search, search_ways
from storage.database import HEAD, Database
from storage.index_tables import INDEXES, LABEL_RANKS, STATE_RANKS, marks
from storage.index_tables import letter_index as index
from storage.letter_index import Derivation
from storage.registers import upsert_letter, upsert_operator
from storage.tables import documents, operators
from storage.tables import letters as table

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


@pytest.fixture(scope="module")
def filled(lasting: Database) -> Database:
    rng = random.Random(9)
    with lasting.write() as connection:
        for code, sector in SECTORS.items():
            upsert_operator(
                connection, OperatorRecord(code, code, sector, f"{code}@pec.example"), datetime.now(UTC), "prova"
            )
        for n, record in enumerate(drawn_records(150)):
            upsert_letter(connection, record, None, None, record.published_at, "prova")
            row = letters.get_row(connection, record.operator, record.letter)
            if rng.random() < 0.3:
                letters.change(
                    connection,
                    record.operator,
                    record.letter,
                    note=rng.choice(["ufficio legale", "già", 'detto "subito"']),
                )
            if rng.random() < 0.8:
                letters.mark_downloaded(connection, row, record.published_at + timedelta(days=1), f"utente{n % 4}")
                if record.main_addressee and rng.random() < 0.7:
                    late = timedelta(days=rng.choice([1, 5, 30, 90]))
                    answer(
                        connection, n, record, record.published_at + late, rng.choice(["", "", "Risposta incompleta"])
                    )
    return lasting


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


def check(database: Database, today: date, seed: int, count: int = 30) -> None:
    def number(due: date) -> int:
        return CALENDAR.working_days_between(today, due)

    with database.read() as connection:
        slow = Model(letters.load_many(connection, list(connection.execute(select(table)))), today)
        for query, paging in drawn_searches(count, seed):
            wanted = slow.keys(query, paging)
            found = search.page(connection, query, paging, today, number)
            assert found.keys == wanted[paging.offset : paging.offset + paging.page_size], (query, paging)
            assert found.total == len(wanted) if not found.more else found.total <= len(wanted), (query, paging)
            assert list(search.every(connection, query, paging, today, number)) == wanted, (query, paging)


@pytest.mark.parametrize("today", DAYS)
def test_a_page_is_that_of_the_model(filled: Database, today: date) -> None:
    refresh(filled, today)
    check(filled, today, seed=1)


def test_so_it_is_when_everything_is_many(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh(filled, TODAY)
    for module, name, value in ((search, "FEW", 2), (search_ways, "FEW", 2), (search, "LOOKS", 6), (search_ways, "LOOKS", 6),
                                (search, "MOST", 30), (search_ways, "SAMPLE", 9)):  # fmt: skip
        monkeypatch.setattr(module, name, value)
    check(filled, TODAY, seed=2)


def test_while_others_turn_the_index_to_their_day_mine_is_derived(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(filled, DAYS[0])
    monkeypatch.setattr(letter_turn, "CHUNK", 3)
    with filled.write() as connection:
        assert letter_turn.turn(connection, DAYS[2]) > 0
        assert not letter_turn.is_turned(connection, DAYS[2])
    check(filled, TODAY, seed=3, count=15)
    check(filled, DAYS[2], seed=4, count=15)


@pytest.mark.parametrize("days", [DAYS, DAYS[::-1], (DAYS[0], DAYS[2], DAYS[1], DAYS[2])])
def test_what_a_letter_is_follows_the_day_both_ways(filled: Database, days: tuple[date, ...]) -> None:
    for day in days:
        refresh(filled, day)
        with filled.read() as connection:
            assert letter_index.is_current(connection, derived(day))
            ranks = {(r.operator, r.letter): (r.state_now, r.label_now) for r in connection.execute(select(index))}
            for letter in letters.load_many(connection, list(connection.execute(select(table)))):
                row = row_of(letter, day)
                wanted = STATE_RANKS[row.stato], LABEL_RANKS[row.completezza]
                assert ranks[row.operatore, row.lettera] == wanted


def test_ranks_follow_the_order_of_the_texts() -> None:
    assert [fold(label) for label in LABEL_RANKS] == sorted(map(fold, Label))
    assert [fold(state) for state in STATE_RANKS] == sorted(map(fold, Stato))


def test_sqlite_goes_the_way_it_is_told(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/catalogue.db")
    database.prepare()
    with database.read() as connection:
        for name in INDEXES:
            if name.startswith("ix_letter_index_by_") and "days" not in name and "open" not in name:
                chosen = search_ways.hinted(select(index.c.lettera), name)
                said = str(chosen.compile(connection))
                plan = connection.execute(text(f"EXPLAIN QUERY PLAN {said}")).one().detail
                assert plan.endswith(f"INDEX {name}"), plan


def config(connection: Connection) -> Config:
    made = Config()
    made.set_main_option("script_location", str(Path(letters.__file__).parent / "migrations"))
    made.attributes["connection"] = connection
    return made


def test_a_step_back_and_up_again(filled: Database) -> None:
    refresh(filled, DAYS[2])
    with filled.write() as connection:
        command.downgrade(config(connection), "0002")
        assert "state_now" not in {c["name"] for c in inspect(connection).get_columns("letter_index")}
    filled.prepare()
    check(filled, TODAY, seed=6, count=10)  # before anybody brought it up to his day
    refresh(filled, TODAY)
    check(filled, TODAY, seed=7, count=10)


def test_a_full_index_of_the_first_tables_comes_up_to_the_newest(
    filled: Database, fresh_database, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    old = fresh_database(request, filled.engine.dialect.name, tmp_path, prepare=False)
    with old.write() as connection, filled.read() as source:
        command.upgrade(config(connection), "0001")
        for each in (operators, table, documents, index, marks):
            there = {c["name"] for c in inspect(connection).get_columns(each.name)}
            rows = [{k: v for k, v in row.items() if k in there and k != "id"} if each is index else dict(row)
                    for row in source.execute(select(each)).mappings() if row.get("name") != "letter_index_day"]  # fmt: skip
            connection.execute(each.insert(), rows)
    old.prepare()
    assert old._version() == HEAD
    check(old, TODAY, seed=8, count=10)
    refresh(old, TODAY)
    check(old, TODAY, seed=9, count=15)
    old.engine.dispose()


def test_a_new_sort_of_a_query_is_no_new_total(filled: Database) -> None:
    refresh(filled, TODAY)
    with filled.read() as connection:
        for query in (LetterQuery(), LetterQuery(stato=Stato.RISPOSTA), LetterQuery(argomento="%o%")):
            totals = {
                search.page(connection, replace(query), Paging(key), TODAY, lambda due: due.toordinal()).total
                for key in SortKey
            }
            assert len(totals) == 1
