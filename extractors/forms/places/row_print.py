"""What a table's row prints beside its question: the rest of the label, the wording of a tick place."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.stream.caption_cells import caption_of
from extractors.forms.stream.flow import RULE, Flow, word_gap
from extractors.forms.stream.tokens import Token, alike
from extractors.forms.wording.units import after_quantity

#: Heights of a line within which a word stands right behind its tick place.
_BEHIND = 1.0

#: Letters of an answer at most: ``N.P.``.
_ANSWER = 4
#: Words with a colon behind the last at most that lead to what explains an answer.
_LEAD = 3


def without_row_print(flow: Flow, row: Sequence[Token], label: Token) -> list[Token]:
    """Drop the words in the label's own cell and type, and those in cells that hold a tick place or belong to one beside them.

    ``Idranti ed estintori (ubicazione) | ☐ SI | in cabina | ☐ Elmetto``: only ``in cabina`` was written.
    """
    if not label.font:
        return list(row)
    if label.cell < 0:
        print_ = _on_line(flow, label)
        return [t for t in row if t.index not in print_]
    kept = [t for t in row if t.kind != "word" or not (_of_label(t, label) or _of_tick(flow, t, label))]
    return _without_captions(flow, kept, label)


def asks_on(line: Sequence[Token], label: Token) -> bool:
    """Tell whether a line goes on with what the line of ``label`` asks: something to write on, or a quantity.

    A rule on which print in the label's type stands only parts it from the line above.
    """
    lead = line[0]
    if lead.kind == "blank" and lead.font == RULE:
        if _under_heading(line, label):
            return False
        return not any(t.kind == "word" and alike(t, label) and t.box.x0 < lead.box.x1 for t in line[1:2])
    if lead.kind != "word":
        return True
    words = [t.norm for t in line if t.kind == "word"]
    return not any(lead.norm) and alike(lead, label) and after_quantity(words) > 0


def _under_heading(line: Sequence[Token], label: Token) -> bool:
    """Tell whether a rule as long as the text stands under a heading: words in bold capitals, unlike the label."""
    rule, words = line[0].box, [t for t in line[1:] if t.kind == "word" and any(c.isalpha() for c in t.text)]
    bold = all("bold" in t.font.lower() for t in words) and "bold" not in label.font.lower()
    return bool(words) and bold and rule.x0 <= label.box.x0 + 1 and all(t.text.isupper() for t in words)


def _on_line(flow: Flow, label: Token) -> set[int]:
    """Return the words in the label's type on its line that run on from it to a tick place, or stand right behind one.

    Words of any type that lead to a tick place with a colon are print as well.
    """
    found: set[int] = set()
    run: list[int] = []
    last = label
    for token in (flow.tokens[i] for i in flow.lines[label.line] if i > label.index):
        joined = token.box.x0 - last.box.x1 < word_gap(token, _BEHIND if last.kind == "mark" else 0.55)
        joined = joined and not (last.text.endswith(":") and last is not label)  # an answer may be typed behind it
        if token.kind == "word" and alike(token, label) and joined:
            (found.add if last.kind == "mark" or last.index in found else run.append)(token.index)
        elif token.kind == "mark":
            found.update(run or _to_colon(flow, token))
            run = []
        elif token.kind == "word":
            run = []
        if token.kind in ("word", "mark"):
            last = token
    return found


def _to_colon(flow: Flow, mark: Token) -> list[int]:
    """Return the words of one type that ask with a colon for a tick: ``DPI da usare: ☐ cuffia``."""
    found: list[Token] = []
    for token in (flow.tokens[i] for i in reversed(range(mark.index))):
        after = found[-1] if found else mark
        joined = token.line == mark.line and after.box.x0 - token.box.x1 < word_gap(token, _BEHIND)
        if token.kind != "word" or not joined or not (alike(token, after) if found else token.text.endswith(":")):
            break
        found.append(token)
    return [t.index for t in found]


def _of_label(token: Token, label: Token) -> bool:
    return token.cell == label.cell and alike(token, label)


def _of_tick(flow: Flow, token: Token, label: Token) -> bool:
    """Tell whether a word in the label's type shares its cell with a tick place, or the edge of its cell with a bare one."""
    if token.cell < 0 or not alike(token, label):
        return False
    box = flow.cells[token.cell].box
    ticked = {flow.tokens[i].cell for i in flow.rows[token.row] if flow.tokens[i].kind == "mark"}
    beside = {c for c in ticked if c >= 0 and c != label.cell and abs(flow.cells[c].box.x0 - box.x1) < 3}
    return token.cell in ticked or any(not _explained(flow, c) for c in beside)


def _explained(flow: Flow, cell: int) -> bool:
    """Tell whether a cell says itself what its tick place stands for: ``☐ cuffie``, and not only ``☐ SI``."""
    return any(flow.tokens[i].kind == "word" and len(flow.tokens[i].text) > _ANSWER for i in flow.in_cell[cell])


def _without_captions(flow: Flow, row: Sequence[Token], label: Token) -> list[Token]:
    """Drop the captions of the boxes beside a label's own: ``A.12 Rischio: rumore | A.13 Misure | A.14 DPI``.

    Where the label is a caption itself its box may hold a tick and what explains it, behind words that lead to it:
    ``☐ SI ☐ NO  dettagli: lavori nel lotto vicino``.
    """
    if label.cell < 0 or label not in caption_of(flow, label.cell):
        return list(row)
    own = [t for t in row if t.cell == label.cell]
    lead = next((n for n, t in enumerate(own[:_LEAD]) if t.kind == "word" and t.text.endswith(":")), None)
    if lead is not None:
        return own[lead + 1 :]
    return own + [t for t in row if t.cell >= 0 and t.cell != label.cell and t not in caption_of(flow, t.cell)]
