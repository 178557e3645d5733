"""``daticert.xml`` of a PEC receipt: foreign XML, read without entities (RFC 6109; facts F-07).

Expat alone: it fetches nothing by itself, a declared entity refuses the document, size and depth are bounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from xml.parsers import expat

#: A receipt with a thousand recipients has about 100 kB.
MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Daticert:
    """What the provider certifies. ``tipo`` and ``errore`` as written; ``recipients`` as in ``destinatari``."""

    tipo: str
    errore: str = ""
    mittente: str = ""
    recipients: tuple[str, ...] = ()
    oggetto: str = ""
    gestore: str = ""
    when: datetime | None = None
    identificativo: str = ""
    msgid: str = ""
    consegna: tuple[str, ...] = ()
    errore_esteso: str = ""


@dataclass(frozen=True, slots=True)
class BadDaticert:
    """Why it cannot be read (Italian)."""

    reason: str


class _RefusedError(Exception):
    """Raised inside expat's handlers to stop it."""


@dataclass
class _Gatherer:
    """Collects texts and attributes by path of element names."""

    path: list[str] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    attributes: dict[str, Mapping[str, str]] = field(default_factory=dict)
    root: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.root = self.root or name
        self.path.append(name)
        if len(self.path) > MAX_DEPTH:
            raise _RefusedError("elementi annidati oltre il limite")
        key = "/".join(self.path[1:])
        self.texts.setdefault(key, []).append("")
        self.attributes.setdefault(key, dict(attributes))

    def end(self, _name: str) -> None:
        self.path.pop()

    def text(self, characters: str) -> None:
        self.texts["/".join(self.path[1:])][-1] += characters

    def entity(self, *_declared: object) -> None:
        raise _RefusedError("dichiarazione di entità non ammessa")

    def all(self, key: str) -> tuple[str, ...]:
        return tuple(stripped for text in self.texts.get(key, ()) if (stripped := text.strip()))

    def first(self, key: str) -> str:
        return next(iter(self.all(key)), "")


def read_daticert(raw: bytes) -> Daticert | BadDaticert:
    """Read the certification data; never raises, whatever the bytes."""
    if len(raw) > MAX_BYTES:
        return BadDaticert(f"daticert.xml supera {MAX_BYTES // 1024} kB")
    seen = _Gatherer()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = seen.start
    parser.EndElementHandler = seen.end
    parser.CharacterDataHandler = seen.text
    parser.EntityDeclHandler = seen.entity
    try:
        parser.Parse(raw.strip(), True)
    except _RefusedError as refused:
        return BadDaticert(f"daticert.xml: {refused}")
    except (expat.ExpatError, LookupError, ValueError) as broken:  # unknown and multi-byte encodings too
        return BadDaticert(f"daticert.xml non è XML ben formato: {broken}")
    if seen.root != "postacert":
        return BadDaticert(f"daticert.xml: elemento radice '{seen.root[:40]}' invece di 'postacert'")
    return _typed(seen)


def _typed(seen: _Gatherer) -> Daticert:
    root = seen.attributes[""]
    return Daticert(
        tipo=root.get("tipo", "").strip(),
        errore=root.get("errore", "").strip(),
        mittente=seen.first("intestazione/mittente"),
        recipients=seen.all("intestazione/destinatari"),
        oggetto=seen.first("intestazione/oggetto"),
        gestore=seen.first("dati/gestore-emittente"),
        when=_instant(seen),
        identificativo=seen.first("dati/identificativo"),
        msgid=seen.first("dati/msgid"),
        consegna=seen.all("dati/consegna"),
        errore_esteso=seen.first("dati/errore-esteso"),
    )


def _instant(seen: _Gatherer) -> datetime | None:
    """Join ``giorno`` (dd/mm/yyyy), ``ora`` and ``zona`` (+0100); None when any is missing or wrong."""
    zone = seen.attributes.get("dati/data", {}).get("zona", "").strip()
    if len(zone) != 5 or zone[0] not in "+-" or not (zone[1:].isascii() and zone[1:].isdigit()):
        return None
    written = f"{seen.first('dati/data/giorno')} {seen.first('dati/data/ora')} {zone}"
    try:
        return datetime.strptime(written, "%d/%m/%Y %H:%M:%S %z")
    except ValueError:
        return None
