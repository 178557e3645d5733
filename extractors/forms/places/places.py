"""Where the value of a label stands: right of it, below it, in the next cell, or in its own cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from domain.geometry import Box
from extractors.forms.labels.label_ends import box_under, cell_label_end, label_end, skip_address
from extractors.forms.places.captions import field_over, line_over
from extractors.forms.places.print_ends import before_label, before_print, led, left_behind
from extractors.forms.places.prose import ends_sentence, prose_value, without_stop
from extractors.forms.places.side_by_side import under_caption
from extractors.forms.places.underlined import before_stop
from extractors.forms.places.value_cells import over_the_page, value_cell
from extractors.forms.places.wraps import broken, continued, fills, numbered_alike
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.neighbours import heads_block, neighbour
from extractors.forms.stream.tokens import Token
from extractors.forms.wording.units import is_unit


@dataclass
class Place:
    """The tokens of a value and the box to write in; ``found`` False = there is no place to write.

    ``passed``: words stand behind the blank that may be its value.
    """

    tokens: list[Token] = field(default_factory=list)
    box: Box | None = None
    page: int = 0
    found: bool = False
    how: str = ""
    passed: bool = False

    @property
    def words(self) -> list[Token]:
        """The words of the value, in order."""
        return [t for t in self.tokens if t.kind == "word" or (t.kind == "widget" and t.text)]


def find_place(
    flow: Flow, start: int, end: int, stop: int, labelled: set[int], stops: Sequence[tuple[str, ...]]
) -> Place:
    """Return the place of the label over tokens ``[start, end)``; the next label of the section begins at ``stop``.

    ``labelled`` are tokens of labels: a cell that holds one is no place for a value.
    """
    first = flow.tokens[start]
    end = label_end(flow, end, stop)
    end = cell_label_end(flow, end, stop)
    label = flow.tokens[end - 1]
    end = skip_address(flow, _skip_note(flow, end, stop), stop)
    if flow.tokens[end - 1].line != label.line:
        label = flow.tokens[end - 1]  # the note stands on the next line, and the value behind it
    rest = _cut(_line_rest(flow, label, end, stop), stops)
    rest = before_label(flow, rest, label)
    behind = led(flow, rest, label)
    inline = behind or before_print(rest, label)
    caption = line_over(flow, first, label, labelled) if label.cell < 0 else None
    caption = caption or under_caption(flow, first, label, labelled)
    filled_in = any(t.kind in ("blank", "widget") for t in inline) or _other_type(inline, label)
    if caption is not None and not filled_in:
        return made(caption, "below")
    box = box_under(flow, first, label, labelled) if label.cell < 0 else None
    if box is not None and not filled_in:
        return _in_box(flow, box, label)
    told = None if behind or filled_in else prose_value(flow, flow.tokens[end - 1], end, stop, labelled, stops, first)
    if told:
        return made(told, "prose")
    if _has_content(inline):
        inline = [*inline, *before_print(_cut(broken(flow, inline, stop, labelled), stops), label)]
        inline = without_stop(inline) if ends_sentence(flow, first, inline) else before_stop(inline)
        place = made(inline, "led" if behind else "right")
        place.passed = not behind and left_behind(inline, rest, labelled)
        if len(inline) == len(rest) and not behind:
            _go_on(flow, place, label, stop, labelled, stops)
        return place
    if label.cell >= 0:
        return _in_table(flow, label, end, stop, labelled, stops)
    further = before_print(_cut(continued(flow, flow.tokens[end - 1], stop, labelled), stops), label)
    if further:
        return made(further, "right")
    place = _next_line(flow, start, label, labelled, stops)
    if place.how == "below" and place.words:
        _go_on(flow, place, label, stop, labelled, stops)
    over = field_over(flow, first, labelled) if place.how == "none" else None
    return place if over is None else made([over], "below")


def _other_type(inline: list[Token], label: Token) -> bool:
    """Tell whether words right of a label are in another type: a value, and no end of the label."""
    words = [t for t in inline if t.kind == "word" and _says(t)]
    return bool(words) and (words[0].font != label.font or words[0].source != label.source)


def made(tokens: list[Token], how: str) -> Place:
    """Return the place that tokens are."""
    blanks = [t for t in tokens if t.kind in ("blank", "widget")]
    said = [t for t in tokens if t.kind == "word" or (t.kind == "widget" and t.text)]
    # A unit is printed behind what is to be filled in.
    said = [t for t in said if not (blanks and t.kind == "word" and is_unit(t.text))]
    boxes = [t.box for t in said or blanks or tokens]
    box = (
        Box(min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes))
        if boxes
        else None
    )
    return Place(tokens, box, tokens[0].page if tokens else 0, True, how)


def _skip_note(flow: Flow, end: int, stop: int) -> int:
    """Step over an explanation in brackets right behind the label: ``(rag. Sociale)``, ``[kW]``."""
    tokens = flow.tokens
    if end >= min(stop, len(tokens)) or tokens[end].kind != "word" or tokens[end].text[:1] not in "([":
        return end
    depth = 0
    for index in range(end, min(stop, len(tokens), end + 16)):
        if tokens[index].kind != "word":
            return end
        depth += sum(c in "([" for c in tokens[index].text) - sum(c in ")]" for c in tokens[index].text)
        if depth <= 0:
            said = "".join(t.text for t in tokens[end : index + 1])
            return index + 1 if len(said.strip("()[]:,")) > 2 or is_unit(said) else end
    return end


def _line_rest(flow: Flow, label: Token, end: int, stop: int) -> list[Token]:
    return [flow.tokens[i] for i in flow.lines[label.line] if end <= i < stop]


def _cut(tokens: list[Token], stops: Sequence[tuple[str, ...]]) -> list[Token]:
    """End the value where a printed sentence begins."""
    said = [(p, n) for n, t in enumerate(tokens) if t.kind == "word" for p in t.norm]
    flat = [p for p, _ in said]
    for position in range(len(flat)):
        for stop in stops:
            if tuple(flat[position : position + len(stop)]) == stop:
                return tokens[: said[position][1]]
    return tokens


def _has_content(tokens: list[Token]) -> bool:
    return any(t.kind in ("blank", "widget") or (t.kind == "word" and _says(t)) for t in tokens)


def _says(token: Token) -> bool:
    """Tell whether a word can be a value: not punctuation and no unit."""
    return bool(re.search(r"\w|[+±]", token.text)) and not is_unit(token.text)


def _in_box(flow: Flow, cells: list[int], label: Token) -> Place:
    """Return what stands in a box of its own under the label."""
    boxes = [flow.cells[n].box for n in cells]
    whole = Box(boxes[0].x0, boxes[0].top, boxes[-1].x1, boxes[-1].bottom)
    tokens = [flow.tokens[i] for n in cells for i in flow.in_cell.get(n, ())]
    if len(cells) > 1:
        tokens = _spelled(tokens)
    place = made(tokens, "cell") if tokens else Place([], whole, label.page, True, "cell")
    place.box = place.box if place.words else whole
    return place


def _spelled(tokens: list[Token]) -> list[Token]:
    """Join letters that stand each in a box; an empty box between them is a space."""
    words = [t for t in tokens if t.kind == "word"]
    if not words:
        return tokens
    around = words[0].box.union(words[-1].box)
    return [replace(words[0], text="".join(t.text for t in words), box=around, norm=())]


def _go_on(
    flow: Flow, place: Place, label: Token, stop: int, labelled: set[int], stops: Sequence[tuple[str, ...]]
) -> None:
    """Add the next lines of a value that was broken at the right margin or in its cell."""
    if not place.words or any(t.kind == "widget" for t in place.tokens):
        return
    last = place.words[-1]
    line = last.line
    blank = [t for t in place.tokens if t.kind == "blank"]
    while line + 1 < len(flow.lines) and flow.line_cell[line + 1] == label.cell and flow.lines[line + 1][0] < stop:
        tokens = [flow.tokens[i] for i in flow.lines[line + 1] if i < stop]
        first = tokens[0]
        if first.index in labelled or first.page != label.page or any(t.kind in ("mark", "widget") for t in tokens):
            return
        near = first.box.top - last.box.bottom < 0.7 * last.box.height
        same = first.font == last.font and abs(first.size - last.size) < 0.6
        foreign = bool(label.font) and label.font != last.font
        if (
            label.cell < 0
            and not (foreign and same and near and (first.kind == "word"))
            and not fills(flow, last, first)
        ):
            return
        if label.cell >= 0 and (blank or (foreign and not same)):
            return
        kept = _cut(tokens, stops)
        place.tokens.extend(kept)
        if len(kept) < len(tokens) or not kept:
            return
        last, line = kept[-1], line + 1
    place.box = made(place.tokens, place.how).box


def _in_table(
    flow: Flow,
    label: Token,
    end: int,
    stop: int,
    labelled: set[int],
    stops: Sequence[tuple[str, ...]],
) -> Place:
    own = [flow.tokens[i] for i in flow.in_cell[label.cell] if end <= i < stop and i not in labelled]
    own = _cut(own, stops)
    if _has_content(own):
        return made(own, "cell")
    frame = flow.cells[label.cell]
    # A label at the top of a cell with room under it has its place there; what stands below is another's.
    roomy = frame.box.bottom - label.box.bottom > 1.3 * label.box.height
    no_label_over = (roomy and label.box.top - frame.box.top < label.box.height) or heads_block(flow, label.cell)
    below = None if no_label_over else neighbour(flow, label.cell, "below")
    for cell in (value_cell(flow, label.cell), below):
        if cell is None:
            continue
        members = [flow.tokens[i] for i in flow.in_cell.get(cell, ())]
        members += over_the_page(flow, cell, labelled)
        if any(t.index in labelled for t in members):
            continue
        box = flow.cells[cell].box
        place = made(members, "cell") if members else Place([], box, label.page, True, "cell")
        place.found = True
        place.page = label.page
        place.box = place.box if place.words else box
        return place
    room = frame.box.bottom - label.box.bottom
    if room > 1.1 * label.box.height or frame.box.x1 - label.box.x1 > 40:
        return Place([], frame.box, label.page, True, "cell")
    return Place(page=label.page, box=label.box)


def _next_line(flow: Flow, start: int, label: Token, labelled: set[int], stops: Sequence[tuple[str, ...]]) -> Place:
    """Look under the label (label above its blank) or at the start of the next line (paragraph that wraps)."""
    line = label.line + 1
    first = flow.tokens[start]
    members = flow.lines[label.line]
    if line < len(flow.lines) and numbered_alike(flow.tokens[members[0]], flow.tokens[flow.lines[line][0]]):
        return Place([], _after_label(label), label.page, label.text.endswith(":"), "none")
    later = [flow.tokens[i] for i in members if i > label.index and i in labelled]
    right = later[0].box.x0 - 2 if later else float("inf")
    if line < len(flow.lines) and flow.line_cell[line] == -1 and flow.tokens[flow.lines[line][0]].page == label.page:
        tokens = [flow.tokens[i] for i in flow.lines[line]]
        gap = min(t.box.top for t in tokens) - label.box.bottom
        if gap < 2.2 * max(label.box.height, 8):
            return _under(tokens, label, first, right, labelled, stops, gap)
    return Place([], _after_label(label), label.page, label.text.endswith(":"), "none")


def _under(
    tokens: list[Token],
    label: Token,
    first: Token,
    right: float,
    labelled: set[int],
    stops: Sequence[tuple[str, ...]],
    gap: float,
) -> Place:
    alone = right == float("inf")
    # What stands behind another label on that line is that label's.
    own = next((n for n, t in enumerate(tokens) if t.index in labelled), len(tokens))
    below = [t for t in tokens[:own] if first.box.x0 - 6 <= t.box.x0 < right]
    lead = tokens[0]
    wraps = alone and lead.index not in labelled and gap < 0.9 * max(label.box.height, 8)
    if wraps and (
        lead.kind in ("blank", "widget")
        or (lead.kind == "word" and lead.font != label.font)
        or label.text.endswith((":", "."))
    ):
        until = next((n for n, t in enumerate(tokens) if t.index in labelled), len(tokens))
        below = tokens[:until]
    below = before_print(_cut(below, stops), label)
    marked = any(t.kind == "mark" for t in below)
    if lead.kind == "mark":  # the answers to the question that ends here
        return Place([], _after_label(label), label.page, label.text.endswith(":"), "none", passed=True)
    if not below or marked or any(t.index in labelled for t in below) or not _has_content(below):
        return Place([], _after_label(label), label.page, label.text.endswith(":"), "none")
    drawn = any(t.kind in ("blank", "widget") for t in below)
    foreign = bool(label.font) and below[0].font != label.font
    aligned = abs(below[0].box.x0 - first.box.x0) < 14
    if drawn or foreign or (aligned and lead.index not in labelled) or wraps:
        return made(below, "below")
    return Place([], _after_label(label), label.page, label.text.endswith(":"), "none")


def _after_label(label: Token) -> Box:
    return Box(label.box.x1, label.box.top, label.box.x1 + 60, label.box.bottom)
