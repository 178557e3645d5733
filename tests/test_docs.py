"""Promises of the documents are held: generated pages are current, commands are documented, links lead somewhere."""

import re
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
