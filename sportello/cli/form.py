"""Commands about forms as such: the fillable blank."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sportello.cli.options import Json, UserError
from sportello.cli.screen import as_json, say

form = typer.Typer(help="I moduli: il modello compilabile.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.add_typer(form, name="form")


@form.command("blank")
def blank(
    name: Annotated[str, typer.Argument(help="Nome del modulo, ad esempio regolamento-esercizio-mt.")],
    to: Annotated[Path | None, typer.Option("--to", help="File da scrivere (predefinito: NOME.pdf).")] = None,
    *,
    json: Json = False,
) -> int:
    """Scrive il modulo in bianco, compilabile: i nomi dei campi sono gli identificativi del catalogo.

    Esempio: sportello form blank regolamento-esercizio-mt --to modulo.pdf
    """
    from domain.catalogues import FORM_FILES
    from reports.form_blank import blank_form
    from storage.durable import write_file

    if name not in FORM_FILES:
        raise UserError(f"Il modulo '{name}' non esiste; moduli: {', '.join(FORM_FILES)}.")
    place = to or Path(f"{name}.pdf")
    write_file(place, [blank_form(name)])
    if json:
        as_json({"modulo": name, "file": str(place)})
    else:
        say(f"Modulo in bianco scritto in {place}")
    return 0
