"""A world of operators and letters lived through twice: by the product, night after night, and by the slow model.

The product is used as the desk uses it: registers, downloads, prorogas, files in the inbox, outages, the nightly run
with a moved clock. The model (``slow_model``) knows the rule book alone. At the end both must tell the same of every
letter, of every sollecito and of every row of every daily report.
"""

from __future__ import annotations

import csv
import json
import os
import time
from datetime import UTC, timedelta

from slow_model import ROME, counting_day
from year_world import ONE, World, at

from domain.outages import Cause, Outage
from sportello.letters.edit import extend
from sportello.letters.outage_replies import take_list
from sportello.letters.outages import add_outage
from sportello.nightly import nightly
from sportello.registers.loading import load_letters, load_operators
from storage import letters
from tests.builders import pdf


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
        local = up.astimezone(UTC).astimezone(ROME)  # 02:30 of the night that skips an hour is 03:30
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
