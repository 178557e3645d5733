"""A form whose print is not understood: where much of what is filled in belongs to no field, nothing read is certain.

A value in plain sight that no field claimed is a label that was not known. Where there are many of them, labels that
were known may have been so by chance: ``Comune`` of a person taken for that of the plant, because the headings between
them said nothing to the reader. On forms of twelve offices each word of which is claimed, one sure value in a hundred
is wrong; on those of which a third or more is not, every ninth.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from domain.findings import Finding, Severity, Source
from domain.forms import FieldValue
from extractors.forms.trust.accounts import Stray
from extractors.forms.trust.doubts import capped

#: Unclaimed places from which on, and share of all that is filled in, a form counts as not understood.
_MANY, _SHARE = 15, 0.25
_BLANK = "assente"
_SOURCE = Source("Lettura dei moduli", "conteggio di quanto è compilato")


def unfamiliar(
    fields: Mapping[str, FieldValue], found: Sequence[Stray], own: Collection[str]
) -> tuple[dict[str, FieldValue], list[Finding]]:
    """Return the fields of a form that is not understood with a doubt on each, and the finding that says so.

    ``found`` is what no field claimed, ``own`` the fields read by their own name, which need no print. Scanned values
    have doubts of their own. A form that is understood is returned as it is, without a finding.
    """
    claimed = sum(v.value is not None and v.value != _BLANK for n, v in fields.items() if n not in own)
    if len(found) < _MANY or len(found) < _SHARE * (claimed + len(found)):
        return dict(fields), []
    doubtful = {n for n, v in fields.items() if n not in own and v.source != "ocr"}
    return capped(fields, doubtful), [_finding(claimed, len(found))]


def _finding(claimed: int, left: int) -> Finding:
    return Finding(
        "MOD-14",
        Severity.WARNING,
        "L'impaginazione del modulo non è tra quelle conosciute: troppo di quanto è compilato non ha trovato il suo campo.",
        _SOURCE,
        (),
        observed=f"{left} punti compilati su {claimed + left} non attribuiti ad alcun campo",
        expected="al più il 25 per cento",
        cure="Verificare tutti i valori sulle pagine del modulo; se il modello è di uso corrente, farlo aggiungere alla descrizione del modulo.",
        confidence=0.9,
    )
