"""The fields of one form file, storing nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from domain.export import reading_json
from extractors.isolation import Failed, run_here
from sportello.app import App
from sportello.policies import worker_limits
from sportello.work import READ_FORM


class UnreadableFormError(RuntimeError):
    """The file could not be read as a form; the message is one Italian line."""


def extract_file(app: App, file: Path, form: str | None) -> dict[str, Any]:
    """Return the fields of ``file`` as the contract wants them (section 7). Raises ``UnreadableFormError``."""
    outcome = run_here(READ_FORM, (str(file.resolve()), form), worker_limits(app.settings))
    if isinstance(outcome, Failed):
        raise UnreadableFormError(f"{file}: la lettura si è interrotta ({outcome.kind.value}: {outcome.diagnosis}).")
    if outcome.value is None:
        raise UnreadableFormError(f"{file}: il modulo non è stato riconosciuto; indicare --form se si conosce il nome.")
    return reading_json(outcome.value)
