"""Prefect puts flows/ first on sys.path: a file there must hide no module, ours or anybody's."""

import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import flows

FOLDER = Path(flows.__file__).parent
OURS = {"domain", "extractors", "flows", "reports", "sportello", "storage", "validators"}


def test_no_file_hides_a_module():
    names = {p.stem for p in FOLDER.iterdir() if p.suffix == ".py" or p.is_dir()} - {
        "__init__",
        "__main__",
        "__pycache__",
    }
    assert {"ingest", "nightly", "rerun", "daily_report"} <= names
    taken = set(sys.stdlib_module_names) | set(packages_distributions()) | OURS
    assert names & taken == set()
