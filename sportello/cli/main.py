"""The commands put together, and the one place where trouble becomes a line and an exit code."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

import typer

from domain.input_words import in_italian
from domain.os_words import in_words
from sportello.cli.commands import command_line

#: What the parser raises for wrong words; Typer names only the class below it in public.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 technical trouble or wrong rows, 2 wrong usage or settings."""
    sys.exit(run_command(sys.argv[1:]))


def run_command(arguments: list[str]) -> int:
    """Run one command and return its exit code; never lets a traceback reach the user."""
    try:
        called = next((word for word in arguments if not word.startswith("-")), None)
        result = command_line(called)(arguments, prog_name="sportello", standalone_mode=False)
    except typer.Exit as ended:
        return ended.exit_code
    except UsageError as wrong:
        return _fail(2, _usage(wrong))
    except (typer.Abort, KeyboardInterrupt):
        return _fail(1, "Interrotto: il lavoro si può riprendere con lo stesso comando.")
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as trouble:  # noqa: BLE001 - even a bug of ours ends in a line
        return _fail(*_ended(trouble))
    return result if isinstance(result, int) else 0


def _ended(trouble: Exception) -> tuple[int, str]:
    """Return the exit code and the line for what ended a command."""
    # Imported here: most commands end well and need not wait for these modules.
    from sqlalchemy.exc import DBAPIError

    from sportello.cli.options import TroubleError, UserError
    from sportello.documents.replay import WrongOverridesError
    from sportello.documents.selection import UnknownNameError
    from sportello.launch import FlowFailedError
    from sportello.settings import WrongSettingError
    from sportello.tabular import UnreadableTableError
    from storage.bucket_blobs import DamagedBlobError
    from storage.buckets import BucketUnreachableError
    from storage.database import DatabaseUnreachableError

    match trouble:
        case UserError() | WrongSettingError() | UnreadableTableError() | UnknownNameError() | WrongOverridesError():
            return 2, str(trouble)
        case TroubleError() | DatabaseUnreachableError() | FlowFailedError():
            return 1, str(trouble)
        case DBAPIError():
            return (
                1,
                f"La base dati non risponde: {trouble.orig}. Nulla è andato perso: riprovare con lo stesso comando.",
            )
        case BucketUnreachableError() | DamagedBlobError():
            return 1, f"{trouble}. Nulla è andato perso: riprovare con lo stesso comando."
        case OSError():
            return 1, _system(trouble)
        case _:  # the user gets a line, the developer the whole story
            return 1, f"errore interno; nulla è andato perso. Inviare agli sviluppatori il file {_story(trouble)}."


def _story(trouble: Exception) -> Path:
    handle, name = tempfile.mkstemp(prefix="sportello-errore-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        traceback.print_exception(trouble, file=file)
    return Path(name)


def _fail(code: int, line: str) -> int:
    print(f"sportello: {' '.join(line.split())}", file=sys.stderr)
    return code


def _usage(wrong: Any) -> str:
    """Say in Italian what the command line parser found."""
    advice = f"Vedere: {wrong.ctx.command_path if wrong.ctx else 'sportello'} --help"
    param = getattr(wrong, "param", None)
    name = "/".join(param.opts) if param is not None else getattr(wrong, "param_hint", None)
    match type(wrong).__name__:
        case "NoSuchOption":
            return f"opzione {wrong.option_name} sconosciuta. {advice}"
        case "MissingParameter":
            return f"manca {name}. {advice}"
        case "BadParameter":
            return f"valore non valido per {name}: {in_italian(wrong.message)}. {advice}"
        case "NoArgsIsHelpError":
            return f"manca il comando. {advice}"
    if "No such command" in wrong.message:
        return f"comando sconosciuto: {wrong.message.rpartition('command ')[2].rstrip('.')}. {advice}"
    return f"uso non valido: {in_italian(wrong.message)}. {advice}"


def _system(trouble: OSError) -> str:
    where = f" ({trouble.filename})" if trouble.filename else ""
    if trouble.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"spazio su disco esaurito{where}. Nulla è andato perso: liberare spazio e ripetere il comando."
    if trouble.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"accesso negato{where}. Controllare i permessi e ripetere il comando."
    if trouble.errno == errno.ENOENT:
        return f"file o cartella inesistente{where}. Controllare il percorso e ripetere il comando."
    return f"il sistema risponde: {in_words(trouble)}{where}. Ripetere il comando."
