"""A world of operators and letters lived through twice: by the product, night after night, and by the slow model.

The product is used as the desk uses it: registers, downloads, prorogas, files in the inbox, outages, the nightly run
with a moved clock. The model (``slow_model``) knows the rule book alone. At the end both must tell the same of every
letter, of every sollecito and of every row of every daily report.
"""

from __future__ import annotations

import csv
import json
import os
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from openpyxl import load_workbook
from slow_model import ROME, SlowLetter, counting_day
from sqlalchemy import select

from domain.outages import Cause, Outage
from domain.search import LetterQuery
from sportello.app import App
from sportello.letter_edit import extend
from sportello.letter_search import list_letters
from sportello.loading import load_letters, load_operators
from sportello.nightly import nightly
from sportello.outage_replies import take_list
from sportello.outages import add_outage
from sportello.settings import Settings
from storage import letters
from storage.tables import events
from tests.builders import pdf

ONE = timedelta(days=1)


@dataclass
class Life:
    """One letter: what will be done with it, and the model that lives it."""

    operator: str
    name: str
    slow: SlowLetter
    download: datetime | None = None
    extension: tuple[datetime, int] | None = None
    uploads: list = field(default_factory=list)  # [(declared upload, day on which the file is in the inbox)]
    attempt: datetime | None = None  # a failed upload during an outage


@dataclass
class Stop:
    start: datetime
    end: datetime
    own: bool
    planned: bool


@dataclass
class World:
    root: Path
    first: date
    nights: int
    operators: dict  # code -> water
    lives: list
    stops: list
    expected: Counter = field(default_factory=Counter)  # rows of daily reports: (operator, day, sheet, *cells)
    missed: frozenset = frozenset()
    seconds: list = field(default_factory=list)

    def app(self, at: datetime) -> App:
        return App(Settings(home=self.root / "casa", now=at, workers=1))


def moment(rng, day, low=0, high=24):
    return datetime(
        day.year, day.month, day.day, rng.randrange(low, high), rng.randrange(60), rng.randrange(60), tzinfo=ROME
    )


def make_world(
    root: Path,
    *,
    operators: int,
    letters: int,
    nights: int,
    seed: int = 1,
    first=date(2025, 3, 3),
    last_part=0.7,
    terms=(2, 3, 5, 10, 20),
    every=1,
) -> World:
    """Draw a world; letters are published over the first part of it, so that most lives come to their end.

    ``every``: files come in once in so many days (the fewer nights with work, the shorter the test).
    """
    rng = random.Random(seed)
    codes = {f"op{n:02d}": n % 5 in {1, 3} for n in range(operators)}
    stops = draw_stops(rng, first, nights)
    lives = []
    for n in range(letters):
        day = first + timedelta(days=rng.randrange(max(1, int(nights * last_part))))
        operator = rng.choice(sorted(codes))
        published = datetime(day.year, day.month, day.day, 10, 0, rng.randrange(60), tzinfo=ROME)
        slow = SlowLetter(published, rng.choice(terms), codes[operator], rng.random() < 0.85, rng.random() < 0.1)
        name = f"L-P-25-{n:07d}{rng.choice(['', '_01', '_00A'])}"
        lives.append(draw_life(rng, Life(operator, name, slow), day, stops, first + timedelta(days=nights), every))
    skipped = frozenset(first + timedelta(days=n) for n in range(5, nights - 2) if rng.random() < 0.03)
    return World(root, first, nights, codes, lives, stops, missed=skipped)


def draw_stops(rng, first, nights):
    made = []
    for n in range(7, nights - 3, 23):
        day = first + timedelta(days=n)
        start = moment(rng, day, 6, 12)
        made.append(
            Stop(start, start + timedelta(hours=rng.choice([2, 3, 4, 7])), rng.random() < 0.8, rng.random() < 0.2)
        )
    return made


def draw_life(rng, life, day, stops, end, every):
    if rng.random() < 0.9:
        life.download = max(
            moment(rng, day + timedelta(days=rng.choice([0, 0, 1, 2, 9]))), life.slow.published + timedelta(minutes=5)
        )
    if rng.random() < 0.3:
        life.extension = (moment(rng, day + timedelta(days=rng.randrange(12)), 11), rng.randrange(0, 19))
    if life.extension and life.extension[0] < life.slow.published:
        life.extension = None
    kind = rng.choice(["early", "early", "late", "very late", "never", "never"])
    if kind != "never":
        wait = {"early": rng.randrange(1, 5), "late": rng.randrange(4, 25), "very late": rng.randrange(25, 70)}[kind]
        at = moment(rng, day + timedelta(days=wait))
        life.uploads.append(at)
        for _ in range(rng.choice([0, 0, 0, 1, 1, 2])):
            life.uploads.append(
                at + timedelta(hours=rng.choice([1, 20, 71, 72, 73, 100]), seconds=rng.choice([-1, 0, 1]))
            )
    near = [s for s in stops if s.start > life.slow.published and rng.random() < 0.15]
    if near and not life.uploads:
        life.attempt = near[0].start + timedelta(minutes=30)
        life.uploads.append(near[0].end + timedelta(hours=rng.choice([1, 71, 72, 73]), seconds=rng.choice([0, 1])))
    # Files lie in the inbox some days later, with the sender's word for the hour.
    life.uploads = [(at, brought(at.date(), every)) for at in sorted(set(life.uploads))]
    life.uploads = [(at, there) for at, there in life.uploads if there < end]
    return life


def brought(day, every):
    """Return the day on which a file comes: that of its upload, or with the next load of a slow sender."""
    return day + timedelta(days=-day.toordinal() % every)


def play(world: World) -> World:
    """Live the world through: the product and the model side by side, one day after the other."""
    setup(world)
    for n in range(world.nights):
        today = world.first + timedelta(days=n)
        publish(world, today)
        people(world, today)
        record_stops(world, today)
        drop(world, today)
        night(world, today + ONE)
    return world


def setup(world):
    world.root.mkdir(parents=True, exist_ok=True)
    table = world.root / "operatori.csv"
    lines = [f"{c},Operatore {c},{'idrico' if w else 'energia'},{c}@pec.example" for c, w in world.operators.items()]
    table.write_text("\n".join(["codice,denominazione,settore,pec", *lines]) + "\n")
    assert not load_operators(world.app(at(world.first, 8)), table, "desk").errors


def at(day, hour):
    return datetime(day.year, day.month, day.day, hour, tzinfo=ROME)


def publish(world, today):
    new = [x for x in world.lives if x.slow.published.date() == today]
    if not new:
        return
    place = world.root / "lettere.csv"
    with place.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(
            [
                "operatore",
                "lettera",
                "data_pubblicazione",
                "destinatario_principale",
                "giorni_risposta",
                "procedura_speciale",
            ]
        )
        for x in new:
            rows.writerow(
                [
                    x.operator,
                    x.name,
                    x.slow.published.isoformat(),
                    "SI" if x.slow.main else "NO",
                    x.slow.term,
                    "SI" if x.slow.special else "NO",
                ]
            )
            world.expected[x.operator, today, "Nuove lettere", x.name, str(today)] += 1
    assert not load_letters(world.app(at(today, 9)), place, None, "desk").errors


def people(world, today):
    """Downloads and prorogas in their order."""
    acts = [(x.download, "download", x) for x in world.lives if x.download and x.download.date() == today]
    acts += [(x.extension[0], "extend", x) for x in world.lives if x.extension and x.extension[0].date() == today]
    for when, what, x in sorted(acts, key=lambda act: (act[0], act[2].name)):
        app = world.app(when)
        if what == "download":
            with app.database.write() as connection:
                row = letters.get_row(connection, x.operator, x.name)
                letters.mark_downloaded(connection, row, when, "scarica")
            x.slow.downloaded = when
            world.expected[x.operator, today, "Scaricate", x.name, str(today)] += 1
        else:
            said = extend(app, x.name, x.extension[1], "chiede", x.operator)
            assert getattr(said, "rule", None) == x.slow.ask_extension(x.extension[1], today), x
        app.database.engine.dispose()


def record_stops(world, today):
    """The desk records a stop in the evening of its day, and takes the operators' lists of failed uploads."""
    for stop in [s for s in world.stops if s.end.date() == today]:
        app = world.app(at(today, 23))
        cause = Cause.PROPRIA if stop.own else Cause.ALTRUI
        add_outage(app, Outage(stop.start, stop.end, stop.planned, None, cause), "desk")
        if not stop.planned and (day := counting_day(stop.start, stop.end)):
            for x in world.lives:
                x.slow.offline_days |= {day}
        tried = [x for x in world.lives if x.attempt and stop.start <= x.attempt <= stop.end]
        if tried:
            place = world.root / "elenco.csv"
            rows = [f"R{x.name[1:]}.PDF,{x.operator},{x.attempt.isoformat()}" for x in tried if x.slow.main]
            place.write_text("\n".join(["risposta,operatore,data_tentativo", *rows]) + "\n")
            assert not take_list(app, place, "desk", None, None).errors
        app.database.engine.dispose()


def drop(world, today):
    inbox, past = world.root / "casa" / "inbox", time.time() - 60
    for x in world.lives:
        for n, (when, there) in enumerate(x.uploads):
            if there == today:
                place = inbox / x.operator / "risposte" / x.name / f"risposta {n}.pdf"
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(pdf(x.name, f"versione {n}"))
                beside = place.with_name(place.name + ".json")
                beside.write_text(json.dumps({"utente": "carica", "caricato_il": when.isoformat()}))
                for path in (place, beside):
                    os.utime(path, (past, past))


MESSAGES = {
    "E005": "È già presente una risposta integrativa per la lettera selezionata.",
    "E006": "Risposta integrativa fuori tempo massimo (72h).",
    "E010": "Lettera in copia conoscenza: upload non consentito.",
    "E011": "La lettera deve essere scaricata prima del caricamento della risposta.",
}


def night(world, today):
    """The run of 01:00, unless it was forgotten; what was forgotten is made good the next time."""
    if today in world.missed:
        return
    when = at(today, 1)
    app = world.app(when)
    began, day = time.perf_counter(), today - ONE
    forgotten = []
    while day in world.missed:
        day -= ONE
        forgotten.append(day)
    summaries = [nightly(app, d).summary() for d in [*reversed(forgotten), today - ONE]]
    world.seconds.append(time.perf_counter() - began)
    app.database.engine.dispose()
    assert not [s["report_rifiutati"] for s in summaries if s["report_rifiutati"]]
    live(world, today, when)


def live(world, today, when):
    """The model's night: uploads in the order of their hours, then reminders."""
    waiting = [
        (up, x) for x in world.lives for up, there in x.uploads if there < today and (x.name, up) not in x.slow.seen
    ]
    for up, x in sorted(waiting, key=lambda pair: (pair[0].astimezone(UTC), pair[1].name)):
        x.slow.seen.add((x.name, up))
        refused = x.slow.refusals(up, when)
        rows = [("Errori", MESSAGES[code]) for code in refused] or [("Risposte", f"R{x.name[1:]}.PDF")]
        x.slow.offer_reply(up, dated=dated(world, x, up), judged=when)
        local = up.astimezone(ROME)
        for sheet, said in rows:
            world.expected[x.operator, local.date(), sheet, said, f"{local:%Y-%m-%d %H:%M:%S}"] += 1
    for x in world.lives:
        if x.slow.published < when:
            if x.slow.night(today):
                again = f"_{len(x.slow.reminders)}" if len(x.slow.reminders) > 1 else ""
                world.expected[x.operator, today, "Solleciti", f"S{x.name[1:]}{again}", str(today)] += 1
            if x.slow.absent(today) and x.slow.absent_noted is None:
                x.slow.absent_noted = today
            if x.slow.state(today) == "offline" and x.slow.offline_noted is None:
                x.slow.offline_noted = today


def dated(world, x, up):
    """OPE-07, OPE-08: the attempt's instant when its stop counts, is ours, and the upload came within 72 hours."""
    if x.attempt is None:
        return None
    stop = next(s for s in world.stops if s.start <= x.attempt <= s.end)
    soon = up.timestamp() - stop.end.timestamp() <= 72 * 3600
    return x.attempt if stop.own and not stop.planned and counting_day(stop.start, stop.end) and soon else None


def compare(world: World) -> dict:
    """Hold the ledger against the model; returns what was compared. Fails with the first difference."""
    last = world.first + timedelta(days=world.nights)
    app = world.app(at(last, 12))
    shown = {(r["operatore"], r["lettera"]): r for r in list_letters(app, LetterQuery())}
    assert len(shown) == len(world.lives)
    for x in world.lives:
        row, slow = shown[x.operator, x.name], x.slow
        assert row["stato"] == slow.state(last), (x, row)
        assert row["scadenza"] == slow.due(), (x, row)
        assert row["giorni_a_scadenza"] == slow.shown_counter(last), (x, row)
        assert row["completezza"] == slow.quality(last), (x, row)
        assert row["data_offline"] == slow.last_day_shown(), (x, row)
        assert [s["data_pubblicazione"].astimezone(ROME).date() for s in row["solleciti"]] == slow.reminders, (x, row)
        assert row["data_risposta"] == (slow.replies[-1][1] if slow.replies else None), (x, row)
    noted = compare_events(app, world)
    rows, reports = compare_reports(world)
    states = Counter(r["stato"] for r in shown.values())
    return {"letters": len(shown), "states": dict(states), "assente": noted["letter.assente"], "offline": noted["letter.offline"],
            "solleciti": sum(len(x.slow.reminders) for x in world.lives), "reports": reports, "rows": rows,
            "replies": sum(len(x.slow.replies) for x in world.lives),
            "median night": sorted(world.seconds)[len(world.seconds) // 2], "all nights": sum(world.seconds)}  # fmt: skip


def compare_events(app, world):
    """Each turn is recorded once, in the night in which the model saw it."""
    with app.database.read() as connection:
        query = select(events.c.what, events.c.operator, events.c.letter, events.c.at)
        found = list(connection.execute(query.where(events.c.what.in_(["letter.assente", "letter.offline"]))))
    told = Counter((r.what, r.operator, r.letter, r.at.astimezone(ROME).date()) for r in found)
    wanted = Counter(
        ("letter.assente", x.operator, x.name, x.slow.absent_noted) for x in world.lives if x.slow.absent_noted
    )
    wanted += Counter(
        ("letter.offline", x.operator, x.name, x.slow.offline_noted) for x in world.lives if x.slow.offline_noted
    )
    assert told == wanted, (told - wanted, wanted - told)
    return Counter(r.what for r in found)


def compare_reports(world):
    """The newest version of every report holds the model's rows and no others."""
    found, reports = Counter(), 0
    for n in range(world.nights):
        day = world.first + timedelta(days=n)
        if day + ONE in world.missed and day + ONE == world.first + timedelta(days=world.nights):
            continue
        for operator in world.operators:
            folder = world.root / "casa" / "reports" / day.isoformat() / operator
            newest = max(folder.glob("*.xlsx"), key=lambda p: (len(p.name), p.name))
            reports += 1
            book = load_workbook(newest, read_only=True)
            for sheet in book.sheetnames:
                for cells in rows_of(book[sheet]):
                    found[key_of(operator, day, sheet, cells)] += 1
            book.close()
    within = {
        k: v for k, v in world.expected.items() if world.first <= k[1] < world.first + timedelta(days=world.nights)
    }
    wrong = (found - Counter(within), Counter(within) - found)
    assert not any(wrong), wrong
    return sum(found.values()), reports


SHEETS = {"Nuove lettere", "Scaricate", "Risposte", "Errori", "Solleciti"}


def rows_of(sheet):
    if sheet.title not in SHEETS:
        return
    rows = list(sheet.iter_rows(values_only=True))
    head = next(
        (n for n, row in enumerate(rows) if row and row[0] in {"Lettera", "Risposta", "File", "Sollecito"}), None
    )
    yield from (row for row in rows[head + 1 :] if row and row[0])


def key_of(operator, day, sheet, cells):
    when = {"Nuove lettere": 1, "Scaricate": 2, "Risposte": 1, "Errori": 1, "Solleciti": 1}[sheet]
    said = cells[2] if sheet == "Errori" else cells[0]
    whole = sheet in {"Risposte", "Errori"}
    return operator, day, sheet, said, cells[when].strftime("%Y-%m-%d %H:%M:%S" if whole else "%Y-%m-%d")
