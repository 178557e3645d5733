"""Small hostile archives, written here field by field: disguises, lies, odd but honest ones, and good ones among them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib

from tests.builders import pack, pdf

_GOOD = "R-P-25-0000001.PDF"


def _zip(
    entries: dict[str, bytes], *, comment: bytes = b"", method: int = zipfile.ZIP_DEFLATED, streamed: bool = False
) -> bytes:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return not streamed

        def tell(self) -> int:
            if streamed:
                raise io.UnsupportedOperation
            return super().tell()

        def seek(self, *where: int) -> int:
            if streamed:
                raise io.UnsupportedOperation
            return super().seek(*where)

    out = Pipe()
    with zipfile.ZipFile(out, "w", method) as made:
        made.comment = comment
        for name, data in entries.items():
            made.writestr(name, data)
    return out.getvalue()


def _entry(name: str, data: bytes, *, mode: int = 0, extra: bytes = b"") -> bytes:
    out, info = io.BytesIO(), zipfile.ZipInfo(name, (2025, 3, 1, 10, 0, 0))
    info.external_attr, info.create_system, info.extra = mode << 16, 3, extra
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(info, data)
        made.writestr(_GOOD, pdf("buono"))
    return out.getvalue()


def _tar(data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        info = tarfile.TarInfo("../../R-P-25-0000001.PDF")
        info.size = len(data)
        made.addfile(info, io.BytesIO(data))
    return out.getvalue()


def _unicode_name(shown: str, real: str) -> bytes:
    """Return an Info-ZIP Unicode Path field (0x7075) that names another file than the header does."""
    body = struct.pack("<BI", 1, zlib.crc32(shown.encode())) + real.encode()
    return struct.pack("<HH", 0x7075, len(body)) + body


def _nested(depth: int) -> bytes:
    data = b"\0" * (4 << 20)
    for level in range(depth):
        data = _zip({f"{level}.zip" if level else "R-P-25-0000001.PDF": data})
    return data


def _second_directory(data: bytes) -> bytes:
    end = data.rindex(b"PK\x05\x06")
    return data[:end] + data[end:] + data[end:]


def _disks(data: bytes) -> bytes:
    end = data.rindex(b"PK\x05\x06")
    return data[: end + 4] + struct.pack("<HH", 3, 2) + data[end + 8 :]


def _zip64(data: bytes) -> bytes:
    end = data.rindex(b"PK\x05\x06")
    record = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 2**63, 2**63, 2**63, 2**63)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, end, 1)
    return data[:end] + record + locator + b"PK\x05\x06" + b"\0\0\0\0" + b"\xff" * 12 + b"\0\0"


def zips() -> dict[str, bytes]:
    """Return all of them by name."""
    good = _zip({_GOOD: pdf("buono")})
    return {
        "buono": good,
        "commento-64k": _zip({_GOOD: pdf("buono")}, comment=b"x" * 65_535),
        "commento-con-indice": _zip({_GOOD: pdf("buono")}, comment=b"PK\x05\x06" + b"\0" * 18),
        "in-flusso": _zip({_GOOD: pdf("buono")}, streamed=True),
        "due-indici": _second_directory(good),
        "piu-dischi": _disks(good),
        "zip64-enorme": _zip64(good),
        "vuoto": pack({}),
        "zero-byte": b"",
        "troncato": good[:-30],
        "senza-indice": good[: good.rindex(b"PK\x01\x02")],
        "bomba": _zip({_GOOD: b"\0" * (64 << 20)}),
        "bomba-annidata": _nested(6),
        "molte-voci": _zip({f"R-P-25-{n:07d}.PDF": b"" for n in range(3000)}, method=zipfile.ZIP_STORED),
        "sette-zip": b"7z\xbc\xaf\x27\x1c" + b"\0" * 200,
        "rar": b"Rar!\x1a\x07\x01\0" + b"\0" * 200,
        "tar": _tar(pdf("buono")),
        "gzip": gzip.compress(good),
        "bzip2": bz2.compress(good),
        "xz": lzma.compress(good),
        "iso": b"\0" * 32_769 + b"CD001" + b"\0" * 3000,
        "autoestraente": b"MZ" + b"\0" * 600 + good,
        "pdf-e-zip": pdf("poliglotta") + good,
        "metodo-lzma": _zip({_GOOD: pdf("buono")}, method=zipfile.ZIP_LZMA),
        "collegamento": _entry("R-P-25-0000002.PDF", b"/etc/passwd", mode=stat.S_IFLNK | 0o777),
        "dispositivo": _entry("R-P-25-0000002.PDF", b"", mode=stat.S_IFCHR | 0o666),
        "cartella-detta-pdf": _entry("R-P-25-0000002.PDF/dentro.pdf", pdf("dentro")),
        "cartella-sola": _entry("R-P-25-0000002.PDF/", b""),
        "risalita": _entry("../../../../tmp/R-P-25-0000002.PDF", pdf("fuori")),
        "risalita-windows": _entry("..\\..\\R-P-25-0000002.PDF", pdf("fuori")),
        "assoluto": _entry("/etc/cron.d/R-P-25-0000002.PDF", pdf("fuori")),
        "unita": _entry("C:\\R-P-25-0000002.PDF", pdf("fuori")),
        "flusso-ntfs": _entry("R-P-25-0000002.PDF:nascosto", pdf("fuori")),
        "dispositivo-dos": _entry("CON.PDF", pdf("fuori")),
        "nome-lunghissimo": _entry("a" * 60_000 + ".PDF", pdf("lungo")),
        "nome-doppio-unicode": _entry("R-P-25-0000002.PDF", pdf("due"), extra=_unicode_name("R-P-25-0000002.PDF", "../x.exe")),
        "campo-in-piu-rotto": _entry("R-P-25-0000002.PDF", pdf("due"), extra=struct.pack("<HH", 0x7075, 60_000)),
        "stessi-nomi": pack([(_GOOD, pdf("uno")), (_GOOD.lower(), pdf("due"))]),
    }  # fmt: skip
