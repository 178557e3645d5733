import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.columns import ColumnKind
from reports.paper import typeset
from reports.text import _DRAWN, cell_text, day, drawable, name_units, printable, show, stamp, units

ANY = st.text(st.characters(), max_size=80)


def test_dates_are_those_of_rome():
    late = datetime(2026, 7, 31, 22, 30, 5, tzinfo=UTC)
    assert (day(late), stamp(late)) == ("01/08/2026", "01/08/2026 00:30:05")
    assert day(date(987, 1, 2)) == "02/01/0987"


def test_both_sides_of_the_autumn_hour_show_the_same_wall_clock():
    assert stamp(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == stamp(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))


def test_a_naive_moment_is_a_bug():
    with pytest.raises(ValueError, match="naive"):
        stamp(datetime(2026, 1, 1))


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("cite\u0300", "citè"),
        ("a\u202eFDP.exe", "a[U+202E]FDP.exe"),
        ("x\x00\x07", "x[U+0000][U+0007]"),
        ("due\r\nrighe", "due righe"),
        ("spazio\u00a0duro", "spazio duro"),
        ("日", "[U+65E5]"),
        ("\udc80", "[U+DC80]"),
        ("😀", "[U+1F600]"),
    ],
)
def test_what_cannot_be_drawn_is_named(raw, shown):
    assert printable(raw) == shown


def test_the_embedded_fonts_draw_every_character_that_is_let_through():
    """PDF/UA refuses a missing glyph, so a report that compiles proves the whole table."""
    allowed = [chr(c) for start, end in _DRAWN for c in range(start, end + 1) if drawable(chr(c))]
    assert len(allowed) > 2000
    row = {"key": "x", "caption": "Prova", "columns": [{"caption": "Testo", "kind": "text"}] * 2}
    cells = ["".join(allowed[at : at + 20]) for at in range(0, len(allowed), 20)]
    data = {
        "title": "Prova", "day": "", "operator": [], "code": [], "pec": [], "version_line": None, "reason": [],
        "issued_line": "", "counts": [{"label": "x", "count": "1"}], "notes": [],
        "sections": [
            row | {"rows": [[[c], ["x"]] for c in cells]},
            row | {"columns": [{"caption": "Codice", "kind": "code"}], "rows": [[[c]] for c in cells]},
        ],
    }  # fmt: skip
    assert typeset("daily", data, datetime(2026, 1, 1, tzinfo=UTC)).startswith(b"%PDF-")


@given(ANY)
def test_printable_text_is_one_line_of_drawable_characters_and_stays_so(text):
    shown = printable(text)
    assert all(drawable(c) for c in shown)
    assert printable(shown) == shown


@given(ANY)
def test_cutting_loses_nothing(text):
    assert "".join(units(text)) == "".join(name_units(text)) == printable(text)
    assert max(map(len, name_units(text)), default=0) <= 80


def test_only_a_word_too_wide_for_a_column_is_cut():
    assert units("risposta non riconciliabile") == ["risposta non riconciliabile"]
    assert units("a " + "b" * 23 + " c") == ["a ", *["b" * 12, "b" * 11], " c"]
    assert name_units("L-P-26-0000001_01.PDF", 21) == ["L-P-26-0000001_01.PDF"]
    assert len(name_units("L-P-26-0000001_01.PDFx", 21)) > 1
    assert units("maria.verdi@acme.example.it") == ["maria.", "verdi@", "acme.", "example.", "it"]
    assert units("383/2016/E/com.") == ["383/2016/E/com."]
    assert max(map(len, units("b" * 300))) == 12
    assert max(map(len, units("W" * 12))) == 4
    assert max(map(len, name_units("a" * 300))) == 12


@given(ANY)
def test_a_cell_holds_no_character_that_xml_forbids(text):
    clean = cell_text(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in clean)
    assert cell_text(clean) == clean


def test_a_cell_is_cut_at_the_limit_of_excel():
    assert len(cell_text("x" * 40_000)) == 32_767
    assert cell_text("x" * 32_767)[-1] == "x"


def test_values_by_kind():
    moment = datetime(2026, 1, 5, 9, 0, 13, tzinfo=UTC)
    assert show(moment, ColumnKind.DATE) == "05/01/2026"
    assert show(moment, ColumnKind.DATETIME) == "05/01/2026 10:00:13"
    assert show(date(2026, 1, 5), ColumnKind.DATE) == "05/01/2026"
    assert (show(None, ColumnKind.TEXT), show(-3, ColumnKind.INT)) == ("", "-3")
