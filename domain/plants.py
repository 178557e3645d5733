"""A plant: one connection point of one operator, to which forms, annexes and declarations come in several uploads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from domain.companions import FoundPaper
from domain.forms import FieldValue, Reading

#: The parts of the form in their order; an annex that comes alone replaces the part of that name.
SECTIONS = (
    "generalita", "impianto", "cabina", "sottoscrizione", "allegato1", "allegato2", "allegato3", "allegato4",
    "scheda", "allegato5", "allegato6", "allegato7",
)  # fmt: skip
#: Fields that hold the POD, the one of the plant first.
POD_FIELDS = ("impianto.pod", "scheda.pod", "allegato4.pod", "allegato2.pod", "allegato3.pod", "allegato6.pod")
_POD = re.compile(r"IT\d{3}E[0-9A-Z]{8}")


@dataclass(frozen=True, slots=True)
class PlantPaper:
    """One version of one item of a plant's set: a part of the form or a declaration (then ``paper`` says what it is)."""

    item: str
    version: int
    document: str
    at: datetime
    paper: FoundPaper | None = None

    @property
    def of_form(self) -> bool:
        """Whether it is a part of the form as read, not a document beside it."""
        return self.paper is None


@dataclass(frozen=True, slots=True)
class Plant:
    """``pod``: the first 14 characters. Days of activation and of the last checks, None = not known.

    ``reminded``: for each kind of check the due day of the last reminder.
    """

    operator: str
    pod: str
    activation: date | None = None
    visual_check: date | None = None
    relay_test: date | None = None
    reminded: Mapping[str, str] = field(default_factory=dict)


def plant_pod(text: object) -> str | None:
    """Return the first 14 characters of a POD that is written rightly, None for anything else."""
    found = _POD.match(re.sub(r"[\s.\-]", "", str(text)).upper())
    return found[0] if found else None  # the eight characters are nearly always digits, not always (F-01)


def pod_of(reading: Reading) -> str | None:
    """Return the POD of a form: the one that most of its parts bear, the plant's own where they are even."""
    seen = [plant_pod(v.value) for f in POD_FIELDS if (v := reading.fields.get(f)) is not None and v.value]
    known = [pod for pod in seen if pod is not None]
    return Counter(known).most_common(1)[0][0] if known else None


def part_of(field: str) -> str:
    """Return the part of the form in which a field stands."""
    return field.split(".", 1)[0]


def parts_in(reading: Reading) -> tuple[str, ...]:
    """Return the parts of the form in which something is filled, in their order."""
    given = {part_of(f) for f, v in reading.fields.items() if v.value not in (None, "", "assente", [])}
    return tuple(s for s in SECTIONS if s in given and s not in reading.missing_pages)


#: Annexes in which the form has no place for the POD.
PODLESS = frozenset({"allegato1", "allegato5", "allegato7"})


def bears_no_pod(reading: Reading) -> bool:
    """Tell whether only annexes without a place for the POD are filled: such a file does not say to which plant it goes."""
    parts = parts_in(reading)
    return bool(parts) and set(parts) <= PODLESS


def completed(new: Reading, earlier: Mapping[str, Reading]) -> tuple[Reading, tuple[str, ...]]:
    """Return ``new`` with the parts that it lacks taken from ``earlier`` (by part), and which parts these are.

    Pages and boxes of a borrowed part are those of the file in which it came.
    """
    here = set(parts_in(new))
    borrowed = tuple(s for s in SECTIONS if s not in here and s in earlier)
    if not borrowed:
        return new, ()
    fields: dict[str, FieldValue] = {f: v for f, v in new.fields.items() if part_of(f) not in borrowed}
    for part in borrowed:
        fields |= {f: v for f, v in earlier[part].fields.items() if part_of(f) == part}
    missing = tuple(s for s in new.missing_pages if s not in borrowed)
    return Reading(new.form, new.pages, MappingProxyType(fields), missing, new.findings), borrowed


def newest_papers(versions: Iterable[PlantPaper]) -> tuple[FoundPaper, ...]:
    """Return the declarations that count: of each item the last one; of generators the last one for each model."""
    kept: dict[tuple[str, str, str], FoundPaper] = {}
    for each in sorted(versions, key=lambda v: (v.at, v.version)):
        if each.paper is not None:
            model = (each.paper.make.casefold(), each.paper.model.casefold()) if each.item == "REX-39" else ("", "")
            kept[(each.item, *model)] = each.paper
    return tuple(kept.values())
