"""Entries of a dictionary tell what pikepdf tells, whatever way they are written."""

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.pages.entries import Entries


@pytest.fixture(scope="module")
def pdf():
    with pikepdf.new() as made:
        yield made


def entries(pdf, **held) -> Entries:
    return Entries(pdf.make_indirect(pikepdf.Dictionary(**held)))


def test_text_is_told_of_strings_names_streams_and_references(pdf):
    read = entries(
        pdf,
        T="Nome",
        V=pikepdf.String("Società à € 5"),
        AS=pikepdf.Name("/Sì"),
        RV=pdf.make_stream(b"<p>a</p>"),
        TU=pdf.make_indirect(pikepdf.String("u:3 0 R")),
        Opt=pikepdf.Array(["a", "b"]),
        Empty="",
    )
    told = {key: read.text(f"/{key}") for key in ("T", "V", "AS", "RV", "TU", "Opt", "Empty", "Missing")}
    assert told == {
        "T": "Nome", "V": "Società à € 5", "AS": "Sì", "RV": "<p>a</p>", "TU": "u:3 0 R", "Opt": "a; b", "Empty": "", "Missing": None,
    }  # fmt: skip
    assert "/Empty" in read
    assert "/Missing" not in read


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20))
def test_any_string_comes_back(text):
    with pikepdf.new() as made:
        held = made.make_indirect(pikepdf.Dictionary(V=pikepdf.String(text)))
        assert Entries(held).text("/V") == str(held.V)


def test_numbers_and_rectangles(pdf):
    four = pdf.make_indirect(pikepdf.Array([1, 2.5, 3, 4]))
    group = pdf.make_indirect(pikepdf.Dictionary(Ff=7))
    read = entries(
        pdf, F=4, Rect=four, Box=pikepdf.Array([1, 0, 1, 2]), Three=pikepdf.Array([1, 2, 3]), T="4", Parent=group
    )
    assert (read.number("/F"), read.number("/T"), read.number("/None")) == (4, 0, 0)
    assert read.rectangle("/Rect") == (1, 2.5, 3, 4)
    assert read.rectangle("/Box") == (1, 0, 1, 2)
    assert [read.rectangle(key) for key in ("/Three", "/T", "/None")] == [None, None, None]
    number, generation = group.objgen
    assert read.reference("/Parent") == f"{number} {generation} R"
    assert [read.reference(key) for key in ("/F", "/T")] == ["", ""]


def test_what_json_cannot_tell_is_asked_of_the_dictionary(pdf):
    class Odd:
        """A dictionary whose JSON is broken."""

        def to_json(self, *, dereference):
            return b'{"/V": --5}'

        def keys(self):
            return {"/V", "/F"}

        def get(self, key):
            return {"/V": pikepdf.String("valore"), "/F": 2}[key]

    read = Entries(Odd())
    assert (read.text("/V"), read.number("/F"), "/AP" in read) == ("valore", 2, False)


def test_keys_are_told_of_a_dictionary_in_a_dictionary_without_asking_for_it(pdf):
    drawn = pdf.make_stream(b"")
    inside = entries(pdf, AP=pikepdf.Dictionary(N=pikepdf.Dictionary(Off=drawn, Yes=drawn)))
    assert set(inside.keys_within("/AP", "/N")) == {"/Off", "/Yes"}
    apart = entries(pdf, AP=pikepdf.Dictionary(N=pdf.make_indirect(pikepdf.Dictionary(Off=drawn, Yes=drawn))))
    shown = entries(pdf, AP=pikepdf.Dictionary(N=drawn))
    assert [e.keys_within("/AP", "/N") for e in (apart, shown, entries(pdf, T="Nome"))] == [None] * 3
