"""No installed distribution may own one of our top-level names, or an import would find the wrong one."""

from importlib.metadata import packages_distributions

import pytest

OURS = ("domain", "extractors", "flows", "reports", "sportello", "storage", "validators")


@pytest.mark.parametrize("name", OURS)
def test_top_level_name_is_ours(name):
    assert set(packages_distributions().get(name, ["sportello"])) <= {"sportello"}
