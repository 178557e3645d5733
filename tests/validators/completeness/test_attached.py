"""Whether an asked document is really among those of the reply."""

import pytest

from validators.completeness.align import attachment_list
from validators.completeness.attached import document_there
from validators.completeness.segment import units
from validators.completeness.text import fold

BY_NUMBER = "Il certificato di taratura si trova all'allegato B.\n\nAllegati:\nA - verbale di prova\nB - certificato LAT 118 del 3 marzo"
ANAPHORA = "I contratti furono raccolti il 19 settembre. Ne alleghiamo le scansioni (doc. 1).\n\nDoc. 1 contratto luce"
RECEIPT = "Si unisce l'avviso di ricevimento del 19 giugno.\nAllegati: avviso di ricevimento"
INLINE = "Si trasmette:\n\nall. 1 - verbale di sostituzione;\nall. 2 - tabella mensile dei consumi prima e dopo."
ABSENT = "Trasmettiamo la tabella (all. 2).\n\nAllegati:\nall. 1 - modulo di adesione"


@pytest.mark.parametrize(
    ("asked", "reply", "there"),
    [
        ("il certificato di taratura del banco", BY_NUMBER, True),
        ("copia dei contratti firmati", ANAPHORA, True),
        ("la prova dell'invio della messa in mora", RECEIPT, True),
        ("la tabella dei consumi prima e dopo", INLINE, True),
        ("la tabella dei consumi", ABSENT, False),
        ("copia della denuncia", BY_NUMBER, False),
        ("il verbale di prova e le fotografie del misuratore", BY_NUMBER, False),
        ("il verbale di prova e il certificato di taratura", BY_NUMBER, True),
        ("copia del plico spedito con la prova dell'invio", ABSENT, False),
    ],
)
def test_there(asked, reply, there):
    pieces = units(reply)
    listed = attachment_list(pieces)
    body = [u for u in pieces if u not in listed]
    sure, unit = document_there(fold(asked), body, [u.folded for u in listed], ())
    assert (sure >= 0.8) is there
    assert unit is not None or not there
