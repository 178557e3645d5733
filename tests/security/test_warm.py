"""A document pays for a fork, not for imports: whatever a common upload needs, its supervisor has loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.documents import Channel
from extractors.isolation import Done, Limits, Task, Workshop
from sportello.documents.work import WORK, Job, warm_for
from sportello.mail import receipt_work
from tests.builders import pack, pdf

LOOKS = "worker_looks:loads"


def loaded(warm: tuple[str, ...], function: str, *args: object, writes: tuple[Path, ...] = ()) -> list[str]:
    with Workshop(1, Limits(), warm, (Path(__file__).parent,)) as shop:
        ((_, outcome),) = shop.run([Task(0, LOOKS, (function, *args), writes)])
    assert isinstance(outcome, Done), outcome
    found: list[str] = outcome.value
    return found


@pytest.mark.parametrize(
    ("name", "channel", "data"),
    [
        ("nota.pdf", Channel.COMUNICAZIONI, pdf("nota")),
        ("rotta.pdf", Channel.COMUNICAZIONI, b"%PDF-1.4 rotta"),
        ("lotto.zip", Channel.RISPOSTE, pack({"R-P-25-0000001.PDF": pdf("uno")})),
    ],
)
def test_an_upload_loads_nothing(tmp_path: Path, name: str, channel: Channel, data: bytes) -> None:
    into = tmp_path / "into"
    into.mkdir()
    place = tmp_path / name
    place.write_bytes(data)
    job = Job(str(place), name, channel, name.endswith(".zip"), str(into))
    assert loaded(warm_for([channel]), WORK, job, writes=(into,)) == []


def test_a_receipt_loads_nothing_and_its_worker_knows_no_database() -> None:
    raw = b"From: a@b.example\r\nX-Ricevuta: accettazione\r\n\r\nx"
    assert loaded(receipt_work.WARM, receipt_work.READ, raw, None) == []
