"""How a rule looks at a form: it asks for values, and the look remembers what they rest on.

A rule never handles doubt itself. ``text``, ``number``, ``day`` ... give None where the value is not certain, and the
look keeps the reason. A finding made from a look carries the confidence of the weakest value seen and the place of
its first field; when something doubtful was seen on the way it comes out as *non verificabile* instead of violated.
``open_points`` then adds, for whatever stayed silent because a value was missing, one finding that names the fields.
So no rule can pass by default, and none can reject on a value that nobody read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from domain.findings import Finding, Severity
from validators.forms import labels
from validators.forms.case import Cell, FormCase, Sight
from validators.forms.dates import parse_date, shown_day
from validators.forms.numerals import Number, shown
from validators.forms.policy import FormPolicy
from validators.rule import Rule

#: ``Finding.follows`` of what cannot be decided because a mandatory field is empty, which FMT-01 says once.
EMPTY = "FMT-01"
#: Annex that may be missing: only its own item speaks of it, nothing else is left open.
OPTIONAL = "REX-43"
_KNOWN, _BLANK = Sight.KNOWN, Sight.BLANK


class Trace:
    """What a look could not see: doubtful or missing fields, blank ones, those of a missing annex, papers."""

    __slots__ = ("blanks", "doubts", "gone", "hollow", "outside")

    def __init__(self) -> None:
        """Start empty."""
        self.doubts: list[str] = []
        self.blanks: list[str] = []
        self.hollow: list[str] = []
        self.gone: dict[str, str] = {}
        self.outside: list[str] = []


class Look:
    """One rule's look at one form; ``apart`` opens a look of its own for a row or a pair of fields."""

    __slots__ = ("_above", "case", "confidence", "family", "found", "rule", "trace")

    def __init__(
        self, case: FormCase, rule: Rule[Look], above: Look | None = None, found: tuple[Finding, ...] = ()
    ) -> None:
        """``found`` are the findings of the other rules, for the rules that only sum them up (X-11, X-21)."""
        self.case, self.rule, self.found = case, rule, found
        self._above = above
        # All looks of this rule at this form that met something; most never do, and a look is made for every cell.
        self.family: list[Look] = [] if above is None else above.family
        self.trace: Trace | None = None
        self.confidence = 1.0

    def apart(self) -> Look:
        """Open a look whose doubts touch only its own findings; those of this one touch it as well."""
        return Look(self.case, self.rule, self, self.found)

    @property
    def policy(self) -> FormPolicy:
        """The thresholds in force."""
        return self.case.policy

    # --- asking -----------------------------------------------------------------------------------------------

    def see(self, field: str) -> Cell | None:
        """Return the cell when it is known and filled; otherwise remember why not and return None.

        Of a document that holds only the Scheda (``SCHEDA_SOLA``) the other parts do not exist: not applicable.
        """
        cell = self.case.cells.get(field) or self.case.cell(field)
        if cell.sight is _KNOWN:
            if cell.confidence < 1.0:
                self.confidence = min(self.confidence, cell.confidence)
            return cell
        if self.case.scheda_alone and not field.startswith("scheda."):
            return None
        trace = self._trace()
        if cell.sight is _BLANK:
            trace.blanks.append(field)
        elif (item := self.case.gone(field)) is not None:
            if item != OPTIONAL:
                trace.gone[field] = item
        else:
            trace.doubts.append(field)
        return None

    def _trace(self) -> Trace:
        if self.trace is None:
            self.trace = Trace()
            self.family.append(self)
        return self.trace

    @property
    def doubts(self) -> list[str]:
        """The doubtful or missing ids that this look has met."""
        return self.trace.doubts if self.trace else []

    def text(self, field: str) -> str | None:
        """Return a text or a choice, without outer blanks."""
        cell = self.see(field)
        if cell is None:
            return None
        return ", ".join(cell.value) if isinstance(cell.value, list) else str(cell.value).strip()

    def choices(self, field: str) -> tuple[str, ...]:
        """Return the options chosen (of a choice, the one), as the catalogue writes them."""
        cell = self.see(field)
        if cell is None:
            return ()
        return tuple(cell.value) if isinstance(cell.value, list) else (str(cell.value).strip(),)

    def number(self, field: str) -> float | None:
        """Return a number in the unit of the catalogue."""
        found = self.reading(field)
        return found.value if found else None

    def reading(self, field: str) -> Number | None:
        """Return a number with its unit and symbol as written."""
        return self.case.written_number(field) if self.see(field) else None

    def day(self, field: str) -> date | None:
        """Return a date; None also where the text is no date (FMT-13 says so)."""
        text = self.text(field)
        return parse_date(text) if text else None

    def filled(self, field: str) -> bool:
        """Tell whether the cell holds something; emptiness here is an answer, not a lack."""
        cell = self.case.cells.get(field) or self.case.cell(field)
        return cell.sight is not _BLANK and self.see(field) is not None

    def each(self, fields: Iterable[str]) -> Iterator[tuple[Look, str, str]]:
        """Yield a look of its own, the id and the text of every field that is filled; an empty one is no lack here."""
        look: Look | None = None
        for field in fields:
            cell = self.case.cells.get(field) or self.case.cell(field)
            if cell.sight is _BLANK:
                continue
            # A look that met nothing is as good as a new one.
            if look is None or look.trace is not None or look.confidence < 1.0:
                look = self.apart()
            if (text := look.text(field)) is not None:
                yield look, field, text

    def any_filled(self, fields: Iterable[str]) -> bool:
        """Tell whether at least one cell holds something for certain."""
        fields, case = tuple(fields), self.case
        cells = [case.cells.get(f) or case.cell(f) for f in fields]
        if any(c.sight is _KNOWN and c.value != "assente" for c in cells):
            return True
        doubtful = [c.id for c in cells if c.sight is Sight.DOUBTFUL]
        if doubtful:
            self._trace().doubts.extend(doubtful)
        if cells and all(c.sight is Sight.MISSING for c in cells):
            self.see(fields[0])
        return False

    def table_rows(self, table: str) -> tuple[tuple[str, ...], ...]:
        """Return the ids of each row of a table of Allegato 4 that is on the form."""
        return self.case.table_rows(table)

    def rests_on(self, field: str) -> str | None:
        """Return a text without which nothing can be refused: where it is blank, what follows is FMT-01's consequence."""
        found = self.text(field)
        if found is None and self.case.cell(field).sight is Sight.BLANK:
            self._trace().hollow.append(field)
        return found

    def needs(self, what: str) -> None:
        """Remember that the rule needs something that is not on the form (``what``, Italian)."""
        self._trace().outside.append(what)

    # --- saying -----------------------------------------------------------------------------------------------

    def violates(
        self,
        *fields: str,
        says: int = 0,
        severity: Severity | None = None,
        cure: str | None = None,
        confidence: float | None = None,
        **blanks: object,
    ) -> Finding:
        """Make a finding of this rule: message ``says`` with ``{campo}``, ``{valore}``, ``{atteso}`` and others."""
        first = self.case.cell(fields[0]) if fields else None
        blanks.setdefault("campo", labels.campo(fields[0]) if fields else "")
        blanks.setdefault("valore", shown_value(first) if first else "")
        message = self.rule.messages[says].format(**blanks)
        details: dict[str, Any] = {
            "fields": fields,
            "severity": self.weight(severity),
            "observed": str(blanks["valore"]) or None,
            "expected": str(blanks["atteso"]) if "atteso" in blanks else None,
            "cure": cure or self._cure(fields, severity, blanks.get("atteso")),
            "page": first.page if first else None,
            "box": first.box if first else None,
            "confidence": min([self.weakest, 1.0 if confidence is None else confidence, *self._sure(fields)]),
        }
        doubts = self.all_doubts()
        if doubts:
            details |= {
                "severity": Severity.UNVERIFIABLE, "at_stake": details["severity"],
                "fields": tuple(dict.fromkeys((*doubts, *fields))),
                "confidence": min((self.case.cell(d).confidence for d in doubts), default=0.0),
            }  # fmt: skip
            message = f"Non verificabile ({labels.named(doubts)}): {message}"
        elif hollow := self.all_hollow():
            details |= {"severity": Severity.UNVERIFIABLE, "follows": EMPTY, "fields": (*hollow, *fields)}
            message = f"Non verificabile ({labels.named(hollow)}, campo vuoto): {message}"
        return self.rule.finding(message, **details)

    def _sure(self, fields: tuple[str, ...]) -> list[float]:
        """Return the confidences of the named fields that are on a page: a blank counts as much as a value."""
        cells = (self.case.cell(f) for f in fields)
        return [c.confidence for c in cells if c.sight is not Sight.MISSING]

    def _cure(self, fields: tuple[str, ...], severity: Severity | None, expected: object) -> str:
        """Return what to do when the rule does not say it better."""
        verb = "Correggere" if self.weight(severity) is Severity.BLOCKING else "Verificare"
        what = labels.campo(fields[0]) if fields else "la documentazione"
        return f"{verb} {what}: atteso {expected}." if expected is not None else f"{verb} {what}."

    @property
    def weakest(self) -> float:
        """Confidence of the weakest value seen by this look and those above it."""
        return self.confidence if self._above is None else min(self.confidence, self._above.weakest)

    def weight(self, severity: Severity | None = None) -> Severity:
        """Return the severity of a finding: an override of the policy replaces the rule's own, not a lesser one."""
        own = self.rule.severity
        if severity is not None and severity is not own:
            return severity
        changed: Severity = self.case.policy.severities.get(self.rule.code, own)
        return changed

    def all_doubts(self) -> list[str]:
        """Return the doubtful ids that this look and those above it have met."""
        above = self._above.all_doubts() if self._above else []
        return above + self.doubts

    def all_hollow(self) -> list[str]:
        """Return the blank fields on which this look and those above it rest."""
        above = self._above.all_hollow() if self._above else []
        return above + (self.trace.hollow if self.trace else [])


def shown_value(cell: Cell) -> str:
    """Return a value as messages show it: the text on the page where there is one."""
    if cell.sight is Sight.BLANK or cell.value is None:
        return "vuoto"
    if isinstance(cell.value, list):
        return ", ".join(labels.option(v) for v in cell.value)
    if isinstance(cell.value, int | float):
        return shown(float(cell.value))
    known = labels.spec(cell.id)
    if known is not None and known.options:
        return labels.option(cell.value)
    if known is not None and known.kind == "date" and (day := parse_date(cell.value)):
        return shown_day(day)
    return cell.value.strip()
