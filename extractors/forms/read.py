"""A form file read from beginning to end: pages, sections, tables, labels, values, findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from domain.catalogues import field_index
from domain.findings import Finding
from domain.forms import FieldSpec, FieldValue, Reading
from domain.pages import Page
from extractors.forms.assemble import read_section
from extractors.forms.labels.labels import read_labels
from extractors.forms.labels.office_print import office_print
from extractors.forms.labels.sections import Found, form_score, heading_places, split
from extractors.forms.reconcile import ambiguities, conflicts, crowded, disagreements, foreign_disagreements, merged
from extractors.forms.scans import ScanReader, Scans
from extractors.forms.sheets.sheets import Sheets, arranged, beginnings, by_headings
from extractors.forms.signing.signatures import read_drawn
from extractors.forms.stream.flow import Flow, build_flow
from extractors.forms.tables.listed_records import with_listed
from extractors.forms.tables.records import with_records, without_read
from extractors.forms.tables.tables import read_tables
from extractors.forms.trust.accounts import printed_values, strays, unclaimed, unsettled
from extractors.forms.trust.crossing import run_together
from extractors.forms.trust.doubts import capped
from extractors.forms.trust.unfamiliar import unfamiliar
from extractors.forms.values.hints import with_hints
from extractors.forms.values.own_fields import read_own
from extractors.forms.values.xfa import has_xfa, xfa_finding
from extractors.forms.wording.describe import Form, describe, known_forms
from extractors.forms.wording.meanings import lexicon_of
from extractors.pages.read import read_pages

#: Share of a form's headings below which a document is not that form.
_RECOGNISED = 0.12
#: Confidence at most of a value that stands elsewhere in the document with another content.
_DISPUTED = 0.4


def read_form(
    pdf: bytes, form: str | None = None, ocr: ScanReader | None = None, roots: Sequence[bytes] = ()
) -> Reading | None:
    """Return the fields of a form file, or None where it is none of the known forms.

    ``form`` names the form; without it the headings decide. ``ocr`` reads the pages that are pictures (a page, or a
    page with its pixels for second looks, see ``extractors.forms.scans``); without it they count as missing.
    ``roots`` are the trusted CA certificates (DER) for digital signatures. Raises ``extractors.pages.read.UnreadableError`` for bytes that are no PDF.
    """
    scans = Scans(ocr)
    reading = read_form_pages(read_pages(pdf, scans.reader()), form, scans)
    if reading is None:
        return None
    if b"/XFA" in pdf or (b"/ObjStm" in pdf and has_xfa(pdf)):
        reading = replace(reading, findings=(*reading.findings, xfa_finding()))
    return _with_signatures(reading, pdf, roots) if b"/ByteRange" in pdf else reading


def _with_signatures(reading: Reading, pdf: bytes, roots: Sequence[bytes]) -> Reading:
    """Add the digital signatures of the file and a finding for each that does not hold."""
    # pyHanko takes seconds to import: only signed files pay for it.
    from extractors.forms.signing.digital_signatures import altered, read_signatures  # noqa: PLC0415 - see above

    found = read_signatures(pdf, roots)
    return replace(reading, signatures=found, findings=(*reading.findings, *altered(found)))


def read_form_pages(pages: Sequence[Page], form: str | None = None, scans: Scans | None = None) -> Reading | None:
    """Return the fields of a form from pages that were read before (see ``read_form``)."""
    scans = scans or Scans(None)
    sheets = arranged(pages, scans.ink)
    flow = build_flow(sheets.pages)
    name = form or detect(flow, sheets.pages)
    if name is None:
        return None
    described, specs = describe(name), field_index(name)
    if sheets.unnumbered and (turned := by_headings(sheets, heading_places(flow, described))) is not sheets:
        sheets, flow = turned, build_flow(turned.pages)
    reading = _read_sheets(sheets, flow, described, specs, scans.moved(sheets) if sheets.moved else scans)
    return sheets.told(reading, len(pages))


def _read_sheets(sheets: Sheets, flow: Flow, described: Form, specs: Mapping[str, FieldSpec], scans: Scans) -> Reading:
    """Return the fields of pages in their order."""
    pages = sheets.pages
    hinted = with_hints(pages, described, specs)
    flow = flow if hinted is pages else build_flow(hinted)
    sections = split(flow, described)
    own, named, odd = read_own(pages, specs)
    fields, again, doubtful, labels = _by_labels(flow, described, sections, pages, specs, scans)
    if sheets.unnumbered:
        doubtful |= beginnings(sheets, heading_places(flow, described), fields)
    # What a field is called by its own name no print can put in doubt.
    fields = capped(scans.look_again(merged(own, fields, specs), specs), doubtful - own.keys())
    known = {field for field, _, _ in odd}
    odd += [pair for pair in foreign_disagreements(pages, fields) if pair[0] not in known]
    left = strays(flow, fields, named, labels)
    fields = capped(unsettled(fields, left, specs, own), printed_values(flow, fields) | run_together(flow, fields))
    fields, not_understood = unfamiliar(fields, left, own)
    findings: list[Finding] = [
        *disagreements(odd, fields),
        *conflicts(again),
        *ambiguities(fields, specs),
        *crowded(pages),
        *unclaimed(left),
        *not_understood,
    ]
    disputed = {name for name, values in again.items() if len({str(v.value) for v in values}) > 1}
    ordered = _in_order(capped(fields, disputed, _DISPUTED), specs)
    return Reading(
        described.form, len(pages), MappingProxyType(ordered), _missing(described, sections, ordered), tuple(findings)
    )


def _in_order(fields: Mapping[str, FieldValue], specs: Mapping[str, FieldSpec]) -> dict[str, FieldValue]:
    """Return the fields in the order of the form's list, any others behind."""
    listed = {name: fields[name] for name in specs if name in fields}
    return listed | {name: value for name, value in fields.items() if name not in listed}


def detect(flow: Flow, pages: Sequence[Page]) -> str | None:
    """Return the name of the form a document is: by the ids of its fields, else by its headings."""
    best: tuple[float, str] = (0.0, "")
    for name in known_forms():
        own, _, _ = read_own(pages, field_index(name))
        score = 1.0 if len(own) >= 5 else form_score(flow, describe(name))
        best = max(best, (score, name))
    return best[1] if best[0] >= _RECOGNISED else None


def _by_labels(
    flow: Flow,
    form: Form,
    sections: Sequence[Found],
    pages: Sequence[Page],
    specs: Mapping[str, FieldSpec],
    scans: Scans,
) -> tuple[dict[str, FieldValue], dict[str, list[FieldValue]], set[str], set[int]]:
    """Read every section by its tables and labels.

    Last come the scanned fields of which it is not sure that they are these, and the tokens of all labels.
    """
    fields: dict[str, FieldValue] = {}
    doubtful: set[str] = set()
    labels: set[int] = set()
    again: dict[str, list[FieldValue]] = {}
    by_number = {page.number: page for page in pages}
    words = _vocabulary(form)
    asked = frozenset(name for name, spec in specs.items() if spec.options[:1] == ("SI",))
    units = {name: spec.unit for name, spec in specs.items() if spec.unit}
    kinds = {name: spec.kind for name, spec in specs.items()}
    lexicon = lexicon_of(form.form)
    office = office_print(flow, form)
    for found in sections:
        tables = read_tables(flow, found, specs, lexicon)
        span = [i for i in found.tokens if i not in tables.used and i not in office]
        section = without_read(with_records(flow, found.section, span, tables.fields), tables.fields)
        section = with_listed(flow, section, span, tables.fields)
        items = read_labels(flow, section, span, words, asked, units, lexicon, kinds)
        read = read_section(flow, form, section, items, span, specs, frozenset(tables.used))
        drawn = read_drawn(flow, by_number, read.drawn, specs, found.tokens, scans.ink)
        for part in (tables.fields, read.fields, drawn):
            fields.update({k: v for k, v in part.items() if k not in fields or fields[k].value is None})
        again.update(read.again)
        doubtful |= tables.doubtful | read.doubtful
        labels |= tables.print | {i for item in items for i in range(item.start, item.end)}
    return fields, again, doubtful, labels


def _vocabulary(form: Form) -> frozenset[str]:
    """Return the words of all labels: what OCR may have misread."""
    return frozenset(
        p
        for s in form.sections
        for e in s.entries
        for w in (*e.labels, *(x for _, ws in e.options for x in ws))
        for p in w
    )


def _missing(form: Form, sections: Sequence[Found], fields: Mapping[str, FieldValue]) -> tuple[str, ...]:
    """Return the parts of the form of which no page was found."""
    seen = {found.section.part for found in sections}
    by_name = {part for part in form.parts if any(field.startswith(part + ".") for field in fields)}
    return tuple(part for part in form.parts if part not in seen | by_name)
