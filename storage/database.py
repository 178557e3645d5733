"""The database behind the ledger: SQLite by default, PostgreSQL when grown up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from storage.failpoints import reach
from storage.sqlite_hints import HintingCompiler

#: The newest migration; ``test_database`` holds it against the files in ``storage/migrations/versions``.
HEAD = "0003"
#: Number of the PostgreSQL advisory lock that keeps writers in a row.
WRITER_LOCK = 0x5E_47_0A
#: Drivers that the ledger is tested on.
KNOWN = frozenset({"sqlite", "sqlite+pysqlite", "postgresql+psycopg"})
EXPECTED = "atteso sqlite:////percorso/catalogue.db oppure postgresql+psycopg://utente:password@host/base"


class DatabaseUnreachableError(RuntimeError):
    """The database cannot be opened; the message is one Italian line for the user."""


class Database:
    """An engine and the two ways to use it: ``write`` and ``read``, each one transaction."""

    def __init__(self, url: str) -> None:
        """Raise ``ValueError`` (Italian) where ``url`` is none of a database that we know."""
        self.url = url
        self.engine = _engine(url)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a writing transaction, committed at the end, rolled back on any exception."""
        with self.engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                # One writer at a time, as in SQLite: a verdict reads what those before it wrote, the log is a chain.
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": WRITER_LOCK})
            yield connection
            reach("database.before-commit")
        reach("database.committed")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a reading transaction: one consistent view, never in a writer's way."""
        options: dict[str, Any] = {"sportello_read": True}
        if self.engine.dialect.name == "postgresql":
            options["isolation_level"] = "REPEATABLE READ"
        with self.engine.connect().execution_options(**options) as connection:
            yield connection

    def prepare(self) -> None:
        """Bring the tables up to ``HEAD``; instant where they are there already.

        Raises ``DatabaseUnreachableError`` with one line for the user.
        """
        try:
            if self._version() != HEAD:
                self._upgrade()
        except DBAPIError as trouble:
            where = self.engine.url.render_as_string(hide_password=True)
            raise DatabaseUnreachableError(
                f"La base dati {where} non è raggiungibile: {trouble.orig}. "
                "Controllare SPORTELLO_DATABASE_URL, i permessi e lo spazio su disco, poi riprovare."
            ) from trouble

    def _version(self) -> str | None:
        with self.read() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()

    def _upgrade(self) -> None:
        from alembic import command  # noqa: PLC0415 - 0.3 s that only a new home pays
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        with self.write() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _engine(url: str) -> Engine:
    try:
        driver = make_url(url).drivername
    except ArgumentError:
        driver = ""  # the address may hold a password: it is not repeated
    if driver not in KNOWN:
        raise ValueError(f"SPORTELLO_DATABASE_URL: {EXPECTED}.")
    # People's names are values of statements: an error never repeats them.
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(url, connect_args={"timeout": 60, "check_same_thread": False}, hide_parameters=True)
    engine.dialect.statement_compiler = HintingCompiler
    event.listen(engine, "connect", _tune_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _tune_sqlite(dbapi: Any, _record: Any) -> None:
    dbapi.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=60000", "foreign_keys=ON"):
        dbapi.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A deferred BEGIN that reads first and then writes fails at once with "database is locked".
    reading = connection.get_execution_options().get("sportello_read", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
