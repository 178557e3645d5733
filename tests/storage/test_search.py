"""Search of letters on both databases against a slow model: every row read, judged by ``domain``, sorted in Python."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, select, text

from domain.completeness import Label
from domain.letters import Stato
from domain.registers import OperatorRecord
from domain.search import LetterQuery, Paging, SortKey, fold
from storage import letter_index, letter_turn, letters, search, search_ways
from storage.database import HEAD, Database
from storage.index_tables import INDEXES, LABEL_RANKS, STATE_RANKS, marks
from storage.index_tables import letter_index as index
from storage.registers import upsert_letter, upsert_operator
from storage.tables import documents, operators
from storage.tables import letters as table
from tests.storage.search_model import (
    CALENDAR,
    DAYS,
    SECTORS,
    TODAY,
    Model,
    answer,
    derived,
    drawn_records,
    drawn_searches,
    refresh,
    row_of,
)


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
