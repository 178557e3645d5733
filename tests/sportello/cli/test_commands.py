"""A command loads its own modules only, and the table of commands says the truth."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer

from sportello.cli.commands import MODULES, command_line
from sportello.cli.main import run_command


def names(app: typer.Typer) -> set[str | None]:
    return {c.name for c in app.registered_commands} | {g.name for g in app.registered_groups}


def test_the_table_has_every_command_of_the_modules() -> None:
    assert names(command_line()) == set(MODULES)


@pytest.mark.parametrize("command", MODULES)
def test_a_command_is_found_in_its_modules_alone(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command in names(command_line(command))
    assert run_command([command, "--help"]) == 0
    assert f"Usage: sportello {command}" in capsys.readouterr().out


def test_the_groups_are_whole_when_called_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["report", "--help"]) == 0
    said = capsys.readouterr().out
    assert said.count("  xlsx ") == 1
    assert "  daily " in said


def test_an_unknown_command_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["stauts"]) == 2
    assert "comando sconosciuto: 'stauts'" in capsys.readouterr().err


def test_looking_at_the_state_does_not_wait_for_readers_and_excel() -> None:
    """Half of a second at each call, before: all that any command could need was loaded."""
    asked = (
        "import sys; from sportello.cli.main import run_command; run_command(['status', '--help']); print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert not {"openpyxl", "pypdfium2", "reportlab", "numpy", "prefect"} & set(loaded)
    assert "sportello.care.status" in loaded
