"""One desk with forms built from the rules' base case, worked once by the real commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from sportello.demo.filled_form import filled
from tests.builders import Desk, pack, pdf

#: A day on which every date of the base case has passed.
NOW = "2026-06-10T12:00:00+02:00"

FAULTS = {
    "generalita.soggetto.partita_iva": "12345678901",
    "allegato5.altro": None,
    "scheda.spi.81max_s2.regolazione": 53.0,
}


class Worked:
    """The desk after its one ingest; ``good``, ``bad`` and ``zipped`` are forms of three plants."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def document(self, name: str) -> dict:
        """Return a document as it stands now."""
        return self.desk.by_path()[f"acme/moduli/{name}"]


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """A faultless form, one with three faults, a zip with a declaration, and a file that is nothing of the kind."""
    desk = Desk(Path(tmp_path_factory.mktemp("impianti")), now=NOW).open()
    good, bad = filled({}), filled(FAULTS)
    desk.drop("acme/moduli/buono.pdf", good)
    desk.drop("rivo/moduli/errato.pdf", bad)
    desk.drop("rivo/moduli/altro.pdf", pdf("Listino prezzi della primavera"))
    report = pdf("RAPPORTO DI PROVA", "Protezione di interfaccia SPI, cassetta prova rele", "Data: 12/03/2026")
    desk.drop("rivo/moduli/annessi.zip", pack({"modulo.pdf": good, "prova.pdf": report}))
    assert desk.run("ingest", "--json").code == 0
    return Worked(desk)
