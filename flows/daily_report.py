"""The flow that issues one day's reports by themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

from prefect import flow

from flows.steps import ended, step, the_app
from sportello.mail import post
from sportello.mail.daily import issue_all
from sportello.nightly import issued_summary, new_night


@flow(name="daily_report", persist_result=False)
def daily_report(day: date | None = None, operator: str | None = None, reason: str = "", *, send: bool = False) -> Any:
    """Issue the reports of ``day`` (default: yesterday); with ``send`` hand the waiting messages over as well."""
    app = the_app()
    chosen = new_night(app, day).day
    reports = step("report giornalieri", lambda _: issue_all(app, chosen, operator, reason))
    sent = step("messaggi in uscita", lambda _: post.send(app)) if send else None
    summary = {"giorno": chosen.isoformat(), **issued_summary(reports), "invio": sent.summary() if sent else None}
    issued, refused = len(summary["report"]), len(summary["report_rifiutati"])
    return ended(summary, f"Report del {chosen:%d/%m/%Y}: {issued} emessi, {refused} rifiutati.")
