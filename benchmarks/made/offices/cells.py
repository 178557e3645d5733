"""Forms made of rows of bordered cells, as office programs and typesetters make them."""

from __future__ import annotations

import re
from typing import Any

from benchmarks.made.offices.filled import Filled
from benchmarks.made.paper import wrapped

Cell = tuple[Any, ...]
PALE = (0.91, 0.91, 0.91)


class Form(Filled):
    """Draws rows of cells; each cell is ``(kind, share of the width, content, ...)``."""

    def cell_lines(self, cell: Cell, width: float) -> int:
        """Return how many lines a cell's content needs."""
        kind, _, what = cell[:3]
        if kind in ("l", "r", "h", "p"):
            font = self.style.bold if kind in ("h", "r") or (kind == "l" and self.label_bold) else self.style.font
            return len(wrapped(what, font, self.label_size - (0.5 if kind == "h" else 0), width - 6))
        if kind == "v" and self.channel == "typed":
            return len(wrapped(self.shown(what), self.style.value_font, self.style.size, width - 7))
        if kind == "s":
            return len(cell[3])
        if kind == "as":
            return len(cell[4]) + 1
        return 2 if kind in ("a", "ao") else 1

    def row(self, *cells: Cell, h: float = 0.0, least: float = 16.0, shade: bool = True) -> None:
        """Draw a row of bordered cells."""
        scale = (self.right - self.left) / sum(c[1] for c in cells)
        lines = max(self.cell_lines(c, c[1] * scale) for c in cells)
        height = h or max(least, 6.5 + 10.0 * lines)
        if self.y + height > self.foot:
            self.turn()
            self.again()
        x = self.left
        for cell in cells:
            width = cell[1] * scale
            self.cell(cell, x, self.y, width, height, shade)
            x += width
        self.y += height

    def again(self) -> None:
        """Draw what a table repeats after a page break."""

    def cell(self, cell: Cell, x: float, top: float, width: float, height: float, shade: bool) -> None:
        """Draw a cell: - nothing, m merged name, l label, r row name, h head, p print, g grey, u unit, v value, a label above its value."""
        kind, what = cell[0], cell[2]
        base = top + 11
        if kind == "-":
            return
        if kind == "m":
            bottom = top + height * cell[3]
            if shade:
                self.shade(x, top, x + width, bottom, PALE)
            self.frame(x, top, x + width, bottom)
            stack = wrapped(what, self.style.bold, self.label_size, width - 6)
            self.pile(stack, x, top, bottom - top, self.style.bold, self.label_size)
            return
        if kind == "X":
            self.frame(x, top, x + width, top + height * 2)
            self.box(what, cell[3], x + width / 2 - 4, top + height + 3, cell[4] if len(cell) > 4 else "")
            return
        if kind in ("l", "h", "r", "g") and shade:
            self.shade(x, top, x + width, top + height, PALE)
        self.frame(x, top, x + width, top + height)
        if kind in ("l", "r", "p"):
            font = self.style.bold if kind == "r" or (kind == "l" and self.label_bold) else self.style.font
            stack = wrapped(what, font, self.label_size, width - 6)
            self.pile(stack, x, top, height, font, self.label_size)
        elif kind == "h":
            size = self.label_size - 0.5
            stack = wrapped(what, self.style.bold, size, width - 4)
            low = top + (height - 9.5 * len(stack)) / 2 + 7.5
            for n, line in enumerate(stack):
                self.say(
                    x + (width - self.wide(line, self.style.bold, size)) / 2, low + 9.5 * n, line, self.style.bold, size
                )
        elif kind == "u":
            self.say(
                x + (width - self.wide(what, size=self.label_size)) / 2,
                top + height / 2 + 3,
                what,
                size=self.label_size,
            )
        elif kind == "v":
            lines = self.cell_lines(cell, width)
            low = base if lines > 1 else top + height / 2 + 3
            self.value(what, x + 3.5, low, width - 7, cell[3] if len(cell) > 3 else "", lines=lines, lead=10.0)
        elif kind == "a":
            self.caps(x + 3, top + 7.5, cell[3], 7.0)
            tail = self.wide(cell[4], size=8) + 6 if len(cell) > 4 else 0.0
            if tail:
                self.say(x + width - tail + 3, top + height - 5, cell[4], size=8)
            self.value(what, x + 4, top + height - 5, width - 8 - tail, cell[3])
        else:
            self.tick_cell(cell, x, top, width, height)

    def tick_cell(self, cell: Cell, x: float, top: float, width: float, height: float) -> None:
        """Draw the content of a cell to tick in."""
        kind, what, base = cell[0], cell[2], top + 11
        if kind == "ao":
            self.caps(x + 3, top + 7.5, cell[3], 7.0)
            self.options(what, x + 5, top + height - 5, cell[4])
        elif kind == "as":
            self.caps(x + 3, top + 7.5, cell[3], 7.0)
            for n, (option, word) in enumerate(cell[4]):
                self.options(
                    what, x + 5, top + 19 + 10.5 * n, [(option, word)], alone=isinstance(self.values.get(what), list)
                )
        elif kind == "q":
            self.box(what, cell[3], x + width / 2 - 4, top + height / 2 + 3, cell[4] if len(cell) > 4 else "")
        elif kind == "x":
            self.box(
                what, cell[3], x + width / 2 - 4, top + height / 2 + 3, cell[4] if len(cell) > 4 else "", bare=True
            )
        elif kind == "o":
            self.options(what, x + 4, top + height / 2 + 3, cell[3])
        elif kind == "s":
            for n, (option, word) in enumerate(cell[3]):
                self.options(
                    what, x + 4, base + 10 * n, [(option, word)], alone=isinstance(self.values.get(what), list)
                )

    def caps(self, x: float, y: float, text: str, size: float) -> float:
        """Write small capitals: capitals in full size, other letters as smaller capitals."""
        for part in re.findall(r"[^\W\d_a-zà-ü]+|[a-zà-ü]+|[\d\W_]+", text):
            small = part[0].islower()
            x = self.say(x, y, part.upper() if small else part, size=size * 0.8 if small else size)
        return x

    def pile(self, stack: list[str], x: float, top: float, height: float, font: str, size: float) -> None:
        low = top + (height - 10.0 * len(stack)) / 2 + 7.8
        for n, line in enumerate(stack):
            self.say(x + 3, low + 10.0 * n, line, font, size)

    def para(self, text: str, size: float = 0.0, gap: float = 5.0) -> None:
        size = size or self.label_size
        for line in wrapped(text, self.style.font, size, self.right - self.left):
            self.step(size + 2.5)
            self.say(self.left, self.y, line, size=size)
        self.step(gap)

    def signature(self, name: str, x0: float, top: float, x1: float, bottom: float) -> None:
        self.seen.add(name)
        self.where[name] = [self.page, round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)]
        if self.values[name] == "presente":
            self.scribble(x0 + 12, bottom - 12, min(100.0, x1 - x0 - 30))

    def scribble(self, x: float, y: float, width: float) -> None:
        path, base = self.canvas.beginPath(), self.high - y
        path.moveTo(x, base)
        for n in range(1, 7):
            path.curveTo(
                x + width * (n - 0.6) / 6,
                base + self.chance.uniform(4, 20),
                x + width * (n - 0.4) / 6,
                base - 5,
                x + width * n / 6,
                base + self.chance.uniform(-3, 6),
            )
        self.canvas.setLineWidth(1.0)
        self.canvas.setStrokeColorRGB(0.05, 0.1, 0.45)
        self.canvas.drawPath(path)
        self.canvas.setStrokeColorRGB(0, 0, 0)

    def picture(self, name: str, height: float, kind: str) -> None:
        """A framed place for a drawing: a single-line diagram or a capability curve."""
        self.seen.add(name)
        top = self.y
        self.frame(self.left, top, self.right, top + height)
        self.where[name] = [self.page, self.left, round(top, 1), self.right, round(top + height, 1)]
        if self.values[name] == "presente":
            mid, c = (self.left + self.right) / 2, self.canvas
            if kind == "curve":
                self.rule(mid - 140, top + height - 25, mid + 140, top + height - 25)
                self.rule(mid, top + 15, mid, top + height - 15)
                c.bezier(
                    mid - 110,
                    self.high - top - height + 25,
                    mid - 105,
                    self.high - top - 10,
                    mid + 105,
                    self.high - top - 10,
                    mid + 110,
                    self.high - top - height + 25,
                )
                self.say(mid + 4, top + 22, "P", size=8)
                self.say(mid + 132, top + height - 28, "Q", size=8)
            else:
                self.rule(mid - 150, top + 40, mid + 150, top + 40, 1.5)
                self.say(mid - 148, top + 34, "Rete MT", size=7)
                for n in range(5):
                    x = mid - 120 + 60 * n
                    self.rule(x, top + 40, x, top + height - 50)
                    self.frame(x - 6, top + 60, x + 6, top + 72)
                    c.circle(x, self.high - top - 100, 8)
                    c.circle(x, self.high - top - 111, 8)
                    self.frame(x - 12, top + height - 50, x + 12, top + height - 30)
        self.y = top + height
