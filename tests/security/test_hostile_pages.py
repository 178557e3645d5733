"""Pages and attachments that a library refuses: told as the document's trouble, never as a bug of ours."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from domain.documents import Channel
from extractors.pages.read import read_pages
from extractors.text import embedded_texts
from sportello.documents import work
from tests.builders import Desk, codes, details, pdf


def _with_a_page_that_does_not_load() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("buona", pages=3))) as made:
        made.pages[1].obj.Type = pikepdf.Name.Catalog
        del made.pages[1].obj.MediaBox
        made.save(out, compress_streams=False)
    return out.getvalue().replace(b"/Type /Catalog /", b"/Type /Xatalog /", 1)


def test_a_page_that_does_not_load_is_there_but_empty() -> None:
    pages = read_pages(_with_a_page_that_does_not_load())
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert pages[0].words


def test_an_attachment_behind_a_password_is_no_bug(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("x"))) as made:
        made.attachments["nota.txt"] = pikepdf.AttachedFileSpec(made, b"dentro")
        made.save(out, encryption=pikepdf.Encryption(user="segreta", owner="o"))
    (tmp_path / "x.pdf").write_bytes(out.getvalue())
    assert list(embedded_texts(tmp_path / "x.pdf")) == []


@pytest.mark.parametrize("channel", [Channel.MODULI, Channel.COMUNICAZIONI])
def test_what_a_library_raises_after_the_gate_is_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, channel: Channel
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise pikepdf.PdfError("stream")

    monkeypatch.setattr(work, "_read_content", broken)
    (tmp_path / "x.pdf").write_bytes(pdf("x"))
    opened = work.work(work.Job(str(tmp_path / "x.pdf"), "x.pdf", channel, False, str(tmp_path), date(2025, 3, 10)))
    assert opened.pdf is not None
    assert opened.pdf.problem == "PDF-03"


def test_through_the_intake(desk: Desk) -> None:
    desk.drop("acme/moduli/strano.pdf", _with_a_page_that_does_not_load())
    assert desk.run("ingest").err == ""
    found = desk.by_path()["acme/moduli/strano.pdf"]
    assert found["state"] in {"review", "rejected"}, found["attempts"]
    assert codes(found) or details(found)
