"""Search over a million letters in SQLite: every filter of the manual answers a page in less than 0.2 s.

    python -m benchmarks.search [LETTERS] [FOLDER]

The rows are written straight into the tables (indexes are made afterwards), then searched through the product's own
``page_letters``: filter, order, count, page, and the letters of the page with their life. Exit code 1 when one is slower.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from domain.calendar import ROME
from domain.completeness import Label
from domain.documents import Sector
from domain.letters import Stato
from domain.registers import OperatorRecord
from domain.search import LetterQuery, Paging, SortKey, fold
from sportello.app import App
from sportello.letter_search import fresh, page_letters
from sportello.settings import Settings
from storage.index_tables import letter_index
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
        letter = (operator, name, str(published), main, str(1_000_000 + n // 2), case, supply, "Gas", topic, "Fattura",
                  client, address, 20, False, 0, str(seen) if seen else None, user if seen else None, int(answered), "",
                  note, False)  # fmt: skip
        index = (operator, name, str(published), fold(name), fold("R" + name[1:]) if answered else None,
                 str(1_000_000 + n // 2), fold(case), fold(supply), fold(topic), "fattura", fold(client), fold(address),
                 note, main, "gas", 20, "risposta" if answered else "scaricata" if downloaded else "pubblicata",
                 str(due), (-10 if late else 12) if answered else None, 0, str(seen) if seen else None,
                 user if seen else None, str(reply) if answered else None, user if answered else None,
                 "assente" if answered and late and not water else "",
                 str(due + timedelta(days=21)) if main and not water and not answered else None, str(offline),
                 None if main and not answered else str(offline), str(due) if main and not answered else None, None)  # fmt: skip
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


Q = LetterQuery
SEARCHES: list[tuple[str, LetterQuery, Paging]] = [
    ("senza filtri", Q(), Paging()),
    ("Lettera, esatta", Q(lettera="L-P-25-0900000_01"), Paging()),
    ("Lettera, L-P-25%", Q(lettera="L-P-25%"), Paging()),
    ("Lettera, L-P-25-09000%", Q(lettera="L-P-25-09000%"), Paging()),
    ("Lettera, %012345%", Q(lettera="%012345%"), Paging()),
    ("Risposta, R-P-21%", Q(risposta="R-P-21%"), Paging()),
    ("Risposta, %77777%", Q(risposta="%77777%"), Paging()),
    ("Destinatario Principale SI", Q(destinatario_principale=True), Paging()),
    ("Destinatario Principale NO", Q(destinatario_principale=False), Paging()),
    ("ID Caso, esatto", Q(id_caso="1234567"), Paging()),
    ("ID Caso, %4567", Q(id_caso="%4567"), Paging()),
    ("Denominazione Cliente, rossi%", Q(denominazione_cliente="rossi%"), Paging()),
    ("Denominazione Cliente, %nicolò 97%", Q(denominazione_cliente="%nicolò 97%"), Paging()),
    ("Denominazione Cliente, %ssi%anna%", Q(denominazione_cliente="%ssi%anna%"), Paging()),
    ("Denominazione Cliente, %xyz%", Q(denominazione_cliente="%xyz%"), Paging()),
    ("Indirizzo Fornitura, %roma 12,%", Q(indirizzo_fornitura="%roma 12,%"), Paging()),
    ("Indirizzo Fornitura, %via%", Q(indirizzo_fornitura="%via%"), Paging()),
    ("Utenza, esatta", Q(utenza="POD:IT001E00123457"), Paging()),
    ("Utenza, %E0012345%", Q(utenza="%E0012345%"), Paging()),
    ("Argomento BONUS", Q(argomento="bonus"), Paging()),
    ("Argomento, %on%", Q(argomento="%on%"), Paging()),
    ("Sub Argomento", Q(sub_argomento="fattura"), Paging()),
    ("Nota, %legale%", Q(nota="%legale%"), Paging()),
    ("Pubblicazione dal/al, un mese", Q(pubblicazione_dal=date(2024, 3, 1), pubblicazione_al=date(2024, 3, 31)), Paging()),
    ("Pubblicazione dal", Q(pubblicazione_dal=date(2023, 1, 1)), Paging()),
    ("Completezza assente", Q(completezza_risposta=Label.ASSENTE), Paging()),
    ("Completezza vuota", Q(completezza_risposta=Label.COMPLETE), Paging()),
    ("Tipo Pratica, %bonus%", Q(tipo_pratica="%bonus%"), Paging()),
    ("stato risposta", Q(stato=Stato.RISPOSTA), Paging()),
    ("stato offline", Q(stato=Stato.OFFLINE), Paging()),
    ("stato pubblicata", Q(stato=Stato.PUBBLICATA), Paging()),
    ("operatore", Q(operatore="operatore07"), Paging()),
    ("operatore, da lavorare per scadenza", Q(operatore="operatore07", stato=Stato.SCARICATA, destinatario_principale=True), Paging(SortKey.GIORNI_A_SCADENZA)),
    ("operatore, cliente %russo%, per cliente", Q(operatore="operatore07", denominazione_cliente="%russo%"), Paging(SortKey.DENOMINAZIONE_CLIENTE)),
    ("operatore, assenti per risposta", Q(operatore="operatore07", completezza_risposta=Label.ASSENTE), Paging(SortKey.DATA_RISPOSTA, True)),
    *((f"senza filtri, per {key.value}", Q(), Paging(key, descending)) for key in SortKey for descending in (False, True)),
    ("L-P-2% per cliente", Q(lettera="L-P-2%"), Paging(SortKey.DENOMINAZIONE_CLIENTE)),
    ("L-P-22% per cliente", Q(lettera="L-P-22%"), Paging(SortKey.DENOMINAZIONE_CLIENTE, True)),
    ("bonus e rossi% per giorni", Q(argomento="bonus", denominazione_cliente="rossi%"), Paging(SortKey.GIORNI_A_SCADENZA)),
    ("centesima pagina", Q(destinatario_principale=True), Paging(page=100)),
]  # fmt: skip


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    home = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp(prefix="ricerca-"))
    app = App(Settings(home=home, now=NOW))
    if not (home / "catalogue.db").exists():
        began = time.perf_counter()
        fill(app, count)
        size = (home / "catalogue.db").stat().st_size / 1e6
        print(f"{count:,} letters written and indexed in {time.perf_counter() - began:.0f} s, {size:.0f} MB, {home}")
    slow = 0
    for name, query, paging in SEARCHES:
        taken, found = [], None
        for _ in range(3):
            began = time.perf_counter()
            found = page_letters(app, query, paging)
            taken.append(time.perf_counter() - began)
        middle = statistics.median(taken)
        slow += middle > LIMIT
        print(
            f"{'SLOW ' if middle > LIMIT else '     '}{middle * 1000:7.1f} ms (first {taken[0] * 1000:7.1f})  {name}: {found.summary}"
        )
    print(f"{len(SEARCHES)} searches, {slow} above {LIMIT} s")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
