"""The fields of one form file, or of a zip with one file per annex, storing nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from domain.documents import Channel
from domain.export import reading_json
from domain.forms import Reading
from extractors.isolation import Failed, run_here
from sportello.app import App
from sportello.documents.work import READ_FORM
from sportello.forms.crops import CROP, Wanted
from sportello.forms.overview import OVERVIEW, Seen
from sportello.loose.files import look_into, may_be_zip, together
from sportello.policies import worker_limits
from storage.durable import write_file

#: Values below it want an analyst's eyes (design contract, section 7).
DOUBTFUL = 0.8


class UnreadableFormError(RuntimeError):
    """The file could not be read as a form; the message is one Italian line."""


def extract_file(app: App, file: Path, form: str | None, images: Path | None = None) -> dict[str, Any]:
    """Return the fields of ``file`` as the contract wants them (section 7); crops of the doubtful ones go to ``images``.

    Raises ``UnreadableFormError``.
    """
    reading, files = _from_zip(app, file) if may_be_zip(file) else _from_pdf(app, file, form)
    said = reading_json(reading)
    if images is not None:
        said["images"] = write_images(app, reading, files, images)
    return said


def _from_pdf(app: App, file: Path, form: str | None) -> tuple[Reading, list[tuple[int, bytes]]]:
    outcome = run_here(READ_FORM, (str(file.resolve()), form), worker_limits(app.settings))
    if isinstance(outcome, Failed):
        raise UnreadableFormError(f"{file}: la lettura si è interrotta ({outcome.kind.value}: {outcome.diagnosis}).")
    reading, trouble = outcome.value
    if trouble:
        raise UnreadableFormError(f"{file}: {trouble}")
    if reading is None:
        raise UnreadableFormError(f"{file}: il modulo non è stato riconosciuto; indicare --form se si conosce il nome.")
    return reading, [(0, file.read_bytes())]


def _from_zip(app: App, file: Path) -> tuple[Reading, list[tuple[int, bytes]]]:
    looked = look_into(app, file, Channel.MODULI, lambda _: None, may_be_archive=True, keep_bytes=True)
    reading = together(looked.parts).reading
    trouble = next((t for t in (looked.trouble, *(p.trouble for p in looked.parts)) if t is not None), None)
    if trouble is not None:
        raise UnreadableFormError(f"{file}: la lettura si è interrotta ({trouble}).")
    if reading is None:
        raise UnreadableFormError(f"{file}: nell'archivio non c'è alcuna parte di un modulo conosciuto.")
    files, before = [], 0
    for part in looked.parts:
        if part.opened is not None and part.opened.reading is not None and part.opened.reading.form == reading.form:
            files.append((before, part.data))
            before += part.opened.reading.pages
    return reading, files


def write_images(app: App, reading: Reading, files: Sequence[tuple[int, bytes]], folder: Path) -> list[str]:
    """Write ``<field id>.png`` for each value below ``DOUBTFUL`` that has a place, and ``pagina-NNN.png`` for each page.

    The pages show every place in its colour. ``files``: pages before each, bytes.
    """
    names: list[str] = []
    for number, (before, data) in enumerate(files):
        after = files[number + 1][0] if number + 1 < len(files) else reading.pages
        wanted: list[Wanted] = [
            (name, value.page - before, value.box)
            for name, value in reading.fields.items()
            if value.confidence < DOUBTFUL
            and value.box
            and value.page
            and before < value.page <= max(after, before + 1)
        ]
        outcome = run_here(CROP, (data, wanted), worker_limits(app.settings)) if wanted else None
        if isinstance(outcome, Failed):
            raise UnreadableFormError(f"i ritagli non si possono fare ({outcome.kind.value}: {outcome.diagnosis}).")
        for name, picture in (outcome.value if outcome else {}).items():
            write_file(folder / f"{name}.png", [picture])
            names.append(f"{name}.png")
        names += _write_pages(app, reading, (before, max(after, before + 1)), data, folder)
    return sorted(names)


def _write_pages(app: App, reading: Reading, span: tuple[int, int], data: bytes, folder: Path) -> list[str]:
    """Write the pages ``span`` (before the first, last) of one file with every place framed."""
    before, last = span
    seen: list[Seen] = [
        (name, v.page - before, v.box, v.source, v.confidence, v.value not in (None, "assente"))
        for name, v in reading.fields.items()
        if v.box and v.page and before < v.page <= last
    ]
    outcome = run_here(OVERVIEW, (data, seen), worker_limits(app.settings)) if seen else None
    if isinstance(outcome, Failed):
        raise UnreadableFormError(f"le pagine non si possono disegnare ({outcome.kind.value}: {outcome.diagnosis}).")
    names = []
    for number, picture in (outcome.value if outcome else {}).items():
        names.append(f"pagina-{before + number:03d}.png")
        write_file(folder / names[-1], [picture])
    return names
