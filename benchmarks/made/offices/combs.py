"""Combs: one box for each character of a code or a date."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
from reportlab.pdfbase.pdfmetrics import stringWidth

from benchmarks.made.offices.cells import Form
from benchmarks.made.offices.notes import Note

SIDE = 12.0
#: Points between two boxes that a stroke parts.
GAP = 7.0


def comb_width(count: int, gaps: tuple[int, ...] = ()) -> float:
    """Return how wide ``count`` boxes are, with strokes after the boxes ``gaps``."""
    return SIDE * count + GAP * len(gaps)


class Combed(Form):
    """A form with combs; a form field is one comb, or for a date one plain field."""

    def __init__(self, channel: str, values: dict[str, Any], seed: int, total: int = 0) -> None:
        self.combs: set[str] = set()
        super().__init__(channel, values, seed, total)

    def comb(self, name: str, x: float, y: float, count: int, label: str = "", gaps: tuple[int, ...] = ()) -> float:
        """Draw boxes at baseline ``y``, strokes after the boxes ``gaps``, and the value; return the right edge."""
        text, right = self.shown(name), x + comb_width(count, gaps)
        if self.form and gaps:
            self.rule(x, y + 3, right, y + 3, 0.3)
            spots = []
        else:
            spots = self.boxes(x, y, count, gaps)
        self.where[name] = [self.page, x, round(y - SIDE + 3, 1), round(right, 1), y + 3]
        if self.form and gaps:
            self.field(name, text, x, y - SIDE + 3, right - x, SIDE, label)
        elif self.form:
            self.comb_field(name, text, x, y, count, label)
        elif text:
            self.letters(text, re.sub(r"\D", "", text) if gaps else text, spots, y, right)
        return right

    def boxes(self, x: float, y: float, count: int, gaps: tuple[int, ...]) -> list[float]:
        """Draw the boxes and the strokes between them; return the boxes' left edges."""
        spots = []
        for n in range(1, count + 1):
            self.frame(x, y - SIDE + 3, x + SIDE, y + 3)
            spots.append(x)
            x += SIDE
            if n in gaps:
                self.say(x + 1.5, y, "/")
                x += GAP
        return spots

    def letters(self, text: str, inside: str, spots: list[float], y: float, right: float) -> None:
        """Write a character into the middle of each box, or one annotation over all of them."""
        font, size = self.hand
        placed = [
            (letter, spot + (SIDE - stringWidth(letter, font, size)) / 2)
            for letter, spot in zip(inside, spots, strict=False)
        ]
        if self.channel == "freetext":
            x = spots[0]
            spaced = tuple((letter, at - x) for letter, at in placed)
            self.notes.append(Note(self.page, (x, self.high - y - 3, right, self.high - y + 9), text, size, spaced))
            return
        for letter, at in placed:
            self.ink(at, y, letter, font, size)

    def comb_field(self, name: str, text: str, x: float, y: float, count: int, label: str) -> None:
        title = self.name_for(name, label)
        self.combs.add(title)
        self.canvas.acroForm.textfield(
            name=title, value=text, x=x, y=self.high - y - 3, width=SIDE * count, height=SIDE, fontSize=8, borderWidth=0,
            tooltip=label if self.tips and label else " ", relative=False, maxlen=count, fieldFlags="comb",
        )  # fmt: skip

    def finish(self) -> bytes:
        """Return the PDF; the fields' appearances show a character in each box."""
        return with_combs(super().finish(), self.combs)


def with_combs(pdf: bytes, names: set[str]) -> bytes:
    """Return the document with the characters drawn apart in the fields of these names."""
    with pikepdf.open(io.BytesIO(pdf)) as doc:
        helvetica = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        font = doc.make_indirect(helvetica)
        for page in doc.pages:
            for widget in page.obj.get("/Annots", []):
                if str(widget.get("/T", "")) in names and "/V" in widget:
                    _spread(widget, font)
        out = io.BytesIO()
        doc.save(out)
        return out.getvalue()


def _spread(widget: pikepdf.Object, font: pikepdf.Object) -> None:
    base = (float(widget.Rect[3]) - float(widget.Rect[1])) / 2 - 3
    shown = b"".join(
        b"1 0 0 1 %.2f %.2f Tm (%s) Tj "
        % ((n + 0.5) * SIDE - stringWidth(letter, "Helvetica", 8.5) / 2, base, letter.encode("cp1252"))
        for n, letter in enumerate(str(widget.V))
    )
    widget.AP.N.write(b"/Tx BMC q BT /Helv 8.5 Tf 0 g " + shown + b"ET Q EMC")
    widget.AP.N.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=font))
