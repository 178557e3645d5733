"""Documents, their kinds, channels and states: the words of the export."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a document stands. ``PENDING`` and ``ERROR`` are open, the others are ends."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REVIEW = "review"
    ERROR = "error"
    DUPLICATE = "duplicate"


#: Ends that a second run leaves alone: the first terminal state wins.
TERMINAL = frozenset({State.ACCEPTED, State.REJECTED, State.REVIEW, State.DUPLICATE})


class Kind(StrEnum):
    """What a document is."""

    REPLY = "reply"
    ARCHIVE = "archive"
    FREE_COMMUNICATION = "free_communication"
    TIRV_REJECTION = "tirv_rejection"
    OPERATING_REGULATION = "operating_regulation"
    CONNECTION_DOCUMENT = "connection_document"
    UNKNOWN = "unknown"


class Channel(StrEnum):
    """The inbox folder through which a document came (design contract, section 3)."""

    RISPOSTE = "risposte"
    COMUNICAZIONI = "comunicazioni"
    MODULI = "moduli"
    CONNESSIONI = "connessioni"
    SCONOSCIUTO = "sconosciuto"


class Sector(StrEnum):
    """``settore`` of an operator: reminders and quality classes hang on it."""

    ENERGIA = "energia"
    IDRICO = "idrico"
