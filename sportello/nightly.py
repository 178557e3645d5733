"""The nightly run: everything that the desk expects to find done at 7 in the morning."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sportello.app import App
from sportello.documents.intake import Progress
from sportello.forms.duties import Reminder, remind
from sportello.letters.deadlines import Turned, pass_deadlines
from sportello.mail import post
from sportello.mail.daily import Issued, Refused, changed_days, issue_all, lay_out_issued, missing_days
from sportello.mail.feedback_letters import Letter, issue_letters
from sportello.mail.receipts import Taken, take_receipts
from sportello.pipeline import Run, ingest, rerun, silent
from storage import documents

#: Reason printed on a report that the nightly run issues again by itself.
LATE = "Aggiornamento: dopo la prima emissione sono cambiati i dati del giorno."


@dataclass
class Night:
    """What the nightly run did."""

    day: date
    run: Run = field(default_factory=lambda: Run(""))
    again: Run | None = None
    turned: Turned = field(default_factory=Turned)
    letters: list[Letter] = field(default_factory=list)
    reminders: list[Reminder] = field(default_factory=list)
    reports: list[Issued | Refused] = field(default_factory=list)
    receipts: Taken = field(default_factory=Taken)
    posted: post.Posted = field(default_factory=post.Posted)

    def summary(self) -> dict[str, Any]:
        """Return the night as JSON values."""
        return {
            "giorno": self.day.isoformat(),
            "ingest": self.run.summary(),
            "rerun": self.again.summary() if self.again else None,
            "scadenze": self.turned.summary(),
            "rettifiche": [{"documento": each.document, "file": str(each.place)} for each in self.letters],
            "promemoria": [
                {"operatore": r.operator, "pod": r.pod, "verifica": r.kind, "entro": r.due.isoformat()}
                for r in self.reminders
            ],
            **issued_summary(self.reports),
            "ricevute": self.receipts.counts,
            "casella": self.receipts.trouble,
            "posta": self.posted.summary(),
        }


def issued_summary(reports: Iterable[Issued | Refused]) -> dict[str, Any]:
    """Return the reports that were issued, and those refused because a ledger does not balance, as JSON values."""
    issued: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for each in reports:
        said = {"operatore": each.operator, "giorno": each.day.isoformat()}
        if isinstance(each, Refused):
            refused.append({**said, "manca": list(each.missing)})
        else:
            more = {"versione": each.version, "nuovo": each.new, "righe": each.rows, "cartella": str(each.folder)}
            issued.append({**said, **more})
    return {"report": issued, "report_rifiutati": refused}


def new_night(app: App, day: date | None = None) -> Night:
    """Return a night with nothing done yet; its reports are those of ``day`` (default: yesterday)."""
    return Night(day or app.now().date() - timedelta(days=1))


def receive(app: App, night: Night, progress: Progress) -> None:
    """Take in whatever lies in the inbox and process it to the end."""
    night.run = ingest(app, progress)


def cure(app: App, night: Night, progress: Progress) -> None:
    """Give what ended in its first technical error one more attempt."""
    with app.database.read() as connection:
        failed = documents.failed_once(connection)
    if failed:
        night.again = rerun(app, failed, "ripetizione notturna degli errori tecnici", "sportello", progress)


def deadlines(app: App, night: Night, _progress: Progress) -> None:
    """Do what time alone does to letters: ``assente``, off-line, solleciti."""
    night.turned = pass_deadlines(app)


def plants(app: App, night: Night, _progress: Progress) -> None:
    """Write to the senders of refused forms; remind of the periodic checks of plants."""
    night.letters = issue_letters(app)
    night.reminders = remind(app, night.day)


def report(app: App, night: Night, progress: Progress) -> None:
    """Issue what earlier nights could not, issue again what late uploads have changed, then the reports of the day."""
    reports: list[Issued | Refused] = []
    for operator, earlier in missing_days(app, night.day):
        reports += issue_all(app, earlier, operator)
    for operator, earlier in changed_days(app, night.day):
        reports += issue_all(app, earlier, operator, LATE)
    reports += issue_all(app, night.day)
    lay_out_issued(app, night.day)
    progress("Report giornalieri", len(reports), len(reports))
    night.reports = reports


def hand_over(app: App, night: Night, _progress: Progress) -> None:
    """Take the provider's receipts in, then hand the waiting messages over."""
    night.receipts = take_receipts(app)
    night.posted = post.send(app)


Step = Callable[[App, Night, Progress], None]

#: The night, in its order. Each step may be cut off and done again; the flow shows each as one task.
STEPS: tuple[tuple[str, Step], ...] = (
    ("ricezione e lavorazione", receive),
    ("ripetizione degli errori tecnici", cure),
    ("scadenze e solleciti", deadlines),
    ("rettifiche e verifiche degli impianti", plants),
    ("report giornalieri", report),
    ("messaggi in uscita", hand_over),
)


def nightly(app: App, day: date | None = None, progress: Progress = silent) -> Night:
    """Do every step of the night."""
    night = new_night(app, day)
    for _, step in STEPS:
        step(app, night, progress)
    return night
