"""Forms whose fields have names of their own: what tooltips, print and names say, and what the fields hold."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from extractors.forms.read import read_form
from extractors.forms.values.xfa import has_xfa
from extractors.pages.read import read_pages
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
HEAD = "Caratteristiche dell'impianto di produzione"


def a_form(draw, change=None, heading=HEAD) -> bytes:
    """Return one page with a heading; ``draw`` gets the canvas, ``change`` the PDF and its widgets."""
    page = drawn(draw, heading)
    if change is None:
        return page
    with pikepdf.open(io.BytesIO(page)) as pdf:
        change(pdf, pdf.pages[0].Annots)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def a_field(canvas, name, value, y, x=200, tooltip=" ", width=180):
    canvas.acroForm.textfield(
        name=name, value=value, x=x, y=y, width=width, height=14, fontSize=8, tooltip=tooltip, relative=False
    )


def a_box(canvas, name, x, y, checked=False, tooltip=" "):
    canvas.acroForm.checkbox(name=name, checked=checked, x=x, y=y, size=10, tooltip=tooltip, relative=False)


def read(pdf) -> dict:
    return {k: v.value for k, v in read_form(pdf, FORM).fields.items() if v.value is not None}


@pytest.mark.parametrize(("label_x", "label_y"), [(50, 703), (200, 718), (202, 690)], ids=["left", "above", "below"])
def test_a_label_beside_above_or_below_names_the_field(label_x, label_y):
    def draw(c):
        c.drawString(label_x, label_y, "Codice POD:")
        a_field(c, "Text12", "IT001E12345678", 700)

    assert read(a_form(draw)) == {"impianto.pod": "IT001E12345678"}


def test_a_tooltip_names_a_field_that_nothing_is_printed_beside():
    def draw(c):
        a_field(c, "Text1", "Parco Aurora", 700, tooltip="Denominazione impianto")
        a_field(c, "Text2", "IT001E12345678", 660, tooltip="Impianto di produzione - Codice POD")

    assert read(a_form(draw)) == {"impianto.denominazione": "Parco Aurora", "impianto.pod": "IT001E12345678"}


def test_the_tooltip_counts_before_words_that_are_no_known_label():
    def draw(c):
        c.drawString(50, 703, "vedi bolletta, riquadro B")
        a_field(c, "undefined_7", "IT001E12345678", 700, tooltip="Codice POD")

    assert read(a_form(draw))["impianto.pod"] == "IT001E12345678"


def test_the_name_counts_where_there_is_neither_tooltip_nor_print():
    def draw(c):
        a_field(c, "Codice POD_3", "IT001E12345678", 700)
        a_field(c, "Localit\u00e0_2", "Linosa", 640)

    assert read(a_form(draw)) == {"impianto.pod": "IT001E12345678", "impianto.localita": "Linosa"}


def test_tooltips_that_are_all_alike_say_nothing():
    def draw(c):
        for n in range(14):
            a_field(c, f"Text{n}", f"valore {n}", 740 - 30 * n, tooltip="Comune")

    assert read(a_form(draw)) == {}


def test_tick_places_are_told_by_print_on_either_side_and_by_their_export_value():
    def draw(c):
        c.drawString(50, 703, "Presenza di sistema di accumulo:")
        a_box(c, "Casella di controllo4", 220, 700, checked=True)
        c.drawString(234, 703, "SI")
        a_box(c, "Casella di controllo5", 260, 700)
        c.drawString(274, 703, "NO")

    assert read(a_form(draw)) == {"impianto.accumulo": "SI"}


def a_radio(pdf, x, y, state, parent):
    look = pdf.make_stream(b"0 0 10 10 re S", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 10, 10]))
    looks = Dictionary(N=Dictionary({state: look, "/Off": look}))
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, Rect=Array([x, y, x + 10, y + 10]), AP=looks, Parent=parent, F=4
        )
    )


def test_a_radio_group_without_print_is_read_by_its_export_values():
    def change(pdf, annots):
        group = pdf.make_indirect(Dictionary(FT=Name.Btn, Ff=1 << 15, T=String("Gruppo1"), V=Name("/S\u00ec")))
        group.Kids = Array([a_radio(pdf, 260, 700, "/S\u00ec", group), a_radio(pdf, 300, 700, "/No", group)])
        annots.extend(list(group.Kids))

    def draw(c):
        c.drawString(50, 703, "Presenza di sistema di accumulo:")
        a_field(c, "Text1", "", 600)

    assert read(a_form(draw, change)) == {"impianto.accumulo": "SI"}


def test_only_the_kid_that_the_group_names_is_ticked_where_states_are_missing():
    def change(pdf, annots):
        group = pdf.make_indirect(Dictionary(FT=Name.Btn, Ff=1 << 15, T=String("Gruppo1"), V=Name("/1")))
        group.Kids = Array([a_radio(pdf, 260, 700, "/0", group), a_radio(pdf, 300, 700, "/1", group)])
        annots.extend(list(group.Kids))

    page = read_pages(a_form(lambda c: a_field(c, "Text1", "", 600), change))[0]
    assert [w.value for w in page.widgets if w.kind == "radio"] == ["", "1"]


def one_field(change, value="") -> tuple:
    """Return the field ``impianto.pod`` of a form with one foreign field, changed, and its findings."""

    def draw(c):
        c.drawString(50, 703, "Codice POD:")
        a_field(c, "Text12", value, 700)

    reading = read_form(a_form(draw, lambda pdf, annots: change(pdf, annots[0])), FORM)
    return reading.fields.get("impianto.pod"), [f.code for f in reading.findings]


def test_a_value_without_appearance_is_the_value():
    def change(_pdf, widget):
        del widget.AP
        widget.V = String("IT001E12345678")

    value, findings = one_field(change)
    assert (value.value, findings) == ("IT001E12345678", [])
    assert value.confidence >= 0.9


def test_an_appearance_without_value_is_read_and_doubted():
    def change(_pdf, widget):
        del widget.V

    value, _ = one_field(change, "IT001E12345678")
    assert value.value == "IT001E12345678"
    assert value.confidence < 0.8


def test_a_field_that_shows_another_value_than_it_holds_is_a_finding():
    def change(_pdf, widget):
        widget.V = String("IT001E87654321")

    value, findings = one_field(change, "IT001E12345678")
    assert findings == ["MOD-01"]
    assert value.confidence < 0.8


def test_a_rich_text_value_is_read_as_plain_words():
    def change(_pdf, widget):
        del widget.AP
        if "/V" in widget:
            del widget.V
        widget.RV = String('<?xml version="1.0"?><body><p>IT001E<b>12345678</b></p></body>')

    assert one_field(change)[0].value == "IT001E12345678"


def test_a_value_and_a_type_may_be_inherited():
    def change(pdf, widget):
        parent = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("Gruppo"), V=String("IT001E12345678")))
        for key in ("/FT", "/V", "/T", "/AP"):
            if key in widget:
                del widget[key]
        widget.Parent = parent

    assert one_field(change)[0].value == "IT001E12345678"


@pytest.mark.parametrize("flag", [2, 32], ids=["hidden", "no view"])
def test_what_nobody_sees_is_no_value(flag):
    def change(_pdf, widget):
        widget.F = flag

    value, _ = one_field(change, "IT001E12345678")
    assert value is None or value.value is None


def test_read_only_fields_count():
    def change(_pdf, widget):
        widget.Ff = 1

    assert one_field(change, "IT001E12345678")[0].value == "IT001E12345678"


def test_a_choice_gives_what_it_shows_and_not_its_export_value():
    def change(_pdf, widget):
        del widget.AP
        widget.FT = Name.Ch
        widget.V = String("p1")
        widget.Opt = Array([Array([String("p1"), String("IT001E12345678")]), Array([String("p2"), String("altro")])])

    assert one_field(change)[0].value == "IT001E12345678"


def test_a_comb_field_holds_its_value_whole():
    def draw(c):
        c.drawString(50, 703, "Codice POD:")
        c.acroForm.textfield(
            name="T1", value="IT001E12345678", x=200, y=700, width=220, height=16, maxlen=14, fieldFlags="comb", relative=False
        )  # fmt: skip

    reading = read_form(a_form(draw), FORM)
    assert reading.fields["impianto.pod"].value == "IT001E12345678"
    assert reading.findings == ()


def test_letters_in_boxes_of_their_own_make_one_value():
    def draw(c):
        c.drawString(60, 720, "Codice POD")
        for number, letter in enumerate("IT001E12345678"):
            c.rect(60 + 26 * number, 696, 26, 18)
            c.drawString(70 + 26 * number, 701, letter)

    assert read(a_form(draw)) == {"impianto.pod": "IT001E12345678"}


def test_an_xfa_packet_is_told():
    def change(pdf, _annots):
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")

    def draw(c):
        c.drawString(50, 703, "Codice POD:")
        a_field(c, "Text12", "IT001E12345678", 700)

    pdf = a_form(draw, change)
    assert has_xfa(pdf)
    assert [f.code for f in read_form(pdf, FORM).findings] == ["MOD-05"]
    assert not has_xfa(a_form(draw))
