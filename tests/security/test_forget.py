"""A person is forgotten everywhere, the ledger balances, the event log still proves itself; and nobody else is touched."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from sqlalchemy import update

from sportello.care.retention import months_before
from storage.personal import GONE, Words
from storage.tables import documents, letters
from tests.builders import DAY, Desk, pdf

NEXT = {"SPORTELLO_NOW": "2025-03-11T01:00:00+01:00"}
NAME, CF, POD = "Annunziata Verdebosco", "VRDNNZ80A41H501X", "IT001E98765432"
FORM = {
    "form": "regolamento-esercizio-mt",
    "pages": 1,
    "missing_pages": [],
    "fields": {
        "richiedente.nome": {"value": NAME, "confidence": 0.9, "source": "text"},
        "richiedente.codice_fiscale": {"value": CF, "confidence": 0.9, "source": "text"},
        "impianto.potenza": {"value": 99, "confidence": 0.9, "source": "text"},
    },
}
REGISTER = (
    "operatore,lettera,data_pubblicazione,destinatario_principale,id_caso,tipo_servizio,utenza,denominazione_cliente,"
    "indirizzo_fornitura,richieste\n"
    f"acme,L-P-25-0000001,2025-03-03T10:00:00,SI,77,Elettrico,{POD},{NAME.upper()},Via Prova 1,copia fattura\n"
    "acme,L-P-25-0000002,2025-03-03T10:00:00,SI,78,Elettrico,IT001E11111111,Altra Cliente,Via Altrove 2,copia fattura\n"
)


@pytest.fixture
def told(tmp_path: Path) -> Desk:
    """A desk with two letters, a reply to each, a note named after the person, and a form that holds her data."""
    desk = Desk(tmp_path, env=NEXT).open()
    (tmp_path / "r.csv").write_text(REGISTER)
    assert desk("letters", "load", str(tmp_path / "r.csv")).code == 0
    desk.download("L-P-25-0000001", "L-P-25-0000002")
    for number in (1, 2):
        desk.drop(f"acme/risposte/L-P-25-000000{number}/r.pdf", pdf(f"si trasmette copia della fattura {number}"))
    desk.drop(f"acme/comunicazioni/{CF}.pdf", pdf("nota"), sidecar={"utente": NAME})
    desk.drop("acme/moduli/modulo.pdf", pdf("modulo"))
    assert desk("nightly", "--day", DAY).code == 0
    with desk.app().database.write() as connection:
        connection.execute(update(documents).where(documents.c.channel == "moduli").values(form=FORM))
    return desk


def dump(desk: Desk) -> str:
    """Return every cell of the database and every byte of the blobs as one text."""
    import sqlite3

    with sqlite3.connect(desk.home / "catalogue.db") as database:
        tables = [r[0] for r in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        cells = [repr(row) for t in tables if "_texts_" not in t for row in database.execute(f'SELECT * FROM "{t}"')]
    blobs = [desk.app().blobs.local_path(h).read_bytes().decode("latin-1") for h in desk.app().blobs.hashes()]
    return "\n".join([*cells, *blobs]).casefold()


def test_forgotten_everywhere_and_still_in_balance(told: Desk) -> None:
    before = dump(told)
    assert all(word.casefold() in before for word in (NAME, CF, POD))
    trial = told("forget", "--person", CF, "--person", NAME, "--person", POD, "--user", "dpo", "--dry-run", "--json")
    assert trial.json["lettere"] == ["acme/L-P-25-0000001"]
    assert dump(told) == before
    said = told("forget", "--person", CF, "--person", NAME, "--person", POD, "--user", "dpo", "--json")
    assert (said.code, said.err) == (0, "")
    assert not any(word in said.out for word in (NAME, CF, POD))
    after = dump(told)
    left = [line[:300] for line in after.split("\n") if any(word.casefold() in line for word in (NAME, CF, POD))]
    assert left == []
    assert "via prova" not in after
    assert "altra cliente" in after
    assert "via altrove 2" in after
    assert told.status()["balanced"]
    health = told("doctor", "--audit", "--json")
    assert health.code == 0, health.out
    assert health.json["audit"]["cancellati_per_riservatezza"] > 0
    form = next(d for d in told.export() if d["channel"] == "moduli")["form"]["fields"]
    assert form["richiedente.nome"]["value"] is None
    assert form["impianto.potenza"]["value"] == 99


def test_bytes_that_a_kill_left_behind_are_removed_later(told: Desk) -> None:
    app = told.app()
    reply = next(d for d in told.export() if d["path"].startswith("risposte/L-P-25-0000001"))
    kept = Path(app.blobs.local_path(reply["sha256"])).read_bytes()
    assert told("forget", "--person", NAME, "--user", "dpo").code == 0
    assert app.blobs.local_path(reply["sha256"]) is None
    place = app.blobs.root / reply["sha256"][:2] / reply["sha256"][2:4] / reply["sha256"]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(kept)
    assert [t["controllo"] for t in told("doctor", "--json").json["problemi"]] == ["riservatezza"]
    assert told("doctor", "--repair").code == 0
    assert not place.exists()


@pytest.mark.parametrize("term", ["Al", "   ", "x 1"])
def test_a_short_word_is_refused(told: Desk, term: str) -> None:
    said = told("forget", "--person", term, "--user", "dpo")
    assert said.code == 2
    assert "troppo corto" in said.err


def test_words_are_whole_and_whatever_their_case() -> None:
    words = Words(["Rossi Mario", "RSSMRA80A01H501U"])
    assert words.in_({"x": ["il sig. ROSSI  mario,"]})
    assert not words.in_("Rossi Mariottini")
    assert words.out_of("cf rssmra80a01h501u.") == f"cf {GONE}."


def test_retention_forgets_what_is_old_enough(told: Desk) -> None:
    app = told.app()
    with app.database.write() as connection:
        connection.execute(
            update(letters).where(letters.c.letter == "L-P-25-0000001").values(offline_at=months_before(app.now(), 13))
        )
        connection.execute(
            update(letters).where(letters.c.letter == "L-P-25-0000002").values(offline_at=months_before(app.now(), 11))
        )
    assert told("retention", "--dry-run", "--json").json["lettere"] == ["acme/L-P-25-0000001"]
    assert told("retention").code == 0
    assert told("retention", "--dry-run", "--json").json["lettere"] == []
    assert "via prova" not in dump(told)
    assert "altra cliente" in dump(told)
    assert told("doctor", "--audit").code == 0


def test_nothing_is_logged_of_anybody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Every logger of every library is heard while a day is worked; none may say a name, a code or a text."""
    caplog.set_level(logging.DEBUG)
    desk = Desk(tmp_path, env=NEXT).open()
    (tmp_path / "r.csv").write_text(REGISTER)
    desk("letters", "load", str(tmp_path / "r.csv"))
    desk.download("L-P-25-0000001")
    desk.drop("acme/risposte/L-P-25-0000001/r.pdf", pdf(f"si comunica a {NAME}"), sidecar={"utente": NAME})
    said = desk("nightly", "--day", DAY)
    words = ("verdebosco", POD.casefold(), "via prova")
    heard = json.dumps([record.getMessage() for record in caplog.records]).casefold()
    assert not any(word in heard for word in words)
    assert not any(word in said.err.casefold() for word in words)
