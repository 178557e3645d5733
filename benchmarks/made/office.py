"""Blanks as a word processor's templates have them: bordered label tables, sentences with blanks, glyphs to tick."""

from __future__ import annotations

from reportlab.pdfbase.pdfmetrics import stringWidth

from benchmarks.made.paper import wrapped
from benchmarks.made.tables import Tables

_GREY = (0.9, 0.9, 0.9)
#: Signs of the symbol font that every PDF reader has: an empty box and a full one.
_EMPTY, _FULL = "❏", "■"
_SYMBOLS = "ZapfDingbats"

Pairs = tuple[tuple[str, str], ...]


class Office(Tables):
    """Draws the blanks ``quad`` and ``sentence``, the tick places ``glyph`` and a running head and foot."""

    def running(self) -> None:
        """Write what stands at the head and foot of every page."""
        if self.style.head:
            self.say(self.left, 26, self.style.head, size=7.5)
            self.rule(self.left, 30, self.right, 30, 0.4)
            self.say(self.right - 60, self.high - 22, f"Pag. {self.page} di 12", size=7.5)
            self.say(self.left, self.high - 22, "Mod. RE-MT rev. 03", size=7.5)

    def turn(self) -> None:
        self.running()
        super().turn()

    # -- two columns of labels and values, bordered ------------------------------------------------

    def quad(self, pairs: Pairs) -> None:
        """Draw grey label cells with their value cells; a single field with a unit has a third cell for it."""
        share = (self.right - self.left) / len(pairs)
        part = 0.36 if len(pairs) == 1 else 0.42
        cells = [(name, *self.parted(label)) for name, label in pairs]
        stacks = [wrapped(shown, self.style.font, 8.5, share * part - 7) for _, shown, _ in cells]
        height = 7 + 10.5 * max(len(s) for s in stacks)
        self.room(height + 2)
        top = self.y - 11
        for number, ((name, _, unit), stack) in enumerate(zip(cells, stacks, strict=True)):
            x0 = self.left + share * number
            cut, end = x0 + share * part, x0 + share
            self.shade(x0, top, cut, top + height, _GREY)
            self.frame(x0, top, cut, top + height)
            for n, line in enumerate(stack):
                self.say(x0 + 3, self.y - 1 + 10.5 * n, line, size=8.5)
            if unit:
                self.frame(end - 34, top, end, top + height)
                self.say(end - 30, self.y - 1, unit, size=8.5)
                end -= 34
            self.frame(cut, top, end, top + height)
            self.put(name, cut + 4, self.y - 1, end - cut - 8)
        self.step(height)

    # -- sentences ----------------------------------------------------------------------------------

    def sentence(self, pairs: Pairs) -> None:
        """Let labels and blanks follow each other like words; a lone long label has its blank on the next line."""
        self.room(44)
        if len(pairs) == 1 and len(self.word(pairs[0][1])) > 34:
            self._over_the_next_line(*pairs[0])
            return
        x = self.left
        for number, (name, label) in enumerate(pairs):
            shown, unit = self.parted(label)
            colon = ":" if len(pairs) == 1 else ""
            need = self.wide(shown + colon) + 6
            if x + need + 70 > self.right:
                self.step(self.style.size + 6)
                x = self.left
            x = self.say(x, self.y, shown + colon) + 4
            tail = self.wide(unit) + 6 if unit else 0.0
            last = number == len(pairs) - 1
            end = self.right - tail if last else min(self.right - tail, x + (150 if len(pairs) < 3 else 105))
            self.leader(x, self.y, end - x, name)
            self.put(name, x, self.y, end - x)
            if self.channel == "typed" and self.values.get(name) is not None:
                said = self.written.get(name, str(self.values[name]))
                end = min(end, x + stringWidth(said, self.style.value_font, self.style.size) - 2)
            x = self.say(end + 3, self.y, unit) + 4 if unit else end + 4
            if not last:
                x = self.say(x - 3, self.y, ",") + 4
        self.step(self.style.size + 8)

    def _over_the_next_line(self, name: str, label: str) -> None:
        shown, unit = self.parted(label)
        for line in wrapped(shown + ":", self.style.font, self.style.size, 0.6 * (self.right - self.left)):
            self.say(self.left, self.y, line)
            self.step(self.style.size + 4)
        self.leader(self.left, self.y, 300, name)
        self.put(name, self.left, self.y, 300)
        if unit:
            self.say(self.left + 306, self.y, unit)
        self.step(self.style.size + 9)

    # -- tick places ----------------------------------------------------------------------------------

    def place(self, x: float, y: float, ticked: bool, name: str, option: str) -> float:
        if self.style.tick != "glyph" or self.channel.startswith("acroform"):
            return super().place(x, y, ticked, name, option)
        shown = _FULL if ticked and self.channel == "typed" else _EMPTY
        end = self.say(x, y, shown, _SYMBOLS, 9)
        if ticked and self.channel != "typed":
            self.late.append(lambda: self.say(x + 0.8, y, "X", "Helvetica-Bold", 8.5))
        return end
