"""The 78 made archives and the public hostile ones, where the big sample folder is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.archives import Archive, Budget
from domain.problems import ArchiveProblem as Zip
from domain.problems import EntryProblem as Item
from extractors.isolation import Done, Limits, Task, Workshop

DATA = Path(__file__).parents[4] / "shared" / "data"
LIMITS = Limits(memory_mb=200, cpu_seconds=10, wall_seconds=20.0)

pytestmark = pytest.mark.skipif(not (DATA / "zip-made").exists(), reason="the big sample folder is not here")

#: Outcome of each: a problem of the whole, or what becomes of the entries in order (None: taken, "folder").
WHOLE = {
    "bomb_flat_300MB": Zip.BOMB,
    "bomb_overlap_full_2000x50MB": Zip.OVERLAP,
    "bomb_overlap_quoted_60x20MB": Zip.OVERLAP,
    "entries_count_lies": Zip.COUNT_LIES,
    "eocd_in_comment": Zip.AMBIGUOUS,
    "many_entries_60000": Zip.TOO_MANY_ENTRIES,
    "notzip_pdf": Zip.NOT_A_ZIP,
    "ok_empty": Zip.NO_ENTRIES,
    "polyglot_pdf_zip": Zip.PREFIX,
    "prefix_sfx": Zip.PREFIX,
    "rar_magic": Zip.OTHER_FORMAT,
    "suffix_junk": Zip.SUFFIX,
    "trunc_10": Zip.TRUNCATED,
    "trunc_50": Zip.TRUNCATED,
    "trunc_90": Zip.TRUNCATED,
    "trunc_99": Zip.TRUNCATED,
    "trunc_last_byte": Zip.TRUNCATED,
    "two_eocd": Zip.PREFIX,
    "usize_lies_big": Zip.TOO_LARGE,
    "zero": Zip.EMPTY_FILE,
    "zip64_declares_1TB": Zip.TOO_LARGE,
}
ENTRIES = {
    "bitflip_data": [Item.DAMAGED, None],
    "bomb_nested_d5_w8": [Item.NESTED] * 8,
    "crc_wrong": [Item.DAMAGED],
    "device_setuid": [Item.NOT_A_FILE, None],
    "docx_like": [None, Item.FOLDER_IN_NAME],
    "dup_same_name": [Item.DUPLICATE_NAME] * 2,
    "enc_flag_only": [Item.ENCRYPTED],
    "method_unknown": [Item.METHOD],
    "name_1000": [Item.LONG_NAME],
    "name_csv_formula": [Item.UNSAFE_PATH],
    "name_empty": [Item.EMPTY_NAME],
    "name_lfh_differs": [Item.NAME_DIFFERS],
    "name_newline": [Item.CONTROL_CHARACTER],
    "name_nul": [Item.CONTROL_CHARACTER],
    "name_reserved": [Item.RESERVED_NAME] * 3,
    "name_rtl": [Item.HIDDEN_DIRECTION],
    "names_case_collide": [Item.DUPLICATE_NAME] * 2,
    "names_nfd_nfc_collide": [Item.DUPLICATE_NAME] * 2,
    "nested_d30": [Item.NESTED],
    "nested_ok_1": [Item.NESTED],
    "ok_subdir": ["folder", Item.FOLDER_IN_NAME, Item.FOLDER_IN_NAME],
    "symlink": [Item.NOT_A_FILE] * 2,
    "symlink_dir_then_file": [Item.NOT_A_FILE, Item.FOLDER_IN_NAME],
    "traversal_14": [None, None],
    "traversal_15": [Item.CONTROL_CHARACTER, None],
    "traversal_utf8_overlong": [Item.UNREADABLE_NAME, None],
    "usize_lies_small": [Item.SIZE_LIES],
}
ENTRIES |= {f"traversal_{n:02d}": [Item.UNSAFE_PATH, None] for n in range(14)}
ACCEPTED = {
    "dup_content", "exe_inside", "name_255", "name_html", "names_cp1252_noflag", "names_cp437_noflag",
    "names_cp850_noflag", "names_mac_roman_noflag", "names_unicode_extra", "names_utf8_flag", "names_utf8_noflag",
    "ok_comment", "ok_one_pdf", "ok_stored", "zip64_small", "zip_as",
}  # fmt: skip


def _unpack_all(files: list[Path], work: Path) -> dict[str, Archive]:
    def tasks():
        for number, path in enumerate(files):
            into = work / str(number)
            into.mkdir()
            yield Task(path.stem, "extractors.archive:unpack", (path, into, Budget()), (into,))

    with Workshop(1, LIMITS, ("extractors.archive",)) as shop:
        outcomes = dict(shop.run(tasks()))
    failed = {key: outcome for key, outcome in outcomes.items() if not isinstance(outcome, Done)}
    assert not failed
    assert {p.relative_to(work).parts[0] for p in work.rglob("*")} <= {str(n) for n in range(len(files))}
    return {key: outcome.value for key, outcome in outcomes.items()}


def test_the_made_archives_end_as_expected(tmp_path):
    files = sorted((DATA / "zip-made" / "files").iterdir())
    assert len(files) == 78
    ends = _unpack_all(files, tmp_path)
    assert set(ends) == set(WHOLE) | set(ENTRIES) | ACCEPTED
    for name, made in ends.items():
        assert made.problem is WHOLE.get(name), (name, made)
        if name in ENTRIES:
            assert [("folder" if e.folder else e.problem) for e in made.entries] == ENTRIES[name], (name, made)
        if name in ACCEPTED:
            assert made.entries, name
            assert len(made.taken) == len(made.entries), (name, made)


@pytest.mark.slow
def test_the_public_hostile_archives_all_end(tmp_path):
    files = sorted(p for p in (DATA / "hostile" / "zip").iterdir() if p.suffix != ".tsv")
    assert len({p.stem for p in files}) > 500
    assert _unpack_all(files, tmp_path)
