"""What is filled into an office's form through one channel: values, ticks, names of fields, annotations."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth

from benchmarks.made.offices.notes import Note, with_notes
from benchmarks.made.paper import Paper, Style, wrapped


class Filled(Paper):
    """Writes values and ticks; a subclass says where.

    Foreign field names: ``naming`` is acrobat (from labels), libre (numbered kinds) or fill (fill_N, toggle_N).
    """

    label_size = 8.0
    naming = "libre"
    radios = False
    mark = "square"
    overlay_font = "Courier"
    overlay_size = 9.0
    tips = False
    label_bold = False

    def __init__(self, channel: str, values: dict[str, Any], seed: int, total: int = 0) -> None:
        """``total``: pages of the whole document, which each page's head tells."""
        self.total = total
        self.names: Counter[str] = Counter()
        self.groups: dict[str, str] = {}
        self.notes: list[Note] = []
        self.shown_before: dict[str, str] = {}
        super().__init__(self.style_of(), channel, values, seed)
        self.y = self.top

    def style_of(self) -> Style:
        """Return how the layout looks."""
        raise NotImplementedError

    def name_for(self, name: str, label: str, tick: bool = False) -> str:
        if self.channel == "acroform_own":
            return name
        self.number += 1
        if self.naming == "libre":
            kind = "Casella di controllo" if tick else "Campo di testo"
            self.names[kind] += 1
            return f"{kind} {self.names[kind]}"
        if self.naming == "fill":
            kind = "toggle" if tick else "fill"
            self.names[kind] += 1
            return f"{kind}_{self.names[kind]}"
        plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
        plain = " ".join(re.sub(r"[^A-Za-z0-9 ]+", " ", plain).split())[:40] or "undefined"
        if self.number % 11 == 0:
            plain = "undefined"
        self.names[plain] += 1
        return plain if self.names[plain] == 1 else f"{plain}_{self.names[plain]}"

    # -- values

    def shown(self, name: str) -> str:
        """Return the text of a value, the same every time it is asked."""
        if name not in self.shown_before:
            self.shown_before[name] = self.text_of(name)
        return self.shown_before[name]

    @property
    def form(self) -> bool:
        return self.channel.startswith("acroform")

    @property
    def hand(self) -> tuple[str, float]:
        """Font and size of what is filled in."""
        if self.channel == "typed":
            return self.style.value_font, self.style.size
        if self.channel == "overlay":
            return self.overlay_font, self.overlay_size
        return "Helvetica", 9.0

    def fit(self, text: str, width: float) -> float:
        font, size = self.hand
        while stringWidth(text, font, size) > width and size > 5:
            size -= 0.25
        return size

    def value(
        self,
        name: str,
        x: float,
        y: float,
        width: float,
        label: str = "",
        align: str = "",
        lines: int = 1,
        lead: float = 11.0,
    ) -> None:
        """Write a value at baseline ``y`` in the room ``width``, on ``lines`` lines at most."""
        text = self.shown(name)
        font, size = self.hand
        self.where.setdefault(
            name, [self.page, round(x, 1), round(y - 10, 1), round(x + width, 1), round(y + 3 + lead * (lines - 1), 1)]
        )
        if self.form:
            self.field(name, text, x, y - 10, width, 13 + lead * (lines - 1), label, lines > 1)
            return
        if not text:
            return
        if lines == 1:
            size = self.fit(text, width)
            stack = [text]
        else:
            stack = wrapped(text, font, size, width)
            while len(stack) > lines and size > 6:
                size -= 0.25
                stack = wrapped(text, font, size, width)
        if align == "center":
            x += max(0.0, (width - stringWidth(stack[0], font, size)) / 2)
        if self.channel == "freetext":
            top = self.high - y + 9.5
            wide = min(width, max(stringWidth(s, font, size) for s in stack) + 4)
            self.notes.append(
                Note(self.page, (x, top - 12.5 - lead * (len(stack) - 1), x + wide, top), "\n".join(stack), size)
            )
            return
        if self.channel == "overlay":
            x, y = (
                x + self.chance.uniform(0, min(2.0, max(0.0, width - stringWidth(stack[0], font, size)))),
                y - self.chance.uniform(-0.4, 1.2),
            )
        for n, line in enumerate(stack):
            self.ink(x, y + n * lead, line, font, size)

    def ink(self, x: float, y: float, text: str, font: str, size: float) -> None:
        colour = self.style.ink

        def draw() -> None:
            self.canvas.setFillColorRGB(*colour)
            self.say(x, y, text, font, size)
            self.canvas.setFillColorRGB(0, 0, 0)

        if self.channel == "typed":
            draw()
        else:
            self.late.append(draw)

    def field(
        self, name: str, text: str, x: float, top: float, width: float, height: float, label: str, multi: bool = False
    ) -> None:
        title = self.name_for(name, label)
        self.canvas.acroForm.textfield(
            name=title, value=text, x=x, y=self.high - top - height, width=max(10, width), height=height, fontSize=8 if width > 45 else 7,
            borderWidth=0, tooltip=label if self.tips and label else " ", relative=False, maxlen=None, fieldFlags="multiline" if multi else "",
        )  # fmt: skip

    # -- tick places

    def box(
        self, name: str, option: str, x: float, y: float, label: str = "", bare: bool = False, alone: bool = False
    ) -> float:
        """Draw the tick place of an option at baseline ``y``; ``bare``: the cell around it is the place."""
        held = self.values.get(name)
        ticked = option in held if isinstance(held, list) else held == option
        self.seen.add(name)
        side = 8.0
        old = self.where.get(name)
        spot = [self.page, x - 2, y - 9, x + side + 2, y + 2]
        self.where[name] = (
            spot
            if old is None or old[0] != self.page
            else [self.page, min(old[1], spot[1]), min(old[2], spot[2]), max(old[3], spot[3]), max(old[4], spot[4])]
        )
        if self.form:
            self.button(name, option, ticked, x, y, side, label, alone or isinstance(held, list))
            return x + side
        if self.mark == "zapf" and not bare:
            sign = "✘" if ticked and self.channel == "typed" else "❑"
            self.say(x, y, sign, "ZapfDingbats", 9)
        elif self.mark == "circle" and not bare:
            self.canvas.setLineWidth(0.6)
            self.canvas.circle(x + side / 2, self.high - y + 3, side / 2)
        elif not bare:
            self.frame(x, y - side + 1, x + side, y + 1)
        if not ticked or (self.mark == "zapf" and self.channel == "typed" and not bare):
            return x + side
        if self.channel == "freetext":
            self.notes.append(Note(self.page, (x - 1, self.high - y - 2, x + 10, self.high - y + 9), "X", 9.0))
        elif self.channel == "typed":
            self.typed_mark(x, y, side, bare)
        else:
            kind = self.chance.choice(["letter", "letter", "cross", "check"])
            dx, dy = self.chance.uniform(-0.8, 0.8), self.chance.uniform(-0.8, 0.8)
            self.late.append(lambda: self.hand_mark(kind, x + dx, y + dy, side))
        return x + side

    def typed_mark(self, x: float, y: float, side: float, bare: bool) -> None:
        if bare:
            self.say(x + 1, y, "X", self.style.bold, 8.5)
        elif self.mark == "circle":
            self.canvas.circle(x + side / 2, self.high - y + 3, side / 2 - 1.8, stroke=0, fill=1)
        else:
            self.say(x + 0.8, y, "✔", "ZapfDingbats", 8.5)

    def hand_mark(self, kind: str, x: float, y: float, side: float) -> None:
        if kind == "letter":
            self.say(x + 1, y, "X", "Helvetica-Bold", 9)
        elif kind == "cross":
            self.rule(x, y + 1, x + side, y - side + 1, 1.2)
            self.rule(x, y - side + 1, x + side, y + 1, 1.2)
        else:
            self.rule(x + 1, y - 3, x + 3.2, y, 1.3)
            self.rule(x + 3.2, y, x + side + 0.5, y - side, 1.3)

    def button(
        self, name: str, option: str, ticked: bool, x: float, y: float, side: float, label: str, alone: bool
    ) -> None:
        shared = {
            "x": x,
            "y": self.high - y - 1,
            "size": side + 1,
            "borderWidth": 0.5,
            "relative": False,
            "tooltip": label if self.tips and label else " ",
        }
        if self.radios and not alone and self.channel != "acroform_own":
            if name not in self.groups:
                self.groups[name] = f"Gruppo{len(self.groups) + 1}"
                self.names[name] = 0
            self.names[name] += 1
            self.canvas.acroForm.radio(
                name=self.groups[name],
                value=f"Scelta{self.names[name]}",
                selected=ticked,
                buttonStyle="circle",
                shape="circle",
                **(shared | {"x": x - 1.5, "y": self.high - y - 2.5, "size": side + 4}),
            )
            return
        title = f"{name}.{option}" if self.channel == "acroform_own" else self.name_for(name, label, True)
        self.canvas.acroForm.checkbox(
            name=title, checked=ticked, buttonStyle="cross" if self.mark != "square" else "check", **shared
        )

    def options(
        self,
        name: str,
        x: float,
        y: float,
        options: list[tuple[str, str]],
        size: float = 0.0,
        gap: float = 12.0,
        first: bool = False,
        alone: bool = False,
    ) -> float:
        """Draw tick places with their words on one line."""
        size = size or self.label_size
        for option, word in options:
            if first:
                x = self.say(x, y, word, size=size) + 3
                x = self.box(name, option, x, y, word, alone=alone) + gap
            else:
                x = self.say(self.box(name, option, x, y, word, alone=alone) + 3, y, word, size=size) + gap
        return x

    def finish(self) -> bytes:
        """Return the PDF, free-text annotations with it."""
        return with_notes(super().finish(), self.notes)
