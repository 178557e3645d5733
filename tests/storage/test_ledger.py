"""The ledger's contract, the same on SQLite and PostgreSQL: arrivals, claims, verdicts, batches, events, registers."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, delete, select, text, update
from sqlalchemy.exc import DBAPIError

from domain.documents import Kind, Sector, State
from domain.records import Outcome
from domain.registers import OperatorRecord
from storage import arrivals, batches, documents
from storage.balance import whole
from storage.database import HEAD, Database
from storage.events import ERASED, Event, erase, first_broken, record
from storage.owners import is_dead, this_owner
from storage.registers import all_operators, upsert_operator
from storage.tables import documents as table
from storage.tables import events, metadata
from tests.builders import a_receipt

AT = datetime(2025, 3, 10, 12, tzinfo=UTC)
LEASE = timedelta(minutes=30)
ACCEPTED = Outcome(State.ACCEPTED, Kind.FREE_COMMUNICATION)


def receive(database: Database, *receipts) -> None:
    with database.write() as connection:
        arrivals.receive(connection, receipts or [a_receipt(1), a_receipt(2), a_receipt(3)])


def claim(database: Database, owner: str, now: datetime = AT, count: int = 10) -> list:
    with database.write() as connection:
        return documents.claim(connection, owner, now, stage=1, count=count, lease=LEASE)


def keep(database: Database, document, outcome: Outcome = ACCEPTED) -> bool:
    with database.write() as connection:
        return documents.keep(connection, document, outcome, at=AT, batch="b", who="prova")


def test_the_tables_are_those_of_the_migrations(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        known = set(metadata.tables)
        found = [d for d in compare_metadata(context, metadata) if _table_of(d) in known]
    assert found == []
    assert database._version() == HEAD
    database.prepare()  # a second time changes nothing


def _table_of(difference) -> str | None:
    first = difference[0] if isinstance(difference, list) else difference
    thing = first[1] if first[0].endswith(("_table", "_index", "_constraint", "_fk")) else None
    return getattr(getattr(thing, "table", thing), "name", None) if thing is not None else first[2]


def test_what_is_received_is_pending_and_counted(database: Database) -> None:
    receive(database)
    with database.read() as connection:
        counts = whole(connection)
    assert (counts.received, counts.states["pending"], counts.balanced) == (3, 3, True)


def test_an_origin_is_known_again(database: Database) -> None:
    receive(database)
    with database.read() as connection:
        assert arrivals.known_origins(connection, ["origine-2", "origine-9"]) == {"origine-2"}
        assert arrivals.known_origins(connection, [f"origine-{n}" for n in range(2000)]) == {
            "origine-1",
            "origine-2",
            "origine-3",
        }


def test_ids_follow_from_place_bytes_and_how_often_they_came(database: Database) -> None:
    twice = [a_receipt(1, id=""), a_receipt(1, id="", origin="altra"), a_receipt(4, id="", sha256=None)]
    with database.write() as connection:
        first = arrivals.with_ids(connection, twice)
        arrivals.receive(connection, first)
        second = arrivals.with_ids(connection, [a_receipt(1, id="", origin="terza"), a_receipt(4, id="", sha256=None)])
    assert len({r.id for r in [*first, *second]}) == 5


def test_a_claim_is_oldest_first_and_given_once(database: Database) -> None:
    receive(database, a_receipt(3), a_receipt(1), a_receipt(2))
    mine = claim(database, "io", count=2)
    assert [d.name for d in mine] == ["nota1.pdf", "nota2.pdf"]
    assert claim(database, "altro") == []  # the same sender's others wait for me
    assert len(claim(database, "io")) == 3


def test_another_sender_can_be_worked_at_the_same_time(database: Database) -> None:
    receive(database, a_receipt(1), a_receipt(2, operator="rivo"))
    assert len(claim(database, "io", count=1)) == 1
    assert [d.operator for d in claim(database, "altro")] == ["rivo"]


def test_a_lease_that_ran_out_is_taken_over_and_a_renewed_one_is_not(database: Database) -> None:
    receive(database, a_receipt(1))
    claim(database, "morto")
    assert claim(database, "io", AT + LEASE - timedelta(seconds=1)) == []
    assert len(claim(database, "io", AT + LEASE + timedelta(seconds=1))) == 1
    with database.write() as connection:
        documents.renew(connection, "io", AT + 5 * LEASE)
    assert claim(database, "terzo", AT + 4 * LEASE) == []


def test_what_the_dead_had_claimed_is_given_back(database: Database) -> None:
    receive(database, a_receipt(1))
    dead = this_owner().rsplit(":", 1)[0] + ":1"
    assert is_dead(dead)
    assert not is_dead(this_owner())
    assert not is_dead("altrove:12:34")
    claim(database, dead)
    with database.write() as connection:
        assert batches.release_the_dead(connection) == 1
    assert len(claim(database, "io")) == 1


def test_the_first_end_wins(database: Database) -> None:
    receive(database, a_receipt(1))
    (document,) = claim(database, "io")
    assert keep(database, document)
    assert not keep(database, document, Outcome(State.REJECTED, Kind.UNKNOWN))
    with database.read() as connection:
        assert documents.get(connection, document.id).state is State.ACCEPTED
        assert whole(connection).balanced


def test_an_error_may_end_well_later_and_its_attempt_stays(database: Database) -> None:
    receive(database, a_receipt(1))
    (document,) = claim(database, "io")
    keep(database, document, Outcome(State.ERROR, Kind.UNKNOWN, diagnosis="tempo scaduto"))
    with database.write() as connection:
        assert documents.failed_once(connection) == [document.id]
        assert documents.failures(connection, [document.id]) == {document.id: 1}
        assert documents.reopen(connection, [document.id], at=AT, who="a", why="b") == 1
        assert documents.reopen(connection, [document.id, "ignoto"], at=AT, who="a", why="b") == 0
    (again,) = claim(database, "io")
    assert keep(database, again)
    with database.read() as connection:
        assert documents.failed(connection) == []


def test_an_id_may_be_cut_short_but_is_no_pattern(database: Database) -> None:
    receive(database)
    with database.read() as connection:
        assert documents.get(connection, "doc00000000000000002").name == "nota2.pdf"
        assert documents.get(connection, "doc0000") is None  # three of them
        assert documents.get(connection, "%%%%%%%") is None
        assert documents.get(connection, "doc00_") is None


def test_a_run_that_was_cut_off_is_taken_up_under_its_name(database: Database) -> None:
    with database.write() as connection:
        first = batches.open_batch(connection, "ingest", this_owner().rsplit(":", 1)[0] + ":1", AT)
        assert batches.open_batch(connection, "ingest", "altrove:1:2", AT) == first
        assert batches.open_batch(connection, "ingest", this_owner(), AT) != first
        assert batches.open_batch(connection, "rerun", this_owner(), AT) == "rerun-20250310-001"


def _events(database: Database) -> None:
    with database.write() as connection:
        record(connection, [Event(AT, f"prova.{n}", data={"n": n, "à": None}) for n in range(3)])
        record(connection, [Event(AT, "prova.3")])


def test_an_untouched_log_is_whole(database: Database) -> None:
    _events(database)
    with database.read() as connection:
        assert first_broken(connection) is None


@pytest.mark.parametrize(
    "change", [{"who": "altri"}, {"what": "x"}, {"data": {"n": 9}}, {"at": AT + LEASE}, {"document": "d"}]
)
def test_a_changed_event_breaks_the_chain(database: Database, change: dict) -> None:
    _events(database)
    with database.write() as connection:
        _unguard(connection)
        connection.execute(update(events).where(events.c.what == "prova.1").values(**change))
        assert first_broken(connection) == 2


def test_a_removed_event_breaks_the_chain_at_the_next(database: Database) -> None:
    _events(database)
    with database.write() as connection:
        _unguard(connection)
        connection.execute(delete(events).where(events.c.what == "prova.1"))
        assert first_broken(connection) == 3


def _unguard(connection: Connection) -> None:
    """Take the database's own guards away, as somebody with its password could."""
    on = " ON events" if connection.dialect.name == "postgresql" else ""
    for trigger in ("events_kept", "events_unchanged"):
        connection.execute(text(f"DROP TRIGGER IF EXISTS {trigger}{on}"))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM events WHERE seq = 2",
        "UPDATE events SET who = 'altri' WHERE seq = 2",
        "UPDATE events SET data = NULL WHERE seq = 2",
        "UPDATE events SET salt = NULL, what = 'x' WHERE seq = 2",
        "UPDATE events SET digest = 'x' WHERE seq = 2",
        "UPDATE events SET seal = 'x', salt = NULL WHERE seq = 2",
    ],
)
def test_the_database_itself_refuses_to_change_events(database: Database, statement: str) -> None:
    _events(database)
    with pytest.raises(DBAPIError, match="append-only"), database.write() as connection:
        connection.execute(text(statement))
    with database.read() as connection:
        assert first_broken(connection) is None


def test_personal_data_can_be_erased_when_an_event_says_so(database: Database) -> None:
    _events(database)
    with database.write() as connection:
        row = connection.execute(select(events).where(events.c.what == "prova.1")).one()
        erase(connection, row, "-", {"n": 0})
        assert first_broken(connection) == 2, "erased in silence"
        record(connection, [Event(AT, ERASED, data={"events": [row.seq]})])
        assert first_broken(connection) is None
    with pytest.raises(DBAPIError, match="append-only"), database.write() as connection:
        erase(connection, row, "ancora", {})


def test_an_operator_is_new_then_same_then_changed(database: Database) -> None:
    said = []
    for name in ("Acme", "Acme", "Acme S.p.A."):
        with database.write() as connection:
            said.append(upsert_operator(connection, OperatorRecord("acme", name, Sector.ENERGIA, "a@pec.it"), AT, "io"))
    assert said == ["new", "same", "changed"]
    with database.read() as connection:
        assert all_operators(connection)["acme"].name == "Acme S.p.A."


def test_writers_wait_for_each_other(database: Database) -> None:
    """A second writer waits for some seconds of the first one's and then sees what it wrote."""
    order: list[str] = []

    def second() -> None:
        with database.write() as connection:
            order.append(f"secondo vede {whole(connection).received}")

    with database.write() as connection:
        other = threading.Thread(target=second)
        other.start()
        time.sleep(1.0)
        arrivals.receive(connection, [a_receipt(1)])
        order.append("primo")
    other.join(20)
    assert order == ["primo", "secondo vede 1"]


def test_a_reader_has_one_view_while_others_write(database: Database) -> None:
    with database.read() as connection:
        assert whole(connection).received == 0
        receive(database, a_receipt(1))
        assert whole(connection).received == 0


def test_a_naive_instant_is_a_bug(database: Database) -> None:
    with pytest.raises(Exception, match="naive"), database.write() as connection:
        connection.execute(update(table).values(received_at=datetime(2025, 1, 1)))
