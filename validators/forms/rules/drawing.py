"""Allegato 1: the single-line diagram."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.codes import compact
from domain.findings import Finding
from validators.forms.look import Look
from validators.forms.numerals import shown
from validators.forms.rules.transformers import cells
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

DRAWING, ENGINEER = "allegato1.schema", "allegato1.firma_tecnico"
TEXT = "Schema: INV1 INV2 DG DDI TV-10"
SOURCE = rde("Art. 4; Art. 14 punto 1)")


@form_rule(
    "X-14",
    "Riferimenti allo schema unifilare",
    "{campo}: il riferimento {valore} non compare nello schema dell'Allegato 1.",
    severity=WARNING,
    source=rde("Art. 4; Allegato 1; Allegato 4 Addendum, tabelle"),
    passing=ok("tutti i riferimenti compaiono", {"@facts": {"schema_text": TEXT}}),
    failing=ko("INV2 non compare", {"@facts": {"schema_text": "Schema: INV1 DG DDI"}}),
    applies_to="riferimenti compilati, se il testo della pagina dello schema è leggibile",
)
def references_in_drawing(form: Look) -> Iterator[Finding]:
    """I riferimenti di generatori, accumuli e dispositivi si ritrovano nello schema unifilare."""
    text = form.case.facts.schema_text
    if form.case.scheda_alone or form.text(DRAWING) != "presente":
        return
    if text is None:
        form.needs("il testo dello schema unifilare")
        return
    words = {compact(w) for w in re.split(r"[\s,;:()]+", text)}
    fields = [
        *cells(form, "allegato4.generatori", "riferimento"),
        *cells(form, "allegato4.accumuli", "riferimento"),
        *(f"allegato4.dispositivi.{d}.rif_schema" for d in ("dg", "ddi", "ddg")),
    ]
    for look, field, reference in form.each(fields):
        if compact(reference) not in words:
            yield look.violates(field, DRAWING, atteso="un riferimento dello schema")


@form_rule(
    "REX-30a",
    "Allegato 1, schema unifilare",
    "Allegato 1: atteso lo schema unifilare timbrato e firmato da un tecnico abilitato.",
    source=SOURCE,
    passing=ok("schema e firma presenti"),
    failing=ko("firma del tecnico assente", {ENGINEER: "assente"}),
    applies_to="sempre",
)
def drawing_signed(form: Look) -> Iterator[Finding]:
    """Lo schema unifilare c'è, ed è timbrato e sottoscritto da un tecnico abilitato."""
    if form.case.scheda_alone:
        return
    if form.case.gone(DRAWING):
        yield form.violates(
            DRAWING, ENGINEER, valore="pagina mancante", atteso="Allegato 1", cure="Aggiungere l'Allegato 1."
        )
        return
    wrong = [f for f in (DRAWING, ENGINEER) if form.text(f) == "assente"]
    if wrong:
        yield form.violates(*wrong, valore="assente", atteso="presente")


@form_rule(
    "REX-30b",
    "Formato dello schema",
    "Allegato 1: pagina {valore} mm, atteso formato non superiore ad A3.",
    source=SOURCE,
    passing=ok("A3 orizzontale", {"@facts": {"schema_size_mm": (420.0, 297.0)}}),
    failing=ko("A2", {"@facts": {"schema_size_mm": (594.0, 420.0)}}),
    applies_to="la pagina dello schema, se la sua misura è nota",
)
def drawing_size(form: Look) -> Iterator[Finding]:
    """La pagina misura al massimo 297 x 420 mm, in un verso o nell'altro, con 2 mm di tolleranza."""
    size = form.case.facts.schema_size_mm
    if size is None:
        if not form.case.scheda_alone:
            form.needs("la misura della pagina dello schema")
        return
    limits = sorted(form.policy.a3_mm)
    if any(side > limit + form.policy.a3_slack_mm for side, limit in zip(sorted(size), limits, strict=True)):
        found = " x ".join(shown(side) for side in size)
        yield form.violates(DRAWING, valore=found, atteso="297 x 420 mm")


@form_rule(
    "REX-30c",
    "Contenuto dello schema",
    "Allegato 1: verificare data, firma del dichiarante e contenuto dello schema.",
    severity=WARNING,
    source=SOURCE,
    passing=ok("verificato", {"@facts": {"schema_dated_signed": True}}),
    failing=ko("data o firma non trovate", {"@facts": {"schema_dated_signed": False}}),
    applies_to="la pagina dello schema",
)
def drawing_content(form: Look) -> Iterator[Finding]:
    """Lo schema ha cose senza campo, da guardare: data, firma del dichiarante, confini, dispositivi, riduttori, contatori."""
    found = form.case.facts.schema_dated_signed
    if found is None and not form.case.scheda_alone:
        form.needs("il contenuto dello schema (data, firma, confini)")
    elif found is False:
        yield form.violates(DRAWING, atteso="data, firma e contenuto")
