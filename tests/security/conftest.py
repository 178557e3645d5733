"""Uploads made to hurt, drawn here byte by byte: nothing is taken from anybody's collection."""

from __future__ import annotations

import io
import zlib
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from domain.documents import Channel
from sportello.documents.work import Job
from tests.builders import pdf


def swollen(pages: int, bad: int, megabytes: int = 700) -> bytes:
    """Return a PDF whose page ``bad`` (from 1) has a content stream that inflates to ``megabytes``."""
    with pikepdf.open(io.BytesIO(pdf("una pagina qualunque", pages=pages))) as made:
        packer = zlib.compressobj(9)
        piece = b"(x) Tj " * (1 << 17)
        data = b"".join([packer.compress(b"BT /F1 9 Tf "), *(packer.compress(piece) for _ in range(megabytes))])
        stream = pikepdf.Stream(made, b"")
        stream.write(data + packer.flush(), filter=pikepdf.Name.FlateDecode)
        made.pages[bad - 1].Contents = made.make_indirect(stream)
        out = io.BytesIO()
        made.save(out, compress_streams=False)
    return out.getvalue()


@pytest.fixture(scope="session")
def heavy() -> bytes:
    """A PDF of eight pages; the sixth is too much for a worker of 128 MB, and for one of 256."""
    return swollen(8, 6)


@pytest.fixture
def job_of_an_archive(tmp_path: Path) -> Job:
    """What a worker is asked about an archive of replies."""
    return Job(str(tmp_path / "x"), "lotto.zip", Channel.RISPOSTE, True, str(tmp_path), date(2025, 3, 10))
