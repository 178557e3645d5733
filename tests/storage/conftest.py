"""The ledger's two databases: SQLite always, PostgreSQL where its programs are installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from storage.database import Database


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Start a PostgreSQL of our own on a socket and give its URL without a database name."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not homes:
        pytest.skip("PostgreSQL non installato")
    programs = homes[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    user = _server_user(folder)
    data = folder / "data"
    _as(
        user,
        [str(programs / "initdb"), "-D", str(data), "-U", "prova", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
    )
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    _as(user, [str(programs / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start"])
    try:
        yield f"postgresql+psycopg://prova@/{{name}}?host={folder}"
    finally:
        _as(user, [str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def _server_user(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: Debian's own user runs it then."""
    if os.getuid() != 0:
        return None
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("utente postgres assente")
    shutil.chown(folder, "postgres")
    return "postgres"


def _as(user: str | None, command: list[str]) -> None:
    subprocess.run(command, check=True, user=user, cwd="/tmp", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="session")
def fresh_database():
    """Give other files the maker of databases."""
    return make_database


def make_database(request: pytest.FixtureRequest, kind: str, folder: Path, *, prepare: bool = True) -> Database:
    """Return a new database of this kind, with its tables if wanted."""
    if kind == "sqlite":
        made = Database(f"sqlite:///{folder}/catalogue.db")
    else:
        server = request.getfixturevalue("postgres")
        name = f"prova_{abs(hash(str(folder)))}"
        admin = create_engine(server.format(name="postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        admin.dispose()
        made = Database(server.format(name=name))
    if prepare:
        made.prepare()
    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A fresh, prepared database of each kind."""
    made = make_database(request, request.param, tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def lasting(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database of each kind that the tests of a file share."""
    made = make_database(request, request.param, tmp_path_factory.mktemp("base"))
    yield made
    made.engine.dispose()
