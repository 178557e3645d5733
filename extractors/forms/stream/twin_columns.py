"""Two records side by side: the same labels at the left and at the right, line by line, are two columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.forms.stream.tokens import Token

#: Lines that repeat their label at one place from which on they are two columns, and lines between that may not.
_LINES, _BETWEEN = 3, 1
#: Points by which the second labels may stand apart; letters that a label has at least.
_ALIGNED, _LETTERS = 4.0, 3

Line = list["Token"]


def parted(lines: Sequence[Line]) -> list[tuple[Line, float | None]]:
    """Return the lines of a page, those of two columns in two parts.

    Each comes with None, or, as the right part of a line, with the height of the last line at its left: the right
    column is read behind the left one.
    """
    found: list[tuple[Line, float | None]] = []
    at = 0
    while at < len(lines):
        right = _repeated(lines[at])
        end = _end(lines, at, right) if right is not None else 0
        if right is None or not end:
            found.append((lines[at], None))
            at += 1
            continue
        block = list(lines[at:end])
        if found and found[-1][1] is None and _parts(found[-1][0], right) and _near(found[-1][0], block[0]):
            block.insert(0, found.pop()[0])  # the headings of the two columns
        low = max(_top(line) for line in block)
        found += [(left, None) for line in block if (left := [t for t in line if t.box.x0 < right - _ALIGNED])]
        found += [(rest, low) for line in block if (rest := [t for t in line if t.box.x0 >= right - _ALIGNED])]
        at = end
    return found


def _repeated(line: Line) -> float | None:
    """Return where the label that begins a line stands a second time in it, with something written or to write on behind each."""
    first = line[0]
    if first.kind != "word" or sum(c.isalpha() for c in first.text) < 1:
        return None
    said = [t.norm if t.kind == "word" else () for t in line]
    label = next((n for n, t in enumerate(line) if t.kind != "word"), len(line))
    for size in range(label, 0, -1):
        if sum(len(p) for n in said[:size] for p in n) < _LETTERS:
            break
        for at in range(size + 1, len(line) - size):
            if said[at : at + size] == said[:size] and line[at].font == first.font:
                return line[at].box.x0
    return None


def _end(lines: Sequence[Line], at: int, right: float) -> int:
    """Return the number of the line behind the block of lines that all repeat their labels at ``right``, 0 for none."""
    end, count, labels = at, 0, set()
    for number in range(at, len(lines)):
        line = lines[number]
        again = _repeated(line)
        if again is not None and abs(again - right) < _ALIGNED and _parts(line, right):
            labels.add(line[0].norm)
            end, count = number + 1, count + 1
        elif number - end >= _BETWEEN or not _parts(line, right):
            break
    return end if count >= _LINES and len(labels) >= _LINES else 0


def _parts(line: Line, right: float) -> bool:
    """Tell whether something of a line begins at ``right`` and nothing stands across it."""
    across = any(t.box.x0 < right - _ALIGNED and t.box.x1 > right + 1 for t in line)
    return not across and any(abs(t.box.x0 - right) < _ALIGNED for t in line)


def _near(above: Line, below: Line) -> bool:
    return 0 < _top(below) - max(t.box.bottom for t in above) < 2.5 * max(t.box.height for t in above)


def _top(line: Line) -> float:
    return min(t.box.top for t in line)
