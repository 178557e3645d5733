"""The virus scan against a real clamd with a signature of our own, and against a scanner that is down or odd."""

from __future__ import annotations

import io
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.virus import Infected, Refused, ScannerDownError, parse_scanner
from tests.builders import Desk, codes, pack, pdf

SIGNATURE = b"SPORTELLO-PROVA-DI-FIRMA-ANTIVIRUS"
CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real clamd that knows one signature: ours. It takes at most 1 MB."""
    if CLAMD is None:
        pytest.skip("clamd non è installato (apt-get install clamav-daemon)")
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "db").mkdir()
    (folder / "db" / "prova.ndb").write_text(f"Prova.Sportello:0:*:{SIGNATURE.hex()}\n")
    address = folder / "s"
    (folder / "clamd.conf").write_text(
        f"LocalSocket {address}\nDatabaseDirectory {folder / 'db'}\nForeground yes\nStreamMaxLength 1M\n"
        f"TemporaryDirectory {folder}\nMaxThreads 2\n"
    )
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([CLAMD, "--config-file", str(folder / "clamd.conf")], stdout=log, stderr=log)
        for _ in range(200):
            if address.exists() or process.poll() is not None:
                break
            time.sleep(0.1)
        if process.poll() is not None:
            pytest.fail((folder / "log").read_text()[-500:])
        yield f"unix://{address}"
        process.terminate()
        process.wait(20)


def test_the_real_scanner(clamd: str) -> None:
    scanner = parse_scanner(clamd)
    scanner.ping()
    assert scanner.scan(io.BytesIO(pdf("pulito"))) is None
    assert scanner.scan(io.BytesIO(b"")) is None
    found = scanner.scan(io.BytesIO(b"x" * 70_000 + SIGNATURE))
    assert isinstance(found, Infected)
    assert found.name.startswith("Prova.Sportello")
    assert isinstance(scanner.scan(io.BytesIO(b"x" * 3_000_000)), Refused)


def test_infected_uploads_are_refused_unread_and_stay_in_quarantine(tmp_path: Path, clamd: str) -> None:
    desk = Desk(tmp_path, env={"SPORTELLO_CLAMD_URL": clamd}).open("L-P-25-0000001")
    desk.drop("acme/comunicazioni/buona.pdf", pdf("buona"))
    desk.drop("acme/comunicazioni/infetta.pdf", pdf("infetta") + b"\n%" + SIGNATURE)
    desk.drop("acme/risposte/lotto.zip", pack({"R-P-25-0000001.PDF": pdf("x") + SIGNATURE}))
    desk.drop("acme/comunicazioni/enorme.pdf", pdf("enorme") + b"\n%" + b"x" * 2_000_000)
    assert desk.run("ingest").code == 1
    found = desk.by_path()
    assert found["acme/comunicazioni/buona.pdf"]["state"] == "accepted"
    for path in ("acme/comunicazioni/infetta.pdf", "acme/risposte/lotto.zip"):
        assert (found[path]["state"], codes(found[path])) == ("rejected", ["E016"])
        assert "Prova.Sportello" in found[path]["findings"][0]["observed"]
    assert codes(found["acme/comunicazioni/enorme.pdf"]) == ["E004"]
    bad = found["acme/comunicazioni/infetta.pdf"]
    assert desk.app().blobs.local_path(bad["sha256"]) is not None, "kept as evidence"
    desk.env = {}
    desk.run("rerun", "--document", bad["document"])
    assert codes(desk.by_path()["acme/comunicazioni/infetta.pdf"]) == ["E016"], "also without the scanner"
    assert desk.status()["balanced"]


def test_a_scanner_that_is_down_leaves_everything_waiting(tmp_path: Path, clamd: str) -> None:
    desk = Desk(tmp_path, env={"SPORTELLO_CLAMD_URL": f"unix://{tmp_path}/nessuno"}).open()
    desk.drop("acme/comunicazioni/nota.pdf", pdf("nota"))
    said = desk.run("ingest")
    assert said.code == 1
    assert "antivirus" in said.out
    assert desk.status()["pending"] == 1
    assert "aspettano" in desk.status()["notices"][0]
    assert "aspettano" in desk("status").out
    desk.env = {"SPORTELLO_CLAMD_URL": clamd}
    assert desk.run("ingest").code == 0
    assert desk.status()["accepted"] == 1
    assert desk.status()["notices"] == []


def test_letters_of_the_desk_are_scanned_before_they_are_stored(tmp_path: Path, clamd: str) -> None:
    desk = Desk(tmp_path, env={"SPORTELLO_CLAMD_URL": clamd}).open()
    files = tmp_path / "lettere"
    files.mkdir()
    (files / "1.pdf").write_bytes(pdf("pulita"))
    (files / "2.pdf").write_bytes(pdf("infetta") + b"\n%" + SIGNATURE)
    (files / "3.pdf").write_bytes(pdf("enorme") + b"\n%" + b"x" * 2_000_000)
    head = "operatore,lettera,data_pubblicazione,destinatario_principale,file\n"
    rows = "".join(f"acme,L-P-25-000000{n},2025-03-03T10:00:00,SI,{n}.pdf\n" for n in (1, 2, 3))
    (tmp_path / "l.csv").write_text(head + rows)
    load = ("letters", "load", str(tmp_path / "l.csv"), "--files", str(files), "--json")
    said = desk(*load)
    assert (said.code, said.json["nuovi"]) == (1, 1)
    assert [(e["riga"], e["colonna"]) for e in said.json["errori"]] == [(3, "file"), (4, "file")]
    assert "Prova.Sportello" in said.json["errori"][0]["messaggio"]
    app = desk.app()
    stored = [app.blobs.local_path(h).read_bytes() for h in app.blobs.hashes()]
    assert stored == [(files / "1.pdf").read_bytes()], "nothing infected or unscanned lies in the store"
    desk.env = {"SPORTELLO_CLAMD_URL": f"unix://{tmp_path}/nessuno"}
    (files / "2.pdf").write_bytes(pdf("guarita"))
    waiting = desk(*load)
    assert (waiting.code, waiting.json["nuovi"]) == (1, 0)
    assert all("in attesa" in e["messaggio"] for e in waiting.json["errori"])
    desk.env = {"SPORTELLO_CLAMD_URL": clamd}
    assert desk(*load).json["nuovi"] == 1


@pytest.fixture
def odd() -> Iterator[Callable[[bytes], str]]:
    """A scanner that reads a little and answers whatever it is told to."""
    servers = []

    def serve(answer: bytes) -> str:
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)

        def once() -> None:
            line, _ = server.accept()
            with line:
                line.recv(65536)
                line.sendall(answer)

        threading.Thread(target=once, daemon=True).start()
        return f"tcp://127.0.0.1:{server.getsockname()[1]}"

    yield serve
    for server in servers:
        server.close()


@pytest.mark.parametrize(
    "answer", [b"", b"stream: Out of memory ERROR\0", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\0", b"OKAY\0"]
)
def test_no_clear_answer_is_never_clean(odd: Callable[[bytes], str], answer: bytes) -> None:
    with pytest.raises(ScannerDownError):
        parse_scanner(odd(answer)).scan(io.BytesIO(b"x"))


def test_a_name_from_outside_holds_no_control_characters(odd: Callable[[bytes], str]) -> None:
    found = parse_scanner(odd(b"stream: a\x1b[31m\nb FOUND\0")).scan(io.BytesIO(b"x"))
    assert isinstance(found, Infected)
    assert found.name.isprintable()


@pytest.mark.parametrize("url", ["", "http://x", "tcp://", "unix://", "clamd", "tcp://h:x"])
def test_a_wrong_address_is_one_line(tmp_path: Path, url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_scanner(url)
    if url:
        said = Desk(tmp_path, env={"SPORTELLO_CLAMD_URL": url})("status")
        assert said.code in {0, 2}
        assert "Traceback" not in said.err
