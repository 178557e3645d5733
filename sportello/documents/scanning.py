"""Every upload goes past the virus scanner before anything else looks at its bytes; optional, by one setting.

Found: refused with E016, the bytes kept apart for good (``facts.quarantine``). Scanner down: nothing is decided, the
documents wait and a later run goes on. Not scannable: a technical error.
"""

from __future__ import annotations

from typing import BinaryIO

from domain.records import Document
from sportello.app import App
from sportello.settings import WrongSettingError
from storage.virus import Infected, Refused, Scanner, ScannerDownError, parse_scanner

#: What a document was found to be; documents without an entry are clean.
Scanned = dict[str, Infected | Refused]

QUARANTINE = "quarantine"


def scanner_of(app: App) -> Scanner | None:
    """Return the scanner of the settings, None when there is none. Raises ``WrongSettingError``."""
    if not app.settings.clamd_url:
        return None
    try:
        return parse_scanner(app.settings.clamd_url)
    except ValueError as wrong:
        raise WrongSettingError(f"SPORTELLO_CLAMD_URL: {wrong}.") from None


def scan(app: App, claimed: list[Document]) -> Scanned:
    """Return what the scanner found among ``claimed``. Raises ``ScannerDownError``.

    What is in quarantine stays there, also where the scanner was taken out of the settings since.
    """
    scanner = scanner_of(app)
    found: Scanned = {
        d.id: Infected(str((d.facts or {})[QUARANTINE])) for d in claimed if (d.facts or {}).get(QUARANTINE)
    }
    for document in claimed if scanner is not None else ():
        stream = app.blobs.open(document.sha256) if document.sha256 and document.id not in found else None
        if stream is None or scanner is None:
            continue
        with stream:
            verdict = scanner.scan(stream)
        if verdict is not None:
            found[document.id] = verdict
    return found


class FileScan:
    """What the scanner says of the desk's own files, before they are stored; once it is down nobody asks it again."""

    def __init__(self, app: App) -> None:
        self._scanner = scanner_of(app)
        self._down = ""

    def trouble(self, stream: BinaryIO) -> str:
        """Return why the bytes may not be taken (Italian), nothing when they may; reads ``stream`` to its end."""
        if self._scanner is None:
            return ""
        if self._down:
            return self._down
        try:
            verdict = self._scanner.scan(stream)
        except ScannerDownError as down:
            self._down = f"{down}: in attesa, ripetere il caricamento quando torna"
            return self._down
        if isinstance(verdict, Infected):
            return f"contiene '{verdict.name}' e non è stato conservato"
        return verdict.reason if verdict is not None else ""


def notice(app: App, pending: int) -> str | None:
    """Return a line for ``status`` when documents wait because the scanner is down."""
    scanner = scanner_of(app)
    if scanner is None or pending == 0:
        return None
    try:
        scanner.ping()
    except ScannerDownError as down:
        return f"{down}: {pending} documenti aspettano e nulla è accettato finché non torna."
    return None
