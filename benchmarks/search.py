"""Search over a million letters in SQLite: every filter of the manual answers a page in less than 0.2 s.

    python -m benchmarks.search [LETTERS] [FOLDER] [TIMES]

The rows are written straight into the tables (indexes are made afterwards), then searched through the product's own
``page_letters``: filter, order, count, page, and the letters of the page with their life. Exit code 1 when one is slower.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from benchmarks.search_cases import SEARCHES, drawn
from domain.calendar import ROME
from domain.completeness import Label
from domain.documents import Sector
from domain.letters import Stato
from domain.registers import OperatorRecord
from domain.search import fold
from sportello.app import App
from sportello.letters.search import fresh, page_letters
from sportello.settings import Settings
from storage.index_tables import LABEL_RANKS, STATE_RANKS, letter_index
from storage.registers import upsert_operator

NOW = datetime(2026, 11, 22, 12, tzinfo=ROME)
LIMIT = 0.2
OPERATORS = 20
SURNAMES = [
    "Rossi",
    "Bianchi",
    "Ferrari",
    "Esposito",
    "Russo",
    "Colombo",
    "Ricci",
    "Marino",
    "Greco",
    "Conti",
    "Bruno",
    "Gallo",
    "Costa",
    "Fontana",
]
NAMES = ["Anna", "Mario", "Lucia", "Paolo", "Elena", "Marco", "Sara", "Nicolò", "Giulia", "Luca", "Irene", "Piero"]
STREETS = ["Via Roma", "Corso Italia", "Viale Europa", "Piazza Dante", "Via Garibaldi", "Vicolo Stretto"]
TOWNS = ["Forlì", "Torino", "Bari", "Lampedusa", "Trento", "Nuoro", "Lecce", "Pavia"]
TOPICS = ("MERCATO", "CONTRATTI", "BONUS", "FATTURAZIONE", "MISURA")
CASES = ("RECLAMI EX DEL 286 14_3 GG", "RICHIESTA SUPPORTO PER BONUS", "RICHIESTA SUPPORTO PER DOPPIA FATTURAZIONE")


def rows(count: int) -> Iterator[tuple[tuple, tuple]]:
    rng = random.Random(1)
    start = date(2020, 11, 16)
    span = (NOW.date() - start).days
    for n in range(count):
        day = start + timedelta(days=n * span // count)
        published = datetime(day.year, day.month, day.day, 9, 0, n % 60)
        operator = f"operatore{n % OPERATORS:02d}"
        name = f"L-P-{day.year % 100:02d}-{n:07d}_01"
        main, water = rng.random() < 0.8, n % OPERATORS < 6
        downloaded = rng.random() < 0.95
        answered = main and downloaded and rng.random() < 0.9
        late = rng.random() < 0.1
        client = f"{rng.choice(SURNAMES)} {rng.choice(NAMES)} {n % 977}"
        address = f"{rng.choice(STREETS)} {n % 300}, {rng.choice(TOWNS)}"
        supply = f"POD:IT001E{n:08d}" if n % 2 else f"PDR:{n:014d}"
        topic, case = rng.choice(TOPICS), rng.choice(CASES)
        note = "da sentire l'ufficio legale" if rng.random() < 0.01 else ""
        due, reply = day + timedelta(days=28), published + timedelta(days=60 if late else 12)
        offline = day + timedelta(days=377 if answered else 365)
        seen = published + timedelta(days=1) if downloaded else None
        user = rng.choice(["m.rossi", "anna.bo", "g.ferri"])
        absent_after = due + timedelta(days=21) if main and not water and not answered else None
        offline_after = None if main and not answered else offline
        state = Stato.RISPOSTA if answered else Stato.SCARICATA if downloaded else Stato.PUBBLICATA
        label = Label.ASSENTE if answered and late and not water else Label.COMPLETE
        gone, absent = offline_after and offline_after < NOW.date(), absent_after and absent_after < NOW.date()
        letter = (operator, name, str(published), main, str(1_000_000 + n // 2), case, supply, "Gas", topic, "Fattura",
                  client, address, 20, False, 0, str(seen) if seen else None, user if seen else None, int(answered), "",
                  note, False)  # fmt: skip
        index = (operator, name, str(published), fold(name), fold("R" + name[1:]) if answered else None,
                 str(1_000_000 + n // 2), fold(case), fold(supply), fold(topic), "fattura", fold(client), fold(address),
                 note, main, "gas", 20, state.value,
                 str(due), (-10 if late else 12) if answered else None, 0, str(seen) if seen else None,
                 user if seen else None, str(reply) if answered else None, user if answered else None,
                 label.value, str(absent_after) if absent_after else None, str(offline),
                 str(offline_after) if offline_after else None, STATE_RANKS[Stato.OFFLINE if gone else state],
                 LABEL_RANKS[Label.ASSENTE if absent else label], str(due) if main and not answered else None, None)  # fmt: skip
        yield letter, index


LETTER = ["operator", "letter", "published_at", "main_addressee", "case_id", "case_type", "supply", "service", "topic", "subtopic", "client", "address", "term_days", "special_procedure", "extension_days", "downloaded_at", "downloaded_by", "replies", "completeness", "note", "stale"]  # fmt: skip
INDEX = [c.name for c in letter_index.c if c.name != "id"]


def fill(app: App, count: int) -> None:
    with app.database.write() as connection:
        for n in range(OPERATORS):
            sector = Sector.IDRICO if n < 6 else Sector.ENERGIA
            upsert_operator(
                connection,
                OperatorRecord(f"operatore{n:02d}", f"Operatore {n}", sector, f"o{n}@pec.example"),
                NOW,
                "prova",
            )
    fresh(app)
    app.database.engine.dispose()
    raw = sqlite3.connect(app.home / "catalogue.db")
    raw.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000;")
    wanted = "SELECT name, sql, type FROM sqlite_master WHERE sql IS NOT NULL AND (tbl_name='letter_index' AND type IN ('index', 'trigger') OR tbl_name='letters' AND type='index')"
    parts = raw.execute(wanted).fetchall()
    for name, _, kind in parts:
        raw.execute(f"DROP {kind} {name}")

    def put(table: str, names: list[str], values: list[tuple]) -> None:
        raw.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", values)

    chunk: list[tuple[tuple, tuple]] = []
    for each in rows(count):
        chunk.append(each)
        if len(chunk) == 20_000:
            put("letters", LETTER, [a for a, _ in chunk])
            put("letter_index", INDEX, [b for _, b in chunk])
            chunk = []
    put("letters", LETTER, [a for a, _ in chunk])
    put("letter_index", INDEX, [b for _, b in chunk])
    for _, sql, _ in parts:
        raw.execute(sql)
    raw.execute("INSERT INTO letter_texts (letter_texts) VALUES ('rebuild')")
    raw.commit()
    raw.execute("PRAGMA journal_mode=WAL")
    raw.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("letters", nargs="?", type=int, default=1_000_000)
    parser.add_argument(
        "folder", nargs="?", type=Path, help="kept, and used again with its letters; default: a new one"
    )
    parser.add_argument("times", nargs="?", type=int, default=5, help="each search so many times")
    asked = parser.parse_args()
    count, times = asked.letters, asked.times
    home = asked.folder or Path(tempfile.mkdtemp(prefix="ricerca-"))
    app = App(Settings(home=home, now=NOW))
    if not (home / "catalogue.db").exists():
        began = time.perf_counter()
        fill(app, count)
        size = (home / "catalogue.db").stat().st_size / 1e6
        print(f"{count:,} letters written and indexed in {time.perf_counter() - began:.0f} s, {size:.0f} MB, {home}")
    fresh(app)
    searches = [*SEARCHES, *drawn(200)]
    medians: list[tuple[float, float]] = []
    for name, query, paging in searches:
        taken, found = [], None
        for _ in range(times):
            began, worked = time.perf_counter(), time.process_time()
            found = page_letters(app, query, paging)
            taken.append((time.perf_counter() - began, time.process_time() - worked))
        wall, cpu = (statistics.median(column) for column in zip(*taken, strict=True))
        medians.append((wall, cpu))
        print(
            f"{'SLOW ' if wall > LIMIT else '     '}{wall * 1000:7.1f} ms (cpu {cpu * 1000:6.1f})  {name}: {found.summary}"
        )
    slow = [wall for wall, _ in medians if wall > LIMIT]
    worst, hardest = (max(column) * 1000 for column in zip(*medians, strict=True))
    print(f"{len(searches)} searches, median of {times} each: {len(slow)} above {LIMIT} s; slowest {worst:.0f} ms")
    print(
        f"of processor time alone: {sum(cpu > LIMIT for _, cpu in medians)} above; slowest {hardest:.0f} ms; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
