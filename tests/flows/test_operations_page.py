"""What docs/operations.md promises exists, and nothing that an operator can set is missing there."""

import re

import pytest
import yaml

from flows.deploying import CODE, POOL
from sportello.settings import Settings

PAGE = (CODE / "docs" / "operations.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_explained(name):
    assert f"`SPORTELLO_{name.upper()}`" in PAGE


def test_no_setting_is_invented():
    named = set(re.findall(r"`SPORTELLO_([A-Z0-9_]+)`", PAGE))
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_every_deployment_and_the_pool_are_named():
    for each in yaml.safe_load((CODE / "prefect.yaml").read_text("utf-8"))["deployments"]:
        assert f"`{each['name']}/{each['name']}`" in PAGE
    assert f"--pool {POOL} --type process" in PAGE
