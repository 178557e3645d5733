"""Codes are stable and of one kind; every problem says what is wrong and what to do."""

from __future__ import annotations

import re

import pytest

from domain.problems import ArchiveProblem, EntryProblem, PdfProblem

ALL = [*ArchiveProblem, *EntryProblem, *PdfProblem]


def test_codes_are_unique_and_in_their_range():
    codes = [p.value for p in ALL]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"ZIP-(0[1-9]|1\d)", p.value) for p in ArchiveProblem)
    assert all(re.fullmatch(r"ZIP-[2-9]\d", p.value) for p in EntryProblem)
    assert all(re.fullmatch(r"PDF-\d\d", p.value) for p in PdfProblem)


@pytest.mark.parametrize("problem", ALL, ids=lambda p: p.value)
def test_texts_are_sentences(problem):
    assert problem.message[0].isupper()
    assert not problem.message.endswith(".")
    assert not problem.cure.endswith(".")
    assert problem.says("3 MB") == f"{problem.message} (3 MB). {problem.cure}."
    assert type(problem)(problem.value) is problem
