"""Letters handed over: one as PDF, several as a zip, only published ones, narrowed as the list is (LET-15, LET-16)."""

import zipfile

import pytest

from tests.builders import Desk, pdf
from tests.sportello.letters.conftest import shown

A, B, C = "L-P-25-0000001", "L-P-25-0000002_01", "L-P-25-0000003"
HEAD = "operatore,lettera,data_pubblicazione,destinatario_principale,id_caso,tipo_servizio,denominazione_cliente,file\n"


@pytest.fixture
def desk_with_letters(desk: Desk) -> Desk:
    """Two letters of 3 March and a third of the day after now (10 March), each with its PDF."""
    desk.open()
    desk.drop("../../lettere/a.pdf", pdf("lettera"))
    (desk.root / "l.csv").write_text(
        HEAD
        + f"acme,{A},2025-03-03T10:00:00,SI,1,Elettrico,Rossi Mario,a.pdf\n"
        + f"acme,{B},2025-03-03T10:00:00,NO,2,Dual-Fuel,Bianchi Anna,a.pdf\n"
        + f"acme,{C},2025-03-11T10:00:00,SI,3,Gas,Verdi Ugo,a.pdf\n"
    )
    said = desk("letters", "load", str(desk.root / "l.csv"), "--files", str(desk.root / "lettere"))
    assert said.code == 0, said.err
    return desk


def take(desk: Desk, *words: str):
    return desk("letters", "download", *words, "--to", str(desk.root / "qui"), "--user", "m.rossi", "--json")


def states(desk: Desk) -> dict[str, str]:
    return {row["lettera"]: row["stato"] for row in shown(desk)}


def test_all_means_all_published_ones(desk_with_letters):
    said = take(desk_with_letters, "--all", "--operator", "acme").json
    assert said["lettere"] == [A, B]
    with zipfile.ZipFile(said["file"]) as archive:
        assert archive.namelist() == [f"{A}.PDF", f"{B}.PDF"]
    assert states(desk_with_letters) == {A: "scaricata", B: "scaricata", C: "pubblicata"}


def test_a_letter_of_tomorrow_is_not_handed_over_today(desk_with_letters):
    said = take(desk_with_letters, A, C)
    assert said.code == 2
    assert f"{C} sarà pubblicata in data 11/03/2025" in said.err
    assert set(states(desk_with_letters).values()) == {"pubblicata"}
    desk_with_letters.now = "2025-03-11T00:00:00+01:00"
    assert take(desk_with_letters, C).json["lettere"] == [C]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("--tipo-servizio", "elettrico"), [A]),
        (("--tipo-servizio", "Dual-Fuel"), [B]),
        (("--destinatario-principale", "NO"), [B]),
        (("--cerca", "rossi"), [A]),
        (("--cerca", "0000002"), [B]),
        (("--cerca", "l-p-25", "--destinatario-principale", "SI"), [A]),
    ],
)
def test_narrowed_before_the_download(desk_with_letters, words, names):
    assert take(desk_with_letters, "--all", "--operator", "acme", *words).json["lettere"] == names


def test_filters_want_all_and_known_words(desk_with_letters):
    assert take(desk_with_letters, A, "--cerca", "x").code == 2
    assert take(desk_with_letters, "--all", "--operator", "acme", "--tipo-servizio", "acqua").code == 2
    nothing = take(desk_with_letters, "--all", "--operator", "acme", "--cerca", "xyz")
    assert nothing.code == 2
    assert "Nessuna lettera" in nothing.err
