"""Options that are abbreviated or counted."""

import pytest

from extractors.forms.labels.short_options import begun, uncounted
from extractors.forms.stream.flow import build_flow
from extractors.forms.wording.text import patterns
from extractors.pages.read import read_pages

WORDINGS = patterns("responsabile tecnico|a mancanza di tensione|esterno")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("a) Resp. tecnico di impresa", ("responsabile", "tecnico")),
        ("a mancanza di tens.", ("a", "mancanza", "di", "tensione")),
        ("est.", ("esterno",)),
        ("resp tecnico", None),
        ("b) Professionista", None),
    ],
)
def test_an_option_begins_with_a_wording_or_its_abbreviation(page_of, said, meant):
    flow = build_flow(read_pages(page_of(lambda c: c.drawString(60, 600, said))))
    assert begun(uncounted(flow.tokens), WORDINGS) == meant
