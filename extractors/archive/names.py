"""Names in an archive: from bytes to characters, and whether such a name may be taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from domain.archives import Budget
from domain.problems import EntryProblem
from extractors.archive.directory import Record
from extractors.printable import printable

#: What zip programs used in Italy write when they do not say: Windows Explorer the OEM page 850 (437 abroad),
#: older and German ones the ANSI page 1252, the Macintosh its Roman. Order decides ties.
_PAGES = ("cp850", "cp437", "cp1252", "mac_roman")
_ITALIAN_LOWER, _ITALIAN_UPPER = frozenset("àèéìòù"), frozenset("ÀÈÉÌÒÙ")
_USUAL_SIGNS = frozenset("°ª–—’‘“”«»…€§·çÇñüöäßâêîôû")

_RESERVED = re.compile(
    r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\$|CONOUT\$|CLOCK\$)(?:\s*\..*)?", re.IGNORECASE
)
_DRIVE = re.compile(r"[A-Za-z]:")


def decode_names(records: Sequence[Record]) -> tuple[str | None, ...]:
    """Return each record's name, None where it says UTF-8 and is not.

    Flag and Info-ZIP's extra are believed; then plain ASCII; then UTF-8 if it happens to be valid (chance hits are
    as good as impossible with accents); then one code page for the whole archive, for one program wrote it all:
    the page under which the names look most Italian.
    """
    page = _guess_page([r.raw_name for r in records if not (r.says_utf8 or r.unicode_name)])
    return tuple(_decode(record, page) for record in records)


def _decode(record: Record, page: str) -> str | None:
    try:
        if record.unicode_name is not None:
            return record.unicode_name.decode("utf-8")
        if record.says_utf8:
            return record.raw_name.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return _as_utf8(record.raw_name) or record.raw_name.decode(page, "replace")


def _as_utf8(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _guess_page(raws: Sequence[bytes]) -> str:
    odd = [raw for raw in raws if _as_utf8(raw) is None]
    return max(_PAGES, key=lambda page: sum(_italian(raw.decode(page, "replace")) for raw in odd))


def _italian(text: str) -> int:
    """Score how Italian the characters beyond ASCII look, each with the letter before it."""
    score = 0
    for before, char in zip(" " + text, text, strict=False):
        if char < "\x80":
            continue
        if char in _ITALIAN_LOWER:
            score += 3
        elif char in _ITALIAN_UPPER:
            # A capital after a small letter ("PerchÈ") is rather another page's small one.
            score += -2 if before.islower() else 3
        elif char in _USUAL_SIGNS:
            score += 1
        else:
            score -= 1 if char.isalpha() and "\xc0" <= char <= "\xff" else 3
    return score


def shown_name(name: str | None, raw: bytes) -> str:
    """Return the name for people; one that could not be decoded shows its ASCII letters."""
    return printable(raw.decode("ascii", "replace") if name is None else name)


def collision_key(name: str) -> str:
    """Return what two names share when some file system cannot tell them apart (NFC, case, trailing dots)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).upper()).rstrip(" .")


def judge_name(name: str | None, budget: Budget) -> EntryProblem | None:
    """Say what is wrong with a decoded name, None if nothing; a folder's name is given without its last slash."""
    if name is None:
        return EntryProblem.UNREADABLE_NAME
    if not name.strip():
        return EntryProblem.EMPTY_NAME
    if len(name) > budget.max_name_length:
        return EntryProblem.LONG_NAME
    if any(unicodedata.category(c) in {"Cc", "Zl", "Zp", "Cs"} for c in name):
        return EntryProblem.CONTROL_CHARACTER
    if any(unicodedata.category(c) == "Cf" for c in name):
        return EntryProblem.HIDDEN_DIRECTION
    # Old Windows programs write backslashes between folders.
    parts = name.replace("\\", "/").split("/")
    if any(part in {"", ".", ".."} for part in parts) or _DRIVE.match(name):
        return EntryProblem.UNSAFE_PATH
    if ":" in name:
        return EntryProblem.STREAM
    if any(_RESERVED.fullmatch(part.rstrip()) for part in parts):
        return EntryProblem.RESERVED_NAME
    return EntryProblem.FOLDER_IN_NAME if len(parts) > 1 and not budget.allow_folders else None
