"""Tick places of a made form: choices, questions, single ticks."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.made.paper import Paper


class Ticks(Paper):
    """Draws tick places and what is asked beside them."""

    def place(self, x: float, y: float, ticked: bool, name: str, option: str) -> float:
        """Draw a tick place at ``x`` and return its right edge."""
        side = 9.0
        if self.channel.startswith("acroform"):
            self.number += 1
            self.canvas.acroForm.checkbox(
                name=f"{name}.{option}" if self.channel == "acroform_own" else f"Casella{self.number}",
                checked=ticked,
                x=x,
                y=self.high - y - 1,
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
            self.canvas.circle(x + side / 2, self.high - y + 3.5, side / 2 - 0.5)
        else:
            self.frame(x, y - side + 1, x + side, y + 1)
        if ticked:
            self.late.append(self._tick(x, y, side))
        return x + side

    def _tick(self, x: float, y: float, side: float) -> Callable[[], None]:
        kind = self.chance.choice(["cross", "letter", "fill"] if self.style.tick == "box" else ["fill", "cross"])

        def draw() -> None:
            if kind == "cross":
                self.rule(x - 0.5, y + 1, x + side + 1, y - side + 1, 1.2)
                self.rule(x, y - side, x + side, y + 1.5, 1.2)
            elif kind == "letter":
                self.say(x + 1.5, y, "X", "Helvetica-Bold", 9)
            else:
                self.canvas.circle(x + side / 2, self.high - y + 3.5, 2.6, stroke=0, fill=1)

        return draw

    def _option(self, x: float, name: str, option: str, text: str, ticked: bool) -> float:
        text = self.word(text)
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
        self.where[name] = [self.page, self.left, self.y - 10, self.right, self.y + 3]
        self.room(24 if not stacked else 18 * len(options) + 18)
        x = self.left
        if label:
            x = self.say(self.left, self.y, self.word(label) + self.style.colon) + 8
        if stacked and label:
            self.step(self.style.size + 6)
        for option, text in options:
            if stacked:
                x = self.left + 6
            x = self._option(x, name, option, text, option in held)
            if texts and option in texts:
                extra = texts[option]
                self.leader(x - 8, self.y, self.right - x, extra)
                self.put(extra, x - 8, self.y, self.right - x)
            if stacked:
                self.step(self.style.size + 6)
        if not stacked:
            self.step(self.style.size + 8)

    def question(self, name: str, label: str, rest: str = "", unit: str = "") -> None:
        self.seen.add(name)
        self.room(20)
        self.where[name] = [self.page, self.left, self.y - 10, self.right, self.y + 3]
        x = self.say(self.left, self.y, self.word(label) + self.style.colon) + 10
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
        self.where[name] = [self.page, self.left, self.y - 10, self.right, self.y + 3]
        end = self.place(self.left, self.y, self.values.get(name) == "SI", name, "SI")
        self.say(end + 5, self.y, self.word(label))
        self.step(self.style.size + 7)

    def questions_table(self, rows: list[tuple[str, str, str]]) -> None:
        for name, label, rest in rows:
            self.seen.add(name)
            self.room(22)
            self.where[name] = [self.page, self.left, self.y - 10, self.right, self.y + 3]
            if self.style.grid == "full":
                for x0, x1 in ((self.left, 255.0), (255.0, 460.0), (460.0, self.right)):
                    self.frame(x0, self.y - 12, x1, self.y + 6)
            size = min(9.0, self.style.size, 200.0 / self.wide(self.word(label), size=1.0))
            self.say(self.left + 4, self.y, self.word(label), size=size)
            if self.style.grid != "full":
                self.leader(260, self.y, 190, rest)
            self.put(rest, 260, self.y, 190)
            x = 466.0
            for option in ("SI", "NO"):
                x = self._option(x, name, option, option, self.values.get(name) == option)
            self.step(18)
        self.step(6)
