"""Finding what a letter asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.completeness import find_requests, from_register

CASES = [
    ("Si chiede di comunicare:\n1) la data di voltura;\n2) l'importo dovuto.\n\nCordiali saluti.", ("la data di voltura", "l'importo dovuto")),
    ("Vi chiediamo di:\n- la matricola rimossa;\n- l'esito della prova.\n", ("la matricola rimossa", "l'esito della prova")),
    ("Vogliate indicarci: a) la data; b) le cause del ritardo; c) il giorno previsto.", ("la data", "le cause del ritardo", "il giorno previsto")),
    (
        "Preghiamo di volerci indicare quali letture risultano nel 2024 e con quali valori, per quale motivo non siano state usate e, infine, se sia previsto un ricalcolo.",
        ("quali letture risultano nel 2024 e con quali valori", "per quale motivo non siano state usate", "se sia previsto un ricalcolo"),
    ),
    ("Potete indicarci:\n1. In quale data è partita la lettera?\n2. Con quale mezzo?", ("In quale data è partita la lettera?", "Con quale mezzo?")),
    ("Si domandano informazioni in merito a: voci di costo; distanza dalla rete; data dei lavori. Saluti", ("voci di costo", "distanza dalla rete", "data dei lavori")),
    ("Vi preghiamo di comunicarci quando avete ricevuto il reclamo e quando e come avete risposto.", ("quando avete ricevuto il reclamo", "quando e come avete risposto")),
    ("• la data del cambio;\n• il minimo garantito.\nSi chiede di trasmettere quanto sopra.", ("la data del cambio", "il minimo garantito")),
    ("I) x\nSi chiede di indicare:\nI) data del sopralluogo;\nII) importo richiesto.", ("data del sopralluogo", "importo richiesto")),
    ("Per definire il caso mancano:\n(a) la lettura finale;\n(b) il nome del tecnico.\n", ("la lettura finale", "il nome del tecnico")),
    ("Restano aperti i punti che seguono:\n1/ la data del ripristino;\n2/ la causa del guasto.", ("la data del ripristino", "la causa del guasto")),
    ("Codesta impresa è pregata di dire: se la rata è scaduta; quale mora si applica.", ("se la rata è scaduta", "quale mora si applica")),
]  # fmt: skip


@pytest.mark.parametrize(("letter", "items"), CASES)
def test_found(letter, items):
    assert tuple(i.rstrip("?") for i in find_requests(letter)) == tuple(i.rstrip("?") for i in items)


@pytest.mark.parametrize(
    "letter",
    [
        "Il cliente chiede il rimborso della bolletta.",
        "La risposta andrà caricata sul Portale entro venti giorni lavorativi. Distinti saluti.",
        "Si allegano alla presente:\n1) il reclamo del cliente;\n2) la fattura contestata.",
        "Il cliente lamenta quanto segue:\n- la bolletta è doppia;\n- il contatore è guasto.",
        "Vi preghiamo di caricare il riscontro in formato PDF nel Portale Operatori-Gestori.",
        "",
    ],
)
def test_courtesy_deadlines_and_stories_are_no_requests(letter):
    assert find_requests(letter) == ()


def test_the_register_overrides():
    assert from_register("la data di voltura | l'importo dovuto;|") == ("la data di voltura", "l'importo dovuto")


def test_most_letters_of_the_project_are_read_exactly(pairs):
    letters = {p.letter: tuple(i.rstrip(" .;,?") for i in p.requests) for p in pairs}
    right = sum(tuple(i.rstrip(" .;,?") for i in find_requests(letter)) == items for letter, items in letters.items())
    assert right / len(letters) >= 0.9


@given(st.text(max_size=600))
def test_never_raises(text):
    assert all(item.strip() for item in find_requests(text))
