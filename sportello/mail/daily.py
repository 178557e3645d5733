"""The daily report of each operator: built from the ledger, issued once, issued again only with a reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row

from domain.daily import SECTIONS, DailyReport
from domain.registers import ROME, OperatorRecord
from reports.daily_mail import daily_mail, daily_message_id, daily_name
from reports.daily_pdf import daily_pdf
from reports.daily_xlsx import daily_xlsx
from sportello.app import App
from sportello.forms.duties import notes
from storage import balance, outbox
from storage import reports as store
from storage.blobs import read_all
from storage.durable import write_file
from storage.events import Event, record
from storage.papers import erased
from storage.registers import all_operators
from storage.tables import reports as reports_table


@dataclass(frozen=True, slots=True)
class Issued:
    """A report: where it lies, whether this call made it (``new``), and its size in rows."""

    operator: str
    day: date
    version: int
    new: bool
    rows: int
    folder: Path
    message_id: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A day whose ledger does not balance: ``missing`` says what, one Italian line each."""

    operator: str
    day: date
    missing: tuple[str, ...]


def issue_all(app: App, day: date, operator: str | None = None, reason: str = "") -> list[Issued | Refused]:
    """Issue the report of ``day`` for every operator, or for one.

    Without ``reason`` a report whose rows have not changed is left as it is; with one a new version is made.
    """
    with app.database.read() as connection:
        chosen = [o for o in all_operators(connection).values() if operator in {None, o.code}]
    return [_issue(app, each, day, reason) for each in chosen]


def window_of(day: date) -> tuple[datetime, datetime]:
    """Return a calendar day of Europe/Rome as instants, from 00:00 to 24:00 (PEC-12)."""
    start = datetime(day.year, day.month, day.day, tzinfo=ROME)
    after = day + timedelta(days=1)
    return start, datetime(after.year, after.month, after.day, tzinfo=ROME)


def _issue(app: App, operator: OperatorRecord, day: date, reason: str) -> Issued | Refused:
    with app.database.read() as connection:
        missing = balance.gaps(connection, *window_of(day), operator.code)
        if missing:
            return Refused(operator.code, day, tuple(missing))
        report = _collect(connection, app.now(), operator, day)
        last = store.latest(connection, operator.code, day)
    digest = _digest(report)
    if last is not None and last.digest == digest and not reason:
        _lay_out(app, report, last.version)
        return _issued(app, report, last.version, last.message_id, new=False)
    if last is not None:
        report = replace(report, version=last.version + 1, reason=reason or "Aggiornamento dei dati del giorno.")
    return _commit(app, report, digest)


def _collect(connection: Connection, now: datetime, operator: OperatorRecord, day: date) -> DailyReport:
    window = window_of(day)
    return DailyReport(
        operator_code=operator.code,
        operator_name=operator.name,
        pec=operator.pec,
        day=day,
        version=1,
        reason="",
        issued_at=now.replace(microsecond=0),
        new_letters=store.new_letters(connection, operator.code, window),
        downloads=store.first_downloads(connection, operator.code, window),
        replies=store.accepted_replies(connection, operator.code, window),
        communications=store.accepted_communications(connection, operator.code, window),
        errors=store.failed_sends(connection, operator.code, window),
        solleciti=store.published_solleciti(connection, operator.code, window),
        notes=notes(connection, operator.code, day),
    )


def _digest(report: DailyReport) -> str:
    """Return a hash of what the report says, not of when it was made."""
    said: dict[str, Any] = {section.key: section.rows(report) for section in SECTIONS}
    said["operator"] = [report.operator_name, report.pec, *report.notes]
    return hashlib.sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()


def _commit(app: App, report: DailyReport, digest: str) -> Issued | Refused:
    pdf, xlsx = daily_pdf(report), daily_xlsx(report)
    mail = daily_mail(report, pdf, xlsx, app.settings.pec_sender)
    stored = [app.blobs.put(BytesIO(data)).sha256 for data in (pdf, xlsx, mail)]
    identity = daily_message_id(report, app.settings.pec_sender)
    with app.database.write() as connection:
        last = store.latest(connection, report.operator_code, report.day)
        if last is not None and last.version >= report.version:  # another run was faster
            return _issued(app, report, last.version, last.message_id, new=False)
        connection.execute(
            reports_table.insert().values(
                operator=report.operator_code,
                day=report.day,
                version=report.version,
                reason=report.reason,
                issued_at=report.issued_at,
                digest=digest,
                pdf=stored[0],
                xlsx=stored[1],
                message_id=identity,
            )
        )
        outbox.enqueue(
            connection,
            message_id=identity,
            kind="daily-report",
            operator=report.operator_code,
            file_name=daily_name(report, "eml"),
            sha256=stored[2],
            recipients=[report.pec],
            at=app.now(),
        )
        said = {"day": report.day.isoformat(), "version": report.version, "reason": report.reason}
        record(connection, [Event(app.now(), "report.issued", "sportello", report.operator_code, data=said)])
    _lay_out(app, report, report.version)
    return _issued(app, report, report.version, identity, new=True)


def _lay_out(app: App, report: DailyReport, version: int) -> None:
    """Put the issued files where people look for them; what is there already stays, what a kill left out is added."""
    with app.database.read() as connection:
        rows = [row for row in store.issued(connection, report.day) if row.operator == report.operator_code]
        gone = erased(connection)
    _write_out(app, [row for row in rows if row.version <= version], gone)


def lay_out_issued(app: App, until: date) -> None:
    """Add the files of the reports that a run of the last days issued and was killed before it wrote them."""
    start = window_of(until - timedelta(days=app.settings.reissue_days))[0]
    with app.database.read() as connection:
        rows = [row for row in store.issued_since(connection, start) if row.day <= until]
        gone = erased(connection)
    _write_out(app, rows, gone)


def _write_out(app: App, rows: Iterable[Row[Any]], gone: set[str]) -> None:
    for row in rows:
        for place, sha256 in issued_files(app, row):
            if not place.exists() and sha256 not in gone:
                write_file(place, [read_all(app.blobs, sha256)])


def issued_files(app: App, row: Row[Any]) -> Iterator[tuple[Path, str]]:
    """Return where the files of an issued report lie, each with the hash of its bytes."""
    said = DailyReport(row.operator, "", "", row.day, row.version, "", row.issued_at, (), (), (), (), (), ())
    for extension, sha256 in (("pdf", row.pdf), ("xlsx", row.xlsx)):
        yield report_folder(app, row.day, row.operator) / daily_name(said, extension), sha256


def report_folder(app: App, day: date, operator: str) -> Path:
    """Return ``<home>/reports/<day>/<operator>``."""
    return app.home / "reports" / day.isoformat() / operator


def _issued(app: App, report: DailyReport, version: int, message_id: str, *, new: bool) -> Issued:
    rows = sum(len(section.rows(report)) for section in SECTIONS)
    folder = report_folder(app, report.day, report.operator_code)
    return Issued(report.operator_code, report.day, version, new, rows, folder, message_id)


def missing_days(app: App, before: date) -> list[tuple[str, date]]:
    """Name the reports of the last days that were never issued (a night that did not run, a ledger out of balance).

    Only days after an operator's first report count: before it there was nothing to report.
    """
    since = before - timedelta(days=app.settings.reissue_days)
    days = [since + timedelta(days=n) for n in range((before - since).days)]
    found: list[tuple[str, date]] = []
    with app.database.read() as connection:
        for code in all_operators(connection):
            there = store.days_of(connection, code)
            found += [(code, day) for day in days if there and day > there[0] and day not in there]
    return found


def changed_days(app: App, before: date) -> list[tuple[str, date]]:
    """Name the reports whose ledger has changed since they were issued (late uploads, reruns).

    Looked at are the last days, and every earlier day that a document worked on in the last days bears: an upload that
    declares an hour of a month ago is told to its sender all the same, in the report of that day, also where none was made.
    """
    since = before - timedelta(days=app.settings.reissue_days)
    start = window_of(since)[0]
    with app.database.read() as connection:
        operators = all_operators(connection)
        recent = [
            (row.operator, day) for day in store.issued_days(connection, since) for row in store.issued(connection, day)
        ]
        older = [(code, at.astimezone(ROME).date()) for code, at in store.worked_late(connection, start)]
        days = sorted(
            ((code, day) for code, day in {*recent, *older} if day < before and code in operators), key=_by_day
        )
        return [(code, day) for code, day in days if _changed(connection, app.now(), operators[code], day)]


def _by_day(found: tuple[str, date]) -> tuple[date, str]:
    return found[1], found[0]


def _changed(connection: Connection, now: datetime, operator: OperatorRecord, day: date) -> bool:
    last = store.latest(connection, operator.code, day)
    return last is None or last.digest != _digest(_collect(connection, now, operator, day))
