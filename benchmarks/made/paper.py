"""A sheet of paper that is written on from top to bottom, and the values that go onto it through one channel."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from benchmarks.made.values import written
from domain.catalogues import field_index

_UNIT = re.compile(r"\s*[\[(](k[WVA]\w*|kWh|V|mH)[\])]$")


@dataclass(frozen=True)
class Style:
    """How a layout looks.

    ``blank``: line, dots, rule, box, table, above (label over its own box), rows (values at the right margin), under
    (label under the line), quad (bordered cells), sentence; ``tick``: box, circle, bracket, glyph; ``grid``: full, rules, none, zebra. ``tint`` colours the
    blanks; ``units`` beside: the unit of a label stands behind the blank; ``said`` are other words for labels; ``ink``
    colours what is typed; ``head`` stands on top of every page.
    """

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
    page: tuple[float, float] = A4
    left: float = 50.0
    top: float = 60.0
    align: str = "left"
    tint: tuple[float, float, float] | None = None
    units: str = "label"
    repeat_head: bool = False
    rooms: bool = True
    ink: tuple[float, float, float] = (0.0, 0.0, 0.0)
    head: str = ""
    said: dict[str, str] = field(default_factory=dict)


@dataclass
class Paper:
    """A document under construction: draws the form, then the values through one channel, and keeps the truth."""

    style: Style
    channel: str
    values: dict[str, Any]
    seed: int = 0
    page: int = 1
    where: dict[str, list[float]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    late: list[Callable[[], Any]] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=self.style.page, pageCompression=1)
        self.specs = field_index("regolamento-esercizio-mt")
        self.number = 0
        self.high = self.style.page[1]
        self.left, self.right = self.style.left, self.style.page[0] - self.style.left
        self.top, self.foot = self.style.top, self.high - 62.0
        self.y = self.top

    def word(self, label: str) -> str:
        """Return this layout's own words for a label."""
        return self.style.said.get(label, label)

    def parted(self, label: str) -> tuple[str, str]:
        """Return the layout's label and, where units stand beside the blank, the unit taken out of it."""
        shown = self.word(label)
        unit = _UNIT.search(shown)
        if unit is None or self.style.units != "beside":
            return shown, ""
        return shown[: unit.start()], unit.group(1)

    # -- basic drawing, y from the top ---------------------------------------------------------

    def say(self, x: float, y: float, text: str, font: str = "", size: float = 0.0) -> float:
        self.canvas.setFont(font or self.style.font, size or self.style.size)
        self.canvas.drawString(x, self.high - y, text)
        return x + self.wide(text, font, size)

    def wide(self, text: str, font: str = "", size: float = 0.0) -> float:
        return float(stringWidth(text, font or self.style.font, size or self.style.size))

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.7) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.high - y0, x1, self.high - y1)

    def frame(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.6)
        self.canvas.rect(x0, self.high - y1, x1 - x0, y1 - y0, stroke=1, fill=0)

    def shade(self, x0: float, y0: float, x1: float, y1: float, colour: tuple[float, float, float]) -> None:
        self.canvas.saveState()
        self.canvas.setFillColorRGB(*colour)
        self.canvas.rect(x0, self.high - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        self.canvas.restoreState()

    def step(self, height: float) -> None:
        self.y += height
        if self.y > self.foot:
            self.turn()

    def room(self, height: float) -> None:
        if self.y + height > self.foot:
            self.turn()

    def turn(self) -> None:
        for action in self.late:
            action()
        self.late = []
        self.canvas.showPage()
        self.page += 1
        self.y = self.top

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
            self._field(name, text, x, y, width)
            return
        if not text:
            return
        size = self.style.size if self.channel == "typed" else 9.0
        while stringWidth(text, self.style.value_font, size) > width and size > 4:
            size -= 0.5
        if self.style.align == "right" and self.channel != "freetext":
            x += max(0.0, width - stringWidth(text, self.style.value_font, size) - 3)
        if self.channel == "typed":
            self.canvas.setFillColorRGB(*self.style.ink)
            self.say(x, y, text, self.style.value_font, size)
            self.canvas.setFillColorRGB(0, 0, 0)
        elif self.channel == "freetext":
            self.late.append(
                lambda: self.canvas.freeTextAnnotation(
                    text, Rect=[x, self.high - y - 3, x + width, self.high - y + 10], DA=f"/Helv {size} Tf"
                )
            )
        else:
            lift = self.chance.uniform(-0.5, 2.0)
            page_x = x + self.chance.uniform(0, 3)
            self.late.append(lambda: self.say(page_x, y - lift, text, self.style.value_font, size))

    def _field(self, name: str, text: str, x: float, y: float, width: float) -> None:
        self.number += 1
        self.canvas.acroForm.textfield(
            name=name if self.channel == "acroform_own" else f"Testo{self.number}",
            value=text,
            x=x,
            y=self.high - y - 3,
            width=max(12, width),
            height=self.style.size + 4,
            fontSize=8,
            borderWidth=0,
            tooltip=" ",
            relative=False,
        )

    def leader(self, x: float, y: float, width: float, name: str) -> None:
        """Draw the blank to write on; typed values take its place."""
        if self.channel == "typed" and self.values.get(name) is not None and self.style.blank in ("line", "dots"):
            return
        if self.channel == "typed" and self.style.blank == "sentence" and self.values.get(name) is not None:
            return
        if self.style.tint:
            self.shade(x, y - self.style.size, x + width, y + 3, self.style.tint)
        elif self.style.blank in ("line", "dots", "sentence"):
            mark = "." if self.style.blank == "dots" else "_"
            self.say(x, y, mark * max(3, int(width / self.wide(mark))))
        else:
            self.rule(x, y + 2, x + width, y + 2, 0.5)


def wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    """Return the lines of a text that is ``width`` points wide at most."""
    lines, line = [], ""
    for word in text.split():
        if line and stringWidth(f"{line} {word}", font, size) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]
