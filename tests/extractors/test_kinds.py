"""Kinds are told by bytes, names decide only where bytes cannot."""

from __future__ import annotations

import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from domain.file_kinds import FileKind
from extractors.kinds import sniff, sniff_file


def _zip(*names: str, first: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, first)
    return out.getvalue()


def _image(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (3, 3)).save(out, kind)
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        made.addfile(tarfile.TarInfo("a"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7\n...", "a.docx", FileKind.PDF),
        (b"\0" * 1019 + b"%PDF-1.7", "", FileKind.PDF),
        (b"\0" * 1023 + b"%PDF-1.7", "", FileKind.PDF),
        (b"\0" * 1024 + b"%PDF-1.7", "a.pdf", FileKind.UNKNOWN),
        (_zip("a.pdf", first=b"%PDF-1.7"), "a.pdf", FileKind.ZIP),
        (b"MZ\x90\0%PDF-1.7", "a.pdf", FileKind.EXECUTABLE),
        (_zip("[Content_Types].xml", "word/document.xml"), "a.zip", FileKind.DOCX),
        (_zip("[Content_Types].xml", "xl/workbook.xml"), "", FileKind.XLSX),
        (_zip("[Content_Types].xml", "ppt/presentation.xml"), "", FileKind.PPTX),
        (_zip("mimetype", "content.xml", first=b"application/vnd.oasis.opendocument.text"), "", FileKind.ODF),
        (_zip("a.pdf", "b.pdf"), "a.docx", FileKind.ZIP),
        (_zip(), "", FileKind.ZIP),
        (b"Rar!\x1a\x07\x01\0", "a.zip", FileKind.RAR),
        (b"7z\xbc\xaf\x27\x1c", "", FileKind.SEVEN_ZIP),
        (b"\x1f\x8b\x08\0", "", FileKind.GZIP),
        (_tar(), "", FileKind.TAR),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.pdf", FileKind.DOC),
        (_image("png"), "", FileKind.PNG),
        (_image("jpeg"), "", FileKind.JPEG),
        (_image("tiff"), "", FileKind.TIFF),
        (_image("gif"), "", FileKind.GIF),
        (_image("bmp"), "", FileKind.BMP),
        (b"ID3\x04" + bytes(20), "", FileKind.MP3),
        (b"\xff\xfb\x90\x64" + bytes(20), "", FileKind.MP3),
        (b"RIFF\0\0\0\0WAVEfmt ", "", FileKind.WAV),
        (bytes.fromhex("30820a0006092a864886f70d010702a0"), "a.pdf.p7m", FileKind.P7M),
        (b"MIIKAAYJKoZIhvcNAQcC\n", "a.p7m", FileKind.P7M),
        (b"\x7fELF\x02", "a.pdf", FileKind.EXECUTABLE),
        (b"#!/bin/sh\n", "a.pdf", FileKind.SCRIPT),
        (b"WScript.Echo 1\r\n", "fattura.vbs", FileKind.SCRIPT),
        (b"{\\rtf1 ciao}", "", FileKind.RTF),
        (b"<?xml version='1.0'?><a/>", "", FileKind.XML),
        (b"<!DOCTYPE html><html>", "a.pdf", FileKind.HTML),
        (b"Received: from x\r\nSubject: y\r\n\r\n", "", FileKind.MAIL),
        ("Gentile cliente, perché…".encode(), "a.pdf", FileKind.TEXT),
        ("Gentile".encode("utf-16"), "", FileKind.TEXT),
        (b"", "a.pdf", FileKind.EMPTY),
        (b"\0\1\2\3", "a.pdf", FileKind.UNKNOWN),
    ],
    ids=lambda v: v.value if isinstance(v, FileKind) else None,
)
def test_kinds(tmp_path, data, name, kind):
    assert sniff(data, data, name) is kind
    path = tmp_path / (name or "x")
    path.write_bytes(data)
    assert sniff_file(path) is kind


@given(st.binary(max_size=400), st.binary(max_size=100), st.text(max_size=10))
def test_any_bytes_have_a_kind(head, tail, name):
    kind = sniff(head, tail, name)
    assert kind.description.startswith(("un ", "un'", "una ", "uno "))
