"""Stored forms judged again, without reading any PDF: seconds for N forms, and what that costs in processor time.

``python -m benchmarks.rejudge [--forms 10000] [--workers 2]``

No two forms are alike: owner, plant, powers, makes, settings and days differ, every tenth has a slip, and each is kept
with the findings that the judge had for it, as the pipeline keeps them.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from stdnum.it import codicefiscale

from domain.documents import Channel, Kind, State
from domain.export import form_json
from domain.records import Outcome, Receipt
from sportello.app import App
from sportello.documents.replay import replay
from sportello.pipeline import silent
from sportello.settings import Settings
from storage import arrivals, documents
from validators.forms.examples import a_reading
from validators.forms.judge import judge_form
from validators.forms.rules.persons import letters_of

AT = datetime(2026, 4, 1, 9, tzinfo=UTC)
GIVEN = ("Mario", "Anna", "Luca", "Giulia", "Paolo", "Carla", "Enzo", "Rosa", "Salvatore", "Maria Grazia")
FAMILY = ("Rossi", "Verdi", "Bianchi", "Neri", "Gallo", "D'Angelo", "Lo Presti", "Palmisano", "Sanguedolce", "Costa")
MAKES = ("Elios", "Solaria", "Ventomar", "Inverta", "Fotonica")
SLIPS: tuple[dict[str, Any], ...] = (
    {"scheda.pod": "IT001E87654321"}, {"generalita.soggetto.partita_iva": "12345678901"},
    {"allegato5.altro": None}, {"scheda.spi.81max_s2.regolazione": 53.0}, {"scheda.firma_utente": "assente"},
)  # fmt: skip


def varied(number: int) -> dict[str, Any]:
    """Return what form ``number`` has other than the base case; valid unless ``number`` is a multiple of ten."""
    given, family = GIVEN[number % 10], FAMILY[number // 10 % 10]
    born = date(1950, 1, 1) + timedelta(days=37 * number % 15000)
    start = letters_of(family, given=False) + letters_of(given, given=True)
    code = f"{start}{born.year % 100:02d}{'ABCDEHLMPRST'[born.month - 1]}{born.day:02d}H501"
    kw = 20 + number % 17
    pod = f"IT001E{number:08d}"
    change: dict[str, Any] = {f"{p}.pod": pod for p in ("allegato2", "allegato3", "allegato4", "scheda", "allegato6")}
    change |= {"impianto.pod": pod, "impianto.potenza_nominale_kw": 2 * kw, "impianto.censimp": f"IM_{number:07d}"}
    change |= {f"allegato4.generatori.{n}.potenza_nominale_kw": kw for n in (1, 2)}
    change |= {f"{p}.potenza_immissione_kw": 2 * kw - 1 for p in ("impianto", "allegato2")}
    change |= {"allegato4.potenza_disponibile_kw": 2 * kw - 1, "allegato5.elettronica_potenza_kva": 2 * kw}
    for who in ("generalita.utente", "allegato3.utente"):
        change |= {f"{who}.nome": given, f"{who}.cognome": family, f"{who}.nato_il": born.isoformat()}
        change |= {f"{who}.codice_fiscale": code + codicefiscale.calc_check_digit(code)}
    change |= {"allegato6.nome": given, "allegato6.cognome": family}
    make, model = MAKES[number % 5], f"M-{number % 89}"
    for n in (1, 2):
        change |= {f"allegato4.generatori.{n}.marca": make, f"allegato4.generatori.{n}.modello": model}
    change |= {"scheda.generazione.marca_modello": f"{make} {model}"}
    return change | (SLIPS[number // 10 % len(SLIPS)] if number % 10 == 0 else {})


def fill(app: App, count: int) -> None:
    """Enter ``count`` forms as the pipeline would have kept them, all as accepted."""
    for start in range(0, count, 500):
        with app.database.write() as connection:
            for number in range(start, min(count, start + 500)):
                at = AT + timedelta(hours=number % 2000)
                receipt = Receipt(
                    f"form{number:016d}", "b", "acme", Channel.MODULI, f"moduli/{number}.pdf", f"{number}.pdf",
                    None, 1, at, at, "acme",
                )  # fmt: skip
                arrivals.receive(connection, [receipt])
                document = documents.get(connection, receipt.id)
                assert document is not None
                reading = a_reading(varied(number))
                said = judge_form(reading, day=at.date())
                outcome = Outcome(State.ACCEPTED, Kind.OPERATING_REGULATION, findings=said, form=form_json(reading))
                documents.keep(connection, document, outcome, at=at, batch="b", who="bench")


def _spent() -> tuple[float, float]:
    """Return processor seconds of this process and of the workers that have ended."""
    mine, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime, theirs.ru_utime + theirs.ru_stime


def main() -> None:
    """Print the time for all forms and how many verdicts change."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--forms", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = App(Settings(home=Path(folder) / "casa", workers=chosen.workers))
        fill(app, chosen.forms)
        before, start = _spent(), time.perf_counter()
        done = replay(app, silent)
        wall, after = time.perf_counter() - start, _spent()
    mine, theirs = (1000 * (b - a) / done.judged for a, b in zip(before, after, strict=True))
    print(f"{done.judged} forms judged again in {wall:.1f} s ({1000 * wall / done.judged:.1f} ms a form)")
    print(f"processor time a form: {mine + theirs:.1f} ms (workers {theirs:.1f}, caller {mine:.1f})")
    print(f"{len(done.changes)} verdicts change; {chosen.workers} workers; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
