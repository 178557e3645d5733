"""Settings as the policies that the rooms below understand."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from domain.archives import Budget
from domain.calendar import WorkingCalendar
from domain.letter_policy import LetterPolicy, OfflinePolicy
from domain.outages import offline_days
from domain.pec import PecPolicy
from extractors.isolation import Limits
from sportello.app import App
from sportello.settings import Settings
from storage import outages
from validators.gate.submission import MEGABYTE, GatePolicy


def gate_policy(settings: Settings) -> GatePolicy:
    """Limits of the gate."""
    return GatePolicy(
        reply_mb=settings.reply_limit_mb,
        communication_mb=settings.communication_limit_mb,
        tirv_mb=settings.tirv_limit_mb,
        form_mb=settings.form_limit_mb,
        connection_mb=settings.connection_limit_mb,
    )


def archive_budget(settings: Settings, *, folders: bool = False) -> Budget:
    """How much an archive may ask for; ``folders``: the names of its entries mean nothing, so they may lie deep."""
    return Budget(
        max_entries=settings.archive_max_entries,
        max_total_bytes=settings.archive_max_total_mb * MEGABYTE,
        max_ratio=settings.archive_max_ratio,
        allow_folders=folders,
    )


def worker_limits(settings: Settings, *, retry: bool = False) -> Limits:
    """Say what one document may use; a second try gets twice as much."""
    factor = 2 if retry else 1
    return Limits(
        memory_mb=settings.worker_memory_mb * factor,
        cpu_seconds=settings.worker_cpu_seconds * factor,
        wall_seconds=float(settings.worker_wall_seconds * factor),
    )


def letter_policy(settings: Settings) -> LetterPolicy:
    """Numbers and choices behind a letter's life."""
    return LetterPolicy(
        offline=OfflinePolicy(settings.offline_policy),
        assente_grace=settings.assente_grace_days,
        first_sollecito_after=settings.first_sollecito_days,
        next_sollecito_after=settings.second_sollecito_days,
        proroga_after_download=settings.proroga_after_download,
    )


def pec_policy(settings: Settings) -> PecPolicy:
    """Say when a receipt is late, and which ones count."""
    return PecPolicy(
        accept_within=timedelta(hours=settings.pec_accept_hours),
        deliver_within=timedelta(hours=settings.pec_deliver_hours),
        signed_only=settings.pec_ca_file is not None,
    )


def working_calendar(app: App, connection: Connection) -> WorkingCalendar:
    """Return the calendar on which terms run, the portal's off-line days left out (SLA-07)."""
    base = WorkingCalendar(frozenset(), app.settings.extra_closing_days)
    return WorkingCalendar(offline_days(outages.every(connection), base, app.now()), app.settings.extra_closing_days)
