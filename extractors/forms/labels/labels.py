"""Where labels of a section stand in the stream, and which entry each of them means."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from extractors.forms.labels.choose import Item, best_items
from extractors.forms.labels.concept_labels import concept_items
from extractors.forms.labels.label_ends import cell_label_end, over_value
from extractors.forms.labels.label_units import contradicts_unit
from extractors.forms.labels.legends import without_legends
from extractors.forms.labels.notes import without_notes
from extractors.forms.labels.numbering import counts_part
from extractors.forms.labels.option_items import option_items
from extractors.forms.labels.option_text import SHORT_OPTIONS, openings, option_marks
from extractors.forms.labels.scanned_labels import healed, is_article
from extractors.forms.labels.shown_values import leads_to_blank, shown
from extractors.forms.labels.signature_headings import without_headings
from extractors.forms.labels.whole_labels import whole_labels
from extractors.forms.stream.flow import Flow, word_gap
from extractors.forms.stream.neighbours import heads_block, names_rows
from extractors.forms.stream.running_text import far_apart
from extractors.forms.stream.tokens import Token, alike
from extractors.forms.wording.describe import Entry, Section
from extractors.forms.wording.meanings import PLAIN, Lexicon
from extractors.forms.wording.text import NUMBERING, alternatives, means, near, shortened

#: What a label gains that has a sign on both sides; what a label in another type than nearly all others costs.
_SIGNED, _OTHER_TYPE = 2.0, 1.5
#: What a label gains that a little word leads from to its blank: ``potenza disponibile di ____``.
_LED = 1.6
#: What a heading of a few labels gains: less than a label with the same words over its blank.
_HEAD = 0.6
#: What the end of its cell adds to a label over a block of cells: it may be the block's heading.
_OVER_BLOCK = 0.4
#: What a label's cell adds that holds the label alone, in more words than are known.
_SAYS_MORE = 0.6
#: What it costs that a word was put over the page or stands within a note, ``(via/contrada)``; that a cell names rows: a heading.
_NO_LABEL, _NAMES_ROWS = 3.0, 1.5
#: What it costs a label that it is abbreviated: as much as its length gains.
_SHORTENED = 0.6
#: Labels from which on their type is known.
_MANY = 5
#: Words with which a label goes on.
_GENITIVES = tuple((word,) for word in ("di", "del", "della", "dell", "dello", "dei", "degli", "delle"))
#: Answers that stand before their tick places.
_ANSWERS = frozenset(wording for _, wordings in SHORT_OPTIONS for wording in wordings)
#: Abbreviations that are labels wherever they stand, short as they are.
_CAPITALS = re.compile(r"(?:[A-Z]\.){2,}:?")


def read_labels(
    flow: Flow, section: Section, span: Sequence[int], vocabulary: frozenset[str], asked: frozenset[str] = frozenset(),
    units: Mapping[str, str] = MappingProxyType({}), lexicon: Lexicon = PLAIN,
    kinds: Mapping[str, str] = MappingProxyType({}),
) -> list[Item]:  # fmt: skip
    """Return the labels and options of ``section`` within the tokens ``span``, each given to one entry.

    ``asked`` are the fields that are answered with SI or NO, ``units`` and ``kinds`` those of the others;
    ``lexicon`` gives the labels in other words.

    Equal labels are told apart by what stands before them: the reading order of the description is preferred,
    jumps cost, a block's own heading makes its block cheap (best sum over the whole section, beam search).
    """
    if not section.entries or not span:
        return []
    marks = option_marks(flow, span, section)
    wordings = [w for e in section.entries for _, ws in e.options for w in ws]
    stream = _Stream(flow, span, vocabulary, openings(flow, marks, wordings))
    found = [shown(flow, i, section, units, kinds) for i in stream.labels(section.entries)]
    found = without_legends(flow, without_notes(flow, [*found, *concept_items(flow, section, span, found, lexicon)]))
    labels = [
        i for i in found if not contradicts_unit(flow, i.start, i.end, units.get(section.entries[i.entry].field, ""))
    ]
    labels = whole_labels(flow, without_headings(flow, labels, section, kinds))
    items = _in_print(labels, section) + list(option_items(flow, section, marks, stream.pieces_of, lexicon))
    return best_items(items, section.entries, asked)


def _in_print(items: list[Item], section: Section) -> list[Item]:
    """Make words in another type than nearly all labels hardly labels: ``Via`` of a value ``Via Roma`` in bold."""
    signed = [i for i in items if i.gain >= _SIGNED and not section.entries[i.entry].anchor]
    by_font = Counter(font for _, font in {(i.start, i.font) for i in signed})
    font, count = by_font.most_common(1)[0] if by_font else ("", 0)
    if not font or count < 0.75 * sum(by_font.values()) or count < _MANY:
        return items
    return [
        i if i.font == font or section.entries[i.entry].anchor else replace(i, gain=i.gain - _OTHER_TYPE) for i in items
    ]


class _Stream:
    """Pieces of the tokens in order, for matching label wordings."""

    def __init__(self, flow: Flow, span: Sequence[int], vocabulary: frozenset[str], claimed: set[int]) -> None:
        """``claimed``: tokens that begin the wording of a tick place; they are hardly labels."""
        self.flow = flow
        self.claimed = claimed
        self.pieces: list[tuple[str, int, bool, bool]] = []
        self.short: list[bool] = []
        for index in span:
            token = flow.tokens[index]
            if token.kind != "word":
                self.pieces.append(("", index, True, True))
                self.short.append(False)
                continue
            scanned = token.source == "ocr"
            norm = [healed(p, vocabulary) for p in token.norm] if scanned else token.norm
            norm = ("il",) if scanned and is_article(token, flow) else norm
            last = len(norm) - 1
            ends = alternatives(token.text) if "/" in token.text else {last}
            self.pieces.extend((p, index, i == 0, i in ends) for i, p in enumerate(norm))
            self.short.extend(shortened(token.text) if len(norm) == len(token.norm) else (False,) * len(norm))
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
            offered = by_first.get(piece, ())
            if self.short[position]:
                # Long wordings first, as each entry has them.
                heads = [head for head in by_first if head.startswith(piece)]
                offered = sorted((o for head in heads for o in by_first[head]), key=lambda o: -len(o[0]))
            for wording, number in offered:
                verb = wording == ("e",) and "è" in self.flow.tokens[index].text.casefold()
                if number not in found and not verb and self.match(position, wording) is not None:
                    found[number] = wording
            for number, wording in found.items():
                end = self.match(position, wording) or index
                gain, bare = self._gain(index, end, wording, entries[number])
                gain -= 0.0 if self._spelled(position, wording) else _SHORTENED
                first = self.flow.tokens[index]
                short = len("".join(wording)) <= 2 and not _CAPITALS.fullmatch(first.text)
                yield Item(
                    index,
                    end,
                    number,
                    gain,
                    weak=short,
                    bare=bare,
                    line=first.line,
                    font=first.font,
                    row=first.row,
                    aside=self._aside(first),
                )

    def _aside(self, first: Token) -> bool:
        """Tell whether another text stands in a cell before this one in its row of a grid."""
        if first.cell < 0:
            return False
        row = (self.flow.tokens[i] for i in self.flow.rows[first.row])
        return any(
            t.cell != first.cell and t.box.x1 < first.box.x0 and t.kind == "word" and len(t.text) > 2 for t in row
        )

    def pieces_of(self, text: Sequence[int]) -> tuple[str, ...]:
        """Return the pieces of some tokens as they are matched: healed where they were scanned."""
        return tuple(
            self.pieces[self.at[i] + k][0] for i in text if i in self.at for k in range(len(self.flow.tokens[i].norm))
        )

    def match(self, position: int, wording: tuple[str, ...]) -> int | None:
        """Return the token number behind ``wording`` at ``position``, or None; a label ends with a whole word."""
        stop = position + len(wording)
        if stop > len(self.pieces) or not self.pieces[stop - 1][3]:
            return None
        for offset, word in enumerate(wording):
            piece, index, _, _ = self.pieces[position + offset]
            if piece == word:
                continue
            scanned = len(word) > 4 and self.flow.tokens[index].source == "ocr"
            if not (means(piece, self.short[position + offset], word) or (scanned and near(piece, word))):
                return None
        first, last = self.flow.tokens[self.pieces[position][1]], self.flow.tokens[self.pieces[stop - 1][1]]
        if first.cell != last.cell or last.line - first.line > 3 or first.page != last.page:
            return None
        if first.font != last.font:
            return None  # a value in another type goes on as a longer label would
        if self._begins_value(first, last):
            return None  # ``ubicato in | Via Roma``: the value's own word
        if any(far_apart(a, b) for a, b in pairwise(self.flow.tokens[first.index : last.index + 1])):
            return None  # the words of two labels side by side: ``(timbro e firma)      Il Cliente finale``
        return last.index + 1

    def _begins_value(self, first: Token, last: Token) -> bool:
        """Tell whether the last word of a label in small letters is written as a name is, before more of the same text."""
        after = self.flow.tokens[last.index + 1 : last.index + 2]
        joined = bool(after) and after[0].line == last.line and after[0].box.x0 - last.box.x1 < word_gap(last)
        return first is not last and first.text.islower() and last.text.istitle() and joined and alike(after[0], last)

    def _gain(self, start: int, end: int, wording: tuple[str, ...], entry: Entry) -> tuple[float, bool]:
        tokens = self.flow.tokens
        length = len("".join(wording))
        gain = 0.6 + 0.5 * (len(wording) - 1) + (0.5 if length >= 6 else 0.0)
        if start in self.claimed:
            gain -= 3.0
        first, last = tokens[start], tokens[end - 1]
        if first.source == "annotation" or (first.text[:1] == "(" and not wording[0].startswith(first.norm[0])):
            gain -= _NO_LABEL
        lead, follow = self._lead(first), self._follow(last, end)
        follow = _SAYS_MORE if follow == 0.0 and over_value(self.flow, end) else follow
        if follow == 0.0 and self._aside(first) and cell_label_end(self.flow, end, len(tokens)) == end:
            lead = 0.0  # a value begins in its cell as a label does: ``Indirizzo | Via Roma, 12``
        if entry.anchor:
            return (gain + 2.0 if lead >= 1.0 else -3.0), False
        if entry.head:
            alone = lead >= 1.0 and (end >= len(tokens) or tokens[end].line != last.line)
            named = first.cell >= 0 and names_rows(self.flow, first.cell)
            return (gain + 1.0 + lead if named else gain + _HEAD if alone else -3.0), False
        if lead == 0.0 and follow == 0.0:
            return gain, True
        if counts_part([tokens[i] for i in self.flow.lines[first.line][:3]]) and follow < 1.5:
            return gain - _NO_LABEL, False  # ``QUADRO D Firma del referente`` is the title of what is asked under it
        gain -= 1.5 if follow == 0.0 and self._goes_on(end) else 0.0
        if lead == 0.0 and follow < 1.0 and first.text[:1].islower():
            return (gain, True) if self._breaks(last, end) else (gain - 2.0, False)
        named = first.cell >= 0 and last.text[-1:] != ":" and names_rows(self.flow, first.cell)
        return gain + lead + follow - (_NAMES_ROWS if named else 0.0), False

    def _spelled(self, position: int, wording: tuple[str, ...]) -> bool:
        """Tell whether the words stand there in full: ``Tel.`` is a label of its own and no short ``Telefax``."""
        return all(self.pieces[position + n][0] == word for n, word in enumerate(wording))

    def _goes_on(self, end: int) -> bool:
        """Tell whether a genitive follows: the label of something else, ``Indirizzo | di posta elettronica``."""
        return end < len(self.flow.tokens) and self.flow.tokens[end].norm[:1] in _GENITIVES

    def _breaks(self, last: Token, end: int) -> bool:
        """Tell whether a line breaks behind a label in mid sentence, and the next begins with a word in its type."""
        after = self.flow.tokens[end : end + 1]
        below = after and after[0].line == last.line + 1 and after[0].cell == last.cell == -1
        return bool(below and after[0].kind == "word" and alike(after[0], last))

    def _lead(self, first: Token) -> float:
        members = self.flow.lines[first.line]
        place = members.index(first.index)
        if place == 0:
            return 1.0
        before = self.flow.tokens[members[place - 1]]
        if first.text[:1] == "(":
            return 0.7 if before.kind != "word" or before.font != first.font else 0.4  # a note to the words before
        if before.kind != "word":
            return 0.8
        counts = place == 1 and (not any(before.norm) or bool(NUMBERING.match(before.text)))
        counts = counts or (place == 2 and counts_part([self.flow.tokens[i] for i in members[:3]]))
        if before.text in ("-", "–", "•", "·", "*") or counts:
            return 1.0
        if before.text[-1:] in ",;:.)]":
            return 0.7 if before.text[-1:] != ")" or self._ends(first) else 0.0
        if before.font != first.font or first.box.x0 - before.box.x1 > 2.0 * max(first.box.height, 6.0):
            return 0.7
        return 0.7 if self._set_apart(before, first) else 0.0

    def _set_apart(self, before: Token, first: Token) -> bool:
        """Tell whether much more room is before a word than behind it: ``Cognome Alaimo    Nome Rosa``."""
        after = self.flow.tokens[first.index + 1 : first.index + 2]
        room = first.box.x0 - before.box.x1
        level = bool(after) and after[0].line == first.line and after[0].kind == "word" and first.source == "text"
        return level and room > word_gap(first, 0.8) and room > 2.0 * (after[0].box.x0 - first.box.x1)

    def _ends(self, first: Token) -> bool:
        """Tell whether no word in capitals follows a word, as in the value behind ``(via/contrada) Via Cala Pisana``."""
        after = self.flow.tokens[first.index + 1 : first.index + 2]
        return not after or after[0].line != first.line or after[0].kind != "word" or not after[0].text[:1].isupper()

    def _follow(self, last: Token, end: int) -> float:
        if last.text.endswith(":"):
            return 1.5
        tokens = self.flow.tokens
        after = tokens[end] if end < len(tokens) and tokens[end].line == last.line else None
        if after is None:
            broken = end < len(tokens) and tokens[end].kind in ("blank", "widget") and tokens[end].cell == last.cell
            if last.cell >= 0 and heads_block(self.flow, last.cell):
                return _OVER_BLOCK
            return 1.0 if last.cell >= 0 or broken else 0.6
        if after.kind != "word":
            return 2.0
        if after.norm in _ANSWERS and end + 1 < len(tokens) and tokens[end + 1].kind == "mark":
            return 2.0
        if after.text in (":", ":-", "=") or after.text[:1] in "([":
            return 1.2
        if leads_to_blank(self.flow, end):
            return _LED
        return 0.8 if after.font != last.font or after.box.x0 - last.box.x1 > 2.0 * max(last.box.height, 6.0) else 0.0
