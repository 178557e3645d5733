"""Commands over one file, storing nothing: check, extract."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from domain.names import letter_name
from sportello.cli.completeness import show_completeness
from sportello.cli.findings import show_findings
from sportello.cli.options import Home, Json, Now, Operator, TroubleError, UserError, open_app
from sportello.cli.screen import as_json, counted, printed, say, table
from sportello.loose.checking import CHANNELS, check_file
from sportello.loose.extracting import DOUBTFUL, UnreadableFormError, extract_file


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("check")(check)
    app.command("extract")(extract)


def check(
    file: Annotated[Path, typer.Argument(help="Il file da controllare.")],
    purpose: Annotated[str, typer.Option("--as", help="reply, communication, tirv oppure form.")],
    letter: Annotated[str | None, typer.Option("--letter", help="La lettera a cui si risponde.")] = None,
    operator: Operator = None,
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Dice che cosa direbbe il portale di un file, senza conservare nulla.

    Esempio: sportello check risposta.pdf --as reply --letter L-P-25-0001234_01
    """
    if purpose not in CHANNELS:
        raise UserError(f"--as: trovato '{purpose}', atteso uno fra {', '.join(CHANNELS)}.")
    if letter is not None and letter_name(letter) is None:
        raise UserError(f"--letter: '{letter}' non è il nome di una lettera; atteso un nome come L-P-25-0001234_01.")
    readable(file)
    found = check_file(open_app(home, now), file, purpose, letter, operator)
    if json:
        as_json(found)
    else:
        _show(found)
    return 1 if found["state"] == "error" else 0


def readable(file: Path) -> None:
    """Raise ``UserError`` when ``file`` is no file that can be read."""
    if not file.exists():
        raise UserError(f"{file}: il file non esiste. Controllare il percorso.")
    if not file.is_file():
        raise UserError(f"{file}: non è un file. Indicare il percorso di un documento.")


#: What would become of a file, by its state.
_VERDICTS = {
    "accepted": "sarebbe accettato",
    "rejected": "NON sarebbe accettato",
    "review": "attenderebbe il giudizio di un analista",
    "duplicate": "sarebbe un duplicato: gli stessi byte sono già stati ricevuti",
    "error": "il controllo si è interrotto per un errore tecnico",
}


def _show(found: dict[str, Any]) -> None:
    say(f"{found['file']}: {_VERDICTS[found['state']]}.")
    _show_content(found)
    entries = found.get("entries", ())
    if entries:
        good = sum(each["state"] == "accepted" for each in entries)
        say(f"File dell'archivio: {len(entries)}, di cui {good} da accettare.")
    for each in entries:
        say(f"{printed(each['name'])}: {_VERDICTS[each['state']]}.")
        _show_content(each)


def _show_content(found: dict[str, Any]) -> None:
    if found["findings"]:
        show_findings(found["findings"])
    if "completeness" in found:
        show_completeness(found["completeness"])


def extract(
    file: Annotated[Path, typer.Argument(help="Il PDF del modulo, o uno zip con un file per allegato.")],
    form: Annotated[str | None, typer.Option("--form", help="Nome del modulo, se è noto.")] = None,
    images: Annotated[
        Path | None,
        typer.Option(
            "--images", help="Cartella per i ritagli dei valori dubbi e le pagine con ogni valore riquadrato."
        ),
    ] = None,
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Legge i campi di un modulo, senza conservare nulla.

    Esempio: sportello extract regolamento.pdf --images ritagli
    """
    readable(file)
    try:
        found = extract_file(open_app(home, now), file, form, images)
    except UnreadableFormError as trouble:
        raise TroubleError(str(trouble)) from None
    if json:
        as_json(found)
        return 0
    rows = [
        (name, _shown(value["value"]), f"{value['confidence']:.2f}", value.get("page"), value["source"])
        for name, value in found["fields"].items()
    ]
    table(f"{found['form']}, {found['pages']} pagine", ("Campo", "Valore", "Confidenza", "Pagina", "Origine"), rows)
    doubtful = sum(value["confidence"] < DOUBTFUL for value in found["fields"].values())
    say(f"{counted(len(rows), 'campo', 'campi')}, {doubtful} da guardare (confidenza sotto {DOUBTFUL}).")
    if images is not None:
        pages = sum(name.startswith("pagina-") for name in found["images"])
        say(f"{len(found['images']) - pages} ritagli e {pages} pagine riquadrate in {images}.")
    if found["missing_pages"]:
        say(f"Parti assenti: {', '.join(found['missing_pages'])}")
    return 0


def _shown(value: object) -> object:
    return ", ".join(str(v) for v in value) if isinstance(value, list) else value
