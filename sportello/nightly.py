"""The nightly run: everything that the desk expects to find done at 7 in the morning."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sportello import post
from sportello.app import App
from sportello.daily import Issued, Refused, changed_days, issue_all
from sportello.intake import Progress
from sportello.pipeline import Run, ingest, rerun, silent
from storage import documents

#: Reason printed on a report that the nightly run issues again by itself.
LATE = "Aggiornamento: dopo la prima emissione sono cambiati i dati del giorno."


@dataclass
class Night:
    """What the nightly run did."""

    day: date
    run: Run
    again: Run | None = None
    reports: list[Issued | Refused] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        """Return the night as JSON values."""
        made = [r for r in self.reports if isinstance(r, Issued)]
        return {
            "giorno": self.day.isoformat(),
            "ingest": self.run.summary(),
            "rerun": self.again.summary() if self.again else None,
            "report": [
                {
                    "operatore": r.operator,
                    "giorno": r.day.isoformat(),
                    "versione": r.version,
                    "nuovo": r.new,
                    "righe": r.rows,
                    "cartella": str(r.folder),
                }
                for r in made
            ],
            "report_rifiutati": [
                {"operatore": r.operator, "giorno": r.day.isoformat(), "manca": list(r.missing)}
                for r in self.reports
                if isinstance(r, Refused)
            ],
            "messaggi_in_uscita": self.messages,
        }


def nightly(app: App, day: date | None = None, progress: Progress = silent) -> Night:
    """Take in, cure what failed, issue the day's reports (default: yesterday), hand the messages over."""
    day = day or app.now().date() - timedelta(days=1)
    night = Night(day, ingest(app, progress))
    with app.database.read() as connection:
        failed = documents.failed_once(connection)
    if failed:
        night.again = rerun(app, failed, "ripetizione notturna degli errori tecnici", "sportello", progress)
    for operator, earlier in changed_days(app, day):
        night.reports += issue_all(app, earlier, operator, LATE)
    night.reports += issue_all(app, day)
    progress("Report giornalieri", len(night.reports), len(night.reports))
    night.messages = [path.name for path in post.lay_out(app)]
    return night
