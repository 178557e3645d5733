"""Desks for the tests of the roof: one with every kind of bad upload in its inbox, worked once for all of them."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from tests.builders import Desk, Said, cp437_zip, empty_pdf, encrypted_zip, locked_pdf, pack, pdf

MB = 1024 * 1024
LETTERS = tuple(f"L-P-25-00000{n:02d}" for n in range(1, 40))
COPY, NOT_DOWNLOADED = "L-P-25-0000090", "L-P-25-0000091"


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("R-P-25-0000030.PDF", b"%PDF-1.4\n" + b"\0" * (40 * MB))
    return out.getvalue()


def _docx() -> bytes:
    return pack({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})


def fill(desk: Desk) -> None:
    """Put one upload of every bad kind into the inbox, good ones between them."""
    good = pdf("Con riferimento alla Vostra richiesta si risponde quanto segue.")
    single = "acme/risposte/L-P-25-00000{:02d}/{}".format
    desk.drop(single(1, "buona.pdf"), good)
    desk.drop(single(2, "vuota.pdf"), b"")
    desk.drop(single(3, "senza pagine.pdf"), empty_pdf())
    desk.drop(single(4, "password.pdf"), locked_pdf(user="segreta"))
    desk.drop(single(5, "restrizioni.pdf"), locked_pdf())
    desk.drop(single(6, "tronca.pdf"), good[: len(good) // 2])
    desk.drop(single(7, "testo.pdf"), b"questo non e' un PDF")
    desk.drop(single(8, "risposta.docx"), _docx())
    desk.drop(single(9, "PERCHÉ però.PDF"), pdf("accenti"))
    desk.drop(single(10, "n" * 240 + ".pdf"), pdf("nome lungo"))
    desk.drop("acme/risposte/r-p-25-0000011.pdf", pdf("minuscolo"))
    desk.drop("acme/risposte/R-P-25-7777777.pdf", pdf("lettera ignota"))
    desk.drop("acme/risposte/L-P-25-0000090/copia.pdf", pdf("in copia"))
    desk.drop("acme/risposte/L-P-25-0000091/presto.pdf", pdf("non scaricata"))
    desk.drop("rivo/risposte/R-P-25-0000012.pdf", pdf("lettera di acme"))
    desk.drop("acme/risposte/archivio.rar", b"Rar!\x1a\x07\x01\x00" + b"\1" * 200)
    desk.drop("acme/risposte/cifrato.zip", encrypted_zip("R-P-25-0000013.PDF", pdf("cifrata")))
    desk.drop("acme/risposte/vuoto.zip", b"")
    desk.drop("acme/risposte/senza voci.zip", pack({}))
    desk.drop("acme/risposte/bomba.zip", _bomb())
    desk.drop("acme/risposte/tronco.zip", pack({"R-P-25-0000014.PDF": good})[:-30])
    desk.drop(
        "acme/risposte/misto.zip",
        pack(
            [
                ("R-P-25-0000015.PDF", pdf("quindici")),
                ("interno.zip", pack({"R-P-25-0000016.PDF": good})),
                ("../R-P-25-0000017.PDF", pdf("fuori")),
                ("cartella/R-P-25-0000018.PDF", pdf("in cartella")),
                ("risposta finale.pdf", pdf("nome libero")),
                ("R-P-25-0000019.PDF", b"non e' un PDF"),
            ]
        ),
    )
    desk.drop(
        "acme/risposte/doppi.zip",
        pack(
            [
                ("R-P-25-0000020.PDF", pdf("prima")),
                ("r-p-25-0000020.pdf", pdf("seconda")),
                ("R-P-25-0000021.PDF", pdf("sola")),
            ]
        ),
    )
    desk.drop("acme/risposte/cp437.zip", cp437_zip("perché.pdf", pdf("vecchio zip")))
    desk.drop("acme/comunicazioni/sedici_caratteri.pdf", pdf("etichetta"))
    desk.drop("acme/comunicazioni/diciassette_caratt.pdf", pdf("etichetta lunga"))
    desk.drop("acme/comunicazioni/grande.pdf", pdf("grande") + b"\n%" + b"x" * (15 * MB))
    desk.drop("acme/comunicazioni/[bold]\x1b[31mrosso\n.pdf", pdf("comandi nel nome"))
    desk.drop("acme/varie/nota.pdf", pdf("cartella ignota"))
    desk.drop("acme/risposte/foo!/R-P-25-0000022.pdf", pdf("cartella con punto esclamativo"))
    desk.drop("ignoto/risposte/R-P-25-0000001.pdf", pdf("operatore ignoto"))
    desk.drop("sparso.pdf", pdf("nella radice"))
    (desk.inbox / "acme/risposte/cartella.pdf").mkdir()
    (desk.inbox / "acme/comunicazioni/legame.pdf").symlink_to("/etc/hostname")
    os.mkfifo(desk.inbox / "acme/comunicazioni/tubo.pdf")
    desk.drop(
        "acme/comunicazioni/con utente.pdf",
        pdf("utente"),
        sidecar={"utente": "Anna Bo", "caricato_il": "2025-03-10T09:00:00+01:00"},
    )
    desk.drop(
        "acme/comunicazioni/dal futuro.pdf",
        pdf("futuro"),
        sidecar={"utente": "Zoe", "caricato_il": "2031-01-01T00:00:00+01:00"},
    )
    desk.drop(
        "acme/comunicazioni/dal passato.pdf", pdf("passato"), sidecar={"caricato_il": "0001-01-01T00:00:00+14:00"}
    )
    desk.drop("acme/comunicazioni/rotto.pdf", pdf("rotto"), sidecar=b"{non json")
    desk.drop("acme/comunicazioni/orfano.pdf.json", b'{"utente": "Nessuno"}')
    desk.drop("acme/comunicazioni/.nascosto.pdf", pdf("punto"))
    for ending in ("part", "tmp", "crdownload"):
        desk.drop(f"acme/comunicazioni/in arrivo.pdf.{ending}", b"%PDF-")


class Worked:
    """The desk after its one ingest, with what the command said and the documents by path."""

    def __init__(self, desk: Desk, said: Said) -> None:
        self.desk, self.said = desk, said
        self.documents = desk.by_path()

    def __getitem__(self, path: str) -> dict:
        return self.documents[path]


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """Every bad kind of upload, taken in and judged by the real command."""
    desk = Desk(Path(tmp_path_factory.mktemp("banco"))).open(
        *LETTERS, COPY, NOT_DOWNLOADED, copies=[COPY], downloaded=False
    )
    desk.download(*LETTERS, COPY)
    fill(desk)
    return Worked(desk, desk.run("ingest", "--json"))
