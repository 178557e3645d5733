"""One form to be judged: the values as read, what is known beside them, and each cell as one of four states."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from enum import Enum
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

from domain.forms import FieldValue, Reading, Value
from domain.geometry import Box
from domain.places import plain
from validators.forms import labels, numerals, required
from validators.forms.facts import NOTHING, CaseFacts, Companion
from validators.forms.policy import FormPolicy
from validators.forms.ranges import ranges_of
from validators.forms.voids import is_void

#: Confidence of a stroke or an «n.a.» that was not read from pixels.
SURE_STROKES = 0.95


class Sight(Enum):
    """How a field can be seen: never passes by default, so three of the four are not a value."""

    KNOWN = "noto"
    BLANK = "vuoto"
    MISSING = "non trovato"
    DOUBTFUL = "dubbio"


class Cell(NamedTuple):
    """A field as seen. ``value`` is there for KNOWN and DOUBTFUL; MISSING has no place on any page."""

    id: str
    sight: Sight
    value: Value = None
    confidence: float = 1.0
    page: int | None = None
    box: Box | None = None
    written: str | None = None


def is_blank(field: str, value: Value) -> bool:
    """Tell whether a value counts as empty (FMT-01): nothing, blanks and strokes, or words that say as much."""
    if value is None:
        return True
    return is_void(field, value) if isinstance(value, str) else value == []


_SAID = {"SI": "SI", "S": "SI", "X": "SI", "NO": "NO", "NP": "NP", "N P": "NP"}


@lru_cache(maxsize=4096)
def _option(field: str, text: str) -> str:
    known = labels.spec(field)
    options = known.options if known else ()
    bare = text.strip()
    if bare in options:
        return bare
    same = {o.lower(): o for o in options}.get(bare.lower())
    said = _SAID.get(plain(bare), "")
    return same or (said if said in options else bare)


@cache
def _chosen() -> frozenset[str]:
    """Return the ids with options: the only ones whose values are rewritten."""
    return frozenset(f for f, known in labels.specs().items() if known.options)


def canonical(field: str, value: Value) -> Value:
    """Return a choice as the catalogue writes it («sì», «X» in the SI box, «N.P.»); other values as they are."""
    if value is None or field not in _chosen() or (known := labels.spec(field)) is None:
        return value
    if isinstance(value, list):
        kept = [_option(field, v) for v in value]
        return kept if known.kind == "multichoice" or len(kept) != 1 else kept[0]
    if known.kind == "multichoice" or ";" in str(value):
        parts = [_option(field, part) for part in re.split(r"[;,]", str(value)) if part.strip()]
        return parts if known.kind == "multichoice" or set(parts) <= set(known.options) else str(value)
    return _option(field, str(value))


#: Beginning of ids and the item of the checklist that speaks when the annex is not in the document.
ANNEXES: Mapping[str, str] = {
    "allegato1": "REX-30a", "allegato2": "REX-31a", "allegato3": "REX-33a", "allegato4": "REX-34",
    "scheda": "REX-34", "allegato5": "REX-41", "allegato6": "REX-42a", "allegato7": "REX-43",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _row(field: str) -> tuple[str, int] | None:
    """Return the table of Allegato 4 and the row number of an id, None when it is in no table."""
    found = re.match(r"(allegato4\.\w+)\.(\d+)\.", field)
    return (found[1], int(found[2])) if found else None


@lru_cache(maxsize=256)
def _row_ids(table: str, row: int) -> tuple[str, ...]:
    return tuple(f.replace(".1.", f".{row}.", 1) for f in labels.specs() if f.startswith(f"{table}.1."))


class FormCase:
    """A reading with policy, reference day, companion documents and data of the case. Values only, never changed."""

    def __init__(
        self,
        reading: Reading,
        *,
        policy: FormPolicy,
        day: date,
        documents: tuple[Companion, ...] = (),
        facts: CaseFacts = NOTHING,
        pick: int = 0,
    ) -> None:
        """``pick`` chooses the reading of ambiguous numbers: 0 = decimal dot, 1 = thousands dot."""
        self.reading, self.policy, self.day = reading, policy, day
        self.documents, self.facts, self.pick = documents, facts, pick
        self._threshold = policy.confidence
        self.cells: dict[str, Cell] = {}
        self._numbers: dict[str, numerals.Number] = {}
        #: What several rules work out from the same cells, by a key of theirs; policy and cells never change.
        self.memo: dict[Hashable, Any] = {}

    def cell(self, field: str) -> Cell:
        """Return a field as seen."""
        seen = self.cells.get(field)
        if seen is None:
            seen = self.cells[field] = self._look(field, self.reading.fields.get(field))
        return seen

    def certain(self, field: str) -> bool:
        """Tell whether a field is filled and read for certain: what is mere presence needs no closer look."""
        return (self.cells.get(field) or self.cell(field)).sight is Sight.KNOWN

    def _look(self, field: str, read: FieldValue | None) -> Cell:
        if read is None:
            return Cell(field, Sight.MISSING, confidence=0.0)
        value, confidence = read.value, read.confidence
        sight = Sight.KNOWN
        if is_blank(field, value):
            sight = Sight.BLANK
            if value and read.source != "ocr":
                # Strokes have no form that could be checked, but a text layer or a widget does not mistake them.
                confidence = max(confidence, SURE_STROKES)
            value = None
        if confidence < self._threshold:
            sight = Sight.DOUBTFUL
        if value is not None and field in _chosen():
            value = canonical(field, value)
        return Cell(field, sight, value, confidence, read.page, read.box, read.written)

    def written_number(self, field: str) -> numerals.Number:
        """Return the number of a filled cell, ambiguous readings resolved by ``pick`` (``numbers`` has them all)."""
        number = self.all_readings(field)
        if len(number.readings) > 1:
            chosen = number.readings[self.pick % len(number.readings)]
            return numerals.Number((chosen,), (number.bare[self.pick % len(number.bare)],), number.symbol, number.unit)
        return number

    def all_readings(self, field: str) -> numerals.Number:
        """Return the number of a filled cell with every reading that the hard range of FMT-22 lets stand."""
        found = self._numbers.get(field)
        if found is None:
            cell, known = self.cell(field), labels.spec(field)
            unit = known.unit if known else ""
            found = numerals.from_value("" if cell.value is None else cell.value, cell.written, unit)
            if len(found.readings) > 1:
                found = self._only_possible(field, found)
            self._numbers[field] = found
        return found

    @staticmethod
    def _only_possible(field: str, number: numerals.Number) -> numerals.Number:
        hard = ranges_of(field).hard
        kept = [n for n, value in enumerate(number.readings) if hard is None or hard.holds(value)]
        if len(kept) != 1:
            return number
        readings, bare = (number.readings[kept[0]],), (number.bare[kept[0]],)
        return numerals.Number(readings, bare, number.symbol, number.unit, number.text)

    @cached_property
    def ambiguous(self) -> tuple[str, ...]:
        """Ids of numbers that can be read in two ways, in the order of the form."""
        return tuple(f for f in self.numbers_written if len(self.all_readings(f).readings) > 1)

    @cached_property
    def numbers_written(self) -> tuple[str, ...]:
        """Ids of the filled number cells, in the order of the form."""
        return tuple(f for f in self.filled_ids if (known := labels.spec(f)) is not None and known.kind == "number")

    @cached_property
    def filled_ids(self) -> tuple[str, ...]:
        """Ids of all cells that hold something, doubtful ones too, in the order of the form."""
        place, read = labels.order(), self.reading.fields
        known = [f for f in place if f in read and not is_blank(f, read[f].value)]
        further = sorted(f for f in read if f not in place and not is_blank(f, read[f].value))
        return (*known, *further)

    @cached_property
    def _rows(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, set[int]] = {}
        for field in self.reading.fields:
            row = _row(field)
            if row:
                found.setdefault(row[0], set()).add(row[1])
        return {table: tuple(sorted(numbers)) for table, numbers in found.items()}

    def rows(self, table: str) -> tuple[int, ...]:
        """Return the row numbers of a table of Allegato 4 (``allegato4.generatori``) that are on the form."""
        return self._rows.get(table, ())

    def row_ids(self, table: str, row: int) -> tuple[str, ...]:
        """Return the ids of one table row, in the order of the form."""
        return _row_ids(table, row)

    def gone(self, field: str) -> str | None:
        """Return the checklist item that reports the annex of ``field`` as missing, None when the annex is there."""
        start = field.split(".", 1)[0]
        return ANNEXES.get(start) if start in self.reading.missing_pages else None

    @cached_property
    def scheda_alone(self) -> bool:
        """``SCHEDA_SOLA``: the document holds only the Scheda, which the form allows to attest new settings.

        A long document of which only the Scheda could be read is not that: its other parts are missing.
        """
        short = self.reading.pages <= self.policy.scheda_pages
        return short and bool(self._given) and all(f.startswith("scheda.") for f in self._given)

    @cached_property
    def _given(self) -> tuple[str, ...]:
        return tuple(f for f in self.filled_ids if self.reading.fields[f].value != "assente")

    @cached_property
    def annex7(self) -> bool:
        """``ALL7``: something is filled in Allegato 7."""
        return any(f.startswith("allegato7.") for f in self._given)

    @cached_property
    def owed(self) -> frozenset[str]:
        """Ids that must be filled (FMT-01), from the values as read."""
        return frozenset(required.owed_fields(self, scheda_alone=self.scheda_alone, annex7=self.annex7))

    # --- the values as read, doubtful ones too: for conditions that only say which fields are owed ------------------

    def text(self, field: str) -> str | None:
        """Return the text or choice as read."""
        value = self.cell(field).value
        if value is None or value == []:
            return None
        return ", ".join(value) if isinstance(value, list) else str(value).strip()

    def choices(self, field: str) -> tuple[str, ...]:
        """Return the options as read."""
        value = self.cell(field).value
        if value is None or value == []:
            return ()
        return tuple(value) if isinstance(value, list) else (str(value).strip(),)

    def any_filled(self, fields: Iterable[str]) -> bool:
        """Tell whether at least one cell holds something."""
        values = (self.cell(f).value for f in fields)
        return any(v is not None and v not in ([], "assente") for v in values)

    def number(self, field: str) -> float | None:
        """Return the number as read, None when it is none."""
        return None if self.text(field) is None else self.written_number(field).value

    def table_rows(self, table: str) -> tuple[tuple[str, ...], ...]:
        """Return the ids of each row of a table of Allegato 4 that is on the form."""
        return tuple(self.row_ids(table, n) for n in self.rows(table))
