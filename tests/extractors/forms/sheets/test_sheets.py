"""Sheets of a scan in another order, blank ones between them, two on one sheet: read as if they lay in order."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.made.make import make
from domain.geometry import Box
from domain.pages import Line, Page, Word
from extractors.forms.read import read_form_pages
from extractors.forms.scans import Scans
from extractors.forms.sheets.page_numbers import completed, gaps, printed_numbers
from extractors.forms.sheets.sheets import arranged
from extractors.forms.sheets.two_up import gutter, halves
from extractors.pages.read import read_pages

FORM = "regolamento-esercizio-mt"


def word(text: str, x: float, top: float) -> Word:
    return Word(text, Box(x, top, x + 5 * len(text), top + 7), 0.95, "ocr", 7)


@cache
def scan() -> tuple[Page, ...]:
    """The second half of a form as a perfect scanner and a perfect reader would give it: text pages without types."""
    pdf, _ = make("B", "typed", 5)
    pages = filed(list(read_pages(pdf)[5:]))
    return tuple(
        replace(
            page,
            source="ocr",
            words=tuple(w._replace(source="ocr", font="", size=w.box.height) for w in page.words),
        )
        for page in pages
    )


def numbered(pages: tuple[Page, ...], form: str = "pag. {n} di {m}") -> list[Page]:
    said = [form.format(n=page.number, m=len(pages)).split() for page in pages]
    return [
        replace(page, words=(*page.words, *(word(text, 250 + 30 * k, 815) for k, text in enumerate(words))))
        for page, words in zip(pages, said, strict=True)
    ]


def filed(pages: list[Page]) -> list[Page]:
    """Number pages as a file does."""
    return [replace(page, number=n) for n, page in enumerate(pages, 1)]


def values(pages: list[Page]) -> dict[str, object]:
    reading = read_form_pages(pages, FORM)
    assert reading is not None
    return {name: value.value for name, value in reading.fields.items()}


def codes(pages: list[Page]) -> list[str]:
    reading = read_form_pages(pages, FORM)
    assert reading is not None
    return [f.code for f in reading.findings if f.code in ("MOD-07", "MOD-08", "MOD-09")]


def blank(number: int = 0) -> Page:
    return Page(number, 595, 842, source="ocr", notes=("pagina vuota",))


ORDERS = {
    "reversed": lambda p: p[::-1],
    "fronts, then backs from the end": lambda p: p[::2] + p[1::2][::-1],
    "shuffled": lambda p: [p[k] for k in sorted(range(len(p)), key=lambda k: (k * 3 + 1) % 7)],
}


@pytest.mark.parametrize("order", ORDERS)
def test_numbered_sheets_are_read_in_their_order_and_keep_the_file_s_pages(order):
    pages = numbered(scan())
    as_written = read_form_pages(pages, FORM)
    turned = ORDERS[order](pages)
    reading = read_form_pages(filed(turned), FORM)
    assert {k: v.value for k, v in reading.fields.items()} == {k: v.value for k, v in as_written.fields.items()}
    assert "MOD-07" in [f.code for f in reading.findings]
    where = {page.number: n for n, page in enumerate(turned, 1)}
    assert all(v.page == where[as_written.fields[k].page] for k, v in reading.fields.items() if v.page)
    assert reading.pages == len(pages)


def test_sheets_in_order_are_told_nothing_of():
    assert codes(numbered(scan())) == []
    assert codes(list(scan())) == []


def test_a_stack_scanned_from_its_end_is_turned_by_its_headings():
    pages = list(scan())
    turned = filed(pages[::-1])
    assert values(turned) == values(pages)
    assert codes(turned) == ["MOD-07"]


def test_what_goes_on_from_another_page_is_unsure_in_a_stack_out_of_order():
    pages = list(scan())
    whole = read_form_pages(pages, FORM)
    shuffled = read_form_pages(filed(ORDERS["shuffled"](pages)), FORM)
    sure = {k: v.value for k, v in shuffled.fields.items() if v.confidence >= 0.8}
    wrong = {k for k, v in sure.items() if k not in whole.fields or v != whole.fields[k].value}
    assert not wrong


def test_blank_sheets_between_do_not_part_a_table_and_are_told():
    pages = list(scan())
    between = filed([sheet for page in pages for sheet in (page, blank())])
    reading = read_form_pages(between, FORM)
    assert {k: v.value for k, v in reading.fields.items()} == values(pages)
    assert [f.page for f in reading.findings if f.code == "MOD-09"] == [2 * n for n in range(1, len(pages) + 1)]
    assert all(v.page % 2 for v in reading.fields.values() if v.page)


def test_a_sheet_with_ink_is_not_blank_even_without_words():
    class Inked:
        def __init__(self, page, share):
            self.page, self.share = page, share

        def ink(self, box):
            return self.share

    pages = filed([*numbered(scan())[:3], blank()])
    for share, kept in ((0.00005, 3), (0.01, 4)):
        scans = Scans(None, {4: Inked(pages[3], share)})
        assert len(arranged(pages, scans.ink).pages) == kept
    drawn = replace(pages[3], lines=(Line(Box(100, 100, 300, 101)),))
    assert len(arranged([*pages[:3], drawn], Scans(None).ink).pages) == 4


def test_a_missing_sheet_is_told_by_its_number():
    pages = numbered(scan())
    reading = read_form_pages(filed([p for p in pages if p.number != 3]), FORM)
    told = [f for f in reading.findings if f.code == "MOD-08"]
    assert [f.observed for f in told] == ["pagine assenti: 3"]
    lost = {k for k, v in read_form_pages(pages, FORM).fields.items() if v.page == 3}
    silent = {k for k in lost & set(reading.fields) if reading.fields[k].confidence >= 0.8}
    assert lost
    assert not silent


def side_by_side(left: Page, right: Page, number: int) -> Page:
    def moved(thing):
        box = thing.box._replace(x0=thing.box.x0 + left.width, x1=thing.box.x1 + left.width)
        return thing._replace(box=box) if isinstance(thing, Word) else replace(thing, box=box)

    joined = {part: (*getattr(left, part), *map(moved, getattr(right, part))) for part in ("words", "lines", "marks")}
    return replace(left, number=number, width=left.width + right.width, **joined)


def test_two_pages_on_a_sheet_are_read_as_two_and_told_where_they_stand():
    pages = list(scan())
    pages = pages if len(pages) % 2 == 0 else pages[:-1]
    sheets = [side_by_side(a, b, n) for n, (a, b) in enumerate(zip(pages[::2], pages[1::2], strict=True), 1)]
    whole, reading = read_form_pages(pages, FORM), read_form_pages(sheets, FORM)
    assert {k: v.value for k, v in reading.fields.items()} == {k: v.value for k, v in whole.fields.items()}
    for name, value in reading.fields.items():
        old = whole.fields[name]
        if old.page and old.box is not None:
            assert value.page == (old.page + 1) // 2
            assert value.box.x0 == pytest.approx(old.box.x0 + (0 if old.page % 2 else 595), abs=1)


def test_a_form_on_its_side_is_one_page():
    wide = replace(scan()[1], width=842, height=595)
    assert gutter(wide) is None
    both = side_by_side(scan()[1], scan()[2], 1)
    assert gutter(both) == pytest.approx(595, abs=30)
    assert gutter(replace(both, lines=(*both.lines, Line(Box(300, 400, 900, 401))))) is None
    left, right = halves(both, 595.0)
    assert (left.width, right.width) == (595.0, pytest.approx(both.width - 595.0))
    assert all(w.box.x0 >= 0 for w in right.words)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("pag. {n} di {m}", True),
        ("Pagina {n}", True),
        ("{n}/{m}", True),
        ("- {n} -", True),
        ("{n}", True),
        ("2026", False),
        ("Rev. A", False),
    ],
)
def test_numbers_are_read_as_forms_print_them(form, told):
    pages = numbered(scan(), form)
    expected = [p.number for p in pages] if told else [None] * len(pages)
    assert printed_numbers(pages) == expected


def test_a_number_misread_moves_no_sheet():
    assert completed([1, 2, 8, 4, 5, 6, 7, 8]) == [1, 2, 2, 4, 5, 6, 7, 7]
    assert completed([1, 2, None, 4]) == [1, 2, 3, 4]
    assert completed([None, None]) is None
    assert gaps([1, 2, 4]) == [3]
    assert gaps([1, 2, None, 4]) == []
    assert gaps([11, 12, 14]) == [13]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.one_of(st.none(), st.integers(1, 30)), max_size=12))
def test_every_sheet_gets_a_number(numbers):
    found = completed(numbers)
    assert found is None or len(found) == len(numbers)
