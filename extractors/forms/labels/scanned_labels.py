"""Words of scanned labels put right: by the words that labels have, and the article that is read as strokes."""

from __future__ import annotations

import re

from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token
from extractors.forms.wording.text import near

#: What a scan makes of ``Il``.
_ARTICLE = re.compile(r"[IlH|]|[IlL1|!{}\[\]iÌÎ]{2}")


def is_article(token: Token, flow: Flow) -> bool:
    """Tell whether a scanned sign or two before a word are ``Il``, whose strokes are read as anything upright."""
    after = token.index + 1
    if not _ARTICLE.fullmatch(token.text) or after >= len(flow.tokens):
        return False
    word = flow.tokens[after]
    near_by = word.line == token.line and 0 < word.box.x0 - token.box.x1 < token.box.height
    return near_by and word.kind == "word" and word.text[:4].isalpha() and len(word.text) > 3


def healed(piece: str, vocabulary: frozenset[str]) -> str:
    """Return the label word that OCR may have meant."""
    if len(piece) < 4 or piece in vocabulary or piece.isdigit():
        return piece
    return next(
        (
            word
            for word in sorted(vocabulary)
            if abs(len(word) - len(piece)) <= 2 and len(word) >= 4 and near(piece, word)
        ),
        piece,
    )
