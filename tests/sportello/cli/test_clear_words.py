"""Slips at the command line get one clear Italian line, never a traceback or an empty list that reads as *nothing to do*."""

from __future__ import annotations

import pytest

from tests.builders import Desk, pdf


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Desk:
    return Desk(tmp_path_factory.mktemp("parole")).open("L-P-25-0000001")


@pytest.mark.parametrize(
    "command",
    [
        ("lists", "archivio"),
        ("report", "xlsx", "archivio"),
        ("letters", "list"),
        ("plants", "list"),
        ("review", "list"),
        ("rejudge",),
    ],
    ids=" ".join,
)
def test_an_unknown_operator_is_told_with_the_nearest_known(desk, command) -> None:
    said = desk(*command, "--operator", "Acm")
    assert said.code == 2
    assert said.err.strip() == (
        "sportello: L'operatore 'Acm' non è nel registro. Forse: acme. Vedere: sportello operators load --help"
    )


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("nota.pdf", b"solo parole\n", "il contenuto è un file di testo; serve un PDF."),
        ("vuoto.pdf", b"", "il contenuto è un file vuoto; serve un PDF."),
        ("tronco.pdf", pdf("x")[:300], "Il PDF è troncato"),
        ("altro.pdf", pdf("una lettera qualsiasi"), "il modulo non è stato riconosciuto"),
    ],
)
def test_extract_says_why_a_file_is_no_form(desk, tmp_path, name, data, words) -> None:
    place = tmp_path / name
    place.write_bytes(data)
    said = desk("extract", str(place))
    assert said.code == 1
    assert said.err.startswith(f"sportello: {place}: {words}")
    assert len(said.err.strip().splitlines()) == 1


def test_a_register_that_is_not_there_is_told_in_italian(desk, tmp_path) -> None:
    said = desk("operators", "load", str(tmp_path / "manca.csv"))
    assert said.err.strip() == f"sportello: {tmp_path / 'manca.csv'}: il file non si può leggere (il file non esiste)."


def test_a_page_beyond_the_last_says_so(desk) -> None:
    assert "La pagina 9 non esiste: elementi 0, pagine 1" in desk("lists", "archivio", "--page", "9").out
