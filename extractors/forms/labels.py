"""Where labels of a section stand in the stream, and which entry each of them means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.forms.describe import Entry, Section
from extractors.forms.flow import Flow, Token
from extractors.forms.option_text import SHORT_OPTIONS, begins, fits_left, option_marks, reach, reach_back, said_by
from extractors.forms.text import near

_SAME = -2
_BEAM = 20


@dataclass(frozen=True, slots=True)
class Item:
    """A label (``option`` empty) or an option beside the tick place ``mark``, over tokens ``[start, end)``.

    ``weak``: so short that it counts only after its neighbours; ``bare``: in the middle of a line with no sign that it
    is a label, which a sentence of labels and values may have (``Nome Rosa Cognome Lo Verde``).
    """

    start: int
    end: int
    entry: int
    gain: float
    option: str = ""
    mark: int = -1
    weak: bool = False
    bare: bool = False
    line: int = -1
    font: str = ""


@dataclass(slots=True)
class _State:
    gain: float
    last: int
    used: int
    item: Item | None = None
    before: _State | None = None


def read_labels(
    flow: Flow, section: Section, span: Sequence[int], vocabulary: frozenset[str], asked: frozenset[str] = frozenset()
) -> list[Item]:
    """Return the labels and options of ``section`` within the tokens ``span``, each given to one entry.

    ``asked`` are the fields that are answered with SI or NO.

    Equal labels are told apart by what stands before them: the reading order of the description is preferred,
    jumps cost, a block's own heading makes its block cheap (best sum over the whole section, beam search).
    """
    if not section.entries or not span:
        return []
    marks = option_marks(flow, span, section)
    wordings = [w for e in section.entries for _, ws in e.options for w in ws]
    claimed = {
        text[0] for mark, text in marks.items() if text and (text[0] > mark or begins(said_by(flow, text), wordings))
    }
    stream = _Stream(flow, span, vocabulary, claimed)
    items = list(stream.labels(section.entries)) + list(_options(flow, section, marks, stream))
    return _best(items, section.entries, asked)


class _Stream:
    """Pieces of the tokens in order, for matching label wordings."""

    def __init__(self, flow: Flow, span: Sequence[int], vocabulary: frozenset[str], claimed: set[int]) -> None:
        """``claimed``: tokens that begin the wording of a tick place; they are hardly labels."""
        self.flow = flow
        self.claimed = claimed
        self.pieces: list[tuple[str, int, bool, bool]] = []
        for index in span:
            token = flow.tokens[index]
            if token.kind != "word":
                self.pieces.append(("", index, True, True))
                continue
            norm = [_healed(p, vocabulary) for p in token.norm] if token.source == "ocr" else token.norm
            last = len(norm) - 1
            self.pieces.extend((p, index, i == 0, i == last) for i, p in enumerate(norm))
        self.at: dict[int, int] = {}
        for position, (_, index, _first, _last) in enumerate(self.pieces):
            self.at.setdefault(index, position)

    def labels(self, entries: Sequence[Entry]) -> Iterator[Item]:
        """Yield the longest match of each entry at each place."""
        by_first: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        for entry in entries:
            for wording in entry.labels:
                by_first[wording[0]].append((wording, entry.index))
        for position, (piece, index, _, _) in enumerate(self.pieces):
            found: dict[int, tuple[str, ...]] = {}
            for wording, number in by_first.get(piece, ()):
                if number not in found and self.match(position, wording) is not None:
                    found[number] = wording
            for number, wording in found.items():
                end = self.match(position, wording) or index
                gain, bare = self._gain(index, end, wording, entries[number])
                first = self.flow.tokens[index]
                short = len("".join(wording)) <= 2
                yield Item(index, end, number, gain, weak=short, bare=bare, line=first.line, font=first.font)

    def match(self, position: int, wording: tuple[str, ...]) -> int | None:
        """Return the token number behind ``wording`` at ``position``, or None; a label ends with a whole word."""
        stop = position + len(wording)
        if stop > len(self.pieces) or not self.pieces[stop - 1][3]:
            return None
        for offset, piece in enumerate(wording):
            if self.pieces[position + offset][0] != piece:
                return None
        first, last = self.flow.tokens[self.pieces[position][1]], self.flow.tokens[self.pieces[stop - 1][1]]
        if first.cell != last.cell or last.line - first.line > 3 or first.page != last.page:
            return None
        if first.font != last.font:
            return None  # a value in another type goes on as a longer label would
        return last.index + 1

    def _gain(self, start: int, end: int, wording: tuple[str, ...], entry: Entry) -> tuple[float, bool]:
        tokens = self.flow.tokens
        length = len("".join(wording))
        gain = 0.6 + 0.5 * (len(wording) - 1) + (0.5 if length >= 6 else 0.0)
        if start in self.claimed:
            gain -= 3.0
        first, last = tokens[start], tokens[end - 1]
        lead, follow = self._lead(first), self._follow(last, end)
        if entry.anchor:
            return (gain + 2.0 if lead >= 1.0 else -3.0), False
        if lead == 0.0 and follow == 0.0:
            return gain, True
        if lead == 0.0 and follow < 1.0 and first.text[:1].islower():
            return gain - 2.0, False
        return gain + lead + follow, False

    def _lead(self, first: Token) -> float:
        members = self.flow.lines[first.line]
        place = members.index(first.index)
        if place == 0:
            return 1.0
        before = self.flow.tokens[members[place - 1]]
        if first.text[:1] == "(":
            return 0.7
        if before.kind != "word":
            return 0.8
        if before.text in ("-", "–", "•", "·", "*") or (place == 1 and not any(before.norm)):
            return 1.0
        if before.text[-1:] in ",;:.)]":
            return 0.7
        if before.font != first.font or first.box.x0 - before.box.x1 > 2.0 * max(first.box.height, 6.0):
            return 0.7
        return 0.0

    def _follow(self, last: Token, end: int) -> float:
        if last.text.endswith(":"):
            return 1.5
        tokens = self.flow.tokens
        after = tokens[end] if end < len(tokens) and tokens[end].line == last.line else None
        if after is None:
            return 1.0 if last.cell >= 0 else 0.6
        if after.kind != "word":
            return 2.0
        if after.text in (":", ":-", "=") or after.text[:1] in "([":
            return 1.2
        return 0.8 if after.font != last.font or after.box.x0 - last.box.x1 > 2.0 * max(last.box.height, 6.0) else 0.0


def _healed(piece: str, vocabulary: frozenset[str]) -> str:
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


def _options(flow: Flow, section: Section, marks: dict[int, list[int]], stream: _Stream) -> Iterator[Item]:
    for mark, text in marks.items():
        if not text:
            continue
        said = tuple(p for i in text for p in (stream.flow.tokens[i].norm or ()))
        if flow.tokens[text[0]].source == "ocr":
            said = tuple(
                stream.pieces[stream.at[i] + k][0]
                for i in text
                if i in stream.at
                for k in range(len(flow.tokens[i].norm))
            )
        right = text[0] > mark
        for entry in section.entries:
            for name, wordings in entry.options:
                best = next((w for w in wordings if said[: len(w)] == w), None) if right else fits_left(said, wordings)
                if best is not None:
                    back = text[0] if said[: len(best)] == best else reach_back(flow, text, len(best))
                    start, end = (mark, reach(flow, text, len(best))) if right else (back, mark + 1)
                    yield Item(start, end, entry.index, 2.2 + 0.35 * len(best), name, mark)
        for name, wordings in SHORT_OPTIONS:
            best = next((w for w in wordings if (said[: len(w)] == w if right else said[-len(w) :] == w)), None)
            if best is not None:
                start, end = (
                    (mark, reach(flow, text, len(best))) if right else (reach_back(flow, text, len(best)), mark + 1)
                )
                yield Item(start, end, _SAME, 1.0, name, mark)


def _best(items: list[Item], entries: Sequence[Entry], asked: frozenset[str]) -> list[Item]:
    """Choose the items that do not overlap and whose sum of gains less jumps is highest."""
    by_start: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        by_start[item.start].append(item)
    places = sorted(by_start)
    states = [_State(0.0, -1, 0)]
    pending: list[tuple[int, _State]] = []
    for place in places:
        ready = [s for end, s in pending if end <= place]
        pending = [(end, s) for end, s in pending if end > place]
        states = _pruned(states + ready)
        for state in states:
            for item in by_start[place]:
                pending.extend((item.end, following) for following in _steps(state, item, entries, asked))
    best = max([*states, *(s for _, s in pending)], key=lambda s: s.gain)
    chosen: list[Item] = []
    node: _State | None = best
    while node is not None and node.item is not None:
        chosen.append(node.item)
        node = node.before
    return chosen[::-1]


def _pruned(states: list[_State]) -> list[_State]:
    best: dict[tuple[int, int], _State] = {}
    for state in states:
        key = (state.last, state.used)
        if key not in best or best[key].gain < state.gain:
            best[key] = state
    return sorted(best.values(), key=lambda s: -s.gain)[:_BEAM]


def _steps(state: _State, item: Item, entries: Sequence[Entry], asked: frozenset[str]) -> list[_State]:
    last = state.last
    if item.entry == _SAME:
        if last < 0:
            return []
        entry = entries[last]
        if entry.field not in asked and not entry.options:
            return []
        if entry.options and not any(name == item.option for name, _ in entry.options):
            return []
        shown = replace(item, entry=last)
        again = 2.0 if _answered(state, last, item.option) else 0.0
        return [_State(state.gain + item.gain - again, last, state.used, shown, state)]
    entry = entries[item.entry]
    cost = _jump(last, item, entries)
    used = state.used
    if item.bare:
        cost += _bare_cost(state, item, entries)
    if not item.option:
        bit = 1 << item.entry
        if used & bit and entry.field:
            cost += 5.0
        used |= bit
    elif entry.labels and last != item.entry:
        # A tick place far from its question: only wordings that speak for themselves.
        cost += 0.8
    gain = state.gain + item.gain - cost
    after = [item.entry]
    if item.option in entry.anchors:
        # The block that the option opens may follow at once, or further down.
        after.append(next(e.index for e in entries if e.anchor == entry.anchors[item.option]))
    kept = replace(item, gain=item.gain - cost)
    return [_State(gain, at, used, kept, state) for at in after]


def _answered(state: _State, entry: int, option: str) -> bool:
    """Tell whether this option of the question was met before: then its label was missed in between."""
    node: _State | None = state
    while node is not None and node.item is not None and node.item.entry == entry and node.item.option:
        if node.item.option == option:
            return True
        node = node.before
    return False


def _bare_cost(state: _State, item: Item, entries: Sequence[Entry]) -> float:
    """Return what a label without any sign costs: little as the next of a chain in one sentence, else too much."""
    last = state.item
    if last is None or last.option or last.font != item.font or not 0 <= item.line - last.line <= 1:
        return 3.5
    step = item.entry - last.entry
    same = entries[item.entry].block == entries[last.entry].block
    return 0.1 + 0.2 * step if same and 0 < step <= 3 else 3.5


def _jump(last: int, item: Item, entries: Sequence[Entry]) -> float:
    """Return what it costs to read entry ``item`` after entry ``last``."""
    to = item.entry
    if item.weak and not 0 < to - last <= 3:
        return 5.0
    if last < 0:
        return min(0.05 * to, 1.0)
    if to == last:
        return 0.0 if item.option else (0.3 if not entries[to].field else 2.5)
    blocks = entries[to].block - entries[last].block
    if to > last:
        if entries[to].anchor:
            return min(0.03 * (to - last), 0.6)
        return min(0.15 * (to - last - 1), 1.6) + (min(0.6 * blocks, 1.8) if blocks else 0.0)
    if entries[to].anchor:
        return 1.5
    return 1.0 + 0.08 * (last - to) if blocks == 0 else 3.0
