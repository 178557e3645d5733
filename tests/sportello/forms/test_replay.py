"""A replay says of every stored form what the judge says of it, writes nothing unasked, and reads no PDF."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from benchmarks.rejudge import AT, fill, varied
from domain.decisions import Decision
from domain.documents import State
from domain.findings import Severity
from domain.verdict import verdict
from sportello.app import App
from sportello.documents.replay import overrides_from, replay
from sportello.pipeline import silent
from sportello.settings import Settings
from storage import decisions, documents, forms, plants
from storage.tables import documents as table
from validators.forms.examples import a_reading
from validators.forms.judge import judge_form

COUNT = 40


@pytest.fixture
def app(tmp_path: Path) -> App:
    made = App(Settings(home=tmp_path / "casa", workers=1))
    fill(made, COUNT)
    return made


def name(number: int) -> str:
    return f"form{number:016d}"


def stored(app: App, number: int):
    with app.database.read() as connection:
        return documents.get(connection, name(number))


def test_it_says_what_the_judge_says(app: App) -> None:
    done = replay(app, silent)
    expected = {}
    for number in range(COUNT):
        found = judge_form(a_reading(varied(number)), day=AT.date())
        if verdict(found).state is not State.ACCEPTED:
            expected[name(number)] = verdict(found).state
    assert done.judged == COUNT
    assert {c.document: c.after for c in done.changes} == expected
    assert set(expected) == {name(n) for n in range(0, COUNT, 10)}


def test_it_tells_which_codes_come_and_go(app: App) -> None:
    with app.database.write() as connection:
        said = [{"code": "FMT-99", "severity": "blocking", "message": "m", "source": "s", "fields": []}]
        connection.execute(update(table).where(table.c.id == name(1)).values(state=State.REJECTED.value, findings=said))
    (change,) = [c for c in replay(app, silent).changes if c.document == name(1)]
    assert (change.before, change.after, change.gone, change.new) == (State.REJECTED, State.ACCEPTED, ("FMT-99",), ())


def test_a_form_refused_at_the_gate_stays_refused(app: App) -> None:
    with app.database.write() as connection:
        said = [{"code": "E009", "severity": "blocking", "message": "m", "source": "s", "fields": []}]
        connection.execute(update(table).where(table.c.id == name(1)).values(state=State.REJECTED.value, findings=said))
    assert name(1) not in {c.document for c in replay(app, silent).changes}


def test_what_has_no_form_is_neither_counted_nor_judged(app: App) -> None:
    with app.database.write() as connection:
        connection.execute(update(table).where(table.c.id == name(1)).values(form=None))
    with app.database.read() as connection:
        assert forms.count(connection) == len(list(forms.stream(connection))) == COUNT - 1
    assert replay(app, silent).judged == COUNT - 1


def test_a_correction_counts_and_its_form_is_written(app: App) -> None:
    with app.database.write() as connection:
        document = documents.get(connection, name(1))
        assert document is not None
        decisions.add(connection, document, Decision("scheda.pod", "IT001E87654321", "anna", AT))
    done = replay(app, silent, apply=True, who="anna")
    assert name(1) in {c.document for c in done.changes}
    after = stored(app, 1)
    assert (after.state, after.form["fields"]["scheda.pod"]["value"]) == (State.REJECTED, "IT001E87654321")
    assert "X-01" in {f["code"] for f in after.findings}


def test_applying_keeps_what_the_plant_says(app: App) -> None:
    """A newer Allegato 2 without its Allegato 4 (REX-15) is still told of a form whose verdict changes."""
    with app.database.write() as connection:
        plant = plants.open_plant(connection, "acme", "IT001E00000000", AT)
        for part in ("allegato2", "allegato4"):
            plants.add_version(connection, plant, part, name(0), AT)
        plants.add_version(connection, plant, "allegato2", name(1), AT.replace(month=5))
    replay(app, silent, apply=True)
    assert {"REX-15", "X-01"} <= {f["code"] for f in stored(app, 0).findings}


def test_one_operator_only(app: App) -> None:
    assert replay(app, silent, operator="rivo").judged == 0


def test_dates_and_severities_may_be_tried(app: App, tmp_path: Path) -> None:
    changes = tmp_path / "prova.toml"
    changes.write_text('cci_new_from = 2026-01-01\n[severities]\n"X-01" = "warning"\n', encoding="utf-8")
    tried = replay(app, silent, overrides=overrides_from(changes))
    assert name(0) not in {c.document for c in tried.changes}
    assert {c.document for c in replay(app, silent).changes} - {c.document for c in tried.changes} == {name(0)}


def test_rules_of_another_day_judge_by_that_day(app: App) -> None:
    found = judge_form(a_reading(varied(0)), day=date(2026, 4, 1))
    assert [f.code for f in found if f.severity is Severity.BLOCKING and f.code == "X-01"] == ["X-01"]
    done = replay(app, silent, rules_at=date(2025, 1, 1))
    assert name(0) in {c.document for c in done.changes}
    assert json.dumps([c.as_json() for c in done.changes])
