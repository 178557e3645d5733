"""Whether a document that a letter asks for is really there: pointed at in the text and listed, or among the files."""

from __future__ import annotations

import re
from collections.abc import Sequence

from validators.completeness import cues
from validators.completeness.focus import held
from validators.completeness.lexicon import content, coverage, signature, stem
from validators.completeness.policy import Attachment
from validators.completeness.segment import Unit
from validators.completeness.text import fold, words_of

_HEAD = 4  # content words of the asked document that are looked for in the list of attachments
_HANDING = frozenset({"copia", "prova", "trasme", "invia", "inviar", "produr"})
_THERE, _POINTED, _CLAIMED = 0.3, 0.15, 0.3  # least coverage of the asked words by a listed name, by the text
_PROOF = re.compile(
    r"\b(?:prova|evidenza|attestazion\w+)\b"
)  # asks for a fact to be shown, not for a paper by its name
_ANY_PAPER = ("document", "carteggi", "atti")
_OTHER_NOUN = 0.6  # a listed document of another name, though it shares words
_HEADING = re.compile(
    r"^\W*(?:in |elenco (?:degli )?)?(?:allegat[io]|all\.|documenti (?:allegati|uniti|trasmessi)|unit[oaie]|doc\.)\W*(?:n\.?\s*)?(?:(?:\d{1,2}|[a-h])\b)?\W*"
)
_SAMPLE = 400  # characters of an attachment's text: its title


def _same_paper(noun: str, name: str) -> bool:
    """Tell whether a listed document is of the asked kind: the same noun, or another word for such a paper."""
    if stem(noun) in signature(name)[0]:
        return True
    groups = [g for g in words_of("papers") if noun.startswith(tuple(g.split("~")))]
    if not groups:
        return held((noun,), name) > 0
    return any(word.startswith(tuple(g.split("~"))) for g in groups for word in content(name))


def document_there(
    request: str, body: Sequence[Unit], listed: Sequence[str], attachments: Sequence[Attachment]
) -> tuple[float, Unit | None]:
    """1.0 when a fitting document is there and pointed at, 0.8 only there, 0.3 only said to be, 0 otherwise.

    ``request`` and ``listed`` (the reply's own list, heading first) are folded; the unit is the one that points.
    """
    head = " ".join([w for w in content(request) if stem(w) not in _HANDING][:_HEAD])
    names = [*listed[1:], *(_HEADING.sub(" ", line) for line in listed[:1])]
    names += [fold(f"{a.name} {a.text[:_SAMPLE]}") for a in attachments]
    pointing = [
        (coverage(head, u.folded), u)
        for u in body
        if cues.has("attached", u.folded) and not cues.has("deferral_info", u.folded)
    ]
    claim, unit = max(pointing, key=lambda pair: pair[0], default=(0.0, None))
    proof = bool(_PROOF.search(request))
    noun = tuple(content(head)[:1])
    there = max(
        (
            coverage(head, name) * (1.0 if proof or _same_paper(noun[0], name) else _OTHER_NOUN)
            for name in names
            if name and noun
        ),
        default=0.0,
    )
    if names and unit is not None and head.startswith(_ANY_PAPER):
        there = max(there, 2 * _THERE)  # "the documents": any that is listed and pointed at
    if there > _THERE:
        return (1.0 if unit is not None and claim > _POINTED else 0.8), unit
    return (0.3 if claim > _CLAIMED else 0.0), unit
