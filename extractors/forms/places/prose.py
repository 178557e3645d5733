"""Values in running prose, in the type of the print around them: ``residente in Forlì, via Roma 2, titolare dell'impianto``.

Nothing drawn tells where such a value ends. What does: the next label with the words that lead to it (``attiva nel | settore``),
the end of the sentence, a comma and the print that goes on, the rest of the blank that was written over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.forms.stream.flow import Flow
from extractors.forms.stream.running_text import follows
from extractors.forms.stream.tokens import Token, alike

#: Little words, in small letters, that lead from a value to the next label, or from a label to its value.
_LITTLE_WORDS = (
    "a ad al allo alla all ai agli alle da dal dallo dalla dall dai dagli dalle di del dello della dell dei degli delle in nel nello "
    "nella nell nei negli nelle con su sul sulla sull per tra fra e ed il lo la l i gli le un uno una che si è ha quindi come presso"
)
_LITTLE = frozenset(_LITTLE_WORDS.split())
#: Little words with which a label comes to its value.
_COPULA = frozenset({"è", "risulta", "pari", "sono"})
_BEHIND_COPULA = frozenset({"a", "ad", "di", "il", "la", "lo", "sig", "sigra", "signor", "signora", "sig ra"})
#: Words, besides participles, with which a sentence goes on behind a value.
_GOING_ON = "titolare attiva attivo elegge informa dichiara fornisce conferma assume possesso operante avente quale"
_GOES_ON = frozenset(_GOING_ON.split())
_VERBS = frozenset({"è", "ha", "sono", "hanno", "viene", "informa", "dichiara", "elegge", "conferma", "risulta"})
_PARTICIPLES = (
    "ato", "ata", "ati", "ate", "ito", "ita", "uto", "uta", "esso", "essa", "osto", "osta", "itto", "itta", "ante", "ente",
)  # fmt: skip
#: Abbreviations that end with a full stop of their own.
_SHORT = frozenset({"Srl", "Spa", "Sas", "Snc", "Ing", "Geom", "Dott", "Arch", "Avv", "Sig"})
_ABBREVIATED = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}")
#: Titles, cut short, before a name: ``Ing. Lo Bello``.
_CUT_SHORT = "ing geom dott dott.ssa dr arch avv rag prof per ind p.ind sig sig.ra"
_TITLES = frozenset(_CUT_SHORT.split())
#: Lines that a value in prose goes on over.
_LINES = 4


def prose_value(
    flow: Flow, label: Token, end: int, stop: int, labelled: set[int], stops: Sequence[tuple[str, ...]],
    first: Token | None = None,
) -> list[Token] | None:  # fmt: skip
    """Return the words of a value that follows its label as the next words of a sentence do; None where nothing does.

    The rest of a blank behind them is the last token. A label with a colon counts where it breaks over two lines, as
    ``first``, its first word, tells: else it may stand in a list of labels.
    """
    listed = label.text.endswith(":") and (first is None or first.line == label.line)
    if label.cell >= 0 or not label.font or label.source != "text" or listed:
        return None
    run = _run(flow, label, end, stop, labelled)
    if not run or run[0].kind != "word":
        return None
    run = _behind_lead(_before_stops(run, stops))
    said = _clause(run, label)
    reached = len(said) == len(run)
    blank = [t for t in run[len(said) : len(said) + 1] if t.kind == "blank"]
    if reached:
        said = _before_lead(said)
    said = without_stop(said)
    return [*said, *blank] if any(c.isalnum() for t in said for c in t.text) else None


def without_stop(said: list[Token]) -> list[Token]:
    """Drop the sentence's full stop behind the last word, unless the word is an abbreviation: ``S.r.l.``, ``snc.``."""
    last = said[-1].text if said else ""
    bare = last.rstrip(".)")
    if (
        not last.endswith(".")
        or _ABBREVIATED.fullmatch(last)
        or bare in _SHORT
        or len(bare) == 1
        or (len(bare) < 4 and bare.islower())
    ):
        return said
    return [*said[:-1], replace(said[-1], text=last[:-1])]


def ends_sentence(flow: Flow, first: Token, value: list[Token]) -> bool:
    """Tell whether a value without a blank, in the type of its label inside a sentence, ends with the line: its stop is print."""
    line = flow.lines[first.line]
    before = [flow.tokens[i] for i in line[: line.index(first.index)] if flow.tokens[i].kind == "word"]
    plain = all(t.kind == "word" and alike(t, first) for t in value)
    return plain and any(alike(t, first) and len(t.text) > 2 and t.text[:1].islower() for t in before)


def _run(flow: Flow, label: Token, end: int, stop: int, labelled: set[int]) -> list[Token]:
    """Return what follows a label in its paragraph, to the next label or tick place: words, and a blank behind them."""
    found: list[Token] = []
    last = flow.tokens[end - 1]
    for index in range(end, min(stop, len(flow.tokens))):
        token = flow.tokens[index]
        if index in labelled or token.kind in ("mark", "widget") or token.cell >= 0 or token.page != label.page:
            break
        if token.kind == "blank":
            found.append(token)
            break
        if not alike(token, label) or not follows(flow, last, token) or token.line - label.line >= _LINES:
            break
        found.append(token)
        last = token
    return found


def _before_stops(run: list[Token], stops: Sequence[tuple[str, ...]]) -> list[Token]:
    said = [(p, n) for n, t in enumerate(run) for p in t.norm]
    flat = [p for p, _ in said]
    for at in range(len(flat)):
        if any(tuple(flat[at : at + len(w)]) == w for w in stops):
            return run[: said[at][1]]
    return run


def _behind_lead(run: list[Token]) -> list[Token]:
    """Step over what leads from a label to its value: ``è pari a``, ``è il sig.``."""
    at = 0
    while at < len(run) and run[at].text.casefold().strip("’'") in _COPULA:
        at += 1
    while at and at < len(run) and " ".join(run[at].norm) in _BEHIND_COPULA:
        at += 1
    return run[at:]


def _clause(run: list[Token], label: Token) -> list[Token]:
    """Return the words up to the end of their clause."""
    inside = label.text.startswith("(") and ")" not in label.text
    for number, token in enumerate(run):
        after = run[number + 1] if number + 1 < len(run) else None
        if token.kind != "word" or (number and _breaks(token, after)):
            return run[:number]
        if _closes(token, after) or (inside and ")" in token.text):
            return run[: number + 1]
    return run


def _closes(token: Token, after: Token | None) -> bool:
    """Tell whether a word ends its clause: a semicolon, dots of a leader, a full stop, a comma and print that goes on."""
    if token.text.endswith(";") or "...." in token.text or "…" in token.text:
        return True
    if after is None or after.kind != "word":
        return False
    lead = after.norm[0] if after.norm else ""
    if token.text.endswith(".") and len(token.text) > 2 and after.text[:1].isupper():
        if token.text.rstrip(".").casefold() in _TITLES:
            return False
        return lead in _LITTLE or lead == "e"
    return token.text.endswith(",") and after.text[:1].islower() and _is_print(after)


def _is_print(token: Token) -> bool:
    lead = token.norm[0] if token.norm else ""
    return lead in _LITTLE or lead in _GOES_ON or lead in _VERBS or (len(lead) > 5 and lead.endswith(_PARTICIPLES))


def _breaks(token: Token, after: Token | None) -> bool:
    """Tell whether a word in small letters goes on with the sentence: a verb, ``e`` before one, a participle after it."""
    if token.text in _VERBS:
        return True
    joins = token.text in ("e", "ed") and after is not None and after.kind == "word" and after.text[:1].islower()
    return joins and after is not None and _is_print(after)


def _before_lead(said: list[Token]) -> list[Token]:
    """Drop the words that lead to the next label: little words, and behind the last comma words in small letters alone."""
    while said and (said[-1].text.casefold() in _LITTLE or (said[-1].norm and set(said[-1].norm) <= _LITTLE)):
        # A capital is the first of the next sentence, ``... rev. 3.2. | Il``, or of a name.
        capital = not said[-1].text[:1].islower() and said[-1].text[:1] != "È"
        if capital and (len(said) < 2 or not said[-2].text.endswith(".")):
            break
        said = said[:-1]
    commas = [n for n, t in enumerate(said[:-1]) if t.text.endswith(",")]
    if commas and all(t.text.islower() and t.text[:-1].isalpha() for t in said[commas[-1] + 1 :]):
        said = said[: commas[-1] + 1]
    return said
