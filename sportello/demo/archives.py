"""Zips: the good ones, and one of each kind that must be refused whole (E013)."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from io import BytesIO
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_WHEN = (2026, 1, 2, 9, 0, 0)


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, _WHEN)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of ``files``, in their order."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(_info(name), data)
    return out.getvalue()


def bomb(name: str, megabytes: int) -> bytes:
    """Return a zip whose one entry unpacks to ``megabytes`` of zeros, about a thousand to one."""
    out = BytesIO()
    with ZipFile(out, "w") as archive, archive.open(_info(name), "w") as entry:
        for _ in range(megabytes):
            entry.write(bytes(1 << 20))
    return out.getvalue()


def _crc_row(value: int) -> int:
    for _ in range(8):
        value = (value >> 1) ^ (0xEDB88320 if value & 1 else 0)
    return value


_CRC = tuple(_crc_row(n) for n in range(256))


def _crc(old: int, byte: int) -> int:
    return (old >> 8) ^ _CRC[(old ^ byte) & 0xFF]


class _ZipCrypto:
    """The traditional PKWARE cipher: what ``zip -P`` writes (APPNOTE 6.1). zipfile can read it but not write it."""

    def __init__(self, password: bytes) -> None:
        self.keys = [0x12345678, 0x23456789, 0x34567890]
        for byte in password:
            self._update(byte)

    def _update(self, byte: int) -> None:
        first, second, third = self.keys
        first = _crc(first, byte)
        second = ((second + (first & 0xFF)) * 134_775_813 + 1) & 0xFFFFFFFF
        self.keys = [first, second, _crc(third, second >> 24)]

    def encrypt(self, data: bytes) -> bytes:
        """Return ``data`` enciphered; the state of the keys moves on."""
        out = bytearray()
        for byte in data:
            mix = (self.keys[2] | 2) & 0xFFFF
            out.append(byte ^ ((mix * (mix ^ 1)) >> 8) & 0xFF)
            self._update(byte)
        return bytes(out)


def encrypted(name: str, data: bytes, password: str) -> bytes:
    """Return a zip whose one entry (stored) needs ``password``."""
    crc = zlib.crc32(data)
    cipher = _ZipCrypto(password.encode())
    # Twelve header bytes, the last of which is the top of the CRC: readers tell a wrong password by it.
    body = cipher.encrypt(bytes(range(11)) + bytes([crc >> 24])) + cipher.encrypt(data)
    stamp = (0, ((2026 - 1980) << 9) | (1 << 5) | 2)
    fields = (1, 0, *stamp, crc, len(body), len(data), len(name), 0)  # flag bit 0: encrypted
    local = pack("<IHHHHHIIIHH", 0x04034B50, 20, *fields) + name.encode() + body
    central = pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, *fields, 0, 0, 0, 0, 0) + name.encode()
    return local + central + pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(central), len(local), 0)
