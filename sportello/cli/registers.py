"""Commands for the registers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sportello.cli.options import Home, Json, Now, open_app
from sportello.cli.screen import as_json, say
from sportello.registers.loading import Loaded, load_operators

operators = typer.Typer(help="Registro degli operatori.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.add_typer(operators, name="operators")


@operators.command("load")
def load(
    file: Annotated[Path, typer.Argument(help="Registro in CSV, XLSX o JSON.")],
    user: Annotated[str, typer.Option("--user", "-u", help="Chi esegue l'operazione.")] = "desk",
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Carica il registro degli operatori; una riga sbagliata non ferma le altre.

    Esempio: sportello operators load operatori.csv
    """
    return show_loaded(load_operators(open_app(home, now), file, user), file, json=json)


def show_loaded(loaded: Loaded, file: Path, *, json: bool) -> int:
    """Print what became of a register; exit code 1 when rows were wrong."""
    if json:
        as_json(loaded.summary())
    else:
        rows = loaded.rows
        say(f"{file.name}: {rows['new']} nuovi, {rows['changed']} aggiornati, {rows['same']} invariati.")
        for line, column, message in loaded.in_order():
            say(f"  riga {line}, colonna {column}: {message}")
    return 1 if loaded.errors else 0
