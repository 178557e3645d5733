"""Which module has which command: only those of the command that is called are loaded, which halves its start."""

from __future__ import annotations

from functools import cache
from importlib import import_module

import typer

#: The modules that add each command or group of commands, in the order of the help.
MODULES: dict[str, tuple[str, ...]] = {
    "demo": ("demo",),
    "doctor": ("doctor",),
    "forget": ("forget",),
    "retention": ("forget",),
    "lists": ("lists",),
    "ingest": ("run",),
    "nightly": ("run",),
    "rerun": ("run",),
    "watch": ("run",),
    "status": ("look",),
    "show": ("look",),
    "export": ("look",),
    "rejudge": ("replay",),
    "rules": ("rules",),
    "check": ("tools",),
    "extract": ("tools",),
    "form": ("form",),
    "operators": ("registers",),
    "letters": ("letters",),
    "outages": ("outages",),
    "plants": ("plants",),
    "mail": ("mail",),
    "review": ("review",),
    "report": ("report", "lists"),
}


def command_line(wanted: str | None = None) -> typer.Typer:
    """Return the command line: with the command ``wanted`` alone where there is such a one, else with all of them."""
    every = dict.fromkeys(name for names in MODULES.values() for name in names)
    return _put_together(MODULES.get(wanted or "") or tuple(every))


@cache
def _put_together(modules: tuple[str, ...]) -> typer.Typer:
    app = typer.Typer(
        name="sportello",
        help="Riceve, controlla, legge e giudica i documenti degli operatori; emette il report giornaliero.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_group)
    for name in modules:
        import_module(f"sportello.cli.{name}").add_to(app)
    return app


def _group() -> None:
    # With a single command and no callback Typer would take the command's name for its first argument.
    return
