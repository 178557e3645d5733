"""Whole forms: the second form, our own blank, small pages with one difficulty each."""

import io
import random
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from benchmarks.made.make import STYLES, make
from benchmarks.made.values import filled, written
from domain.catalogues import field_index, form_catalogue
from extractors.forms.read import read_form
from extractors.forms.wording.describe import describe, known_forms
from reports.form_blank import blank_form

FORM = "regolamento-esercizio-mt"


def test_every_field_of_the_catalogue_is_described():
    for name in known_forms():
        form = describe(name)
        reached = {f for s in form.sections for e in s.entries for f in (e.field, e.rest, *e.texts.values())}
        for table in (t for s in form.sections for t in s.tables):
            reached |= {f"{table.rows.format(n=n)}.{c.field}" for n in range(1, 4) for c in table.columns if table.rows}
            for row in table.lines:
                reached |= {
                    table.single.get(row, ""),
                    *(
                        table.matrix.format(row=row, column=c)
                        for c in [*(c.field for c in table.columns), *table.inner.get(row, ())]
                    ),
                }
        assert {spec.id for spec in form_catalogue(name)} <= reached


def test_a_second_form_is_data_alone(site_form, request):
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("site", Path(__file__).with_name("conftest.py"))
    site = module_from_spec(spec)
    spec.loader.exec_module(site)
    reading = read_form(site_form)
    assert reading.form == "autodichiarazione-disponibilita-sito"
    assert {k: v.value for k, v in reading.fields.items() if v.value is not None} == site.SITE_ANSWERS
    assert all(reading.fields[name].value is None for name in site.SITE_BLANKS)


def test_our_own_form_filled_by_another_program_reads_back_the_same():
    values, specs, chance = filled(5), field_index(FORM), random.Random(5)
    entries = {}
    for name, value in values.items():
        spec = specs[name]
        if value is None or spec.kind in ("signature", "presence"):
            continue
        if spec.kind == "multichoice":
            entries |= {f"{name}.{option}": f"/{option}" for option in value}
        else:
            entries[name] = f"/{value}" if spec.options else written(value, spec, chance)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(blank_form(FORM))))
    for page in writer.pages:
        writer.update_page_form_field_values(page, entries, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    reading = read_form(out.getvalue())
    wanted = {k: v for k, v in values.items() if specs[k].kind not in ("signature", "presence")}
    assert {k: reading.fields[k].value for k in wanted} == wanted
    assert reading.findings == ()
    assert reading.missing_pages == ()


def test_the_blank_form_is_tagged_titled_and_limited():
    reader = PdfReader(io.BytesIO(blank_form(FORM)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "it"
    fields = reader.get_fields()
    assert fields["impianto.pod"]["/TU"].startswith("Caratteristiche dell'impianto di produzione – Codice POD")
    widgets = [a.get_object() for page in reader.pages for a in page.get("/Annots", ())]
    assert all("/StructParent" in w for w in widgets if w["/Subtype"] == "/Widget")
    assert {str(p["/Tabs"]) for p in reader.pages} == {"/S"}


def test_an_empty_form_invents_nothing():
    _, truth = make("E", "overlay", 3)
    assert truth["fields"]
    from benchmarks.made.drawn import Sheet
    from benchmarks.made.script import write_form

    style, wordings = STYLES["E"]
    sheet = Sheet(style, "overlay", dict.fromkeys(truth["fields"] | dict.fromkeys(truth["blank"])), 3)
    write_form(sheet, wordings)
    reading = read_form(sheet.finish(), FORM)
    specs = field_index(FORM)
    given = {
        k: v.value
        for k, v in reading.fields.items()
        if v.value is not None and specs[k].kind not in ("signature", "presence")
    }
    assert given == {}


def test_a_missing_annex_is_named():
    pdf, _ = make("B", "typed", 12)
    reader = PdfReader(io.BytesIO(pdf))
    writer = PdfWriter()
    for page in reader.pages:
        if "ALLEGATO 6" not in page.extract_text():
            writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    reading = read_form(out.getvalue())
    assert reading.missing_pages == ("allegato6",)
    assert not any(name.startswith("allegato6.") for name in reading.fields)


def test_another_document_is_no_form(page_of):
    assert read_form(page_of(lambda c: c.drawString(100, 700, "Gentile cliente, in risposta alla Sua lettera"))) is None


def test_a_stored_value_that_is_not_shown_is_a_finding(page_of):
    def draw(c):
        c.acroForm.textfield(
            name="impianto.pod", value="IT001E12345678", x=100, y=600, width=200, height=16, relative=False
        )

    import pikepdf

    with pikepdf.open(io.BytesIO(page_of(draw))) as pdf:
        pdf.pages[0].Annots[0].V = pikepdf.String("IT001E87654321")
        out = io.BytesIO()
        pdf.save(out)
    reading = read_form(out.getvalue(), FORM)
    assert [f.code for f in reading.findings] == ["MOD-01"]
    assert reading.fields["impianto.pod"].confidence < 0.8


def test_two_ticks_where_one_is_allowed_are_a_finding(page_of):
    def draw(c):
        c.setFont("Helvetica-Bold", 13)
        c.drawString(60, 780, "ALLEGATO 5")
        c.setFont("Helvetica", 10)
        c.drawString(60, 740, "Motori asincroni: [X] SI [X] NO")
        c.drawString(60, 720, "Elettronica di potenza: [X] SI [ ] NO")

    reading = read_form(page_of(draw), FORM)
    assert reading.fields["allegato5.motori_asincroni"].value is None
    assert reading.fields["allegato5.motori_asincroni"].confidence < 0.8
    assert reading.fields["allegato5.elettronica_potenza"].value == "SI"
    assert [f.code for f in reading.findings] == ["MOD-03"]


def test_labels_in_a_running_sentence(page_of):
    lines = [
        "Il presente Regolamento è sottoscritto da: Nome Rosa Cognome Lo Verde, nato a Agrigento (prov. AG) il 02/03/1980,",
        "C.F. RSSGTN87P25C351Z, residente in Lampedusa, via Roma 12, Comune Lampedusa e Linosa, Prov. AG, CAP 92031",
        "di seguito anche Utente Attivo.",
    ]

    def draw(c):
        c.setFont("Helvetica-Bold", 13)
        c.drawString(50, 790, "GENERALITÀ")
        c.setFont("Helvetica", 10)
        for number, line in enumerate(lines):
            c.drawString(50, 760 - 16 * number, line)

    fields = read_form(page_of(draw), FORM).fields
    read = {
        k.removeprefix("generalita.utente."): v.value for k, v in fields.items() if k.startswith("generalita.utente.")
    }
    assert read == {
        "nome": "Rosa", "cognome": "Lo Verde", "nato_a": "Agrigento", "nato_provincia": "AG", "nato_il": "1980-03-02",
        "codice_fiscale": "RSSGTN87P25C351Z", "residente_in": "Lampedusa", "residenza_via": "Roma 12",
        "residenza_comune": "Lampedusa e Linosa", "residenza_provincia": "AG", "residenza_cap": "92031",
    }  # fmt: skip


def test_a_second_look_decides_a_scanned_code():
    from domain.forms import FieldValue
    from domain.geometry import Box
    from domain.pages import Page
    from extractors.forms.scans import Scans

    class Looked:
        page = Page(1, 595, 842, source="ocr")

        def written(self, box):
            return 0.0 if box.x0 > 300 else 5.0

        def zone(self, box, kind="text"):
            return "RSSGTN87P25C351Z", 0.9

    scans = Scans(None, {1: Looked()})
    box, empty = Box(10, 10, 200, 20), Box(310, 10, 500, 20)
    first = {
        "generalita.utente.codice_fiscale": FieldValue("RSSGTN87P2SC35IZ", 0.4, 1, box, "ocr"),
        "generalita.mandante.codice_fiscale": FieldValue(None, 0.9, 1, empty, "ocr"),
        "generalita.soggetto.codice_fiscale": FieldValue(None, 0.9, 1, box, "ocr"),
    }
    again = scans.look_again(first, field_index(FORM))
    assert again["generalita.utente.codice_fiscale"].value == "RSSGTN87P25C351Z"
    assert again["generalita.mandante.codice_fiscale"].value is None
    assert again["generalita.mandante.codice_fiscale"].confidence >= 0.95
    assert again["generalita.soggetto.codice_fiscale"].confidence < 0.8


def test_a_blank_of_a_scan_is_sure_only_where_its_pixels_were_seen():
    from domain.forms import FieldValue
    from domain.geometry import Box
    from extractors.forms.scans import Scans

    class Unreadable:
        def __init__(self, ink):
            self.ink_in_place = ink

        def written(self, box):
            return self.ink_in_place

        def zone(self, box, kind="text"):
            return "", 0.0

    blank = {"cabina.numero": FieldValue(None, 0.97, 1, Box(10, 10, 500, 20), "ocr")}
    specs = field_index(FORM)
    by_ink = {ink: Scans(None, {1: Unreadable(ink)}).look_again(blank, specs)["cabina.numero"] for ink in (0, 0.5, 4)}
    assert by_ink[0].confidence >= 0.95
    assert 0.4 < by_ink[0.5].confidence < 0.8
    assert by_ink[4].value is None
    assert by_ink[4].confidence <= 0.4
    assert Scans(None).look_again(blank, specs)["cabina.numero"].confidence < 0.8
    nowhere = {"cabina.numero": FieldValue(None, 0.97, 1, None, "ocr")}
    assert Scans(None, {1: Unreadable(0)}).look_again(nowhere, specs)["cabina.numero"].confidence < 0.8
