"""A walk over every object of a PDF: what could act, what is attached, what is signed.

Every object, not only what the page tree reaches: viewers follow references that we do not think of. Objects are
written out by qpdf (fast, names normalised, so ``/J#61vaScript`` hides nothing) and only those in which a telling
name appears are looked at one by one. Bounded in objects and depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from extractors.pdf_gate.trouble import TROUBLE

_TELLING = re.compile(
    rb"/(?:JavaScript|JS|Launch|AA|OpenAction|XFA|RichMedia\w*|SubmitForm|ImportData|GoToR|GoToE|Rendition|Movie"
    rb"|Screen|3D|EF|ByteRange|FileAttachment|AF)\b"
)
_MAX_OBJECTS = 300_000
_MAX_DEPTH = 40

#: Action types (/S) and annotation types (/Subtype) by what they are called in the facts.
_ACTIONS = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/SubmitForm": "submit",
    "/ImportData": "submit",
    "/GoToR": "remote",
    "/GoToE": "remote",
    "/Rendition": "rich-media",
    "/Movie": "rich-media",
    "/RichMediaExecute": "rich-media",
}
_ANNOTATIONS = {"/RichMedia": "rich-media", "/Movie": "rich-media", "/Screen": "rich-media", "/3D": "rich-media"}
_KEYS = {"/JS": "javascript", "/AA": "additional-actions", "/XFA": "xfa"}


@dataclass(slots=True)
class Found:
    """What the walk collected. ``files``: file specifications; ``clipped``, ``associated``: their streams by place.

    ``complete`` is False when some object could not be looked at.
    """

    active: set[str] = field(default_factory=set)
    files: list[pikepdf.Object] = field(default_factory=list)
    clipped: set[tuple[int, int]] = field(default_factory=set)
    associated: set[tuple[int, int]] = field(default_factory=set)
    signatures: int = 0
    complete: bool = True


def walk(pdf: pikepdf.Pdf) -> Found:
    """Look at every object of ``pdf``."""
    found = Found()
    for number, thing in enumerate(pdf.objects):
        if number >= _MAX_OBJECTS:
            found.complete = False
            break
        try:
            _look_at(thing, found)
        except TROUBLE:
            found.complete = False
    return found


def _look_at(thing: pikepdf.Object, found: Found) -> None:
    body = _body(thing)
    if body is not None and _TELLING.search(body.unparse(resolved=True)):
        for dictionary in _dictionaries(body, 0):
            _note(dictionary, found)


def _body(thing: pikepdf.Object) -> pikepdf.Object | None:
    """Return the dictionary of a stream, a dictionary or array as it is, None for anything else."""
    if isinstance(thing, pikepdf.Stream):
        return thing.stream_dict
    return thing if isinstance(thing, pikepdf.Dictionary | pikepdf.Array) else None


def _dictionaries(thing: pikepdf.Object, depth: int) -> Iterator[pikepdf.Object]:
    """Yield every dictionary written directly inside ``thing``; references are visited in their own right."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(thing, pikepdf.Dictionary):
        yield thing
        children = list(thing.values())
    else:
        children = list(thing)
    for child in children:
        if isinstance(child, pikepdf.Dictionary | pikepdf.Array) and not child.is_indirect:
            yield from _dictionaries(child, depth + 1)


def _note(dictionary: pikepdf.Object, found: Found) -> None:
    keys = dictionary.keys()
    action, subtype = str(dictionary.get("/S", "")), str(dictionary.get("/Subtype", ""))
    found.active |= {name for key, name in _KEYS.items() if key in keys}
    found.active |= {table[value] for table, value in ((_ACTIONS, action), (_ANNOTATIONS, subtype)) if value in table}
    opening = dictionary.get("/OpenAction")
    # An array or a /GoTo is only the page to show first.
    if isinstance(opening, pikepdf.Dictionary) and str(opening.get("/S", "")) != "/GoTo":
        found.active.add("open-action")
    if "/ByteRange" in keys and "/Contents" in keys:
        found.signatures += 1
    if isinstance(dictionary.get("/EF"), pikepdf.Dictionary):
        found.files.append(dictionary)
    if subtype == "/FileAttachment" and isinstance(dictionary.get("/FS"), pikepdf.Dictionary):
        found.clipped.add(_streams_of(dictionary["/FS"]))
    if isinstance(dictionary.get("/AF"), pikepdf.Array):
        found.associated |= {_streams_of(f) for f in dictionary["/AF"] if isinstance(f, pikepdf.Dictionary)}


def stream_of(specification: pikepdf.Object) -> pikepdf.Object | None:
    """Return the embedded file's stream of a file specification (7.11.4: /UF before /F before the old ones)."""
    held = specification.get("/EF")
    if isinstance(held, pikepdf.Dictionary):
        for key in ("/UF", "/F", "/Unix", "/Mac", "/DOS"):
            if isinstance(held.get(key), pikepdf.Stream):
                return held[key]
    return None


def number_of(thing: pikepdf.Object) -> tuple[int, int]:
    """Return object and generation number, (0, 0) for what is written in place."""
    number, generation = thing.objgen
    return int(number), int(generation)


def _streams_of(specification: pikepdf.Object) -> tuple[int, int]:
    stream = stream_of(specification)
    return number_of(stream) if stream is not None else (0, 0)


def where(stream: pikepdf.Object, found: Found) -> str:
    """Say where the embedded file hangs."""
    if number_of(stream) in found.clipped:
        return "annotation"
    return "associated" if number_of(stream) in found.associated else "names"
