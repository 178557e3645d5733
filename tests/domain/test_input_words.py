"""Messages of the libraries that read input reach people in Italian."""

from __future__ import annotations

import json

import pytest
from pydantic import BaseModel, Field, ValidationError

from domain.input_words import in_italian


class _Read(BaseModel):
    whole: int = Field(default=1, ge=1, le=9)
    share: float = Field(default=0.5, gt=0, lt=1)
    flag: bool = False


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"whole": "zero"}, "atteso un numero intero"),
        ({"whole": 0}, "il minimo è 1"),
        ({"whole": 10}, "il massimo è 9"),
        ({"share": "x"}, "atteso un numero"),
        ({"share": 0}, "deve superare 0"),
        ({"share": 1}, "deve restare sotto 1"),
        ({"flag": "boh"}, "atteso true o false"),
    ],
)
def test_what_pydantic_says(wrong, words) -> None:
    with pytest.raises(ValidationError) as caught:
        _Read(**wrong)
    assert in_italian(caught.value.errors()[0]["msg"]) == words


@pytest.mark.parametrize("text", ["[1,", '{"a"', '{"a": 1} b', '["a', "{a: 1}", '["\\q"]', '["a\n"]', "[1 2]"])
def test_what_json_says(text) -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads(text)
    assert in_italian(caught.value.msg) != caught.value.msg


def test_choices_keep_their_names() -> None:
    assert in_italian("Input should be 'sospesa' or 'fissa'") == "atteso 'sospesa' o 'fissa'"


def test_what_has_no_words_stays() -> None:
    assert in_italian("manca lo scarto") == "manca lo scarto"
