"""Registers: what is wrong is told once, in the order of the lines, and stops nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import Desk

HEAD = "operatore,lettera,data_pubblicazione,destinatario_principale"


def test_a_column_that_is_nowhere_is_told_once(desk: Desk, tmp_path: Path) -> None:
    register = tmp_path / "op.csv"
    register.write_text("codice,nome\n" + "".join(f"op{n},Ditta {n}\n" for n in range(500)))
    said = desk("operators", "load", str(register), "--json")
    assert said.code == 1
    assert [(e["riga"], e["colonna"]) for e in said.json["errori"]] == [
        (1, "denominazione"),
        (1, "settore"),
        (1, "pec"),
    ]
    assert said.json["errori"][0]["messaggio"] == "la colonna manca; colonne trovate: codice, nome"


@pytest.mark.parametrize("columns", ["lettera,data_pubblicazione,destinatario_principale", f"{HEAD},giorni_risposta"])
def test_letters_need_the_columns_that_no_default_fills(desk: Desk, tmp_path: Path, columns: str) -> None:
    register = tmp_path / "lettere.csv"
    cells = {"operatore": "acme", "lettera": "L-P-25-0000001", "data_pubblicazione": "03/03/2025"}
    cells |= {"destinatario_principale": "SI", "giorni_risposta": "5"}
    register.write_text(f"{columns}\n" + ",".join(cells[c] for c in columns.split(",")) + "\n")
    said = desk("letters", "load", str(register), "--json")
    assert said.code == (0 if "operatore" in columns else 1)
    assert [e["colonna"] for e in said.json["errori"]] == ([] if "operatore" in columns else ["operatore"])


def test_one_row_without_a_cell_stops_no_other(desk: Desk, tmp_path: Path) -> None:
    register = tmp_path / "op.json"
    whole = {"codice": "nuovo", "denominazione": "Nuovo", "settore": "energia", "pec": "n@pec.nuovo.example"}
    register.write_text(json.dumps([{"codice": "solo"}, whole, 5]))
    said = desk("operators", "load", str(register), "--json")
    assert (said.code, said.json["nuovi"]) == (1, 1)
    assert {e["riga"] for e in said.json["errori"]} == {1, 3}


def test_errors_come_by_line(desk: Desk, tmp_path: Path) -> None:
    register = tmp_path / "lettere.csv"
    register.write_text(
        f"{HEAD}\nignoto,L-P-25-0000001,03/03/2025,SI\nacme,X-P,03/03/2025,SI\nignoto,L-P-25-0000002,03/03/2025,SI\n"
    )
    said = desk("letters", "load", str(register))
    assert [line.split(",")[0].strip() for line in said.out.splitlines()[1:]] == ["riga 2", "riga 3", "riga 4"]
