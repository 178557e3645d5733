"""Confidence that knows when a section is not printed as the reader knows it: doubtful values go to review.

A label may be known and its value's place still be a guess. What tells: which of several equal labels was meant,
whether a value is in the type of the other values or in that of the print, whether something filled in was claimed by
no field, whether two fields claim the same words. None of it touches the value; it only takes away the certainty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from domain.forms import FieldValue
from extractors.forms.labels.choose import Item
from extractors.forms.labels.typed_blanks import is_habit, touches, typed_over
from extractors.forms.places.places import Place
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token, alike
from extractors.forms.trust.holders import Holders
from extractors.forms.trust.scanned_blanks import Evidence, beside_unread
from extractors.forms.trust.typed_leaders import proven
from extractors.forms.wording.describe import Section
from extractors.forms.wording.units import is_unit

#: The most a doubtful value is worth: below 0.8, so that a person looks at it.
LIMIT = 0.75
#: Values in another type than the print from which on, and share of all values, the print's own type is a stranger.
_MANY, _SHARE = 3, 0.6
#: Points by which sizes of one type may differ, and heights of a line from which on room parts a value from its label.
_SAME_SIZE, _APART = 0.3, 2.0
#: Likeness from which on a label says in other words what the field is called.
_CLEARLY = 0.85
#: Values of a section from which on, typed before the rest of their leaders, others may be so too.
_TYPED = 2
#: Points above and below a blank within which a filled-in text that nobody claimed may be its value.
_NEAR = 24.0


def doubtful(
    fields: Mapping[str, FieldValue], flow: Flow, section: Section, items: Sequence[Item],
    evidence: Mapping[str, Evidence], free: Sequence[int],
) -> set[str]:  # fmt: skip
    """Return the fields of a section that are doubtful: worth ``LIMIT`` at most, whatever a second look at them tells.

    ``free`` are the tokens of the section that belong to no label and no table.
    """
    own = _value_fonts(flow, evidence)
    names = _of_unsure_blocks(section, items, evidence)
    names |= {n for n, seen in evidence.items() if _led_by_print(seen.place) or _passed_by(fields[n], seen.place)}
    names |= {n for n, seen in evidence.items() if _within_print(flow, fields[n], seen)}
    over = {n for n, seen in evidence.items() if seen.item.meant == 1 and typed_over(seen.place.tokens)}
    over = over if over and is_habit(flow) else set()
    names |= {n for n, seen in evidence.items() if seen.place.how in ("prose", "before")} - over
    names |= _only_meant(items, evidence)
    names |= _claimed_twice(fields)
    names |= beside_unread(fields, flow, evidence, [flow.tokens[i] for i in free])
    # What types tell, and what stands before a drawn blank: a scan has no types, and its blanks end where they are written on.
    typed = {n for n, seen in evidence.items() if fields[n].value is not None and _is_print(flow, seen, own)}
    before = {n for n, seen in evidence.items() if fields[n].value is not None and _leads_to_blank(seen.place)} - over
    before |= _stretched_blanks(flow, fields, evidence)
    typed |= before - (proven(flow, {n: seen.place for n, seen in evidence.items()}) if before else set())
    typed |= {n for n, seen in evidence.items() if _goes_on_in_print(flow, fields[n], seen)}
    typed |= _beside_strangers(fields, [flow.tokens[i] for i in free], own)
    typed = {name for name in typed & fields.keys() if fields[name].source != "ocr"}
    return typed | (names & fields.keys())


def _only_meant(items: Sequence[Item], evidence: Mapping[str, Evidence]) -> set[str]:
    """Return the fields whose label is known by its meaning alone, not clearly, or out of the form's order."""
    labels = [item for item in items if not item.option]
    around = {
        id(item): (labels[n - 1].entry if n else -1, labels[n + 1].entry if n + 1 < len(labels) else item.entry + 1)
        for n, item in enumerate(labels)
    }
    found = set()
    for name, seen in evidence.items():
        before, after = around.get(id(seen.item), (seen.item.entry, seen.item.entry))
        if seen.item.meant < 1 and (seen.item.meant < _CLEARLY or not before < seen.item.entry < after):
            found.add(name)
    return found


def capped(fields: Mapping[str, FieldValue], doubtful: Container[str], limit: float = LIMIT) -> dict[str, FieldValue]:
    """Return the fields, those that are ``doubtful`` with ``limit`` at most."""
    return {
        name: replace(value, confidence=min(value.confidence, limit)) if name in doubtful else value
        for name, value in fields.items()
    }


def _value_fonts(flow: Flow, evidence: Mapping[str, Evidence]) -> frozenset[str]:
    """Return the types in which the values are filled in, where these are not the print's."""
    print_fonts = {flow.tokens[e.item.start].font for e in evidence.values()}
    found = Counter(e.place.words[0].font for e in evidence.values() if e.place.words)
    other = {font: count for font, count in found.items() if font and font not in print_fonts}
    total = sum(found.values())
    if sum(other.values()) < max(_MANY, _SHARE * total):
        return frozenset()
    return frozenset(other)


def _is_print(flow: Flow, seen: Evidence, own: frozenset[str]) -> bool:
    """Tell whether a value looks like printed words: in the label's type, unlike the others or right behind it."""
    words = [t for t in seen.place.words if any(c.isalnum() for c in t.text) and not is_unit(t.text)]
    label = flow.tokens[seen.item.end - 1]
    if not words or any(t.kind == "widget" or t.source != label.source or t.font != label.font for t in words):
        return False
    if own:
        return True
    first = words[0]
    drawn = any(t.kind == "blank" for t in seen.place.tokens) or label.text[-1:] in ":="
    if not drawn and label.cell < 0 and abs(first.size - label.size) < _SAME_SIZE:
        return first.line == label.line and first.box.x0 - label.box.x1 < _APART * max(first.box.height, 6.0)
    drawn = drawn or label.text[-1:] in ".)"
    return not drawn and first.line == label.line and first.text[:1].islower()


def _leads_to_blank(place: Place) -> bool:
    """Tell whether words of a value stand before the line to write on: an unknown label, whose value this is."""
    drawn = [t for t in place.tokens if t.kind == "blank"]
    first = min(drawn, key=lambda t: (t.line, t.box.x0), default=None)
    return first is not None and any(
        t.kind == "word" and t.line == first.line and t.box.x1 < first.box.x0 - 1 and any(c.isalpha() for c in t.text)
        for t in place.tokens
    )


def _stretched_blanks(flow: Flow, fields: Mapping[str, FieldValue], evidence: Mapping[str, Evidence]) -> set[str]:
    """Return the blanks behind words that may be their value, where others were typed before the rest of their leader."""
    typed = sum(fields[n].value is not None and _leads_to_blank(seen.place) for n, seen in evidence.items())
    if typed < _TYPED:
        return set()
    return {n for n, seen in evidence.items() if fields[n].value is None and _stretched(flow, seen)}


def _stretched(flow: Flow, seen: Evidence) -> bool:
    """Tell whether words stand between the known wording of a label and the blank behind it."""
    first = next((t for t in seen.place.tokens if t.kind == "blank"), None)
    between = flow.tokens[seen.item.end : first.index] if first is not None else []
    return any(t.kind == "word" and len(t.text) > 2 for t in between)


def _goes_on_in_print(flow: Flow, value: FieldValue, seen: Evidence) -> bool:
    """Tell whether words that touch a blank are a value or the end of the label, and neither is proved.

    ``nel Comune di | Breno______`` left blank; ``tra | cabina utente_____`` read as a value, though in small letters.
    """
    first = next((t for t in seen.place.tokens if t.kind == "blank"), None)
    if first is None or not first.index or not touches(flow.tokens[first.index - 1], first):
        return False
    if value.value is None:
        return _stretched(flow, seen)
    words = [t for t in seen.place.words if t.index < first.index]
    small = all(t.text.islower() for t in words) and bool(words)
    return small and words[0].line != flow.tokens[seen.item.end - 1].line


def _led_by_print(place: Place) -> bool:
    """Tell whether a leader leads to words that may go on with the print: in small letters."""
    return place.how == "led" and not any(
        w.text[:1].isupper() or w.text[:1].isdigit() or "@" in w.text for w in place.words[:1]
    )


def _within_print(flow: Flow, value: FieldValue, seen: Evidence) -> bool:
    """Tell whether a field is blank because its label has no place: the sentence that it stands in goes on in its type."""
    label, after = flow.tokens[seen.item.end - 1], flow.tokens[seen.item.end : seen.item.end + 1]
    runs = bool(after) and after[0].kind == "word" and after[0].line == label.line and alike(after[0], label)
    return value.value is None and seen.place.how == "none" and runs


def _passed_by(value: FieldValue, place: Place) -> bool:
    """Tell whether words behind a blank were taken for print that may be its value."""
    return value.value is None and place.passed


def _claimed_twice(fields: Mapping[str, FieldValue]) -> set[str]:
    """Return the fields that were read from the same words."""
    by_box: dict[object, list[str]] = defaultdict(list)
    for name, value in fields.items():
        if value.value is not None and value.box is not None and value.source not in ("mark", "acroform"):
            by_box[(value.page, value.box)].append(name)
    return {name for names in by_box.values() if len(names) > 1 for name in names}


def _beside_strangers(fields: Mapping[str, FieldValue], free: Sequence[Token], own: frozenset[str]) -> set[str]:
    """Return the blanks near which something filled in stands that no field claimed."""
    filled = Holders(v for v in fields.values() if v.value is not None)
    strangers = [t for t in free if _filled_in(t, own) and not filled.of(t)]
    return {
        name
        for name, value in fields.items()
        if value.value is None
        and value.box is not None
        and value.source not in ("mark", "acroform")
        and any(t.page == value.page and abs(t.box.centre[1] - value.box.centre[1]) < _NEAR for t in strangers)
    }


def _filled_in(token: Token, own: frozenset[str]) -> bool:
    if token.kind == "widget":
        return bool(token.text)
    if token.kind != "word" or is_unit(token.text) or not any(c.isalnum() for c in token.text):
        return False
    return token.source == "annotation" or token.font in own


def _of_unsure_blocks(section: Section, items: Sequence[Item], evidence: Mapping[str, Evidence]) -> set[str]:
    """Return the fields whose label other fields of the section have too, and nothing proves which one was meant.

    Proof is: every field of that label was found, in the form's order; or the block's heading was found (the first
    block's is the section's)
    and no field of the same label was skipped just before it.
    """
    entries = section.entries
    headed = {e.block for e in entries[:1]} | {entries[i.entry].block for i in items if entries[i.entry].anchor}
    met = {i.entry for i in items if not i.option}
    before = {id(item): items[n - 1].entry for n, item in enumerate(items) if n}
    turned = _turned_back(section, items)
    found = set()
    for name, seen in evidence.items():
        entry = entries[seen.item.entry]
        wordings = set(entry.labels)
        twins = [e for e in entries if e.field and not e.anchor and wordings & set(e.labels)]
        if entry.block in turned and len(twins) > 1:
            found.add(name)
        if all(e.index in met for e in twins):
            continue
        blocks = {e.block for e in twins}
        certain = entry.block in headed or len(blocks - headed) <= 1
        last = before.get(id(seen.item), -1)
        skipped = any(last < e.index < entry.index for e in twins if e.block == entry.block)
        in_order = last < entry.index and (last < 0 or entries[last].block == entry.block or entry.block not in blocks)
        rivals = [e for e in twins if e.block == entry.block and e.index != entry.index]
        if not certain or (rivals and (skipped or not in_order)):
            found.add(name)
    return found


def _turned_back(section: Section, items: Sequence[Item]) -> set[int]:
    """Return the blocks between which the labels went back: their order is not the form's.

    One whose heading stands before all of its labels proves itself.
    """
    entries = section.entries
    labels = [entries[i.entry] for i in items if not i.option and entries[i.entry].field]
    back = {b for one, two in pairwise(labels) if two.block < one.block for b in (one.block, two.block)}
    return {block for block in back if not _whole(section, items, block)}


def _whole(section: Section, items: Sequence[Item], block: int) -> bool:
    """Tell whether a block's labels that others have too were all found right behind its heading, each once."""
    elsewhere = {w for e in section.entries if e.block != block and not e.anchor for w in e.labels}
    own = [e.index for e in section.entries if e.block == block and e.field and elsewhere & set(e.labels)]
    met = [section.entries[i.entry] for i in items if not i.option]
    start = next((n for n, e in enumerate(met) if e.block == block and e.anchor), len(met))
    behind = [e.index for e in met[start + 1 :] if e.field][: len(own)]
    return sorted(behind) == own and sum(e.index in own for e in met) == len(own)
