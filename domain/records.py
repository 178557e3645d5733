"""Rows of the ledger as values: what intake receives and what the pipeline keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.documents import Channel, Kind, State
from domain.findings import Finding


@dataclass(frozen=True, slots=True)
class Receipt:
    """A file made durable, before anything was said about it.

    ``stage`` 0: it may be an archive, so it is opened before anything else is judged and its entries take their place
    in the order of upload. ``entry`` is what an archive's directory said of it.
    """

    id: str
    batch: str
    operator: str
    channel: Channel
    path: str
    name: str
    sha256: str | None
    size: int
    received_at: datetime
    taken_at: datetime
    user: str
    stage: int = 1
    origin: str | None = None
    parent: str | None = None
    sidecar: str | None = None
    entry: Mapping[str, Any] | None = None
    notices: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the pipeline says of one document. ``diagnosis`` explains a technical error to an analyst."""

    state: State
    kind: Kind
    findings: tuple[Finding, ...] = ()
    letter: str | None = None
    stored_as: str | None = None
    replaces: str | None = None
    duplicate_of: str | None = None
    attachments: tuple[Mapping[str, Any], ...] = ()
    form: Mapping[str, Any] | None = None
    completeness: Mapping[str, Any] | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    diagnosis: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the ledger holds it."""

    id: str
    serial: int
    batch: str
    operator: str
    channel: Channel
    path: str
    name: str
    sha256: str | None
    size: int
    received_at: datetime
    taken_at: datetime
    user: str
    state: State
    kind: Kind
    parent: str | None = None
    entry: Mapping[str, Any] | None = None
    letter: str | None = None
    stored_as: str | None = None
    replaces: str | None = None
    duplicate_of: str | None = None
    reasons: tuple[Mapping[str, str], ...] = ()
    findings: tuple[Mapping[str, Any], ...] = ()
    attachments: tuple[Mapping[str, Any], ...] = ()
    form: Mapping[str, Any] | None = None
    completeness: Mapping[str, Any] | None = None
    facts: Mapping[str, Any] | None = None
    decided_at: datetime | None = None
    dated_at: datetime | None = None
