"""The commands put together, and the one place where trouble becomes a line and an exit code."""

from __future__ import annotations

import errno
import sys

import typer
from click import exceptions as click
from sqlalchemy.exc import DBAPIError, OperationalError

from sportello.cli import demo, letters, look, registers, report, rules, run, tools
from sportello.cli.options import TroubleError, UserError
from sportello.launch import FlowFailedError
from sportello.letter_desk import NoSuchColumnError
from sportello.selection import UnknownNameError
from sportello.settings import WrongSettingError
from sportello.tabular import UnreadableTableError
from storage.database import DatabaseUnreachableError

app = typer.Typer(
    name="sportello",
    help="Riceve, controlla, legge e giudica i documenti degli operatori; emette il report giornaliero.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for part in (demo, registers, letters, run, look, report, rules, tools):
    part.add_to(app)


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 technical trouble or wrong rows, 2 wrong usage or settings."""
    sys.exit(run_command(sys.argv[1:]))


def run_command(arguments: list[str]) -> int:
    """Run one command and return its exit code; never lets a traceback reach the user."""
    try:
        result = app(arguments, standalone_mode=False)
    except click.UsageError as wrong:
        return _fail(2, _usage(wrong))
    except (click.Abort, KeyboardInterrupt):
        return _fail(1, "Interrotto: il lavoro si può riprendere con lo stesso comando.")
    except (UserError, WrongSettingError, UnreadableTableError, UnknownNameError, NoSuchColumnError) as wrong:
        return _fail(2, str(wrong))
    except (TroubleError, DatabaseUnreachableError, FlowFailedError) as trouble:
        return _fail(1, str(trouble))
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except (OperationalError, DBAPIError) as trouble:
        return _fail(
            1, f"La base dati non risponde: {trouble.orig}. Nulla è andato perso: riprovare con lo stesso comando."
        )
    except OSError as trouble:
        return _fail(1, _system(trouble))
    return result if isinstance(result, int) else 0


def _fail(code: int, line: str) -> int:
    print(f"sportello: {' '.join(line.split())}", file=sys.stderr)
    return code


def _usage(wrong: click.UsageError) -> str:
    """Say in Italian what the command line parser found."""
    command = wrong.ctx.command_path if wrong.ctx else "sportello"
    advice = f"Vedere: {command} --help"
    if isinstance(wrong, click.NoSuchOption):
        return f"opzione {wrong.option_name} sconosciuta. {advice}"
    if isinstance(wrong, click.MissingParameter):
        name = wrong.param.human_readable_name if wrong.param else wrong.param_hint
        return f"manca {name}. {advice}"
    if isinstance(wrong, click.BadParameter):
        name = wrong.param.human_readable_name if wrong.param else wrong.param_hint
        return f"valore non valido per {name}: {wrong.message} {advice}"
    if "No such command" in wrong.message:
        return f"comando sconosciuto: {wrong.message.rpartition('command ')[2].rstrip('.')}. {advice}"
    return f"{wrong.message} {advice}"


def _system(trouble: OSError) -> str:
    where = f" ({trouble.filename})" if trouble.filename else ""
    if trouble.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"spazio su disco esaurito{where}. Nulla è andato perso: liberare spazio e ripetere il comando."
    if trouble.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"accesso negato{where}. Controllare i permessi e ripetere il comando."
    if trouble.errno == errno.ENOENT:
        return f"file o cartella inesistente{where}. Controllare il percorso e ripetere il comando."
    return f"il sistema risponde: {trouble.strerror or trouble}{where}. Ripetere il comando."
