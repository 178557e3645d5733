"""The demo keeps to its folder: invented people never reach the ledger or the mail of a real installation."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sportello.demo.playing import _app, _own
from tests.builders import Desk

AT = datetime(2026, 11, 20, tzinfo=UTC)
REAL = {
    "SPORTELLO_DATABASE_URL": "postgresql+psycopg://vero@10.0.0.1/registro",
    "SPORTELLO_BLOBS_URL": "file:///srv/vero/blobs",
    "SPORTELLO_SMTP_URL": "smtps://vero:segreta@pec.example",
    "SPORTELLO_IMAP_URL": "imaps://vero:segreta@pec.example",
    "SPORTELLO_AUDIT_FILE": "/srv/vero/ancore.jsonl",
}


def test_what_the_machine_is_set_to_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in REAL.items():
        monkeypatch.setenv(name, value)
    settings = _app({"home": tmp_path, **_own(tmp_path)}, AT).settings
    assert settings.database == f"sqlite:///{tmp_path}/catalogue.db"
    assert settings.blobs == (tmp_path / "blobs").as_uri()
    assert (settings.smtp_url, settings.imap_url) == ("", "")
    assert settings.audit_file == tmp_path / "audit" / "ancore.jsonl"


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mondo").mkdir()
    (tmp_path / "casa").mkdir()
    (tmp_path / "casa" / "file").write_text("mio")
    said = Desk(tmp_path)("demo", str(tmp_path / "mondo"), "--home", str(tmp_path / "casa"))
    assert (said.code, "non è vuota" in said.err) == (2, True)
    assert list((tmp_path / "mondo").iterdir()) == []


@pytest.mark.slow
def test_the_demo_plays_in_the_home_and_at_the_hour_it_is_given(tmp_path: Path) -> None:
    said = Desk(tmp_path).run(
        "demo", str(tmp_path / "mondo"), "--home", str(tmp_path / "altra"), "--now", "2026-11-21T09:00:00+01:00", "--json",
        SPORTELLO_SMTP_URL="smtp://127.0.0.1:1",
    )  # fmt: skip
    told = json.loads(said.out)
    assert (told["home"], told["giorno"]) == (str(tmp_path / "altra"), "2026-11-20")
    assert told["posta"]["da_ritentare"] == []
    assert any((tmp_path / "altra" / "reports" / "2026-11-20").iterdir())
