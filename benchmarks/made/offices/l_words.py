"""The words and blanks of layout L: sentences over thin underlines, combs for codes and dates, circles to tick."""

from __future__ import annotations

from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from benchmarks.made.offices.combs import Combed, comb_width
from benchmarks.made.paper import Style

for _name in ("Vera", "VeraBd", "VeraIt"):
    pdfmetrics.registerFont(TTFont(_name, f"{_name}.ttf"))

SINO = [("SI", "Sì"), ("NO", "No")]
#: The boxes of a date after which a stroke stands.
DAY = (2, 4)
#: Points from one line to the next.
LINE = 17.5
_COMBS: dict[str, tuple[int, tuple[int, ...]]] = {"boxes14": (14, ()), "date": (8, DAY)}
#: (share of the width, label, field) and perhaps the unit or the kind of its comb.
Column = tuple[Any, ...]


class Blank(NamedTuple):
    """A place in a sentence, so many points wide."""

    name: str
    width: float
    label: str


class Boxes(NamedTuple):
    """A comb in a sentence."""

    name: str
    number: int
    label: str
    gaps: tuple[int, ...] = ()


class Words(Combed):
    """Page foot, titles, sentences, labels with underlines, questions."""

    naming = "libre"
    mark = "circle"
    label_size = 8.0
    overlay_font = "Courier"

    def style_of(self) -> Style:
        return Style("L", font="Vera", bold="VeraBd", value_font="Vera", size=8.5, left=56.0, top=62.0)

    def frame(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.3)
        self.canvas.rect(x0, self.high - y1, x1 - x0, y1 - y0, stroke=1, fill=0)

    def turn(self) -> None:
        self.say(self.left, 36, "Consorzio Elettrico Valle Alta s.c.r.l.", "VeraIt", 7)
        text = "RE-MT ed. 2026/1"
        self.say(self.right - self.wide(text, "VeraIt", 7), 36, text, "VeraIt", 7)
        self.rule(self.left, 40, self.right, 40, 0.3)
        text = f"pag. {self.page} di {self.total}"
        self.say((self.left + self.right - self.wide(text, size=7.5)) / 2, self.high - 34, text, size=7.5)
        super().turn()

    # -- words and blanks

    def title(self, text: str, room: float = 60.0) -> None:
        """Write a heading over a rule; it goes to the next page where less than ``room`` is left under it."""
        self.room(room)
        self.y += 18
        self.say(self.left, self.y, text, "VeraBd", 9.5)
        self.rule(self.left, self.y + 4, self.right, self.y + 4, 0.3)
        self.y += 20

    def small(self, text: str, room: float = 60.0) -> None:
        self.room(room)
        self.y += 3
        self.say(self.left, self.y, text, "VeraIt", 8.5)
        self.y += 16

    def annex(self, number: str, text: str) -> None:
        if self.y > self.top:
            self.turn()
        for words, size in ((f"Allegato {number}", 11), (text, 10)):
            self.y += 8
            self.say((self.left + self.right - self.wide(words, "VeraBd", size)) / 2, self.y, words, "VeraBd", size)
            self.y += 8
        self.y += 18

    def down(self, height: float = LINE) -> None:
        """Go to the next line, on the next page where this one is full."""
        self.y += height
        if self.y > self.foot:
            self.turn()

    def need(self, name: str, width: float) -> float:
        """Return the width of a blank: a typed value takes its own, whatever the blank's was."""
        text = self.shown(name)
        return max(20.0, stringWidth(text, "Vera", 8.5) + 3) if self.channel == "typed" and text else width

    def blank(self, name: str, x: float, width: float, label: str) -> float:
        """Draw a thin underline with its value, or in running text the value itself; return the right edge."""
        width = self.need(name, width)
        self.rule(x, self.y + 2, x + width, self.y + 2, 0.3)
        self.value(name, x + 1, self.y, width - 2, label)
        return x + width

    def flow(self, *items: str | Blank | Boxes, gap: float = LINE) -> None:
        """Write words and places like a sentence, on as many lines as it takes."""
        x = self.left
        for item in items:
            x = self.running(item, x) if isinstance(item, str) else self.place(item, x)
        self.down(gap)

    def running(self, text: str, x: float) -> float:
        """Write words from ``x`` on; a stop sticks to what is before it. Return where the next word begins."""
        for word in text.split():
            if x > self.left and x + self.wide(word) > self.right and word not in ",.;)":
                self.down()
                x = self.left
            if word[0] in ",.;:)" and x > self.left:
                x -= self.wide(" ")
            x = self.say(x, self.y, word) + (0.0 if word.endswith("(") else self.wide(" "))
        return x

    def place(self, item: Blank | Boxes, x: float) -> float:
        """Draw a place of a sentence, on the next line where this one is full; return where the next word begins."""
        need = comb_width(item.number, item.gaps) if isinstance(item, Boxes) else self.need(item.name, item.width)
        if x + need > self.right:
            self.down()
            x = self.left
        if isinstance(item, Boxes):
            return self.comb(item.name, x, self.y, item.number, item.label, item.gaps) + 5
        return self.blank(item.name, x, item.width, item.label) + self.wide(" ")

    def lines(self, *columns: Column) -> None:
        """Write labels with their underlines to each column's end."""
        scale, x = (self.right - self.left) / sum(c[0] for c in columns), self.left
        self.room(14)
        for n, (share, label, name, *unit) in enumerate(columns, 1):
            end = x + share * scale - (0 if n == len(columns) else 8)
            at = self.say(x, self.y, label, size=8) + 4
            if unit and unit[0] in _COMBS:
                self.comb(name, at, self.y, _COMBS[unit[0]][0], label, _COMBS[unit[0]][1])
            else:
                tail = self.wide(unit[0], size=8) + 4 if unit else 0.0
                self.rule(at, self.y + 2, end - tail, self.y + 2, 0.3)
                self.value(name, at + 2, self.y, end - tail - at - 3, label)
                if unit:
                    self.say(end - tail + 3, self.y, unit[0], size=8)
            x += share * scale
        self.down()

    def listed(
        self, name: str, options: list[tuple[str, str]], after: dict[str, tuple[str, str]] | None = None
    ) -> None:
        """Stack circles with their words; ``after``: an option ends in a blank (field, words behind it)."""
        self.room(14 * len(options))
        many = isinstance(self.values.get(name), list)
        for option, word in options:
            end = self.options(name, self.left + 14, self.y, [(option, word)], alone=many)
            if after and option in after:
                extra, words = after[option]
                end = self.blank(extra, end - 8, 150, word)
                self.say(end + 4, self.y, words, size=8)
            self.down(14.5)
        self.y += 4

    def asked(
        self,
        text: str,
        name: str,
        options: list[tuple[str, str]] | None = None,
        indent: float = 0.0,
        rest: tuple[str, str] | None = None,
    ) -> None:
        """Words, then the answers with the word before the circle, then perhaps an underline (field, unit)."""
        self.room(14)
        x = self.say(self.left + indent, self.y, text, size=8) + 10
        x = max(x, self.left + 235) if options is None else x
        x = self.options(name, x, self.y, options or SINO, first=True)
        if rest:
            x += 8
            self.rule(x, self.y + 2, x + 70, self.y + 2, 0.3)
            self.value(rest[0], x + 2, self.y, 67)
            self.say(x + 74, self.y, rest[1], size=8)
        self.down()

    def values_under(self, *items: tuple[str, str, str]) -> None:
        """Write indented labels, underlines and units, one after the other: (label, field, unit)."""
        x = self.left + 24
        for label, name, unit in items:
            x = self.say(x, self.y, label, size=8) + 4
            self.rule(x, self.y + 2, x + 60, self.y + 2, 0.3)
            self.value(name, x + 2, self.y, 57, label)
            x = self.say(x + 64, self.y, unit, size=8) + 16
        self.down()
