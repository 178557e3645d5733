"""The command for the hours between two nights: receipts in, waiting messages out."""

from __future__ import annotations

from typing import Any

import typer

from sportello.cli.options import Home, Json, Now, open_app
from sportello.cli.screen import as_json, say
from sportello.mail import post
from sportello.mail.receipts import take_receipts


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("mail")(mail)


def mail(home: Home = None, now: Now = None, *, json: Json = False) -> int:
    """Prende le ricevute della PEC e consegna i messaggi in uscita la cui ora è venuta; si può ripetere a piacere.

    Esempio: sportello mail --home /srv/sportello
    """
    app = open_app(home, now)
    taken = take_receipts(app)
    summary = {"ricevute": taken.counts, "casella": taken.trouble, "posta": post.send(app).summary()}
    if json:
        as_json(summary)
    else:
        show_mail(summary)
    return 0


def show_mail(summary: dict[str, Any]) -> None:
    """Print what came and what went."""
    if summary["ricevute"]:
        say("Ricevute: " + ", ".join(f"{count} {kind}" for kind, count in summary["ricevute"].items()) + ".")
    if summary["casella"]:
        say(f"Ricevute non lette: {summary['casella']}")
    posted = summary["posta"]
    say(f"Messaggi inviati: {posted['inviati']}; in attesa: {posted['in_attesa']}.")
    show_trouble(posted)


def show_trouble(posted: dict[str, Any]) -> None:
    """Print why messages did not go out."""
    for failed in [*posted["da_ritentare"], *posted["falliti"]]:
        say(f"  {failed['message_id']}: {failed['motivo']}")
