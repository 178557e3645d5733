"""Several sources for one field: the stored value, what is drawn, what is printed; disagreement is a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.findings import Finding, Severity, Source
from domain.forms import FieldSpec, FieldValue
from domain.pages import Page
from extractors.forms.assemble import DRAWN
from extractors.forms.values.own_fields import agree
from extractors.pages.judge import TOO_MANY

_SOURCE = Source("Lettura dei moduli", "riconciliazione delle fonti")


def merged(
    own: Mapping[str, FieldValue], read: Mapping[str, FieldValue], specs: Mapping[str, FieldSpec]
) -> dict[str, FieldValue]:
    """Put the values of named fields over those read by label; drawn signatures need either."""
    fields = dict(read)
    for name, value in own.items():
        spec, seen = specs.get(name), read.get(name)
        if spec is not None and spec.kind in DRAWN and seen is not None:
            if value.value != "presente":
                continue
            fields[name] = replace(value, confidence=0.97)
        elif (
            value.value is None
            and seen is not None
            and seen.value is not None
            and seen.source != "acroform"
            and _over(seen, value)
        ):
            fields[name] = replace(seen, confidence=min(seen.confidence, 0.7))
        else:
            fields[name] = value
    return fields


def _over(seen: FieldValue, field: FieldValue) -> bool:
    """Tell whether a printed value stands in the form field itself."""
    if seen.box is None or field.box is None or seen.page != field.page:
        return False
    return seen.box.overlap(field.box) > 0.4 * max(1.0, seen.box.width * seen.box.height)


def disagreements(odd: Sequence[tuple[str, str, str]], fields: Mapping[str, FieldValue]) -> list[Finding]:
    """Return a finding for each form field whose stored value is not the one it shows."""
    return [
        Finding(
            "MOD-01",
            Severity.WARNING,
            "Il valore registrato nel campo del modulo è diverso da quello che il campo mostra.",
            _SOURCE,
            (name,),
            observed=shown,
            expected=stored,
            cure="Verificare sul documento quale valore è quello voluto.",
            page=fields[name].page,
            box=fields[name].box,
            confidence=0.9,
        )
        for name, stored, shown in odd
    ]


def foreign_disagreements(pages: Sequence[Page], fields: Mapping[str, FieldValue]) -> list[tuple[str, str, str]]:
    """Return ``(field, value held, text shown)`` of the fields of other names that hold one value and show another."""
    odd = {
        (page.number, w.box): (w.value or "", w.appearance or "")
        for page in pages
        for w in page.widgets
        if w.kind in ("text", "choice") and w.value and w.appearance and not agree(w.value, w.appearance)
    }
    return [
        (name, *odd[value.page, value.box])
        for name, value in fields.items()
        if value.page is not None and value.box is not None and (value.page, value.box) in odd
    ]


def conflicts(again: Mapping[str, Sequence[FieldValue]]) -> list[Finding]:
    """Return a finding for each field that is filled twice with different values."""
    found = []
    for name, values in again.items():
        said = list(dict.fromkeys(str(v.value) for v in values))
        if len(said) > 1:
            found.append(
                Finding(
                    "MOD-02",
                    Severity.WARNING,
                    "Lo stesso dato è compilato due volte con valori diversi.",
                    _SOURCE,
                    (name,),
                    observed=" / ".join(said),
                    cure="Indicare quale dei due valori è quello giusto.",
                    page=values[0].page,
                    box=values[0].box,
                )
            )
    return found


def ambiguities(fields: Mapping[str, FieldValue], specs: Mapping[str, FieldSpec]) -> list[Finding]:
    """Return a finding for each question with two ticks where one is allowed."""
    return [
        Finding(
            "MOD-03",
            Severity.WARNING,
            "Sono barrate più caselle dove ne è ammessa una sola.",
            _SOURCE,
            (name,),
            observed=value.written,
            expected="una sola casella",
            cure="Barrare una sola casella.",
            page=value.page,
            box=value.box,
        )
        for name, value in fields.items()
        if value.value is None and value.written and specs.get(name) is not None and specs[name].options
    ]


def crowded(pages: Sequence[Page]) -> list[Finding]:
    """Return a finding for each page that was left unread because it holds more words than a form page can."""
    return [
        Finding(
            "MOD-06",
            Severity.WARNING,
            "Una pagina del documento non è stata letta: contiene troppo testo per essere la pagina di un modulo.",
            _SOURCE,
            (),
            observed=note,
            cure="Verificare la pagina e, se fa parte del modulo, presentarla di nuovo senza il testo estraneo.",
            page=page.number,
        )
        for page in pages
        for note in page.notes
        if note.startswith(TOO_MANY)
    ]
