"""Promises of the documents are held: generated pages are current, commands are documented, links lead somewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sportello.cli.commands import command_line
from sportello.cli.rules import document

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_rules_page_is_current():
    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8").strip() == document().strip(), (
        "run: sportello rules --markdown > docs/rules.md"
    )


@pytest.mark.parametrize("target", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_links_of_the_readme_lead_somewhere(target):
    assert (ROOT / target).exists()


def test_every_command_has_an_example_in_its_help():
    app = command_line()
    commands = [c.callback for c in app.registered_commands]
    commands += [c.callback for g in app.registered_groups for c in g.typer_instance.registered_commands]
    without = [c.__name__ for c in commands if "Esempio: sportello" not in (c.__doc__ or "")]
    assert without == []


def test_no_address_in_the_lock():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert lock.count("--hash=sha256:") > 100


PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
ROOMS = "benchmarks|domain|extractors|flows|reports|scripts|sportello|storage|tests|validators"
#: A file or folder of ours in code quotes, without options behind it.
NAMED = re.compile(rf"`((?:{ROOMS})/[\w/.-]+)`")
#: A module of ours in code quotes; ``sportello.upload.received`` and ``sportello.inbox`` are names of events.
MODULE = re.compile(rf"`((?:{ROOMS})(?:\.[a-z_]+)+)`")
EVENTS = {"sportello.upload.received"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_of_the_code_is_there(page):
    text = page.read_text(encoding="utf-8")
    modules = {name.replace(".", "/") for name in MODULE.findall(text) if name not in EVENTS}
    gone = [name for name in NAMED.findall(text) if not (ROOT / name).exists()]
    gone += [name for name in modules if not (ROOT / name).exists() and not (ROOT / f"{name}.py").exists()]
    assert gone == []


RUNNABLE = [
    path.stem
    for path in sorted((ROOT / "benchmarks").glob("*.py"))
    if '__name__ == "__main__"' in path.read_text(encoding="utf-8")
]


@pytest.mark.slow
@pytest.mark.parametrize("name", RUNNABLE)
def test_a_measurement_says_what_it_measures_and_does_nothing_else(name, tmp_path):
    said = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", "--help"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if "No module named 'jax'" in said.stderr:
        pytest.skip("jax is no dependency of the project")
    assert "Traceback" not in said.stderr
    assert len(said.stdout + said.stderr) > 80
    assert list(tmp_path.iterdir()) == []
