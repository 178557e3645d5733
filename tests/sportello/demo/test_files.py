"""The files of the demo world are what its truth says: they open, are scanned, filled, locked, broken as announced."""

import hashlib
import io
import re
import zipfile
from collections import Counter

import openpyxl
import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest

from domain.documents import Kind, State
from sportello.demo.archives import encrypted

MIB = 1 << 20


def truth(world, ending):
    found = [e for e in world.expected if e.path.endswith(ending)]
    assert len(found) == 1, ending
    return found[0]


def bytes_of(world, ending):
    return (world.inbox / truth(world, ending).inbox_path).read_bytes()


def pages_of(data):
    document = pdfium.PdfDocument(data)
    try:
        return [(page.get_size(), page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def unreadable(data):
    """True when no reader finds a page in it."""
    readers = (
        lambda: len(pdfium.PdfDocument(data)),
        lambda: len(pikepdf.open(io.BytesIO(data)).pages),
        lambda: len(pypdf.PdfReader(io.BytesIO(data)).pages),
    )
    counts = []
    for reader in readers:
        try:
            counts.append(reader())
        except (pdfium.PdfiumError, pikepdf.PdfError, pikepdf.PasswordError, pypdf.errors.PyPdfError):
            counts.append(0)
    return counts == [0, 0, 0]


def test_accepted_documents_are_pdfs_that_open(world):
    checked = 0
    for expected in world.expected:
        if expected.state is not State.ACCEPTED or expected.kind is Kind.ARCHIVE:
            continue
        archive, _, entry = expected.inbox_path.partition("!/")
        data = (world.inbox / archive).read_bytes()
        if entry:
            data = zipfile.ZipFile(io.BytesIO(data)).read(entry)
        assert pages_of(data), expected.path
        with pikepdf.open(io.BytesIO(data)) as document:
            assert document.is_encrypted == expected.path.endswith("permessi limitati.pdf")
        checked += 1
    assert checked >= 40


def test_scanned_replies_have_no_text_and_the_mixed_one_has_some(world):
    for number in (1, 2, 3):
        pages = pages_of(bytes_of(world, f"scansione_{number:04d}.pdf"))
        assert all(not text.strip() for _, text in pages)
    mixed = next(e for e in world.expected if "allegato scansionato" in e.why)
    first, last = pages_of((world.inbox / mixed.inbox_path).read_bytes())
    assert "Spett.le Sportello" in first[1]
    assert not last[1].strip()


def test_page_sizes_vary(world):
    sizes = Counter()
    for expected in world.expected:
        if expected.state is State.ACCEPTED and expected.kind is not Kind.ARCHIVE and "!/" not in expected.path:
            sizes.update(
                (round(w), round(h)) for (w, h), _ in pages_of((world.inbox / expected.inbox_path).read_bytes())
            )
    wanted = {(595, 842), (842, 595), (1191, 842), (612, 792), (500, 700), (420, 595), (480, 680)}
    assert wanted <= set(sizes)


def test_producers_vary(world):
    seen = set()
    for expected in world.expected:
        if expected.state is State.ACCEPTED and expected.kind is not Kind.ARCHIVE and "!/" not in expected.path:
            meta = pypdf.PdfReader(world.inbox / expected.inbox_path).metadata or {}
            seen.add(re.sub(r"[^A-Za-z ].*", "", f"{meta.get('/Producer', '')}{meta.get('/Creator', '')}").strip())
    assert len(seen) >= 4, seen


def test_limits_are_exact(world):
    sizes = {
        "Chiamata cliente.pdf": (15 * MIB, ""),
        "risposta voluminosa.pdf": (15 * MIB + 1, "E007"),
        "RIGETTO_TIRV_07.pdf": (8 * MIB, ""),
        "RIGETTO_TIRV_08.pdf": (8 * MIB + 1, "E007"),
    }
    for name, (size, code) in sizes.items():
        data = bytes_of(world, name)
        assert len(data) == size
        assert pages_of(data)
        assert truth(world, name).code == code
    assert len("RIGETTO_TIRV 12345.PDF") == 22
    assert truth(world, "RIGETTO_TIRV 12345.PDF").state is State.ACCEPTED
    labels = [e for e in world.expected if e.kind is Kind.FREE_COMMUNICATION]
    assert all((len(e.path.split("/")[-1].rsplit(".", 1)[0]) > 16) == (e.code == "E008") for e in labels)


def test_attachments_are_inside(world):
    with pikepdf.open(io.BytesIO(bytes_of(world, "risposta con allegati.pdf"))) as document:
        inside = {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
    assert set(inside) == {"registrazione.mp3", "importi.xlsx", "modulo.pdf"}
    assert inside["registrazione.mp3"].startswith(b"ID3")
    assert openpyxl.load_workbook(io.BytesIO(inside["importi.xlsx"])).active["B3"].value == "=1+1"
    assert openpyxl.load_workbook(io.BytesIO(inside["importi.xlsx"])).active["B3"].data_type == "s"
    assert pages_of(inside["modulo.pdf"])


@pytest.mark.parametrize(
    "name", ["senza pagine.pdf", "appunti.pdf", "docx.pdf", "protetto.pdf", "interrotto.pdf", "vuoto.pdf"]
)
def test_broken_pdfs_are_broken_for_every_reader(world, name):
    assert truth(world, name).code == "E002"
    data = bytes_of(world, name)
    assert data == b"" if name == "vuoto.pdf" else unreadable(data)


def test_the_form_is_fillable_and_filled(world):
    fields = pypdf.PdfReader(io.BytesIO(bytes_of(world, "regolamento_cala_creta.pdf"))).get_form_text_fields(
        full_qualified_name=True
    )
    assert fields["impianto.pod"] == "IT001E12345678"
    assert sum(bool(value) for value in fields.values()) >= 20


def test_archives_hold_what_is_expected_of_them(world):
    listed = {}
    for expected in world.expected:
        archive, sign, entry = expected.inbox_path.partition("!/")
        if sign:
            listed.setdefault(archive, []).append(entry)
    for archive, entries in listed.items():
        assert zipfile.ZipFile(world.inbox / archive).namelist() == entries, archive
    mixed = Counter(e.code for e in world.expected if "lotto_mattina.zip!/" in e.path)
    assert mixed == {"": 3, "E001": 2, "E002": 1}


def test_refused_archives_are_what_they_claim(world):
    archive = zipfile.ZipFile(io.BytesIO(bytes_of(world, "cifrato.zip")))
    with pytest.raises(RuntimeError, match="password"):
        archive.read(archive.namelist()[0])
    assert archive.read(archive.namelist()[0], b"segreta").startswith(b"%PDF-")
    bomb = zipfile.ZipFile(io.BytesIO(bytes_of(world, "gonfiato.zip"))).infolist()[0]
    assert bomb.file_size / bomb.compress_size > 900
    for ending in ("interrotto.zip", "gasdelta/risposte/lotto.zip"):
        path = next(e.inbox_path for e in world.expected if e.inbox_path.endswith(ending))
        with pytest.raises(zipfile.BadZipFile):
            zipfile.ZipFile(world.inbox / path)
    assert zipfile.ZipFile(io.BytesIO(bytes_of(world, "vuoto.zip"))).namelist() == []


def test_the_cipher_is_the_one_that_others_read():
    data = bytes(range(256)) * 9
    assert zipfile.ZipFile(io.BytesIO(encrypted("a.bin", data, "pàss"))).read("a.bin", "pàss".encode()) == data


def test_duplicates_repeat_bytes(world):
    for ending, before in (("invio_2.pdf", "invio_1.pdf"), ("Listino bis.pdf", None)):
        data = bytes_of(world, ending)
        earlier = [b.inbox / e.inbox_path for b in world.earlier for e in b.expected if e.path.endswith("Listino.pdf")]
        assert data == (bytes_of(world, before) if before else earlier[0].read_bytes())


def test_only_the_announced_duplicates_repeat_bytes(world):
    """The same bytes in one channel of one operator are a twin (E009), unless refused before or for another letter."""
    seen = {}
    for batch in (*world.earlier, world):
        for expected in batch.expected:
            archive, _, entry = expected.inbox_path.partition("!/")
            data = (batch.inbox / archive).read_bytes()
            if entry:
                data = zipfile.ZipFile(io.BytesIO(data)).read(entry, b"segreta")
            channel = expected.path.split("/")[0]
            purpose = (expected.operator, channel, expected.letter, hashlib.sha256(data).digest())
            assert (purpose in seen) == (expected.state is State.DUPLICATE), (expected.path, seen.get(purpose))
            if expected.state is not State.REJECTED:
                seen[purpose] = expected.path
