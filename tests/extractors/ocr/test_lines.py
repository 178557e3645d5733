"""Lines through the network all at once: the same words as Tesseract's, placed on their ink."""

from __future__ import annotations

import tempfile
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.ocr.decode import spelt
from extractors.ocr.engine import LINE, OcrUnavailableError, engine, find_tessdata, network
from extractors.ocr.lines import columns_of, line_of, placed
from extractors.ocr.model import load_model
from extractors.ocr.network import HIGH, STEP
from extractors.ocr.segments import Strip
from extractors.ocr.words import is_debris, read_strips

SIGNS = ("", " ", "a", "b", "A", "1")
BLANK = 0


@pytest.fixture(scope="module")
def net():
    try:
        found = network("ita")
    except OcrUnavailableError as absent:
        pytest.skip(str(absent))
    if found is None:
        pytest.skip("the language file is no fast model")
    return found


def drawn(text: str, wide: int = 900) -> tuple[np.ndarray, np.ndarray, Strip]:
    """One line of text in OpenCV's plain letters, its ink, and its strip."""
    gray = np.full((90, wide), 255, np.uint8)
    cv2.putText(gray, text, (20, 60), cv2.FONT_HERSHEY_DUPLEX, 1.2, 0, 2, cv2.LINE_AA)
    gray = cv2.GaussianBlur(gray, (0, 0), 0.8)
    ink = (gray < 150).astype(np.uint8)
    x, y, w, h = cv2.boundingRect(ink)
    return gray, ink, Strip(x, y, x + w, y + h, 26.0, 61.0)


def shares(*columns: dict[str, float]) -> np.ndarray:
    """Columns with the given shares of signs; what is left is blank."""
    table = np.zeros((len(columns), len(SIGNS)), np.float32)
    for row, column in zip(table, columns, strict=True):
        for sign, share in column.items():
            row[SIGNS.index(sign)] = share
        row[BLANK] = max(1 - row.sum(), 1e-6)
    return table


def said(*columns: dict[str, float]) -> list[str]:
    return [word.text for word in spelt(shares(*columns), SIGNS, BLANK)]


def test_a_language_file_of_another_kind_is_left_to_tesseract(tmp_path: Path):
    for raw in (b"", b"\x01\x00\x00\x00", b"\x18\x00\x00\x00" + b"\xff" * 300, b"no model at all" * 40):
        (tmp_path / "ita.traineddata").write_bytes(raw)
        assert load_model(tmp_path / "ita.traineddata") is None


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 420_000), st.integers(0, 255))
def test_a_damaged_language_file_is_read_or_left_but_never_a_crash(net, place, value):
    whole = bytearray((Path(find_tessdata("ita")) / "ita.traineddata").read_bytes())
    whole[place] = value
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ita.traineddata"
        path.write_bytes(bytes(whole))
        model = load_model(path)
    assert model is None or model.out.shape[1] == len(model.signs)


def test_each_column_has_shares_of_one_and_company_changes_nothing(net):
    lines = [line_of(*_parts(text)).pixels for text in ("Potenza nominale", "kW", "Codice POD: IT001E29250130")]
    together = net.read(lines)
    for line, answer in zip(lines, together, strict=True):
        assert line.shape == (HIGH, STEP * len(answer))
        assert np.allclose(answer.sum(axis=1), 1, atol=1e-4)
        assert np.allclose(answer, net.read([line])[0], atol=1e-4)
    assert net.read([]) == []


def _parts(text):
    gray, ink, strip = drawn(text)
    return gray, columns_of(ink, strip), strip


@pytest.mark.parametrize("text", ["Potenza nominale", "Codice POD: IT001E29250130", "Via Garibaldi, 22"])
def test_words_are_those_of_tesseract_and_stand_on_their_ink(net, text):
    gray, ink, strip = drawn(text)
    words = read_strips(gray, ink, [strip], 300, engine("ita"), net)
    alone = read_strips(gray, ink, [strip], 300, engine("ita"), None)
    assert [word.text for word in words] == [word.text for word in alone] == text.split()
    for word, other in zip(words, alone, strict=True):
        assert max(abs(a - b) for a, b in zip(word.box, other.box, strict=True)) < 1.0
        assert word.confidence > 0.8
    # What the program reads by itself from the whole picture agrees as well.
    assert [seen.text for seen in engine("ita").read(gray, 300, LINE)] == text.split()


def test_wide_gaps_are_closed_up_and_the_words_stay_where_they_are(net):
    gray, ink, strip = drawn("Marca", 1400)
    right, more, _ = drawn("Modello", 1400)
    gray, ink = np.minimum(gray, np.roll(right, 700, axis=1)), np.maximum(ink, np.roll(more, 700, axis=1))
    x, y, w, h = cv2.boundingRect(ink)
    strip = Strip(x, y, x + w, y + h, 26.0, 61.0)
    line = line_of(gray, columns_of(ink, strip), strip)
    assert line.pixels.shape[1] < 0.6 * w
    words = placed(ink, columns_of(ink, strip), strip, line, spelt(net.read([line.pixels])[0], net.signs, net.blank))
    assert [word.text for word in words] == ["Marca", "Modello"]
    assert words[0].x1 < 300
    assert words[1].x0 > 700


def test_a_unit_set_off_from_its_number_is_a_word(net):
    gray, ink, strip = drawn("60V")
    tight = read_strips(gray, ink, [strip], 300, engine("ita"), net)
    assert [word.text for word in tight] == ["60V"]
    cut = int(strip.x0 + 0.62 * (strip.x1 - strip.x0))
    apart = np.full_like(gray, 255)
    apart[:, :cut], apart[:, cut + 12 :] = gray[:, :cut], gray[:, cut:-12]
    ink = (apart < 150).astype(np.uint8)
    wide = read_strips(apart, ink, [strip._replace(x1=strip.x1 + 12)], 300, engine("ita"), net)
    assert [word.text for word in wide] == ["60", "V"]


def test_repeats_are_one_sign_and_a_blank_between_makes_two():
    assert said({"a": 0.9}, {"a": 0.9}, {}, {"a": 0.9}) == ["aa"]
    assert said({}, {}) == []


def test_a_space_spread_over_columns_parts_words():
    assert said({"a": 0.99}, {" ": 0.4}, {" ": 0.45}, {" ": 0.4}, {"b": 0.99}) == ["a", "b"]
    assert said({"a": 0.99}, {" ": 0.1}, {" ": 0.2}, {}, {"b": 0.99}) == ["ab"]


def test_capital_and_small_side_by_side_are_one_letter():
    assert said({"a": 0.5, "A": 0.4}, {"A": 0.95}, {"b": 0.99}) == ["Ab"]


def test_a_sign_that_barely_wins_one_column_is_its_neighbour():
    assert said({"a": 0.99}, {"1": 0.42, "a": 0.4}, {}, {"b": 0.99}) == ["ab"]
    assert said({"a": 0.99}, {"1": 0.98}, {}, {"b": 0.99}) == ["a1b"]


def test_confidence_is_that_of_the_weakest_sign_and_of_no_other_word():
    first, second = spelt(shares({"a": 0.99}, {" ": 0.99}, {}, {}, {"b": 0.99}, {}, {"1": 0.55}, {}), SIGNS, BLANK)
    assert first.confidence > 0.9 > 0.6 > second.confidence > 0.4


@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_any_answers_give_words_in_order(seed, count):
    table = np.random.default_rng(seed).dirichlet(np.ones(len(SIGNS)) * 0.3, count).astype(np.float32)
    words = spelt(table, SIGNS, BLANK)
    places = [column for word in words for column in word.columns]
    assert places == sorted(set(places))
    assert all(word.text and " " not in word.text and 0 <= word.confidence <= 1 for word in words)


def test_rings_that_stayed_are_debris():
    assert [is_debris(text, 0.9) for text in ("®", "?*", "1)")] == [True, True, False]
