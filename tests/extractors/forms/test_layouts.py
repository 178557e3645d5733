"""Whole forms in the project's own layouts and in those of other offices: held to what reading them has reached."""

import json
from pathlib import Path

import pytest

from benchmarks.made.make import CHANNELS, STYLES, make
from benchmarks.made.offices import make as offices
from benchmarks.score_forms import Score, f1, run, score_document
from extractors.forms.read import read_form

OFFICES = Path(__file__).resolve().parents[2] / "data/forms/offices"
SAMPLES = Path(__file__).resolve().parents[4] / "shared/data/forms/dev"


def scored(layout: str, channel: str, seed: int) -> Score:
    pdf, truth = (offices.make if layout in offices.LAYOUTS else make)(layout, channel, seed)
    score = Score()
    score_document(read_form(pdf), truth, score, truth["doc"])
    return score


def held(score: Score) -> None:
    assert f1(score.right, score.given, score.wanted) >= 0.99, score.errors
    assert f1(score.mark_right, score.mark_given, score.mark_wanted) >= 0.99, score.errors
    assert score.inventions == 0, score.errors
    assert score.silent <= 0.01 * score.sure, score.errors


@pytest.mark.parametrize(
    ("layout", "values", "marks"),
    [
        ("N", 0.99, 0.98),
        ("O", 0.98, 0.98),
        ("P", 0.97, 0.98),
        ("Q", 0.99, 0.98),
        ("R", 0.99, 0.99),
        ("S", 0.99, 0.99),
        ("T", 0.99, 0.99),
        ("U", 0.99, 0.99),
        ("V", 0.99, 0.99),
        ("W", 0.99, 0.99),
        ("X", 0.99, 0.99),
        ("Z", 0.99, 0.99),
        ("AA", 0.99, 0.99),
        ("BB", 0.99, 0.99),
        ("CC", 0.99, 0.99),
    ],
)
def test_layouts_of_other_offices_keep_what_they_have_reached(layout, values, marks):
    place = OFFICES / f"{layout}_typed.json"
    truth, score = json.loads(place.read_text("utf-8")), Score()
    score_document(read_form(place.with_suffix(".pdf").read_bytes()), truth, score, truth["doc"])
    assert f1(score.right, score.given, score.wanted) >= values, score.errors
    assert f1(score.mark_right, score.mark_given, score.mark_wanted) >= marks, score.errors
    assert score.silent <= 0.01 * score.sure, score.errors
    assert score.inventions <= 2, score.errors


@pytest.mark.parametrize(
    ("layout", "channel"),
    [
        ("B", "typed"),
        ("C", "overlay"),
        ("D", "freetext"),
        ("D", "typed"),
        ("E", "acroform_foreign"),
        ("C", "acroform_own"),
        ("F", "freetext"),
        ("G", "typed"),
        ("H", "overlay"),
        ("H", "acroform_foreign"),
        ("I", "typed"),
        ("J", "overlay"),
        ("K", "overlay"),
        ("L", "typed"),
        ("M", "acroform_foreign"),
    ],
)
def test_other_layouts_are_read_as_well(layout, channel):
    held(scored(layout, channel, 41))


@pytest.mark.slow
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("layout", STYLES)
def test_every_layout_in_every_channel(layout, channel):
    held(scored(layout, channel, 57))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [57, 58])
@pytest.mark.parametrize("channel", offices.CHANNELS)
@pytest.mark.parametrize("layout", offices.LAYOUTS)
def test_the_forms_of_other_offices_in_every_channel(layout, channel, seed):
    held(scored(layout, channel, seed))


@pytest.mark.slow
@pytest.mark.skipif(not SAMPLES.exists(), reason="the larger samples are not here")
def test_the_samples_are_read():
    for score in run(SAMPLES, None).values():
        held(score)
