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


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ingest", "extra"), "uso non valido: parole di troppo: extra. Vedere: sportello ingest --help"),
        (("ingest", "--home"), "uso non valido: l'opzione --home vuole un valore. Vedere: sportello --help"),
        (("ingest", "--json=1"), "uso non valido: l'opzione --json non vuole alcun valore. Vedere: sportello --help"),
        (
            ("letters", "list", "--page", "0"),
            "valore non valido per --page: il minimo è 1. Vedere: sportello letters list --help",
        ),
        (
            ("letters", "list", "--page", "x"),
            "valore non valido per --page: atteso un numero intero. Vedere: sportello letters list --help",
        ),
        (
            ("watch", "--every", "0"),
            "valore non valido per --every: il minimo è 0.1. Vedere: sportello watch --help",
        ),
    ],
)
def test_wrong_usage_is_told_in_italian(desk, words, told) -> None:
    said = desk(*words)
    assert (said.code, said.err) == (2, f"sportello: {told}\n")


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("HOME", "", "attesa una cartella, ad esempio /srv/sportello"),
        ("WORKERS", "zero", "atteso un numero intero"),
        ("NOW", "ieri", "attesa una data con ora e scarto"),
        ("OFFLINE_POLICY", "boh", "atteso 'sospesa' o 'fissa'"),
        ("EXTRA_CLOSING_DAYS", "boh", "atteso true o false"),
        ("DATABASE_URL", "pippo", "atteso sqlite:////percorso/catalogue.db oppure postgresql+psycopg://"),
        ("DATABASE_URL", "mysql://utente:segreto@host/base", "atteso sqlite:////percorso/catalogue.db oppure"),
        ("DATABASE_URL", "postgresql://utente:segreto@host/base", "atteso sqlite:////percorso/catalogue.db oppure"),
    ],
)
def test_a_wrong_setting_is_told_in_italian(tmp_path, setting, value, told) -> None:
    said = Desk(tmp_path, env={f"SPORTELLO_{setting}": value})("status")
    assert said.code == 2
    assert said.err.startswith(f"sportello: SPORTELLO_{setting}: ")
    assert told in said.err
    assert "segreto" not in said.err
    assert len(said.err.splitlines()) == 1


def test_a_home_that_is_a_file_is_a_wrong_setting(tmp_path) -> None:
    (tmp_path / "casa").write_text("")
    said = Desk(tmp_path)("status")
    assert said.code == 2
    assert "è un file, attesa una cartella" in said.err


def test_one_of_a_kind_is_told_in_the_singular(tmp_path) -> None:
    desk = Desk(tmp_path).open()
    desk.drop("acme/comunicazioni/una.pdf", pdf("una"))
    assert desk("ingest").out == "Lotto ingest-20250310-001: 1 file ricevuto; esiti: 1 accettato.\n"
    assert desk("ingest").out == "Lotto ingest-20250310-002: 0 file ricevuti; esiti: nessuno.\n"


def test_nothing_is_done_by_nobody(desk) -> None:
    for command in (("review", "approve", "0a1b2c"), ("letters", "note", "L-P-25-0000001", "--text", "x")):
        said = desk(*command, "--user", " ")
        assert said.code == 2
        assert said.err.startswith("sportello: --user: indicare chi esegue l'operazione")
