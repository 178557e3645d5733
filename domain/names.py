"""Names of letters, replies, solleciti, communications (rule book LET-03, LET-04, LET-05, COM-01, TIR-02).

A name is ASCII or it is no name: digits of other scripts, the Kelvin sign, a long s, a full-width or Cyrillic
letter and every Unicode normalisation form are refused by ``parse_name``; ``near_name`` says what was meant.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

EXTENSION = ".PDF"

#: COM-01: an ``etichetta`` has fewer than 17 characters.
LABEL_MAX = 16

#: TIR-02: prefix of 12 characters and at most 10 more, extension included.
TIRV_PREFIX = "RIGETTO_TIRV"
TIRV_MAX = 22

_NAME = re.compile(
    r"(?P<kind>[LRS])-P-(?P<yy>\d{2})-(?P<prog>\d{7})(?:_(?P<suffix>[0-9A-Z]{2,3}))?(?:_(?P<ordinal>[2-9]))?(?:\.PDF)?",
    re.ASCII | re.IGNORECASE,
)
_TIRV = re.compile(r"RIGETTO_TIRV.{0,6}\.PDF", re.ASCII | re.IGNORECASE)
# Letters of other scripts that look like those of a name; NFKC does not touch them.
_LOOKALIKES = str.maketrans("РрЅѕᏢΡр‐‑‒–—−", "PPSSPPP------")


class NameKind(StrEnum):
    """First character of a name."""

    LETTERA = "L"
    RISPOSTA = "R"
    SOLLECITO = "S"


@dataclass(frozen=True, slots=True)
class LetterName:
    """A name in parts: ``yy`` year, ``prog`` 7-digit progressive, ``suffix`` empty or 2-3 characters, upper case.

    ``ordinal`` is 1 but for the second sollecito of a water letter. LET-05 gives a sollecito the number of its
    letter, so two of them would share one name: ours ends in ``_2`` after the whole stem of the letter
    (``S-P-25-0001234_01_2``). One character is never a suffix (LET-03), so nothing can be read in two ways,
    and two letters that differ in the suffix alone never meet.
    """

    kind: NameKind
    yy: str
    prog: str
    suffix: str = ""
    ordinal: int = 1

    @property
    def tail(self) -> str:
        """All after the first character: what a reply and its letter have in common (AMB-03)."""
        suffix = f"_{self.suffix}" if self.suffix else ""
        return f"-P-{self.yy}-{self.prog}{suffix}"

    @property
    def stem(self) -> str:
        """The name in upper case without extension, as typed and shown."""
        again = f"_{self.ordinal}" if self.ordinal > 1 else ""
        return f"{self.kind.value}{self.tail}{again}"

    @property
    def file_name(self) -> str:
        """The name in upper case with its extension, as stored."""
        return self.stem + EXTENSION

    def __str__(self) -> str:
        """Return the stem."""
        return self.stem


def parse_name(text: str) -> LetterName | None:
    """Return the parts of a name written with or without ``.PDF``, in any case; None if it is no name."""
    found = _NAME.fullmatch(text)
    if found is None:
        return None
    kind = NameKind(found["kind"].upper())
    if found["ordinal"] and kind is not NameKind.SOLLECITO:
        return None
    suffix = (found["suffix"] or "").upper()
    return LetterName(kind, found["yy"], found["prog"], suffix, int(found["ordinal"] or 1))


def near_name(text: str) -> LetterName | None:
    """Return the name that ``text`` resembles to the eye though it is none; for advice, never for matching."""
    if parse_name(text) is not None:
        return None
    plain = unicodedata.normalize("NFKC", text).translate(_LOOKALIKES)
    return parse_name("".join(plain.split()))


def letter_name(text: str) -> LetterName | None:
    """Return the parts of the name of a letter (``L-``), else None."""
    return _of_kind(text, NameKind.LETTERA)


def reply_name(text: str) -> LetterName | None:
    """Return the parts of the name of a reply (``R-``), else None."""
    return _of_kind(text, NameKind.RISPOSTA)


def _of_kind(text: str, kind: NameKind) -> LetterName | None:
    name = parse_name(text)
    return name if name is not None and name.kind is kind else None


def sollecito_name_for(letter: LetterName, ordinal: int = 1) -> LetterName:
    """Return the name of the first (1) or second (2) sollecito for ``letter`` (LET-05 and ``LetterName``)."""
    if not 1 <= ordinal <= 9:
        raise ValueError(f"no sollecito number {ordinal}")
    return replace(letter, kind=NameKind.SOLLECITO, ordinal=ordinal)


def letter_name_of(name: LetterName) -> LetterName:
    """Return the letter to which a reply or a sollecito belongs."""
    return replace(name, kind=NameKind.LETTERA, ordinal=1)


def letter_stem_of(reply: str) -> str | None:
    """Return the stem of the letter that a reply's name answers (``L-...``), None if it is no reply name.

    A file of another format under the name of a reply still says which letter it means: only its format is wrong
    (section 21: ``R-P-25-0001234_01.docx`` in an archive is E002 and nothing else).
    """
    stem, dot, ending = reply.rpartition(".")
    other_format = bool(dot) and "." not in stem and ending.upper() != "PDF"
    name = reply_name(stem if other_format else reply)
    return letter_name_of(name).stem if name is not None else None


def label_of(file_name: str) -> str:
    """Return the ``etichetta`` of a communication: the file name without extension (AMB-17)."""
    stem, dot, _ = file_name.rpartition(".")
    return stem if dot and stem else file_name


def label_length(label: str) -> int:
    """Count characters as a reader does: an accent sent apart from its letter (macOS) is not a character."""
    return len(unicodedata.normalize("NFC", label))


def is_tirv(file_name: str) -> bool:
    """Tell whether a communication follows the TIRV rules (AMB-17): its name begins with the prefix."""
    return file_name[: len(TIRV_PREFIX)].upper() == TIRV_PREFIX and file_name[: len(TIRV_PREFIX)].isascii()


def is_tirv_name_valid(file_name: str) -> bool:
    """Tell whether a TIRV name has its form: the prefix, up to 6 characters, ``.PDF``; 22 in all (TIR-02)."""
    composed = unicodedata.normalize("NFC", file_name)
    return len(composed) <= TIRV_MAX and _TIRV.fullmatch(composed) is not None
