"""Two records side by side are read column by column."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
LABELS = ("Nome e cognome", "Tel.", "Fax", "e-mail")


def contacts(c, values) -> None:
    c.setFont("Helvetica-Bold", 10)
    c.drawString(50, 720, "Personale di riferimento per l'Utente Attivo")
    for x, title in ((50, "Persona di riferimento (RIF)"), (300, "Responsabile dell'impianto (RI)")):
        c.drawString(x, 700, title)
    c.setFont("Helvetica", 10)
    for n, label in enumerate(LABELS):
        y = 682 - 18 * n
        for x, value in zip((50, 300), values[n], strict=True):
            c.drawString(x, y, label)
            c.line(x + 85, y - 2, x + 235, y - 2)
            c.drawString(x + 88, y, value)


def read(values) -> dict:
    form = read_form(drawn(lambda c: contacts(c, values), "Allegato 3 - Elenco e recapiti del personale"), FORM)
    stem = "allegato3.riferimento."
    return {k.removeprefix(stem): v.value for k, v in form.fields.items() if k.startswith(stem) and v.value}


def test_each_column_is_its_own_record():
    values = [("Rosa Alaimo", "Ivo Verdi"), ("0922 111111", "0922 222222"), ("", "0922 333333"), ("a@b.it", "")]
    assert read(values) == {
        "rif.nome_cognome": "Rosa Alaimo", "rif.telefono": "0922 111111", "rif.email": "a@b.it",
        "ri.nome_cognome": "Ivo Verdi", "ri.telefono": "0922 222222", "ri.fax": "0922 333333",
    }  # fmt: skip


def test_a_column_without_values_takes_none_of_the_other():
    values = [("", "Ivo Verdi"), ("", "0922 222222"), ("", ""), ("", "c@d.it")]
    assert read(values) == {"ri.nome_cognome": "Ivo Verdi", "ri.telefono": "0922 222222", "ri.email": "c@d.it"}
