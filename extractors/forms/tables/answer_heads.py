"""One column of answers under two heads: ``Prevista SI`` and ``Prevista NO`` side by side."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.labels.option_text import SHORT_OPTIONS
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.column_names import Block

#: An answer and where its tick places stand.
Answer = tuple[str, float]


def joined_answers(blocks: Sequence[Block]) -> tuple[list[Block], list[Answer]]:
    """Return the heads, from left to right, those that differ by their answer alone as one; and the answers."""
    found: list[Block] = []
    answers: list[Answer] = []
    at = 0
    while at < len(blocks):
        end = at + 1
        name, answer = _parted(blocks[at])
        run = [(answer, _middle(blocks[at]))]
        while answer and end < len(blocks) and (following := _parted(blocks[end]))[0] == name and following[1]:
            run.append((following[1], _middle(blocks[end])))
            end += 1
        if len({a for a, _ in run}) == len(run) > 1:
            found.append(Block(_without_answer(blocks[at]), blocks[at].x0, blocks[end - 1].x1))
            answers += run
        else:
            found += blocks[at:end]
        at = end
    return found, answers


def _parted(block: Block) -> tuple[tuple[str, ...], str]:
    """Return the name of a head and the answer that ends it, both empty where it ends with none or is none but that."""
    said = block.said
    for answer, wordings in SHORT_OPTIONS:
        for wording in wordings:
            if len(said) > len(wording) and said[-len(wording) :] == wording:
                return said[: -len(wording)], answer
    return (), ""


def _without_answer(block: Block) -> list[Token]:
    size = len(_parted(block)[0])
    kept, pieces = [], 0
    for token in block.tokens:
        if pieces >= size:
            break
        kept.append(token)
        pieces += len(token.norm)
    return kept


def _middle(block: Block) -> float:
    return (block.x0 + block.x1) / 2
