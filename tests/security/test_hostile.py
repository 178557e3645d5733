"""Loops, bombs, lies and disguises of our own making through the real intake: each ends in its state with its code."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.hostile_made import pdfs
from benchmarks.hostile_zips import zips
from tests.builders import Desk, codes, details, pack

#: PDFs that are refused, with the code that says why; all others can be read.
REFUSED_PDFS = {
    "pagine-tremila": "PDF-07",
    "albero-assente": "PDF-03",
    "tabella-in-flusso-ciclica": "PDF-03",
    "radice-assente": "PDF-03",
    "riquadro-enorme": "PDF-08",
    "intestazione-a-1025": "E002",
    "cifrato-con-password": "PDF-06",
    "cifrato-ignoto": "PDF-12",
    "cifrato-finto": "PDF-06",
    "solo-intestazione": "PDF-04",
    "nulli": "PDF-04",
    "cancelletti": "PDF-03",
    "html": "E002",
}
NOTICED_PDFS = {"risate-xfa": "PDF-W2", "cifrato-senza-password": "PDF-W1", "poliglotta-zip": "PDF-W3"}
#: Seconds or a gigabyte each: for ``make hostile`` and the slow test.
HEAVY = {"mille-risate", "testo-lunghissimo", "note-centomila", "contenuti-ripetuti", "bomba-doppia"}
#: Archives that are refused as a whole.
REFUSED_ZIPS = {
    "commento-con-indice": "ZIP-13",
    "due-indici": "ZIP-15",
    "piu-dischi": "ZIP-08",
    "zip64-enorme": "ZIP-05",
    "vuoto": "ZIP-06",
    "zero-byte": "ZIP-01",
    "troncato": "ZIP-04",
    "senza-indice": "ZIP-04",
    "bomba": "ZIP-11",
    "molte-voci": "ZIP-09",
    **dict.fromkeys(("sette-zip", "rar", "tar", "gzip", "bzip2", "xz"), "ZIP-03"),
    "iso": "ZIP-02",
    "autoestraente": "ZIP-15",
    "pdf-e-zip": "ZIP-15",
}
#: Archives of which one entry is refused; the good one beside it is taken.
REFUSED_ENTRIES = {
    "collegamento": "ZIP-35",
    "dispositivo": "ZIP-35",
    "cartella-detta-pdf": "ZIP-26",
    "risalita": "ZIP-27",
    "risalita-windows": "ZIP-27",
    "assoluto": "ZIP-27",
    "unita": "ZIP-27",
    "flusso-ntfs": "ZIP-31",
    "dispositivo-dos": "ZIP-30",
    "nome-lunghissimo": "ZIP-33",
    "nome-doppio-unicode": "ZIP-27",
}


def everything(desk: Desk, names: dict[str, str]) -> dict[str, list[dict]]:
    """Return the documents by the name under which they were made: the upload first, then its entries."""
    found: dict[str, list[dict]] = {}
    for document in desk.export():
        found.setdefault(names[document["path"].partition("!/")[0]], []).append(document)
    assert desk.status()["balanced"]
    assert {p.name for p in desk.root.iterdir()} <= {"casa", "operatori.csv", "lettere.csv"}
    assert not list((desk.home / "tmp").iterdir())
    return found


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict]]:
    desk, names = Desk(tmp_path_factory.mktemp("pdf")).open(), {}
    for number, (name, data) in enumerate((n, d) for n, d in pdfs().items() if n not in HEAVY):
        names[f"comunicazioni/p{number:03}.pdf"] = name
        desk.drop(f"acme/comunicazioni/p{number:03}.pdf", data)
    assert desk("ingest").code == 0, "none of them costs a worker its life"
    return everything(desk, names)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict]]:
    desk, names = Desk(tmp_path_factory.mktemp("zip")).open("L-P-25-0000001"), {}
    for number, (name, data) in enumerate(zips().items()):
        names[f"risposte/z{number:03}.zip"] = name
        desk.drop(f"acme/risposte/z{number:03}.zip", data)
    assert desk("ingest").code == 0
    return everything(desk, names)


def test_every_pdf_ends_with_its_code(read: dict[str, list[dict]]) -> None:
    assert len(read) == len(pdfs()) - len(HEAVY) > 50
    refused = {name for name, (document,) in read.items() if document["state"] == "rejected"}
    assert refused == set(REFUSED_PDFS)
    for name, code in {**REFUSED_PDFS, **NOTICED_PDFS}.items():
        assert code in details(read[name][0]), (name, details(read[name][0]))
    assert {d["state"] for documents in read.values() for d in documents} == {"accepted", "rejected"}


def test_every_archive_ends_with_its_code(opened: dict[str, list[dict]]) -> None:
    assert set(opened) == set(zips())
    refused = {name for name, documents in opened.items() if documents[0]["state"] == "rejected"}
    assert refused == set(REFUSED_ZIPS)
    for name, code in REFUSED_ZIPS.items():
        assert code in details(opened[name][0]), (name, details(opened[name][0]))
        assert len(opened[name]) == 1, "nothing is taken out of an archive that is refused"


def test_good_entries_are_judged_beside_bad_ones(opened: dict[str, list[dict]]) -> None:
    for name, code in REFUSED_ENTRIES.items():
        _, *entries = opened[name]
        bad = [entry for entry in entries if code in details(entry)]
        good = [entry for entry in entries if entry["state"] in {"accepted", "duplicate"}]
        assert (len(bad), len(good)) == (1, 1), name
    for name, code in (("bomba-annidata", "ZIP-25"), ("metodo-lzma", "ZIP-21")):
        assert [code in details(entry) for entry in opened[name][1:]] == [True]
    assert all("ZIP-34" in details(entry) for entry in opened["stessi-nomi"][1:])
    assert len(opened["stessi-nomi"]) == 3


def test_odd_but_honest_ones_are_taken(opened: dict[str, list[dict]]) -> None:
    for name in ("buono", "commento-64k", "in-flusso", "cartella-sola"):
        assert [entry["state"] for entry in opened[name][1:]] in (["accepted"], ["duplicate"]), name


def test_a_number_beyond_64_bits_is_no_bug_in_any_reader(tmp_path: Path) -> None:
    desk = Desk(tmp_path).open()
    data = pdfs()["tabella-lontana"]
    desk.drop("acme/moduli/m.pdf", data)
    desk.drop("acme/moduli/m.zip", pack({"m.pdf": data + b"\n"}))
    assert desk("ingest").code == 0
    assert "error" not in {d["state"] for d in desk.export()}


@pytest.mark.slow
def test_what_kills_a_worker_twice_is_refused(tmp_path: Path) -> None:
    small = {"SPORTELLO_WORKER_MEMORY_MB": "128", "SPORTELLO_WORKER_CPU_SECONDS": "10"}
    desk = Desk(tmp_path, env=small).open()
    desk.drop("acme/comunicazioni/risate.pdf", pdfs()["mille-risate"])
    assert desk("ingest").code == 1
    assert desk("rerun", "--failed").code == 0
    (ended,) = desk.export()
    assert (ended["state"], codes(ended)) == ("rejected", ["E002"])
    assert "PDF-20" in details(ended)
