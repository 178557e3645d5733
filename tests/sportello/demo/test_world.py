"""The demo world: what lies in it, what came before, and that it is the same twice."""

import csv
import io
import json
import re
from collections import Counter
from datetime import date, datetime, timedelta

import openpyxl
import pypdfium2 as pdfium
import pytest

from domain.documents import Kind, State
from domain.registers import LetterRecord, OperatorRecord, letter_record, operator_record
from sportello.demo import make_world
from sportello.demo.cases import Quality, all_cases
from sportello.demo.make import STORIES
from sportello.demo.people import COMPANIES

DAY = date(2026, 11, 20)
#: E004 is a technical error: no file provokes it.
CODES = {f"E{n:03d}" for n in range(1, 16)} - {"E004"}


def pages_of(data):
    document = pdfium.PdfDocument(data)
    try:
        return [(page.get_size(), page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


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
    assert {e.code for e in world.expected if e.code.startswith("E")} == CODES
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


@pytest.mark.slow
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
