"""Records printed as blocks of labels under numbered headings."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


def block(c, y: float, title: str, pairs) -> None:
    c.drawString(50, y, title)
    for n, (label, value) in enumerate(pairs):
        x = 50 + 160 * n
        c.drawString(x, y - 16, label)
        c.line(x + 60, y - 18, x + 150, y - 18)
        c.drawString(x + 62, y - 16, value)


def test_each_numbered_block_is_one_record():
    def draw(c):
        c.drawString(50, 720, "Generatori statici")
        block(c, 700, "Generatore n. 1", (("Marca", "SMA"), ("Modello", ""), ("Matricola", "M1")))
        block(c, 660, "Generatore n. 2", (("Marca", ""), ("Modello", "X3"), ("Pot. nom.", "250")))
        c.drawString(50, 620, "Sistemi di accumulo")
        block(c, 600, "Sistema di accumulo n. 1", (("Marca", "Fronius"), ("Cn", "12,5"), ("PNINV", "")))

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    stems = ("allegato4.generatori.", "allegato4.accumuli.")
    filled = {k.removeprefix("allegato4."): v.value for k, v in fields.items() if k.startswith(stems) and v.value}
    assert filled == {
        "generatori.1.marca": "SMA", "generatori.1.matricola": "M1", "generatori.2.modello": "X3",
        "generatori.2.potenza_nominale_kw": 250, "accumuli.1.marca": "Fronius", "accumuli.1.cn_kwh": 12.5,
    }  # fmt: skip
    assert fields["allegato4.generatori.1.modello"].value is None


def test_without_numbered_headings_no_record_is_made_up():
    def draw(c):
        c.drawString(50, 720, "Generatori statici: vedi allegato")
        c.drawString(50, 700, "Marca: SMA")

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    assert not [k for k in fields if k.startswith("allegato4.generatori.")]
