"""Records of a table as items of a list: devices by their names, accumulators by their numbers."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
HEADING = "Allegato 4 - Addendum tecnico"


def sentences(c, y: float, lines: tuple[tuple[tuple[str, str], ...], ...]) -> None:
    """Draw lines of print and underlined values that follow each other."""
    for line in lines:
        x = 50.0
        for text, value in line:
            c.drawString(x, y, text)
            x += c.stringWidth(text, "Helvetica", 10) + 3
            if value != "-":
                c.line(x, y - 2, x + 90, y - 2)
                c.setFont("Courier", 10)
                c.drawString(x + 2, y, value)
                c.setFont("Helvetica", 10)
                x += 93
        y -= 16


def read(*lines: tuple[tuple[str, str], ...]):
    return read_form(drawn(lambda c: sentences(c, 720, lines), HEADING), FORM).fields


def test_devices_are_told_by_their_names():
    fields = read(
        (("I dispositivi principali sono:", "-"),),
        (("a) dispositivo generale (DG): marca e modello", "ABB VD4"), (", tipo", "interruttore"), (";", "-")),
        (("b) dispositivo di interfaccia (DDI): marca e modello", "Gewiss MTX"), (", tipo", "contattore"), (".", "-")),
    )
    said = {n: v.value for n, v in fields.items() if ".dispositivi." in n and v.value is not None}
    assert said == {
        "allegato4.dispositivi.dg.marca_modello": "ABB VD4",
        "allegato4.dispositivi.dg.tipo": "interruttore",
        "allegato4.dispositivi.ddi.marca_modello": "Gewiss MTX",
        "allegato4.dispositivi.ddi.tipo": "contattore",
    }


def test_accumulators_are_told_by_their_numbers():
    fields = read(
        (("I sistemi di accumulo sono:", "-"),),
        (("1) marca", "BYD"), (", modello", "LVL 15"), (";", "-")),
        (("2) marca", "Sonnen"), (", modello", ""), (".", "-")),
    )
    said = {n: v.value for n, v in fields.items() if ".accumuli." in n}
    assert said["allegato4.accumuli.1.marca"] == "BYD"
    assert said["allegato4.accumuli.1.modello"] == "LVL 15"
    assert said["allegato4.accumuli.2.marca"] == "Sonnen"
    assert said["allegato4.accumuli.2.modello"] is None


def test_other_lists_are_no_records():
    fields = read(
        (("Sistemi di accumulo: si allegano", "-"),),
        (("1) la scheda del sistema", "-"),),
        (("2) il certificato", "-"),),
    )
    assert not [n for n in fields if ".accumuli." in n]
