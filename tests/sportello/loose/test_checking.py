"""``check`` says of a file what the pipeline then says of it, archives included, and stores nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.builders import Desk, codes, encrypted_zip, pack, pdf

GOOD, OTHER = "L-P-25-0000001", "L-P-25-0000002"
LOT = pack(
    [
        ("R-P-25-0000001.pdf", pdf("buona")),
        ("R-P-25-0000002.docx", b"testo"),
        ("nota.txt", b"ciao"),
        ("cartella/R-P-25-0000002.pdf", pdf("in una cartella")),
        ("dentro.zip", pack([("a.pdf", pdf("a"))])),
    ]
)
FILES: list[tuple[str, str, bytes]] = [
    ("reply", "risposte/lotto.zip", LOT),
    ("reply", "risposte/cifrato.zip", encrypted_zip("R-P-25-0000001.pdf", pdf("x"))),
    ("reply", "risposte/vuoto.zip", pack([])),
    ("reply", "risposte/R-P-25-0000009.pdf", pdf("nessuna lettera")),
    ("reply", "risposte/R-P-25-0000002.PDF", pdf("buona anche questa")),
    ("communication", "comunicazioni/12345678901234567.pdf", pdf("etichetta lunga")),
    ("communication", "comunicazioni/appunti.txt", b"solo testo"),
    ("tirv", "comunicazioni/RIGETTO_TIRV 1.PDF", pdf("manca quasi tutto")),
    ("form", "moduli/allegati.zip", pack([("a.txt", b"q")])),
    ("form", "moduli/ignoto.zip", pack([("a.pdf", pdf("non è un modulo")), ("b.txt", b"q")])),
    ("form", "moduli/ignoto.pdf", pdf("un'altra carta")),
]


@pytest.fixture(scope="module")
def worked(tmp_path_factory: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """What ``check`` said of each file, and the documents that the pipeline made of them afterwards."""
    desk = Desk(tmp_path_factory.mktemp("controllo")).open(GOOD, OTHER)
    said = {}
    for purpose, path, data in FILES:
        place = desk.root / "fuori" / Path(path).name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(data)
        answer = desk("check", str(place), "--as", purpose, "--operator", "acme", "--json")
        assert answer.code == 0, answer.err
        said[path] = answer.json
    assert desk.export() == []
    for _, path, data in FILES:
        desk.drop(f"acme/{path}", data)
    assert desk("ingest").code == 0
    return said, {d["path"]: d for d in desk.export()}


@pytest.mark.parametrize("path", [path for _, path, _ in FILES])
def test_a_file_is_judged_as_the_pipeline_does(worked: Any, path: str) -> None:
    said, documents = worked
    assert said[path]["state"] == documents[path]["state"]
    assert codes(said[path]) == codes(documents[path])
    assert [f["code"] for f in said[path]["findings"]] == [f["code"] for f in documents[path]["findings"]]


@pytest.mark.parametrize("path", [path for _, path, _ in FILES if path.endswith(".zip")])
def test_so_is_every_file_of_an_archive(worked: Any, path: str) -> None:
    said, documents = worked
    inside = {p.split("!/", 1)[1]: d for p, d in documents.items() if p.startswith(f"{path}!/")}
    assert {e["name"]: (e["state"], codes(e)) for e in said[path]["entries"]} == {
        name: (d["state"], codes(d)) for name, d in inside.items()
    }
    assert said[path]["accepted"] == all(d["state"] == "accepted" for d in (documents[path], *inside.values()))


def test_the_lot_is_told_file_by_file(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "lotto.zip"
    place.write_bytes(LOT)
    said = desk("check", str(place), "--as", "reply")
    assert said.code == 0
    assert "File dell'archivio: 5, di cui 1 da accettare." in said.out
    assert "nota.txt: NON sarebbe accettato." in said.out


def test_what_waits_for_an_analyst_is_not_called_refused(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "ignoto.pdf"
    place.write_bytes(pdf("un'altra carta"))
    assert "attenderebbe il giudizio di un analista" in desk("check", str(place), "--as", "form").out


def test_a_rejection_without_its_prefix_is_told_by_the_name_it_bears(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "nota.txt"
    place.write_bytes(b"testo")
    found = desk("check", str(place), "--as", "tirv", "--json").json["findings"]
    assert {f["code"]: f["observed"] for f in found}["E012"] == "'nota.txt', 8 caratteri"
    assert {f["code"]: f["message"] for f in found}["E002"] == "Il formato del file 'nota.txt' non è valido"


def test_bytes_that_are_there_already_are_a_duplicate(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "casa").open(GOOD)
    desk.drop("acme/comunicazioni/una.pdf", pdf("la stessa"))
    assert desk("ingest").code == 0
    place = tmp_path / "altra.pdf"
    place.write_bytes(pdf("la stessa"))
    found = desk("check", str(place), "--as", "communication", "--operator", "acme", "--json").json
    assert (found["state"], codes(found)) == ("duplicate", ["E009"])


def test_without_a_register_a_letter_is_taken_as_in_order(tmp_path: Path) -> None:
    place = tmp_path / "mia risposta.pdf"
    place.write_bytes(pdf("risposta"))
    found = Desk(tmp_path / "casa")("check", str(place), "--as", "reply", "--letter", GOOD, "--json").json
    assert found["state"] == "accepted"


def test_a_letter_that_the_register_does_not_hold_is_told(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "mia risposta.pdf"
    place.write_bytes(pdf("risposta"))
    desk.open(GOOD)
    found = desk("check", str(place), "--as", "reply", "--letter", "L-P-25-7777777", "--json").json
    assert codes(found) == ["E003"]


def test_a_letter_s_name_that_is_none_is_wrong_usage(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "mia risposta.pdf"
    place.write_bytes(pdf("risposta"))
    said = desk("check", str(place), "--as", "reply", "--letter", "pippo")
    assert said.code == 2
    assert "'pippo' non è il nome di una lettera" in said.err


def test_a_reply_in_another_format_is_refused_for_its_format_alone(worked: Any) -> None:
    _, documents = worked
    entry = documents["risposte/lotto.zip!/R-P-25-0000002.docx"]
    assert (codes(entry), entry["letter"]) == (["E002"], OTHER)
