"""What the place of a file in the inbox says of it (design contract, section 3)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.documents import Channel
from domain.findings import Finding, Severity, Source
from domain.names import letter_name

CONTRACT = Source("Contratto del prodotto", "sezione 3")
#: Operator under which a file in no operator's folder is entered.
NOBODY = "-"
_CHANNELS = {c.value: c for c in Channel if c is not Channel.SCONOSCIUTO}


@dataclass(frozen=True, slots=True)
class Place:
    """``operator`` (``-``: none), ``channel``, ``path`` below the operator's folder, ``folder`` between channel and name.

    ``letter``: stem of the letter whose folder the file lies in (single upload). ``request``: id of the connection
    request. ``known``: whether the contract knows this kind of place.
    """

    operator: str
    channel: Channel
    path: str
    name: str
    letter: str | None = None
    request: str | None = None
    known: bool = True


def place_of(parts: tuple[str, ...]) -> Place:
    """Read the names below the inbox root; never fails: what is nowhere known is ``SCONOSCIUTO``."""
    if len(parts) == 1:
        return Place(NOBODY, Channel.SCONOSCIUTO, parts[0], parts[0], known=False)
    operator, below, name = parts[0], parts[1:], parts[-1]
    path = "/".join(below)
    channel = _CHANNELS.get(below[0], Channel.SCONOSCIUTO) if len(below) > 1 else Channel.SCONOSCIUTO
    between = below[1:-1]
    if channel is Channel.RISPOSTE and len(between) == 1:
        found = letter_name(between[0])
        if found is not None:
            return Place(operator, channel, path, name, letter=found.stem)
    if channel is Channel.CONNESSIONI:
        return Place(operator, channel, path, name, request=between[0] if between else None, known=len(between) == 1)
    return Place(operator, channel, path, name, known=channel is not Channel.SCONOSCIUTO and not between)


@dataclass(frozen=True, slots=True)
class Sidecar:
    """Who uploaded and when, as the side-car says; None where it does not say or cannot be believed."""

    user: str | None = None
    uploaded_at: datetime | None = None
    notices: tuple[Finding, ...] = ()


#: Longest user name kept from a side-car.
MAX_USER = 120
#: Nothing was uploaded before the portal existed (LET-19); the margin is for clocks that are wrong.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


def read_sidecar(data: bytes, now: datetime) -> Sidecar:
    """Read ``{"utente": ..., "caricato_il": ...}``; what is wrong is left out and told as a notice, never raised."""
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Sidecar(notices=(_notice("non è un JSON leggibile"),))
    if not isinstance(content, dict):
        return Sidecar(notices=(_notice("non è un oggetto JSON"),))
    notices: list[Finding] = []
    user = _user(content.get("utente"), notices)
    when = _instant(content.get("caricato_il"), now, notices)
    return Sidecar(user, when, tuple(notices))


def _user(value: object, notices: list[Finding]) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        notices.append(_notice("'utente' non è un testo"))
        return None
    return "".join(c if c.isprintable() else "\ufffd" for c in value.strip())[:MAX_USER]


def _instant(value: object, now: datetime, notices: list[Finding]) -> datetime | None:
    if value is None:
        return None
    try:
        when = datetime.fromisoformat(value) if isinstance(value, str) else None
        if when is not None and when.tzinfo is not None:
            if EARLIEST <= when <= now:
                return when
            wrong = "nel futuro" if when > now else "troppo lontano nel passato"
            notices.append(_notice(f"'caricato_il' è {wrong} ({when.isoformat()})"))
            return None
    except (ValueError, OverflowError):
        pass
    notices.append(_notice("'caricato_il' non è una data ISO-8601 con scarto orario"))
    return None


def _notice(what: str) -> Finding:
    return Finding(
        "INT-01",
        Severity.WARNING,
        f"Dati di accompagnamento: {what}; valgono i valori predefiniti.",
        CONTRACT,
        cure='Inviare {"utente": "...", "caricato_il": "2026-11-22T10:00:00+01:00"}.',
    )
