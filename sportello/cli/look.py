"""Commands that only look: status, show, export."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from sportello.care.status import status as current_status
from sportello.cli.document import show_document
from sportello.cli.options import Home, Json, Now, UserError, open_app
from sportello.cli.screen import STATE_WORDS, as_json, counted, json_lines, say, table
from sportello.documents.export import export_documents, one_document


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("status")(status)
    app.command("show")(show)
    app.command("export")(export)


def status(home: Home = None, now: Now = None, *, json: Json = False) -> int:
    """Conta i documenti per stato, operatore e lotto e dice se il registro quadra.

    Esempio: sportello status
    """
    found = current_status(open_app(home, now))
    if json:
        as_json(found)
    else:
        _print_status(found)
    return 0 if found["balanced"] else 1


def _print_status(found: dict[str, Any]) -> None:
    states = tuple(STATE_WORDS)
    columns = ("", "ricevuti", *STATE_WORDS.values(), "quadra")

    def line(name: str, counts: dict[str, Any]) -> tuple[Any, ...]:
        return (name, counts["received"], *(counts[s] for s in states), counts["balanced"])

    rows = [line("In tutto", found["total"])]
    rows += [line(f"operatore {name}", counts) for name, counts in found["operators"].items()]
    rows += [line(f"lotto {run['batch']}", run) for run in found["batches"]]
    table("Documenti", columns, rows, numbers=columns[1:-1])
    for archive in found["archives"]:
        if not archive["balanced"]:
            inside = sum(archive["states"].values())
            say(
                f"Archivio {archive['document']} ({archive['path']}): {counted(archive['entries'], 'voce', 'voci')}, {counted(inside, 'documento', 'documenti')}."
            )
    if found["outbox"]:
        say("Messaggi: " + ", ".join(f"{count} {state}" for state, count in found["outbox"].items()) + ".")
    for message in found["undelivered"]:
        say(f"  messaggio {message['file']}: {message['state']}" + (f" ({message['why']})." if message["why"] else "."))
    for line in (*found["notices"], *found["missing"]):
        say(f"  {line}")
    if found["arriving"]:
        say(f"Nella casella di ingresso: {found['arriving']} file da ricevere o ancora in arrivo.")
    say("Il registro quadra." if found["balanced"] else "Il registro NON quadra.")


def show(
    document: Annotated[str, typer.Argument(help="Identificativo del documento (bastano 6 caratteri).")],
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Mostra un documento con tutta la sua storia: esito, motivi, tentativi.

    Esempio: sportello show 0a1b2c3d
    """
    found = one_document(open_app(home, now), document)
    if found is None:
        raise UserError(f"Il documento '{document}' non esiste. Vedere: sportello export")
    if json:
        as_json(found)
        return 0
    show_document(found)
    return 0


def export(
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,  # noqa: ARG001 - the export is JSON with and without it
) -> int:
    """Scrive ogni documento come oggetto JSON, uno per riga.

    Esempio: sportello export > documenti.jsonl
    """
    json_lines(export_documents(open_app(home, now)))
    return 0
