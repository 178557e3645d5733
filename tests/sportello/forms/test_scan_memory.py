"""Scanned pages are read by their pixels once: the second run asks nobody, and says the same."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.make_scans import LOOKS, scan_pdf
from domain.documents import Channel
from domain.opened import Opened
from extractors.isolation.codec import decode, encode
from extractors.ocr import OcrUnavailableError
from extractors.ocr.engine import engine
from sportello.care.forgetting import forget
from sportello.demo.filled_form import filled
from sportello.documents.work import Job, read_texts, work
from sportello.forms import scan_memory
from storage.readings import Readings
from tests.builders import Desk

NOW = "2026-06-10T12:00:00+02:00"


@pytest.fixture(scope="module")
def sheet() -> bytes:
    """The first page of a filled form, printed and scanned."""
    try:
        engine("ita")
    except OcrUnavailableError as absent:
        pytest.skip(str(absent))
    return scan_pdf(filled({}), LOOKS["clean200"], seed=3, pages=[0])


@pytest.fixture(scope="module")
def job(sheet: bytes, tmp_path_factory: pytest.TempPathFactory) -> Job:
    folder = tmp_path_factory.mktemp("scansioni")
    (folder / "modulo.pdf").write_bytes(sheet)
    return Job(str(folder / "modulo.pdf"), "modulo.pdf", Channel.MODULI, False, "", readings=str(folder / "lettura"))


@pytest.fixture(scope="module")
def first(job: Job) -> Opened:
    """The first run; what it read lies where the next run looks for it."""
    found = work(job)
    assert job.readings is not None
    Path(job.readings).write_bytes(found.scans)
    return found


@pytest.fixture
def kept(job: Job, first: Opened) -> Iterator[Path]:
    assert job.readings is not None
    place = Path(job.readings)
    place.write_bytes(first.scans)
    yield place
    place.write_bytes(first.scans)


@pytest.mark.usefixtures("kept")
def test_the_second_run_opens_no_image_and_reads_the_same(job: Job, first: Opened) -> None:
    again = work(job)
    assert (first.pixels, again.pixels, again.scans) == (1, 0, b"")
    assert first.reading is not None
    assert again.reading == first.reading
    assert any(v.source == "ocr" for v in first.reading.fields.values())
    assert len(first.scans) < 100_000


@pytest.mark.parametrize("how", ["cut", "noise", "nothing", "other version", "other bytes", "bomb", "no noun"])
def test_what_is_broken_or_of_another_reader_is_read_again(
    job: Job, first: Opened, kept: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_memory, "LARGEST", 1 << 20)
    found = decode(zlib.decompress(first.scans))
    kept.write_bytes({
        "cut": first.scans[:-20], "noise": b"\x00" * 500, "nothing": b"",
        "other version": zlib.compress(encode(replace(found, key=found.key.replace(" 3 ", " 0 ", 1) + "x"))),
        "other bytes": zlib.compress(encode(replace(found, key="0" * 64 + found.key[64:]))),
        "bomb": zlib.compress(b" " * (2 << 20)),
        "no noun": zlib.compress(encode(["pagine"])),
    }[how])  # fmt: skip
    memory = scan_memory.ScanMemory(kept)
    pdf = Path(job.path).read_bytes()
    memory._recall(pdf)
    assert memory._pages == {}


def test_a_new_question_opens_that_page_and_is_kept_too(job: Job, kept: Path) -> None:
    pdf = Path(job.path).read_bytes()
    memory = scan_memory.ScanMemory(kept)
    scan = memory(pdf, 0)
    box = scan.page.words[0].box
    assert memory.read == 0
    said = scan.zone(box, "digits"), scan.ink(box), scan.written(box)
    assert memory.read == 1
    kept.write_bytes(memory.content())
    later = scan_memory.ScanMemory(kept)
    seen = later(pdf, 0)
    assert (seen.zone(box, "digits"), seen.ink(box), seen.written(box)) == said
    assert (later.read, later.content()) == (0, b"")


def test_the_pages_of_a_scanned_reply_are_kept_as_well(job: Job, tmp_path: Path) -> None:
    place, path = tmp_path / "lettura", Path(job.path)
    one = scan_memory.ScanMemory(place)
    texts = read_texts(path, ocr=one)
    place.write_bytes(one.content())
    two = scan_memory.ScanMemory(place)
    assert read_texts(path, ocr=two) == texts
    assert (one.read, two.read) == (1, 0)
    assert texts[0][0].strip()


def test_nothing_is_kept_where_nobody_asks_for_it(job: Job) -> None:
    assert work(replace(job, readings=None)).scans == b""


@pytest.mark.slow
def test_through_the_desk_a_rerun_reads_no_pixels_and_forgetting_takes_the_reading_along(
    sheet: bytes, tmp_path: Path
) -> None:
    desk = Desk(tmp_path, now=NOW).open()
    desk.drop("acme/moduli/scansione.pdf", sheet)
    assert desk.run("ingest").code == 0
    (document,) = desk.export()
    readings = Readings(desk.home / "letture")
    ((sha256, place),) = readings.each()
    assert (sha256, place) == (document["sha256"], readings.place("acme", document["sha256"]))
    assert not readings.place("rivo", sha256).exists()
    before = place.stat().st_mtime_ns
    assert desk.run("rerun", "--document", document["document"]).code == 0
    assert place.stat().st_mtime_ns == before
    place.write_bytes(b"guasto")
    assert desk.run("rerun", "--document", document["document"]).code == 0
    assert len(place.read_bytes()) > 1000
    assert [t["controllo"] for t in desk("doctor", "--json").json["problemi"]] == []
    orphan = readings.place("acme", "0" * 64)
    readings.keep("acme", "0" * 64, b"di nessuno")
    left = orphan.with_name(f".{'0' * 64},nessuno.part")
    left.write_bytes(b"mezza")
    assert desk("doctor", "--repair", "--json").code in {0, 1}
    assert not orphan.exists()
    assert place.exists()
    said = [v["value"] for v in document["form"]["fields"].values() if isinstance(v["value"], str)]
    forget(desk.app(), [max(said, key=len)], "anna")
    assert not place.exists()
