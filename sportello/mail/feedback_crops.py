"""Where on the sent pages a finding stands: pictures for the letter to the sender."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from domain.documents import State
from domain.findings import Finding
from domain.geometry import Box
from domain.plants import part_of
from domain.records import Document
from extractors.isolation import Done, run_here
from sportello.app import App
from sportello.forms.crops import CROP, Wanted
from sportello.policies import worker_limits
from storage import documents
from storage.tables import documents as table

#: Pictures in one letter: enough to show each kind of mistake, few enough for a mail.
MOST = 40


def pictures(app: App, document: Document, findings: Sequence[Finding]) -> dict[int, bytes]:
    """Return PNG crops by the position of the finding; a page that cannot be drawn has none."""
    files: dict[str, list[Wanted]] = {}
    shown: set[tuple[int, Box]] = set()
    for number, finding in enumerate(findings):
        if finding.page is None or finding.box is None or (finding.page, finding.box) in shown:
            continue  # one picture of a place is enough
        if len(shown) < MOST:
            shown.add((finding.page, finding.box))
            found = _file_and_page(app, document, finding, finding.page)
            if found is not None:
                files.setdefault(found[0], []).append((str(number), found[1], finding.box))
    made: dict[int, bytes] = {}
    for sha256, wanted in files.items():
        path = app.blobs.local_path(sha256)
        if path is None:
            continue
        outcome = run_here(CROP, (path.read_bytes(), wanted), worker_limits(app.settings))
        if isinstance(outcome, Done):  # a letter without pictures still says page and value
            made |= {int(number): png for number, png in outcome.value.items()}
    return made


def _file_and_page(app: App, document: Document, finding: Finding, page: int) -> tuple[str, int] | None:
    """Return the bytes and the page in them: of the file itself, of an earlier one, or of a file in the zip."""
    borrowed = (document.facts or {}).get("from", {})
    source = borrowed.get(part_of(finding.fields[0])) if finding.fields else None
    with app.database.read() as connection:
        owner = documents.get(connection, source) if source else document
        if owner is None or owner.sha256 is None:
            return None
        if not (owner.facts or {}).get("assemble"):
            return owner.sha256, page
        query = select(table).where(table.c.parent == owner.id, table.c.state == State.ACCEPTED.value)
        for entry in documents.each(connection, query.order_by(table.c.serial)):
            pages = int((entry.form or {}).get("pages", 0))
            if entry.form and page <= pages and entry.sha256:
                return entry.sha256, page
            page -= pages
    return None
