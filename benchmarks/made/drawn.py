"""Layouts drawn with reportlab: the same form with other labels, fonts, blanks, tick places and tables."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from benchmarks.made.values import written
from domain.catalogues import field_index

WIDE, HIGH = A4
LEFT, RIGHT, TOP, FOOT = 50.0, 545.0, 60.0, 780.0


@dataclass(frozen=True)
class Style:
    """How a layout looks. ``blank``: line, dots, rule, box, table; ``tick``: box, circle, bracket; ``grid``: full, rules, none."""

    name: str
    font: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    value_font: str = "Courier"
    size: float = 10.0
    blank: str = "line"
    tick: str = "box"
    text_first: bool = False
    grid: str = "full"
    sub_heads: bool = False
    colon: str = ":"


@dataclass
class Sheet:
    """A document under construction: draws the form, then the values through one channel, and keeps the truth."""

    style: Style
    channel: str
    values: dict[str, Any]
    seed: int = 0
    y: float = TOP
    page: int = 1
    where: dict[str, list[float]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    late: list[Any] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, pageCompression=1)
        self.specs = field_index("regolamento-esercizio-mt")
        self.number = 0

    # -- basic drawing, y from the top ---------------------------------------------------------

    def say(self, x: float, y: float, text: str, font: str = "", size: float = 0.0) -> float:
        self.canvas.setFont(font or self.style.font, size or self.style.size)
        self.canvas.drawString(x, HIGH - y, text)
        return x + stringWidth(text, font or self.style.font, size or self.style.size)

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.7) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, HIGH - y0, x1, HIGH - y1)

    def frame(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.6)
        self.canvas.rect(x0, HIGH - y1, x1 - x0, y1 - y0, stroke=1, fill=0)

    def step(self, height: float) -> None:
        self.y += height
        if self.y > FOOT:
            self.turn()

    def room(self, height: float) -> None:
        if self.y + height > FOOT:
            self.turn()

    def turn(self) -> None:
        for action in self.late:
            action()
        self.late = []
        self.canvas.showPage()
        self.page += 1
        self.y = TOP

    def finish(self) -> bytes:
        self.turn()
        self.page -= 1
        self.canvas.save()
        return self.buffer.getvalue()

    # -- values ---------------------------------------------------------------------------------

    def text_of(self, name: str) -> str:
        spec, value = self.specs[name], self.values.get(name)
        self.seen.add(name)
        if value is None:
            return ""
        text = written(value, spec, self.chance)
        if text != str(value):
            self.written[name] = text
        return text

    def put(self, name: str, x: float, y: float, width: float) -> None:
        """Write the value of a field in the room ``width`` at baseline ``y`` through the channel."""
        text = self.text_of(name)
        top = y - self.style.size - 1
        self.where[name] = [self.page, x, top, x + width, y + 3]
        if self.channel in ("acroform_own", "acroform_foreign"):
            self.number += 1
            shown = name if self.channel == "acroform_own" else f"Testo{self.number}"
            self.canvas.acroForm.textfield(
                name=shown,
                value=text,
                x=x,
                y=HIGH - y - 3,
                width=max(12, width),
                height=self.style.size + 4,
                fontSize=8,
                borderWidth=0,
                tooltip=" ",
                relative=False,
            )
            return
        if not text:
            return
        size = self.style.size if self.channel == "typed" else 9.0
        while stringWidth(text, self.style.value_font, size) > width and size > 4:
            size -= 0.5
        if self.channel == "typed":
            self.say(x, y, text, self.style.value_font, size)
        elif self.channel == "freetext":
            self.late.append(
                lambda: self.canvas.freeTextAnnotation(
                    text, Rect=[x, HIGH - y - 3, x + width, HIGH - y + 10], DA=f"/Helv {size} Tf"
                )
            )
        else:
            lift = self.chance.uniform(-0.5, 2.0)
            page_x = x + self.chance.uniform(0, 3)
            self.late.append(lambda: self.say(page_x, y - lift, text, self.style.value_font, size))

    def leader(self, x: float, y: float, width: float, name: str) -> None:
        """Draw the blank to write on; typed values take its place."""
        if self.channel == "typed" and self.values.get(name) is not None and self.style.blank in ("line", "dots"):
            return
        if self.style.blank in ("line", "dots"):
            mark = "_" if self.style.blank == "line" else "."
            self.say(x, y, mark * max(3, int(width / stringWidth(mark, self.style.font, self.style.size))))
        else:
            self.rule(x, y + 2, x + width, y + 2, 0.5)

    # -- the form's elements --------------------------------------------------------------------

    def heading(self, text: str, new_page: bool = False) -> None:
        if new_page and self.y > TOP:
            self.turn()
        self.room(80)
        self.step(14)
        self.say(LEFT, self.y, text, self.style.bold, self.style.size + 2)
        self.step(self.style.size + 10)

    def sub(self, text: str) -> None:
        self.room(90)
        self.step(6)
        self.say(LEFT, self.y, text, self.style.bold, self.style.size)
        self.step(self.style.size + 7)

    def prose(self, text: str) -> None:
        line = ""
        for word in text.split():
            if stringWidth(f"{line} {word}", self.style.font, self.style.size) > RIGHT - LEFT:
                self.say(LEFT, self.y, line)
                self.step(self.style.size + 3)
                line = word
            else:
                line = f"{line} {word}".strip()
        self.say(LEFT, self.y, line)
        self.step(self.style.size + 8)

    def fields(self, *pairs: tuple[str, str]) -> None:
        getattr(self, {"box": "_boxes", "table": "_label_table"}.get(self.style.blank, "_inline"))(pairs)

    def _inline(self, pairs: tuple[tuple[str, str], ...]) -> None:
        self.room(20)
        x, share = LEFT, (RIGHT - LEFT) / len(pairs)
        for number, (name, label) in enumerate(pairs):
            end = LEFT + share * (number + 1) - 8
            at = self.say(x, self.y, label + self.style.colon) + 4
            if end - at < 60:
                end = min(RIGHT, at + 60)
            self.leader(at, self.y, end - at, name)
            self.put(name, at, self.y, end - at)
            if self.channel == "typed" and self.values.get(name) is not None:
                used = stringWidth(
                    self.written.get(name, str(self.values[name])), self.style.value_font, self.style.size
                )
                end = min(end, at + used)
            x = max(end + 8, LEFT + share * (number + 1)) if self.channel != "typed" else end + 6
        self.step(self.style.size + 9)

    def _boxes(self, pairs: tuple[tuple[str, str], ...]) -> None:
        self.room(34)
        share = (RIGHT - LEFT) / len(pairs)
        for number, (name, label) in enumerate(pairs):
            x0 = LEFT + share * number
            self.frame(x0, self.y - 9, x0 + share - 4, self.y + 19)
            self.say(x0 + 3, self.y - 1, label, size=7)
            self.put(name, x0 + 4, self.y + 14, share - 12)
        self.step(32)

    def _label_table(self, pairs: tuple[tuple[str, str], ...]) -> None:
        for name, label in pairs:
            self.room(18)
            self.frame(LEFT, self.y - 12, LEFT + 250, self.y + 5)
            self.frame(LEFT + 250, self.y - 12, RIGHT, self.y + 5)
            self.say(LEFT + 4, self.y, label, size=min(self.style.size, 240 / max(1, len(label)) * 2))
            self.put(name, LEFT + 255, self.y, RIGHT - LEFT - 262)
            self.step(17)

    # -- ticks ----------------------------------------------------------------------------------

    def place(self, x: float, y: float, ticked: bool, name: str, option: str) -> float:
        """Draw a tick place at ``x`` and return its right edge."""
        side = 9.0
        if self.channel.startswith("acroform"):
            self.number += 1
            shown = f"{name}.{option}" if self.channel == "acroform_own" else f"Casella{self.number}"
            self.canvas.acroForm.checkbox(
                name=shown,
                checked=ticked,
                x=x,
                y=HIGH - y - 1,
                size=side,
                buttonStyle="cross",
                borderWidth=0.5,
                tooltip=" ",
                relative=False,
            )
            return x + side
        if self.style.tick == "bracket":
            inside = "X" if ticked and self.channel == "typed" else " "
            end = self.say(x, y, f"[{inside}]")
            if ticked and self.channel != "typed":
                self.late.append(lambda: self.say(x + 2.6, y, "X", "Helvetica-Bold", 9))
            return end
        self.canvas.setLineWidth(0.7)
        if self.style.tick == "circle":
            self.canvas.circle(x + side / 2, HIGH - y + 3.5, side / 2 - 0.5)
        else:
            self.frame(x, y - side + 1, x + side, y + 1)
        if ticked:
            self.late.append(self._tick(x, y, side))
        return x + side

    def _tick(self, x: float, y: float, side: float) -> Any:
        kind = self.chance.choice(["cross", "letter", "fill"] if self.style.tick == "box" else ["fill", "cross"])

        def draw() -> None:
            if kind == "cross":
                self.rule(x - 0.5, y + 1, x + side + 1, y - side + 1, 1.2)
                self.rule(x, y - side, x + side, y + 1.5, 1.2)
            elif kind == "letter":
                self.say(x + 1.5, y, "X", "Helvetica-Bold", 9)
            else:
                self.canvas.circle(x + side / 2, HIGH - y + 3.5, 2.6, stroke=0, fill=1)

        return draw

    def _option(self, x: float, name: str, option: str, text: str, ticked: bool) -> float:
        if self.style.text_first:
            return self.place(self.say(x, self.y, text) + 4, self.y, ticked, name, option) + 12
        return self.say(self.place(x, self.y, ticked, name, option) + 4, self.y, text) + 12

    def choice(
        self,
        name: str,
        label: str,
        options: list[tuple[str, str]],
        texts: dict[str, str] | None = None,
        stacked: bool = False,
    ) -> None:
        self.seen.add(name)
        value = self.values.get(name)
        held = value if isinstance(value, list) else [value]
        self.where[name] = [self.page, LEFT, self.y - 10, RIGHT, self.y + 3]
        self.room(24 if not stacked else 18 * len(options) + 18)
        x = LEFT
        if label:
            x = self.say(LEFT, self.y, label + self.style.colon) + 8
        if stacked and label:
            self.step(self.style.size + 6)
        for option, text in options:
            if stacked:
                x = LEFT + 6
            x = self._option(x, name, option, text, option in held)
            if texts and option in texts:
                extra = texts[option]
                self.leader(x - 8, self.y, RIGHT - x, extra)
                self.put(extra, x - 8, self.y, RIGHT - x)
            if stacked:
                self.step(self.style.size + 6)
        if not stacked:
            self.step(self.style.size + 8)

    def question(self, name: str, label: str, rest: str = "", unit: str = "") -> None:
        self.seen.add(name)
        self.room(20)
        self.where[name] = [self.page, LEFT, self.y - 10, RIGHT, self.y + 3]
        x = self.say(LEFT, self.y, label + self.style.colon) + 10
        for option in ("SI", "NO"):
            x = self._option(x, name, option, option, self.values.get(name) == option)
        if rest:
            x = self.say(x, self.y, unit) + 4
            self.leader(x, self.y, 90, rest)
            self.put(rest, x, self.y, 90)
        self.step(self.style.size + 8)

    def tick(self, name: str, label: str) -> None:
        self.seen.add(name)
        self.room(18)
        self.where[name] = [self.page, LEFT, self.y - 10, RIGHT, self.y + 3]
        self.say(self.place(LEFT, self.y, self.values.get(name) == "SI", name, "SI") + 5, self.y, label)
        self.step(self.style.size + 7)

    def questions_table(self, rows: list[tuple[str, str, str]]) -> None:
        for name, label, rest in rows:
            self.seen.add(name)
            self.room(22)
            self.where[name] = [self.page, LEFT, self.y - 10, RIGHT, self.y + 3]
            if self.style.grid == "full":
                for x0, x1 in ((LEFT, 255.0), (255.0, 460.0), (460.0, RIGHT)):
                    self.frame(x0, self.y - 12, x1, self.y + 6)
            self.say(LEFT + 4, self.y, label, size=min(9.0, self.style.size))
            if self.style.grid != "full":
                self.leader(260, self.y, 190, rest)
            self.put(rest, 260, self.y, 190)
            x = 466.0
            for option in ("SI", "NO"):
                x = self._option(x, name, option, option, self.values.get(name) == option)
            self.step(18)
        self.step(6)

    def signatures(self, *pairs: tuple[str, str]) -> None:
        self.room(90)
        share = (RIGHT - LEFT) / len(pairs)
        for number, (name, label) in enumerate(pairs):
            x0 = LEFT + share * number
            self.say(x0 + 6, self.y, label, size=min(8.5, self.style.size))
            self.rule(x0 + 10, self.y + 55, x0 + share - 20, self.y + 55, 0.5)
            self.seen.add(name)
            self.where[name] = [self.page, x0, self.y, x0 + share, self.y + 60]
            if self.values[name] == "presente":
                self._scribble(x0 + 20, self.y + 48, min(110.0, share - 50))
        self.step(74)

    def _scribble(self, x: float, y: float, width: float) -> None:
        path = self.canvas.beginPath()
        path.moveTo(x, HIGH - y)
        for n in range(1, 7):
            path.curveTo(
                x + width * (n - 0.6) / 6,
                HIGH - y + self.chance.uniform(5, 24),
                x + width * (n - 0.4) / 6,
                HIGH - y - 6,
                x + width * n / 6,
                HIGH - y + self.chance.uniform(-4, 8),
            )
        self.canvas.setLineWidth(1.1)
        self.canvas.drawPath(path)

    def drawing(self, name: str, label: str) -> None:
        self.say(LEFT, self.y, label, self.style.bold, self.style.size)
        self.seen.add(name)
        self.room(230)
        self.where[name] = [self.page, LEFT, self.y + 10, RIGHT, self.y + 200]
        if self.values[name] == "presente":
            for n in range(6):
                self.frame(120 + 50 * n, self.y + 40, 150 + 50 * n, self.y + 80 + 8 * n)
                self.canvas.bezier(
                    120,
                    HIGH - self.y - 120,
                    200,
                    HIGH - self.y - 60 - n,
                    300,
                    HIGH - self.y - 60,
                    400,
                    HIGH - self.y - 150,
                )
        self.step(210)

    # -- tables ---------------------------------------------------------------------------------

    def _row(self, edges: list[float], height: float) -> None:
        if self.style.grid == "full":
            for x0, x1 in pairwise(edges):
                self.frame(x0, self.y - 11, x1, self.y - 11 + height)
        elif self.style.grid == "rules":
            self.rule(edges[0], self.y - 11 + height, edges[-1], self.y - 11 + height, 0.5)

    def _head(self, edges: list[float], titles: list[str]) -> None:
        self.room(70)
        size = 6.5 if len(titles) > 7 else 8.0
        stacks = [
            _wrapped(t, self.style.bold, size, x1 - x0 - 5) for t, x0, x1 in zip(titles, edges, edges[1:], strict=False)
        ]
        height = 5 + (size + 2) * max(len(s) for s in stacks)
        self._row(edges, height)
        for stack, x0 in zip(stacks, edges, strict=False):
            for n, line in enumerate(stack):
                self.say(x0 + 3, self.y + (size + 2) * n - 2, line, self.style.bold, size)
        self.step(height)

    def records(self, prefix: str, columns: list[tuple[str, str]], count: int) -> None:
        share = (RIGHT - LEFT) / len(columns)
        edges = [LEFT + share * n for n in range(len(columns) + 1)]
        self._head(edges, [t for _, t in columns])
        for n in range(1, count + 1):
            self._row(edges, 17)
            for (column, _), x0 in zip(columns, edges, strict=False):
                self.put(f"{prefix}.{n}.{column}", x0 + 3, self.y + 1, share - 6)
            self.step(17)
        self.step(10)

    def matrix(self, head: list[str], rows: list[tuple[str, str, list[str]]]) -> None:
        marks = [self.specs[c].options for c in rows[0][2]]
        weights = [2.4] + [1.9 if "NP" in m else 1.3 if m else 1.0 for m in marks]
        unit = (RIGHT - LEFT) / sum(weights)
        edges = [LEFT]
        for weight in weights:
            edges.append(edges[-1] + weight * unit)
        self._head(edges, head)
        if self.style.sub_heads:
            self._sub_heads(edges, marks)
        for _, label, names in rows:
            if self.y + 24 > FOOT:
                self.turn()
            stack = _wrapped(label, self.style.font, 7.5, edges[1] - edges[0] - 6)
            height = max(17.0, 4 + 9.5 * len(stack))
            self._row(edges, height)
            for n, line in enumerate(stack):
                self.say(LEFT + 3, self.y - 1 + 9.5 * n, line, size=7.5)
            for name, x0, x1 in zip(names, edges[1:], edges[2:], strict=False):
                self._matrix_cell(name, x0, x1)
            self.step(height)
        self.step(12)

    def _places(self, options: tuple[str, ...], x0: float, x1: float) -> list[tuple[str, float]]:
        return [(o, x0 + 4 + n * (x1 - x0 - 6) / len(options)) for n, o in enumerate(options)]

    def _sub_heads(self, edges: list[float], marks: list[tuple[str, ...]]) -> None:
        self._row(edges, 14)
        for options, x0, x1 in zip(marks, edges[1:], edges[2:], strict=False):
            for option, x in self._places(options, x0, x1):
                self.say(x, self.y - 1, {"NP": "N.P."}.get(option, option), size=7)
        self.step(14)

    def _matrix_cell(self, name: str, x0: float, x1: float) -> None:
        spec = self.specs[name]
        if not spec.options:
            self.put(name, x0 + 4, self.y, x1 - x0 - 8)
            return
        self.seen.add(name)
        self.where[name] = [self.page, x0, self.y - 10, x1, self.y + 4]
        for option, x in self._places(spec.options, x0, x1):
            end = self.place(x, self.y, self.values.get(name) == option, name, option)
            if not self.style.sub_heads:
                self.say(end + 1.5, self.y, {"NP": "N.P."}.get(option, option), size=6.5)


def _wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if line and stringWidth(f"{line} {word}", font, size) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]
