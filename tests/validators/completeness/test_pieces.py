"""Word pieces: the cut of the vocabulary's own tokenizer, and nothing of a text is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.completeness.encoder import shipped
from validators.completeness.pieces import SPACE, Pieces

#: Cut by the tokenizer of the original, with its whole vocabulary.
ORIGINAL = {
    "La data di attivazione della fornitura è il 12/03/2024.": "▁La ▁data ▁di ▁attiva zione ▁della ▁fornitura ▁è ▁il ▁12 /03/ 20 24.",
    "Non risultano ricostruzioni dei consumi: l’utente può verificare.": "▁Non ▁risulta no ▁rico stru zioni ▁dei ▁consumi : ▁l ’ utente ▁può ▁verificare .",
    "Seguirà ulteriore comunicazione non appena disponibile l'esito.": "▁Segui rà ▁ulterior e ▁comunicazione ▁non ▁appena ▁disponibile ▁l ' es ito .",
}


@pytest.mark.parametrize("text", ORIGINAL)
def test_texts_are_cut_as_by_the_original(text):
    names = list(shipped().pieces.scores)
    assert " ".join(names[n] for n in shipped().pieces.cut(text)) == ORIGINAL[text]


def test_the_likeliest_cut_wins_and_an_unknown_letter_is_one_piece():
    pieces = Pieces({"<unk>": 0.0, SPACE: -3.0, "a": -2.0, "b": -2.0, "ab": -1.0, SPACE + "a": -3.0}, unknown=0)
    assert pieces.cut("ab") == [1, 4]  # -4 by space and "ab", -5 by " a" and "b"
    assert pieces.cut("aßb") == [5, 0, 3]
    assert pieces.cut("  a \n b ") == [5, 1, 3]
    assert pieces.cut("") == []


def test_compatible_signs_are_one():
    cut = shipped().pieces.cut
    assert cut("fattura № 5…") == cut("fattura No 5...")


@given(st.text(alphabet="abcdefghilmnopqrstuvzàèéìòùABCDEFGIMNPRST0123456789 .,:;'-/()", max_size=60))
def test_the_pieces_of_italian_text_give_it_back(text):
    names = list(shipped().pieces.scores)
    again = "".join(names[n] for n in shipped().pieces.cut(text)).replace(SPACE, " ").strip()
    assert again == " ".join(text.split())
