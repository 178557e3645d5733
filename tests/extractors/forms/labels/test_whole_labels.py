"""Words inside a longer label that leads to its colon are no labels of their own."""

from extractors.forms.labels.choose import Item
from extractors.forms.labels.whole_labels import whole_labels
from extractors.forms.read import read_form
from extractors.forms.stream.flow import build_flow
from extractors.pages.read import read_pages
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


def read(lines, heading):
    def draw(c):
        for n, line in enumerate(lines):
            c.drawString(50, 730 - 20 * n, line)

    return read_form(drawn(draw, heading), FORM).fields


def items_of(text, spans):
    flow = build_flow(read_pages(drawn(lambda c: c.drawString(50, 700, text), "")))
    said = [t.text for t in flow.tokens]
    return flow, [
        Item(said.index(first), said.index(last) + 1, n, 1.0, meant=m) for n, (first, last, m) in enumerate(spans)
    ]


def test_the_parts_of_a_label_name_no_other_field():
    spans = [("Nome", "Nome", 1.0), ("cognome", "cognome", 1.0), ("RIF:", "RIF:", 1.0), ("Nome", "RIF:", 1.0)]
    flow, items = items_of("Nome e cognome RIF: ________", spans)
    assert [i.entry for i in whole_labels(flow, items)] == [2, 3]


def test_a_longer_text_that_only_means_something_leaves_the_known_words():
    spans = [("Rincalzo", "apertura", 1.0), ("Rincalzo", "DDI:", 0.9)]
    flow, items = items_of("Rincalzo alla mancata apertura del DDI: ________", spans)
    assert whole_labels(flow, items) == items


def test_the_date_of_a_letter_stands_before_its_number():
    fields = read(
        (
            "Le tarature prescritte sono state comunicate dal Gestore:", "in data: 11.01.2026     con lettera prot.: P401/26",
            "Data: 03.02.2026",
        ),
        "Scheda informazioni circa la funzionalità e le regolazioni delle protezioni",
    )  # fmt: skip
    assert fields["scheda.comunicazione_data"].value == "2026-01-11"
    assert fields["scheda.comunicazione_protocollo"].value == "P401/26"
    assert fields["scheda.data"].value == "2026-02-03"
