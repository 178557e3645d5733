"""What the rules around letters look at, and valid base cases for their examples."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from domain.names import is_tirv
from domain.outages import DEFAULT_OUTAGES, Outage, OutagePolicy
from validators.letters.tirv_checklist import ChecklistItem, default_checklist

_AT = datetime.fromisoformat("2025-03-10T10:00:00+01:00")


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What must be quoted of a letter already answered, and when its first reply came."""

    letter: str
    case_id: str
    client: str
    first_reply_at: datetime


@dataclass(frozen=True, slots=True)
class Communication:
    """A free communication as read. ``text`` None: its pages could not be read.

    ``cases``: the operator's answered letters. ``domestic``: kind of the client of a TIRV complaint, None unknown.
    """

    name: str
    text: str | None
    uploaded_at: datetime
    cases: tuple[CaseFacts, ...] = ()
    domestic: bool | None = None
    replacement: timedelta = timedelta(hours=72)  # ARC-04
    checklist: tuple[ChecklistItem, ...] = field(default_factory=default_checklist)

    @property
    def is_tirv(self) -> bool:
        """Whether it is the rejection of a TIRV complaint (AMB-17)."""
        return is_tirv(self.name)


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a letter, as typed."""

    text: str
    most: int = 500


@dataclass(frozen=True, slots=True)
class UploadMoment:
    """When the operator uploaded, by its own word or by the desk's clock."""

    at: datetime
    policy: OutagePolicy = DEFAULT_OUTAGES


@dataclass(frozen=True, slots=True)
class Announcement:
    """Planned work and when it was announced."""

    outage: Outage
    policy: OutagePolicy = DEFAULT_OUTAGES


def a_communication(**but: Any) -> Communication:
    """Return an addition to an answered letter with all that it must quote, or a TIRV rejection if so named."""
    base: dict[str, Any] = {
        "name": "integrazione.pdf",
        "text": "A integrazione della risposta alla lettera L-P-25-0001234_01, ID Caso 1234567, cliente Rossi Mario.",
        "uploaded_at": _AT,
        "cases": (CaseFacts("L-P-25-0001234_01", "1234567", "Rossi Mario", _AT - timedelta(hours=73)),),
    }
    if is_tirv(str(but.get("name", ""))):
        base["text"] = (
            "Oggetto: rigetto del reclamo per contratto contestato ai sensi della deliberazione 228/2017/R/com."
            " POD IT001E12345678. Il reclamo è respinto per i seguenti motivi: il consenso risulta dalla registrazione"
            " vocale allegata. Il cliente può rivolgersi allo Sportello per la conciliazione."
        )
    return Communication(**{**base, **but})


def a_note(**but: Any) -> Note:
    """Return a note of the greatest length."""
    return Note(**{"text": "à" * 500, **but})


def a_moment(**but: Any) -> UploadMoment:
    """Return an upload in the morning."""
    return UploadMoment(**{"at": _AT, **but})


def an_announcement(**but: Any) -> Announcement:
    """Return planned work announced four days ahead."""
    work = {"start": _AT, "end": _AT + timedelta(hours=5), "planned": True, "announced_at": _AT - timedelta(days=4)}
    return Announcement(Outage(**{**work, **but}))
