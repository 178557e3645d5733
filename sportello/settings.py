"""Every setting, in one object: environment ``SPORTELLO_...``, ``.env`` file, command-line option."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.input_words import in_italian
from domain.registers import ROME


class WrongSettingError(ValueError):
    """A setting cannot be used; the message is one Italian line."""


class Settings(BaseSettings):
    """What an installation can choose. Limits are in binary megabytes, limit included (AMB-13, AMB-18)."""

    model_config = SettingsConfigDict(env_prefix="SPORTELLO_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Path("./sportello-data")
    database_url: str = ""
    blobs_url: str = ""
    inbox_url: str = ""
    s3_endpoint_url: str = ""
    smtp_url: str = ""
    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, le=256)
    now: datetime | None = None

    pec_sender: str = "portale@pec.acquirenteunico.it"
    """PEC-02."""
    imap_url: str = ""
    """Where the provider's receipts arrive (``imaps://user:password@host/folder``); ``<home>/ricevute`` is read too."""
    pec_ca_file: Path | None = None
    """Authorities (PEM) of the providers' signatures; where it is set only receipts with a valid one count."""
    pec_accept_hours: int = Field(default=2, ge=1)
    pec_deliver_hours: int = Field(default=26, ge=1)
    """After how long a sent message without its receipt is late; a provider has 24 hours for its last word."""
    smime_certificate: Path | None = None
    smime_key: Path | None = None
    """Optional S/MIME signature of outgoing mail (PEM)."""
    reply_limit_mb: int = Field(default=15, ge=1)
    communication_limit_mb: int = Field(default=15, ge=1)
    tirv_limit_mb: int = Field(default=8, ge=1)
    form_limit_mb: int = Field(default=50, ge=1)
    connection_limit_mb: int = Field(default=50, ge=1)
    offline_policy: Literal["sospesa", "fissa"] = "sospesa"
    """AMB-04."""
    assente_grace_days: int = Field(default=15, ge=0)
    """SLA-09: working days after the due day."""
    first_sollecito_days: int = Field(default=1, ge=1)
    """SOL-05, AMB-15: working days after the due day."""
    second_sollecito_days: int = Field(default=10, ge=1)
    """SOL-05, AMB-15: working days after the first (water)."""
    proroga_after_download: bool = False
    """Grant an extension only once the letter was downloaded; the manual shows it there and states no condition."""
    extra_closing_days: bool = False
    """AMB-07: leave out 29 June, 2 November, 24 and 31 December as well."""
    upload_window_notice: bool = True
    """OPE-01: uploads declared between 01:00 and 03:00 are taken in with a notice."""
    archive_max_entries: int = Field(default=2000, ge=1)
    archive_max_total_mb: int = Field(default=1024, ge=1)
    archive_max_ratio: int = Field(default=200, ge=2)
    worker_memory_mb: int = Field(default=1024, ge=128)
    worker_cpu_seconds: int = Field(default=120, ge=1)
    worker_wall_seconds: int = Field(default=240, ge=1)
    lease_minutes: int = Field(default=30, ge=1)
    completeness_threshold: float = Field(default=0.5, ge=0, le=1)
    complete_threshold: float = Field(default=0.88, ge=0, le=1)
    """Confidence from which a proposal of incomplete / complete stands without an analyst (docs/completeness.md)."""
    completeness_automatic: bool = True
    """AMB-16: off, every proposal waits for an analyst."""
    feedback_days: int = Field(default=30, ge=1)
    """Calendar days that a sender has for a rectification; no source names a term, 30 is our assumption."""
    retention_months: int = Field(default=12, ge=0)
    """Months after Data Offline for which a letter keeps its client's data; no source names a term, 12 is ours."""
    forget_issued: Literal["cancella", "elenca"] = "cancella"
    """What ``forget`` does with issued papers that name the person: remove our copies, or only list them."""
    audit_file: Path | None = None
    """Anchors of the event log; best on another machine (default: ``<home>/audit/ancore.jsonl``)."""
    clamd_url: str = ""
    """Virus scanner (``tcp://host:3310`` or ``unix:///run/clamav/clamd.ctl``); without it nothing is scanned."""
    reissue_days: int = Field(default=7, ge=0)
    """How many days back the nightly run looks for daily reports that later uploads have made incomplete."""

    @field_validator("now")
    @classmethod
    def _with_offset(cls, value: datetime | None) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("manca lo scarto dall'ora universale, ad esempio 2026-11-22T10:00:00+01:00")
        return value

    @field_validator("home", mode="before")
    @classmethod
    def _some_folder(cls, value: object) -> object:
        if str(value).strip() == "":
            raise ValueError("attesa una cartella, ad esempio /srv/sportello")
        return value

    @field_validator("home")
    @classmethod
    def _no_file(cls, value: Path) -> Path:
        if value.exists() and not value.is_dir():
            raise ValueError("è un file, attesa una cartella")
        return value

    @property
    def database(self) -> str:
        """URL of the database."""
        return self.database_url or f"sqlite:///{self.home.resolve()}/catalogue.db"

    @property
    def blobs(self) -> str:
        """URL of the blob store."""
        return self.blobs_url or (self.home.resolve() / "blobs").as_uri()

    @property
    def inbox(self) -> str:
        """URL of the inbox."""
        return self.inbox_url or (self.home.resolve() / "inbox").as_uri()

    @property
    def lease(self) -> timedelta:
        """How long a claim on a document holds."""
        return timedelta(minutes=self.lease_minutes)

    def clock(self) -> datetime:
        """Return the time that every rule sees: ``SPORTELLO_NOW``, or the clock (Europe/Rome)."""
        return (self.now or datetime.now(ROME)).astimezone(ROME)


def load_settings(**options: object) -> Settings:
    """Read the settings; options that are None do not count. Raises ``WrongSettingError`` with one line."""
    try:
        return Settings(**{key: value for key, value in options.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as wrong:
        first = wrong.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        message = in_italian(first["msg"].removeprefix("Value error, "))
        raise WrongSettingError(
            f"SPORTELLO_{name}: valore '{first.get('input')}' non valido ({message}). Correggere e riprovare."
        ) from None
