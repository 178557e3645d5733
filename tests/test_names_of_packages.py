"""What is built has all of our packages, and no other distribution owns one of their names."""

import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from setuptools import find_namespace_packages

ROOT = Path(__file__).resolve().parent.parent

OURS = ("domain", "extractors", "flows", "reports", "sportello", "storage", "validators")


@pytest.mark.parametrize("name", OURS)
def test_top_level_name_is_ours(name):
    assert set(packages_distributions().get(name, ["sportello"])) <= {"sportello"}


def test_a_built_package_has_every_module():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"][
        "find"
    ]
    built = set(find_namespace_packages(str(ROOT), **told))
    folders = {path.parent.relative_to(ROOT) for room in OURS for path in (ROOT / room).rglob("*.py")}
    assert {".".join(folder.parts) for folder in folders} <= built
    assert {name.partition(".")[0] for name in built} == set(OURS)
