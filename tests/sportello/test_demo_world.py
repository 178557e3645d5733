"""The demo world: what lies in it, that the files are what they claim, and that it is the same twice."""

import csv
import hashlib
import io
import json
import re
import zipfile
from collections import Counter
from datetime import date, datetime, timedelta

import openpyxl
import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest

from domain.documents import Kind, State
from domain.registers import LetterRecord, OperatorRecord, letter_record, operator_record
from sportello.demo import make_world
from sportello.demo.archives import encrypted
from sportello.demo.cases import Quality, all_cases
from sportello.demo.make import STORIES
from sportello.demo.people import COMPANIES

DAY = date(2026, 11, 20)
MIB = 1 << 20
#: E004 is a technical error: no file provokes it.
CODES = {f"E{n:03d}" for n in range(1, 16)} - {"E004"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    calls = []
    world = make_world(tmp_path_factory.mktemp("demo") / "mondo", DAY, progress=lambda *step: calls.append(step))
    return world, calls


@pytest.fixture(scope="module")
def world(made):
    return made[0]


@pytest.fixture(scope="module")
def uploads(world):
    """Every upload of the day by its path in the inbox, side-cars and files still arriving left out."""
    files = (p for p in world.inbox.rglob("*") if p.is_file())
    named = {p.relative_to(world.inbox).as_posix(): p for p in files}
    return {n: p for n, p in named.items() if not n.endswith((".json", ".part"))}


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


def test_every_upload_has_its_truth_and_every_truth_its_upload(world, uploads):
    files = [e.inbox_path for e in world.expected if "!/" not in e.path]
    assert sorted(files) == sorted(uploads)
    entries = [e for e in world.expected if "!/" in e.path]
    assert all(e.inbox_path.split("!/")[0] in uploads for e in entries)
    assert len({e.inbox_path for e in world.expected}) == len(world.expected)


def test_enough_of_everything(world, uploads):
    assert len(uploads) >= 60
    assert len(world.expected) >= 75
    per_operator = Counter(e.operator for e in world.expected)
    assert all(per_operator[company.code] >= 9 for company in COMPANIES)
    sectors = Counter(company.sector.value for company in COMPANIES)
    assert sectors["energia"] >= 2
    assert sectors["idrico"] >= 2
    kinds = Counter(e.kind for e in world.expected)
    assert set(kinds) >= set(Kind) - {Kind.UNKNOWN}


def test_every_reason_occurs_and_only_where_something_is_wrong(world):
    assert {e.code for e in world.expected if e.code} == CODES
    assert all(e.state in {State.REJECTED, State.DUPLICATE} for e in world.expected if e.code)
    assert all(e.code == "E009" for e in world.expected if e.state is State.DUPLICATE)
    assert all(e.why for e in world.expected)


def test_size_of_the_world(world):
    assert sum(p.stat().st_size for p in world.root.rglob("*") if p.is_file()) < 120_000_000


def test_progress_counts_up_to_the_end(made):
    world, calls = made
    done = [c for c in calls if c[0] == "caricamenti"]
    assert done[-1][1] == done[-1][2] == len([e for e in world.expected if "!/" not in e.path])
    assert ("lettere", len(world.letter_names), len(world.letter_names)) in calls


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
    fields = pypdf.PdfReader(io.BytesIO(bytes_of(world, "regolamento_pietranera.pdf"))).get_form_text_fields(
        full_qualified_name=True
    )
    assert fields["impianto.pod"] == "IT999E10020030"
    assert fields["sottoscrizione.data"] == "20/11/2026"
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


def test_sidecars_tell_user_and_time_of_the_day(world, uploads):
    told = 0
    for path in world.inbox.rglob("*.json"):
        content = json.loads(path.read_text(encoding="utf-8"))
        when = datetime.fromisoformat(content["caricato_il"])
        company = next(c for c in COMPANIES if c.code == path.relative_to(world.inbox).parts[0])
        assert content["utente"] in company.users
        assert when.date() == DAY
        assert when.utcoffset() == timedelta(hours=1)
        assert 8 <= when.hour < 18
        assert path.with_suffix("").exists()
        told += 1
    assert len(uploads) * 0.8 < told < len(uploads)


def test_registers_follow_the_contract_and_agree(world):
    rows = list(csv.DictReader(io.StringIO(world.letters.read_text(encoding="utf-8")), delimiter=";"))
    assert rows == json.loads(world.letters_json.read_text(encoding="utf-8"))
    assert tuple(row["lettera"] for row in rows) == tuple(f"{name}.PDF" for name in world.letter_names)
    assert len(set(world.letter_names)) == len(world.letter_names)
    assert all(isinstance(letter_record(row), LetterRecord) for row in rows)
    pattern = re.compile(r"L-P-\d{2}-\d{7}(_[0-9A-Z]{2,3})?\.PDF")
    for row in rows:
        assert pattern.fullmatch(row["lettera"])
        assert row["lettera"][4:6] == row["data_pubblicazione"][2:4]
        assert (world.letters_dir / row["file"]).exists()
    operators = list(csv.DictReader(io.StringIO(world.operators.read_text(encoding="utf-8"))))
    assert [o["codice"] for o in operators] == list(world.operator_codes)
    assert all(isinstance(operator_record(row), OperatorRecord) for row in operators)
    sheet = openpyxl.load_workbook(world.operators_xlsx).active
    assert [[c.value for c in row] for row in sheet.iter_rows(min_row=2)] == [list(o.values()) for o in operators]


def test_letters_ask_numbered_things_and_name_their_case(world):
    rows = list(csv.DictReader(io.StringIO(world.letters.read_text(encoding="utf-8")), delimiter=";"))
    for row in rows[::9]:
        text = " ".join(text for _, text in pages_of((world.letters_dir / row["file"]).read_bytes())).replace(
            "\r\n", " "
        )
        for word in (row["id_caso"], row["denominazione_cliente"], row["utenza"].split(":")[-1], "1) ", "2) "):
            assert word in text, (row["lettera"], word)


def test_order_of_publication_download_and_replies(world):
    rows = list(csv.DictReader(io.StringIO(world.letters.read_text(encoding="utf-8")), delimiter=";"))
    published = {r["lettera"][:-4]: datetime.fromisoformat(r["data_pubblicazione"]) for r in rows}
    owner = {r["lettera"][:-4]: r["operatore"] for r in rows}
    downloaded = {}
    for download in world.downloads:
        for letter in download.letters:
            assert owner[letter] == download.operator
            assert published[letter] < download.at.replace(tzinfo=None)
            assert letter not in downloaded
            downloaded[letter] = download.at
    for batch in world.earlier:
        assert batch.at.date() < DAY
        for expected in batch.expected:
            assert (batch.inbox / expected.inbox_path).exists()
            assert not expected.letter or downloaded[expected.letter] < batch.at
    missing = {e.letter for e in world.expected if e.letter and e.letter not in downloaded}
    assert missing == {e.letter for e in world.expected if e.code == "E011"}
    assert all(datetime.combine(DAY, datetime.min.time()) > published[e.letter] for e in world.expected if e.letter)
    assert world.ingest_at.date() == DAY
    assert world.nightly_at.date() == DAY + timedelta(days=1)


def test_earlier_replies_are_what_the_day_needs(world):
    first = {}
    for batch in world.earlier:
        for expected in batch.expected:
            if expected.letter:
                when = json.loads((batch.inbox / f"{expected.inbox_path}.json").read_text(encoding="utf-8"))[
                    "caricato_il"
                ]
                first.setdefault(expected.letter, []).append(datetime.fromisoformat(when))
    seen = Counter()
    for expected in world.expected:
        if expected.letter not in first:
            continue
        at = json.loads((world.inbox / f"{expected.inbox_path}.json").read_text(encoding="utf-8"))["caricato_il"]
        late = datetime.fromisoformat(at) - min(first[expected.letter]) > timedelta(hours=72)
        assert expected.code == ("E006" if late else "E005" if len(first[expected.letter]) > 1 else "")
        seen[expected.code] += 1
    assert set(seen) == {"", "E005", "E006"}


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


def test_left_alone_files_are_there(world):
    assert world.left_alone
    assert all((world.inbox / name).exists() for name in world.left_alone)


def test_stored_names_are_the_letters_names_with_r(world):
    replies = [e for e in world.expected if e.kind is Kind.REPLY and e.state is State.ACCEPTED]
    assert len(replies) >= 25
    assert all(e.stored_as == f"R{e.letter[1:]}.PDF" for e in replies)
    assert Counter(e.complete for e in replies)[False] >= 5
    assert Counter(e.complete for e in replies)[None] == 1  # the one file for two letters speaks of the other letter


def test_incomplete_replies_really_lack_an_answer():
    for case in all_cases():
        full = dict(case.answers(Quality.FULL))
        assert len(full) == len(case.requests)
        assert 2 <= len(case.requests) <= 4
        assert len(dict(case.answers(Quality.OMITS))) == len(full) - 1
        evasive = dict(case.answers(Quality.EVASIVE))
        assert [n for n in full if full[n] != evasive[n]] == [n for n in full if case.requests[n - 1].weak]


def test_same_seed_same_world_other_seed_other_world(world, tmp_path):
    again = make_world(tmp_path / "due", DAY)
    assert again.expected == world.expected
    assert again.downloads == world.downloads
    assert [b.expected for b in again.earlier] == [b.expected for b in world.earlier]
    differing = []
    for path in sorted(p for p in world.root.rglob("*") if p.is_file()):
        twin = again.root / path.relative_to(world.root)
        if twin.read_bytes() != path.read_bytes():
            differing.append(path.name)
    # AES-256 salts are random; nothing else may differ.
    assert sorted(differing) == ["permessi limitati.pdf", "protetto.pdf"]
    other = make_world(tmp_path / "tre", date(2027, 1, 4), seed=8)
    assert Counter(e.code for e in other.expected) == Counter(e.code for e in world.expected)
    assert other.letter_names != world.letter_names


def test_a_world_is_never_written_over_another(world):
    with pytest.raises(FileExistsError):
        make_world(world.root, DAY)


def test_every_story_is_told():
    from sportello.demo import scenario_archives, scenario_others, scenario_replies

    modules = (scenario_replies, scenario_archives, scenario_others)
    public = {
        f
        for m in modules
        for n, f in vars(m).items()
        if callable(f) and not n.startswith("_") and f.__module__ == m.__name__
    }
    assert public == set(STORIES)
