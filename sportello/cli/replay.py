"""The command that judges stored forms again."""

from __future__ import annotations

from typing import Annotated

import typer

from sportello.cli.options import Home, Json, Now, Operator, a_day, open_app
from sportello.cli.screen import STATE_WORDS, as_json, progress, say, table
from sportello.documents.replay import Replay, replay


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("rejudge")(rejudge)


def rejudge(
    rules_at: Annotated[str | None, typer.Option("--rules-at", help="Giorno di cui valgono le regole.")] = None,
    operator: Operator = None,
    user: Annotated[str, typer.Option("--user", "-u", help="Chi esegue l'operazione.")] = "analista",
    home: Home = None,
    now: Now = None,
    *,
    apply: Annotated[bool, typer.Option("--apply", help="Scrive i nuovi esiti come nuovi tentativi.")] = False,
    json: Json = False,
) -> int:
    """Giudica di nuovo i moduli dai campi conservati, senza leggere alcun PDF, e mostra gli esiti che cambiano.

    Esempio: sportello rejudge --rules-at 2026-08-01
    """
    with progress() as advance:
        done = replay(
            open_app(home, now, operator), advance, rules_at=a_day(rules_at), operator=operator, apply=apply, who=user
        )
    show_replay(done, applied=apply, json=json)
    return 0


def show_replay(done: Replay, *, applied: bool, json: bool) -> None:
    """Print the verdicts that change."""
    if json:
        as_json({"giudicati": done.judged, "applicati": applied, "cambiati": [c.as_json() for c in done.changes]})
        return
    rows = [
        (
            c.document,
            c.path,
            STATE_WORDS[c.before.value],
            STATE_WORDS[c.after.value],
            ", ".join(c.gone),
            ", ".join(c.new),
        )
        for c in done.changes
    ]
    if rows:
        table("Esiti che cambiano", ("Documento", "Percorso", "Prima", "Dopo", "Non più", "Nuovi"), rows)
    said = "scritti come nuovi tentativi" if applied else "nulla è stato scritto"
    say(f"{done.judged} moduli giudicati, {len(done.changes)} esiti cambiano; {said}.")
