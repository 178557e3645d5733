"""Hold the ledger and every issued report of the simulated year against the slow model."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, timedelta

from openpyxl import load_workbook
from slow_model import ROME
from sqlalchemy import select
from year_world import ONE, World, at

from domain.search import LetterQuery
from sportello.letters.search import list_letters
from storage.tables import events


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
        # In UTC: moments of the hour that comes twice are never equal to those of another zone (PEP 495).
        answered = slow.replies[-1][1].astimezone(UTC) if slow.replies else None
        assert row["data_risposta"] == answered, (x, row)
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
