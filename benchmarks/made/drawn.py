"""Layouts drawn with reportlab: the same form with other labels, fonts, blanks, tick places and tables."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.pdfbase.pdfmetrics import stringWidth

from benchmarks.made.office import Office
from benchmarks.made.paper import Style

__all__ = ["Sheet", "Style"]
Pairs = tuple[tuple[str, str], ...]


class Sheet(Office):
    """Draws headings, running text, fields and signatures."""

    def heading(self, text: str, new_page: bool = False) -> None:
        if new_page and self.y > self.top:
            self.turn()
        self.room(80)
        self.step(14)
        self.say(self.left, self.y, self.word(text), self.style.bold, self.style.size + 2)
        self.step(self.style.size + 10)

    def sub(self, text: str) -> None:
        self.room(90)
        self.step(6)
        self.say(self.left, self.y, self.word(text), self.style.bold, self.style.size)
        self.step(self.style.size + 7)

    def prose(self, text: str) -> None:
        line = ""
        for word in text.split():
            if self.wide(f"{line} {word}") > self.right - self.left:
                self.say(self.left, self.y, line)
                self.step(self.style.size + 3)
                line = word
            else:
                line = f"{line} {word}".strip()
        self.say(self.left, self.y, line)
        self.step(self.style.size + 8)

    # -- fields ---------------------------------------------------------------------------------

    def fields(self, *pairs: tuple[str, str]) -> None:
        draw: dict[str, Callable[[Pairs], None]] = {
            "box": self._boxes, "table": self._label_table, "above": self._above, "rows": self._bare_rows, "under": self._under,
            "quad": self.quad, "sentence": self.sentence,
        }  # fmt: skip
        draw.get(self.style.blank, self._inline)(pairs)

    def _inline(self, pairs: Pairs) -> None:
        self.room(20)
        x, share = self.left, (self.right - self.left) / len(pairs)
        for number, (name, label) in enumerate(pairs):
            end = self.left + share * (number + 1) - 8
            shown, unit = self.parted(label)
            at = self.say(x, self.y, shown + self.style.colon) + 4
            tail = self.wide(unit) + 4 if unit else 0.0
            if end - at - tail < 60:
                end = min(self.right, at + tail + 60)
            self.leader(at, self.y, end - at - tail, name)
            self.put(name, at, self.y, end - at - tail)
            if unit:
                self.say(end - tail + 3, self.y, unit)
            if self.channel == "typed" and self.values.get(name) is not None and not unit:
                used = stringWidth(
                    self.written.get(name, str(self.values[name])), self.style.value_font, self.style.size
                )
                end = min(end, at + used)
            x = max(end + 8, self.left + share * (number + 1)) if self.channel != "typed" or unit else end + 6
        self.step(self.style.size + 9)

    def _boxes(self, pairs: Pairs) -> None:
        self.room(34)
        share = (self.right - self.left) / len(pairs)
        for number, (name, label) in enumerate(pairs):
            x0 = self.left + share * number
            self.frame(x0, self.y - 9, x0 + share - 4, self.y + 19)
            self.say(x0 + 3, self.y - 1, self.word(label), size=7)
            self.put(name, x0 + 4, self.y + 14, share - 12)
        self.step(32)

    def _label_table(self, pairs: Pairs) -> None:
        for name, label in pairs:
            self.room(18)
            cut = self.left + 250
            self.frame(self.left, self.y - 12, cut, self.y + 5)
            self.frame(cut, self.y - 12, self.right, self.y + 5)
            shown = self.word(label)
            self.say(self.left + 4, self.y, shown, size=min(self.style.size, 240 / max(1, len(shown)) * 2))
            self.put(name, cut + 5, self.y, self.right - cut - 12)
            self.step(17)

    def _above(self, pairs: Pairs) -> None:
        """Two columns: each label stands over a box of its own."""
        self.room(40)
        share = (self.right - self.left) / max(2, len(pairs))
        for number, (name, label) in enumerate(pairs):
            x0 = self.left + share * number
            wide = share - 14 if len(pairs) > 1 else self.right - self.left
            self.say(x0, self.y, self.word(label), size=8)
            if self.style.tint:
                self.shade(x0, self.y + 4, x0 + wide, self.y + 20, self.style.tint)
            self.frame(x0, self.y + 4, x0 + wide, self.y + 20)
            self.put(name, x0 + 3, self.y + 16, wide - 6)
        self.step(34)

    def _bare_rows(self, pairs: Pairs) -> None:
        """A table without rules: label on the left, value at the right margin, a leader or nothing between."""
        for name, label in pairs:
            self.room(18)
            shown, unit = self.parted(label)
            end = max(self.left + 220, self.say(self.left, self.y, shown + self.style.colon) + 12)
            tail = self.wide(unit) + 6 if unit else 0.0
            if self.style.tint:
                self.shade(end, self.y - 10, self.right - tail, self.y + 4, self.style.tint)
            self.put(name, end + 2, self.y, self.right - tail - end - 4)
            if unit:
                self.say(self.right - tail + 4, self.y, unit)
            self.step(17)

    def _under(self, pairs: Pairs) -> None:
        """The line to write on first, its label in small type under it."""
        self.room(40)
        share = (self.right - self.left) / len(pairs)
        for number, (name, label) in enumerate(pairs):
            x0 = self.left + share * number
            self.rule(x0, self.y + 2, x0 + share - 12, self.y + 2, 0.5)
            self.put(name, x0 + 2, self.y - 1, share - 18)
            self.say(x0 + 2, self.y + 11, f"({self.word(label)})", size=7)
        self.step(36)

    # -- signatures and drawings ----------------------------------------------------------------

    def signatures(self, *pairs: tuple[str, str]) -> None:
        self.room(90)
        share = (self.right - self.left) / len(pairs)
        for number, (name, label) in enumerate(pairs):
            x0 = self.left + share * number
            self.say(x0 + 6, self.y, self.word(label), size=min(8.5, self.style.size))
            self.rule(x0 + 10, self.y + 55, x0 + share - 20, self.y + 55, 0.5)
            self.seen.add(name)
            self.where[name] = [self.page, x0, self.y, x0 + share, self.y + 60]
            if self.values[name] == "presente":
                self._scribble(x0 + 20, self.y + 48, min(110.0, share - 50))
        self.step(74)

    def _scribble(self, x: float, y: float, width: float) -> None:
        path = self.canvas.beginPath()
        base = self.high - y
        path.moveTo(x, base)
        for n in range(1, 7):
            path.curveTo(
                x + width * (n - 0.6) / 6,
                base + self.chance.uniform(5, 24),
                x + width * (n - 0.4) / 6,
                base - 6,
                x + width * n / 6,
                base + self.chance.uniform(-4, 8),
            )
        self.canvas.setLineWidth(1.1)
        self.canvas.drawPath(path)

    def drawing(self, name: str, label: str) -> None:
        self.room(230)
        self.say(self.left, self.y, self.word(label), self.style.bold, self.style.size)
        self.seen.add(name)
        self.where[name] = [self.page, self.left, self.y + 10, self.right, self.y + 200]
        if self.values[name] == "presente":
            low = self.high - self.y
            for n in range(6):
                self.frame(120 + 50 * n, self.y + 40, 150 + 50 * n, self.y + 80 + 8 * n)
                self.canvas.bezier(120, low - 120, 200, low - 60 - n, 300, low - 60, 400, low - 150)
        self.step(210)
