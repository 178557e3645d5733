"""Small worlds in which everything happens whose order matters, one for each kind of run that may be killed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from unittest import mock

from sqlalchemy import Connection, select, update

from extractors.isolation import Limits
from sportello.demo.filled_form import filled
from storage import outbox, plants, tables
from tests.builders import DAY, NOW, Desk, pack, pdf
from tests.sportello.letters.conftest import publish

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "pec_kit"))

from pec_kit import daticert, receipt

LETTERS = tuple(f"L-P-25-00000{n:02d}" for n in range(1, 9))
NIGHT = "2025-03-11T01:00:00+01:00"


@dataclass(frozen=True)
class Flow:
    """One kind of run: how its world is made, the command that works in it, the hour, and whether mail goes out."""

    name: str
    make: Callable[[Desk], object]
    words: tuple[str, ...]
    now: str = NOW
    mail: bool = False


def make(desk: Desk) -> Desk:
    """Open the desk and fill its inbox: replies to one letter, twins, an archive with good and bad entries."""
    desk.open(*LETTERS)
    same = pdf("gli stessi byte")
    desk.drop("acme/comunicazioni/nota.pdf", pdf("nota"))
    desk.drop("rivo/comunicazioni/acqua.pdf", pdf("acqua"))
    desk.drop("acme/comunicazioni/prima.pdf", same)
    desk.drop("acme/comunicazioni/seconda.pdf", same)
    desk.drop("acme/risposte/L-P-25-0000001/a.pdf", pdf("prima risposta"), sidecar={"utente": "Anna"})
    desk.drop("acme/risposte/L-P-25-0000001/b.pdf", pdf("risposta integrativa"))
    desk.drop("acme/risposte/R-P-25-0000099.pdf", pdf("nessuna lettera"))
    desk.drop(
        "acme/risposte/lotto.zip",
        pack(
            [
                ("R-P-25-0000002.PDF", pdf("due")),
                ("R-P-25-0000003.PDF", b"rotta"),
                ("R-P-25-0000004.PDF", same),
                ("nome libero.pdf", pdf("libero")),
            ]
        ),
    )
    desk.drop("acme/risposte/rotto.zip", b"PK\x03\x04 rotto")
    desk.drop("acme/comunicazioni/vuoto.pdf", b"")
    return desk


def fail(desk: Desk) -> None:
    """Bring whatever lies in the inbox to a technical error: no worker has the time to look at it."""
    with mock.patch("sportello.documents.process.worker_limits", return_value=Limits(1024, 60, 0.0001)):
        assert desk("ingest").code == 1


def _troubled(desk: Desk) -> None:
    desk.open(*LETTERS[:4])
    desk.drop("acme/risposte/lotto.zip", pack({"R-P-25-0000002.PDF": pdf("due"), "R-P-25-0000003.PDF": b"rotta"}))
    desk.drop("acme/risposte/R-P-25-0000001.pdf", pdf("uno"))
    desk.drop("acme/comunicazioni/nota.pdf", pdf("nota"))
    desk.drop("rivo/comunicazioni/acqua.pdf", pdf("acqua"))
    fail(desk)


def _evening(desk: Desk) -> None:
    """A day whose night has everything to do: an error to cure, letters late, absent and off line, a refused form, receipts."""
    desk.open(*LETTERS[:2])
    late = [
        {"lettera": f"L-P-25-000002{n}", "giorni_risposta": 3, "operatore": ["acme", "rivo"][n % 2]} for n in range(2)
    ]
    old = {"data_pubblicazione": "2025-01-20T10:00:00", "giorni_risposta": 3}
    older = {"data_pubblicazione": "2023-01-20T10:00:00", "giorni_risposta": 3}
    publish(desk, [*late, {"lettera": "L-P-25-0000030", **old}, {"lettera": "L-P-23-0000031", **older}])
    desk.drop("rivo/comunicazioni/in-errore.pdf", pdf("in errore"))
    fail(desk)
    desk.drop("rivo/moduli/errato.pdf", filled({"generalita.soggetto.partita_iva": "12345678901"}))
    assert desk("ingest").code == 0
    assert desk("report", "daily", "--day", "2025-03-08").code == 0
    with desk.app().database.write() as connection:
        _forget_places(connection, "errato.pdf")
        at = datetime.fromisoformat(NOW)
        plant = plants.open_plant(connection, "acme", "IT001E00000001", at)
        plants.set_days(connection, plant, {"activation": date(2024, 4, 10)}, at=at, who="analista")
        told = next(row.message_id for row in outbox.every(connection) if row.operator == "acme").strip("<>")
    folder = desk.home / "ricevute"
    folder.mkdir()
    for tipo in ("accettazione", "avvenuta-consegna"):
        raw = receipt(
            tipo, xml=daticert(tipo, reference=told, recipient="acme@pec.acme.example"), header_reference=f"<{told}>"
        )
        (folder / f"{tipo}.eml").write_bytes(raw)
    desk.drop("acme/risposte/R-P-25-0000001.pdf", pdf("risposta"))
    desk.drop("acme/risposte/lotto.zip", pack({"R-P-25-0000002.PDF": pdf("due"), "altro.pdf": b"rotta"}))


def _forget_places(connection: Connection, name: str) -> None:
    """Leave a form's findings without their places: drawing pages for its letter costs more than all the rest."""
    mine = tables.documents.c.name == name
    told = connection.execute(select(tables.documents.c.findings).where(mine)).scalar_one()
    bare = [{key: value for key, value in finding.items() if key != "bbox"} for finding in told]
    connection.execute(update(tables.documents).where(mine).values(findings=bare))


def _full_outbox(desk: Desk) -> None:
    _evening(desk)
    desk.now = NIGHT
    assert desk("nightly", "--day", DAY).code == 0


FLOWS = (
    Flow("ingest", make, ("ingest",)),
    Flow("nightly", _evening, ("nightly", "--day", DAY), NIGHT, mail=True),
    Flow("rerun", _troubled, ("rerun", "--failed")),
    Flow("outbox", _full_outbox, ("report", "daily", "--day", DAY, "--send"), NIGHT, mail=True),
)
