"""A form whose print is not understood: nothing read by it is certain, and the form says so."""

from domain.forms import FieldValue
from domain.geometry import Box
from extractors.forms.read import read_form
from extractors.forms.trust.accounts import Stray
from extractors.forms.trust.unfamiliar import unfamiliar
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
HEADING = "Caratteristiche dell'impianto di produzione"
SURE = 0.8
BOX = Box(100, 100, 160, 110)


def some(count):
    return [Stray("Linosa", 1, BOX)] * count


def values(count):
    return {f"campo.{n}": FieldValue("Linosa", 0.97, 1, BOX) for n in range(count)}


def test_a_third_without_a_field_takes_the_certainty_from_all():
    fields, findings = unfamiliar(values(30) | {"firma": FieldValue("assente", 0.95, 1, BOX)}, some(15), ())
    assert all(v.confidence < SURE for v in fields.values())
    assert [f.code for f in findings] == ["MOD-14"]
    assert findings[0].observed == "15 punti compilati su 45 non attribuiti ad alcun campo"


def test_few_without_a_field_take_nothing():
    known = values(30)
    assert unfamiliar(known, some(14), ()) == (known, [])
    assert unfamiliar(values(300), some(20), ()) == (values(300), [])


def test_what_was_read_by_its_own_name_or_has_doubts_of_a_scan_stays():
    known = values(3) | {"scansione": FieldValue("Linosa", 0.9, 1, BOX, "ocr")}
    fields, _ = unfamiliar(known, some(20), {"campo.0"})
    assert [fields[n].confidence >= SURE for n in ("campo.0", "campo.1", "scansione")] == [True, False, True]


def test_a_page_of_labels_in_words_unknown_ends_in_review():
    def draw(c):
        labels = ["Denominazione impianto:", "Codice POD:", "Fonte:", "Tipo di impianto:", "Tipologia SSPC:", "Comune:"]
        said = ["Grecale", "IT001E12345678", "solare", "fotovoltaico", "SEU", "Lampedusa"]
        labels += [f"Borgo {chr(ord('a') + n)}:" for n in range(16)]
        said += [f"Pesce {n}" for n in range(16)]
        for n, (label, value) in enumerate(zip(labels, said, strict=True)):
            c.setFont("Helvetica", 9)
            c.drawString(54, 720 - 24 * n, label)
            c.setFont("Times-Bold", 10)
            c.drawString(254, 720 - 24 * n, value)

    found = read_form(drawn(draw, HEADING), FORM)
    assert "MOD-14" in [f.code for f in found.findings]
    assert found.fields["impianto.comune"].value == "Lampedusa"
    assert all(v.confidence < SURE for v in found.fields.values())
