"""Which documents a rerun means."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from sportello.app import App
from storage import documents
from storage.tables import batches


class UnknownNameError(ValueError):
    """The named batch or document does not exist; the message is one Italian line."""


def chosen_for_rerun(app: App, parameters: dict[str, Any]) -> tuple[list[str], str]:
    """Return the ids of the documents to try again, and the reason for the event log.

    A named document is judged again whatever its end was; of a batch only what ended in a technical error.
    """
    with app.database.read() as connection:
        if parameters.get("document"):
            named = documents.get(connection, parameters["document"])
            if named is None:
                raise UnknownNameError(f"Il documento '{parameters['document']}' non esiste. Vedere: sportello export")
            return [named.id], "ripetizione richiesta per il documento"
        if parameters.get("batch"):
            batch = parameters["batch"]
            if connection.execute(select(batches.c.id).where(batches.c.id == batch)).first() is None:
                raise UnknownNameError(f"Il lotto '{batch}' non esiste. Vedere: sportello status")
            return documents.failed(connection, batch), f"ripetizione richiesta per il lotto {batch}"
        return documents.failed(connection), "ripetizione richiesta per gli errori tecnici"
