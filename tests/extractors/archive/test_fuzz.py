"""Broken by chance: always a value, never an exception, nothing outside the folder, never beyond the budget."""

from __future__ import annotations

import os
import stat
import zipfile
from io import BytesIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from raw_zip import PDF, Member, archive

from domain.archives import Archive, Budget

SMALL = Budget(max_entries=20, max_total_bytes=50_000, max_entry_bytes=20_000, ratio_from_bytes=10_000)


def _from_zipfile() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("è.pdf", PDF)
        made.writestr("cartella/b.pdf", PDF)
        made.comment = b"nota"
    return out.getvalue()


SEEDS = (
    archive(Member(b"a.pdf"), Member(b"b.pdf", method=0), Member(b"../c", mode=stat.S_IFLNK), comment=b"nota"),
    archive(Member(b"a.pdf", bytes(9000)), Member(b"b.pdf", flags=8, after=b"PK\7\10" + bytes(12))),
    _from_zipfile(),
)

fuzz = settings(
    max_examples=int(os.environ.get("SPORTELLO_FUZZ_EXAMPLES", "250")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

MARKS = [b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"PK\6\7", b"PK\7\10", b"\xff" * 4, b"\xff" * 8, bytes(8), b"../"]


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    """A seed with some bytes changed, marks planted, pieces cut, doubled or moved."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        match draw(st.integers(0, 5)):
            case 0 if data:
                data[at] ^= 1 << draw(st.integers(0, 7))
            case 1:
                data[at : at + 4] = draw(st.sampled_from(MARKS))
            case 2:
                del data[at : at + draw(st.integers(1, 60))]
            case 3:
                data[at:at] = data[: draw(st.integers(0, len(data)))]
            case 4:
                data[at:at] = draw(st.binary(max_size=20))
            case _:
                data[at : at + 2] = draw(st.integers(0, 65535)).to_bytes(2, "little")
    return bytes(data)


@fuzz
@given(broken())
def test_broken_archives_end_with_a_value(opened, data):
    made = opened(data, SMALL)
    assert isinstance(made, Archive)
    assert sum(e.size for e in made.taken) <= SMALL.max_total_bytes
    assert made.problem is None or not made.taken
    assert all(
        (e.path is None) == (e.problem is not None or e.folder or made.problem is not None) for e in made.entries
    )


@fuzz
@given(st.binary(max_size=300))
def test_noise_ends_with_a_value(opened, data):
    assert opened(b"PK\3\4" + data + SEEDS[0][-26:], SMALL) is not None
    assert opened(data, SMALL).problem is not None


@fuzz
@given(st.integers(0, 2), st.floats(0, 1, exclude_max=True))
def test_a_cut_archive_is_refused(opened, which, where):
    data = SEEDS[which]
    assert opened(data[: int(where * len(data))], SMALL).problem is not None
