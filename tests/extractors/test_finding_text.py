"""A sentence is found on its page, also across lines; one that is not there has no place."""

from extractors.finding_text import locate
from tests.builders import pdf


def test_a_sentence_over_two_lines_is_boxed(tmp_path):
    path = tmp_path / "r.pdf"
    path.write_bytes(pdf("In riscontro si comunica che la voltura", "risulta eseguita il 3 marzo 2025.", "Saluti"))
    sentence = "la voltura risulta eseguita il 3 marzo 2025."
    (box,) = locate(path, [(1, sentence)])
    (whole,) = locate(path, [(1, "Saluti")])
    assert 55 < box.x0 < box.x1 < 400
    assert 50 < box.top < box.bottom < 80
    assert whole.top > box.bottom - 4


def test_what_is_not_there_has_no_place(tmp_path):
    path = tmp_path / "r.pdf"
    path.write_bytes(pdf("Buongiorno"))
    assert locate(path, [(1, "altro"), (2, "Buongiorno"), (1, "")]) == [None, None, None]
    path.write_bytes(b"niente")
    assert locate(path, [(1, "altro")]) == [None]
