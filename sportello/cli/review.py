"""Commands of the analyst: what waits, one document, correct, approve."""

from __future__ import annotations

from typing import Annotated

import typer

from domain.decisions import WrongValueError
from domain.records import Document
from sportello.cli.completeness import STATUS_WORDS
from sportello.cli.document import KIND_WORDS
from sportello.cli.options import Home, Json, Now, Operator, User, UserError, open_app
from sportello.cli.screen import STATE_WORD, as_json, json_lines, say, table
from sportello.forms.reviewing import NothingToReviewError, approve, decide, decided_pairs, one, questions, waiting

review = typer.Typer(help="La scrivania dell'analista: valori dubbi e proposte da confermare.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.add_typer(review, name="review")


@review.command("list")
def list_(operator: Operator = None, home: Home = None, now: Now = None, *, json: Json = False) -> int:
    """Elenca i documenti che attendono un analista.

    Esempio: sportello review list --operator acme
    """
    found = waiting(open_app(home, now, operator), operator)
    if json:
        as_json(found)
        return 0
    columns = ("Documento", "Operatore", "Tipo", "Percorso", "Ricevuto", "Da guardare")
    keys = ("document", "operator", "kind", "path", "received_at")
    said = [{**d, "kind": KIND_WORDS.get(d["kind"], d["kind"])} for d in found]
    table("Da rivedere", columns, [(*(d[k] for k in keys), len(d["look_at"])) for d in said])
    return 0


@review.command("show")
def show(
    document: Annotated[str, typer.Argument(help="Identificativo del documento.")],
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Mostra che cosa guardare di un documento: campi dubbi con pagina, richieste con la frase della risposta.

    Esempio: sportello review show 0a1b2c3d
    """
    app = open_app(home, now)
    try:
        found, decided = one(app, document)
    except NothingToReviewError as wrong:
        raise UserError(str(wrong)) from None
    look_at = questions(found)
    if json:
        as_json(
            {
                "document": found.id,
                "state": found.state.value,
                "look_at": look_at,
                "form": found.form,
                "completeness": found.completeness,
                "findings": list(found.findings),
                "decisions": [{"name": d.name, "value": d.value, "who": d.who, "at": d.at} for d in decided],
            }
        )
        return 0
    _show(found, look_at)
    if decided:
        table("Decisioni", ("Dato", "Valore", "Chi", "Quando"), [(d.name, d.value, d.who, d.at) for d in decided])
    return 0


def _show(found: Document, look_at: list[str]) -> None:
    if found.form is not None:
        fields = found.form["fields"]
        rows = [
            (n, fields[n]["value"], fields[n]["confidence"], fields[n].get("page")) if n in fields else (n, "", "", "")
            for n in look_at
        ]
        table(f"Campi da guardare in {found.path}", ("Campo", "Letto", "Confidenza", "Pagina"), rows)
    if found.completeness is not None:
        rows2 = [
            (f"richiesta.{n}", r["text"], _proposal(r["status"]), r["evidence"], r["confidence"], r.get("page"))
            for n, r in enumerate(found.completeness["requests"], 1)
        ]
        columns = ("Dato", "Richiesta", "Proposta", "Frase della risposta", "Confidenza", "Pagina")
        table(f"Completezza di {found.path}: {found.completeness['label'] or 'completa'}", columns, rows2)
    if found.form is None and found.completeness is None:
        say(f"Di {found.path} non c'è alcun valore da guardare: il suo esito è {STATE_WORD[found.state.value]}.")


def _proposal(status: str) -> str:
    """Return a status in Italian with the word that ``review set`` takes."""
    return f"{STATUS_WORDS[status]} ({status})"


@review.command("set")
def set_(
    document: Annotated[str, typer.Argument(help="Identificativo del documento.")],
    field: Annotated[str, typer.Argument(help="Campo del modulo, richiesta.N oppure completezza.")],
    value: Annotated[str, typer.Argument(help="Il valore giusto; vuoto: in bianco.")],
    user: User,
    note: Annotated[str, typer.Option("--note", help="Perché.")] = "",
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Corregge un valore; il documento è giudicato di nuovo e la correzione resta anche dopo un rerun.

    Esempio: sportello review set 0a1b2c3d impianto.pod IT001E12345678 --user m.rossi
    """
    try:
        found = decide(open_app(home, now), document, field, value, user, note)
    except (NothingToReviewError, WrongValueError) as wrong:
        raise UserError(str(wrong)) from None
    return _tell(found, json=json)


@review.command("approve")
def approve_(
    document: Annotated[str, typer.Argument(help="Identificativo del documento.")],
    user: User,
    note: Annotated[str, typer.Option("--note", help="Perché.")] = "",
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Approva un documento come sta, correzioni comprese.

    Esempio: sportello review approve 0a1b2c3d --user m.rossi
    """
    try:
        found = approve(open_app(home, now), document, user, note)
    except NothingToReviewError as wrong:
        raise UserError(str(wrong)) from None
    return _tell(found, json=json)


@review.command("export")
def export(
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,  # noqa: ARG001 - the export is JSON with and without it
) -> int:
    """Scrive le decisioni prese, una per riga, come dati di prova e di addestramento.

    Esempio: sportello review export > decisioni.jsonl
    """
    json_lines(decided_pairs(open_app(home, now)))
    return 0


def _tell(found: Document, *, json: bool) -> int:
    label = (found.completeness or {}).get("label")
    if json:
        as_json({"document": found.id, "state": found.state.value, "label": label, "look_at": questions(found)})
    else:
        say(
            f"Documento {found.id}: {STATE_WORD[found.state.value]}"
            + (f", completezza: {label or 'completa'}" if label is not None else "")
            + "."
        )
    return 0
