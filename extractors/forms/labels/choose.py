"""Which of the labels and options found are meant: the best way through a section (beam search)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.forms.wording.describe import Entry

#: Entry of an option that belongs to whatever question stands before it.
SAME = -2
#: Ways kept at each place, and of those that end with the same entry.
_BEAM, _OF_ONE_END = 30, 6
#: What it costs to read a label that several questions have where its own question was not met: ``potenza nominale``.
_UNASKED = 4.0
#: What it costs to give a plain answer to another question than the one before it that waits for it.
_ANSWERS, _ANSWER = frozenset({"SI", "NO"}), 2.0
#: What it costs that two neighbours stand in each other's order: ``cognome`` before ``nome``.
_SWAPPED = 0.6
#: What a label without any sign costs, what where a neighbour follows it in one sentence, and how far neighbours stand apart.
_ALONE, _CHAINED, _STEP = 3.5, 0.3, 3


@dataclass(frozen=True, slots=True)
class Item:
    """A label (``option`` empty) or an option beside the tick place ``mark``, over tokens ``[start, end)``.

    ``weak``: so short that it counts only after its neighbours; ``bare``: in the middle of a line with no sign that it
    is a label, which a sentence of labels and values may have (``Nome Rosa Cognome Lo Verde``); ``aside``: in a cell
    behind another text of its ``row`` of a grid, which says what the row is about; ``meant``: how well it means the
    entry, 1 where the words are known.
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
    row: int = -1
    aside: bool = False
    meant: float = 1.0


@dataclass(slots=True)
class _State:
    gain: float
    last: int
    used: int
    item: Item | None = None
    before: _State | None = None
    entry: int = -1
    cost: float = 0.0
    alone: bool = False


def best_items(items: list[Item], entries: Sequence[Entry], asked: frozenset[str]) -> list[Item]:
    """Choose the items that do not overlap and whose sum of gains less jumps is highest."""
    by_start: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        by_start[item.start].append(item)
    states = [_State(0.0, -1, 0)]
    owners = _owners(entries, asked)
    pending: list[tuple[int, _State]] = []
    for place, to_come in _to_come(by_start):
        ready = [s for end, s in pending if end <= place]
        pending = [(end, s) for end, s in pending if end > place]
        states = _pruned(states + ready, to_come)
        here = by_start[place]
        for state in states:
            for item in here:
                end = item.end
                for following in _steps(state, item, entries, asked, owners):
                    pending.append((end, following))
    best = max([*states, *(s for _, s in pending)], key=lambda s: s.gain)
    chosen: list[Item] = []
    node: _State | None = best
    while node is not None and node.item is not None:
        # Items are made here and not at each step: of a hundred steps one is chosen.
        chosen.append(replace(node.item, entry=node.entry, gain=node.item.gain - node.cost))
        node = node.before
    return chosen[::-1]


def _to_come(by_start: Mapping[int, Sequence[Item]]) -> list[tuple[int, int]]:
    """Return the places where items begin, each with the entries (bits) that labels from there on may mean."""
    found: list[tuple[int, int]] = []
    entries = 0
    for place in sorted(by_start, reverse=True):
        for item in by_start[place]:
            entries |= 1 << item.entry if not item.option and item.entry >= 0 else 0
        found.append((place, entries))
    return found[::-1]


def _pruned(states: list[_State], to_come: int) -> list[_State]:
    """Return the best ways, few of each end: a way that left early labels alone may prove right much later.

    Of two that end alike the better one stands for both where it has used none of the entries ``to_come`` besides. A label
    without a sign gets back what it cost where the next one goes on with it: such an end is another.
    """
    kept: list[_State] = []
    ends: dict[tuple[int, bool], list[int]] = defaultdict(list)
    for state in sorted(states, key=lambda s: -s.gain):
        used, before = state.used & to_come, ends[state.last, state.alone]
        if len(before) < _OF_ONE_END and not any(used | other == used for other in before):
            before.append(used)
            kept.append(state)
        if len(kept) == _BEAM:
            break
    return kept


def _owners(entries: Sequence[Entry], asked: frozenset[str]) -> dict[int, int]:
    """Return for each entry whose label other questions have too, by number, the question (SI or NO) it goes with."""
    counts = Counter(w for e in entries for w in e.labels)
    shared = {e.index for e in entries if e.labels and all(counts[w] > 1 for w in e.labels)}
    found: dict[int, int] = {}
    owner = -1
    for entry in entries:
        if entry.field in asked and entry.index not in shared:
            owner = entry.index
        elif entry.anchor:
            owner = -1
        elif entry.index in shared and owner >= 0:
            found[entry.index] = owner
    return found


def _steps(
    state: _State, item: Item, entries: Sequence[Entry], asked: frozenset[str], owners: Mapping[int, int]
) -> list[_State]:
    last = state.last
    if item.entry == SAME:
        if last < 0 or (item.aside and state.item is not None and state.item.row != item.row):
            return []
        entry = entries[last]
        if entry.field not in asked and not entry.options:
            return []
        if entry.options and not any(name == item.option for name, _ in entry.options):
            return []
        again = 2.0 if _answered(state, last, item.option) else 0.0
        return [_State(state.gain + item.gain - again, last, state.used, item, state, last)]
    entry = entries[item.entry]
    cost = _jump(last, item, entries) + _unasked(state, item, owners)
    used = state.used
    if item.bare:
        cost += _bare_cost(state, item, entries)
    if state.item is not None and state.item.bare and state.alone and _chained(state, item, entries):
        cost -= _ALONE - _CHAINED
    if not item.option:
        bit = 1 << item.entry
        if used & bit and entry.field:
            cost += 5.0
        used |= bit
    elif entry.labels and last != item.entry:
        # A tick place far from its question: only wordings that speak for themselves.
        cost += 0.8
        asks = last >= 0 and entries[last].field in asked
        cost += _ANSWER if asks and item.option in _ANSWERS and not _answered(state, last, item.option) else 0.0
    gain = state.gain + item.gain - cost
    following = [_State(gain, item.entry, used, item, state, item.entry, cost, item.bare and cost >= _ALONE)]
    if item.option in entry.anchors:
        # The block that the option opens may follow at once, or further down.
        opened = next(e.index for e in entries if e.anchor == entry.anchors[item.option])
        following.append(_State(gain, opened, used, item, state, item.entry, cost))
    return following


def _unasked(state: _State, item: Item, owners: Mapping[int, int]) -> float:
    """Return what it costs that a label's own question was not met before it, or stands in another row than it does."""
    if item.entry not in owners or item.option:
        return 0.0
    elsewhere = item.aside and state.item is not None and state.item.row != item.row
    return _UNASKED if elsewhere or state.last < owners[item.entry] else 0.0


def _answered(state: _State, entry: int, option: str) -> bool:
    """Tell whether this option of the question was met before: then its label was missed in between."""
    node: _State | None = state
    while node is not None and node.item is not None and node.entry == entry and node.item.option:
        if node.item.option == option:
            return True
        node = node.before
    return False


def _bare_cost(state: _State, item: Item, entries: Sequence[Entry]) -> float:
    """Return what a label without any sign costs: little as the next of a chain in one sentence, else too much."""
    last = state.item
    if last is None or last.option or last.font != item.font or not 0 <= item.line - last.line <= 1:
        return _ALONE
    step = abs(item.entry - state.entry)
    same = entries[item.entry].block == entries[state.entry].block
    return 0.1 + 0.2 * step if same and 0 < step <= _STEP else _ALONE


def _chained(state: _State, item: Item, entries: Sequence[Entry]) -> bool:
    """Tell whether a label goes on with the sentence of the label without any sign before it: one of its neighbours in the form."""
    last = state.item
    near = last is not None and not item.option and last.font == item.font and 0 <= item.line - last.line <= 1
    same = item.entry >= 0 and entries[item.entry].block == entries[state.entry].block
    return near and same and 0 < abs(item.entry - state.entry) <= _STEP


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
    back = _SWAPPED if last - to == 1 and not item.option else 1.0
    return back + 0.08 * (last - to) if blocks == 0 else 3.0
