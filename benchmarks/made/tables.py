"""Tables of a made form: records and matrices, ruled, shaded or bare."""

from __future__ import annotations

from itertools import pairwise

from benchmarks.made.paper import wrapped
from benchmarks.made.ticks import Ticks

_PALE = (0.93, 0.95, 0.98)


class Tables(Ticks):
    """Draws tables; those that break over a page may repeat their head."""

    def _row(self, edges: list[float], height: float, number: int = 0) -> None:
        top = self.y - 11
        if self.style.grid == "full":
            for x0, x1 in pairwise(edges):
                self.frame(x0, top, x1, top + height)
        elif self.style.grid == "rules":
            self.rule(edges[0], top + height, edges[-1], top + height, 0.5)
        elif self.style.grid == "zebra" and number % 2 == 0:
            self.shade(edges[0], top, edges[-1], top + height, _PALE)

    def _head(self, edges: list[float], titles: list[str]) -> None:
        if self.style.rooms:
            self.room(70)
        size = 6.5 if len(titles) > 7 else 8.0
        for title, x0, x1 in zip(titles, edges, edges[1:], strict=False):
            longest = max(self.wide(w, self.style.bold, 1.0) for w in self.word(title).split())
            size = min(size, (x1 - x0 - 5) / longest)
        stacks = [
            wrapped(self.word(t), self.style.bold, size, x1 - x0 - 5)
            for t, x0, x1 in zip(titles, edges, edges[1:], strict=False)
        ]
        height = 5 + (size + 2) * max(len(s) for s in stacks)
        self._row(edges, height)
        for stack, x0 in zip(stacks, edges, strict=False):
            for n, line in enumerate(stack):
                self.say(x0 + 3, self.y + (size + 2) * n - 2, line, self.style.bold, size)
        self.step(height)

    def _broken(self, height: float, edges: list[float], titles: list[str]) -> None:
        """Turn the page where a row does not fit; some layouts print the head again."""
        if self.y + height > self.foot:
            self.turn()
            if self.style.repeat_head:
                self._head(edges, titles)

    def records(self, prefix: str, columns: list[tuple[str, str]], count: int) -> None:
        share = (self.right - self.left) / len(columns)
        edges = [self.left + share * n for n in range(len(columns) + 1)]
        titles = [t for _, t in columns]
        self._head(edges, titles)
        for n in range(1, count + 1):
            self._broken(17 if self.style.repeat_head else 0, edges, titles)
            self._row(edges, 17, n)
            for (column, _), x0 in zip(columns, edges, strict=False):
                self.put(f"{prefix}.{n}.{column}", x0 + 3, self.y + 1, share - 6)
            self.step(17)
        self.step(10)

    def matrix(self, head: list[str], rows: list[tuple[str, str, list[str]]]) -> None:
        marks = [self.specs[c].options for c in rows[0][2]]
        weights = [2.4] + [1.9 if "NP" in m else 1.3 if m else 1.0 for m in marks]
        unit = (self.right - self.left) / sum(weights)
        edges = [self.left]
        for weight in weights:
            edges.append(edges[-1] + weight * unit)
        self._head(edges, head)
        if self.style.sub_heads:
            self._sub_heads(edges, marks)
        for number, (_, label, names) in enumerate(rows):
            self._broken(24, edges, head)
            stack = wrapped(self.word(label), self.style.font, 7.5, edges[1] - edges[0] - 6)
            height = max(17.0, 4 + 9.5 * len(stack))
            self._row(edges, height, number)
            for n, line in enumerate(stack):
                self.say(self.left + 3, self.y - 1 + 9.5 * n, line, size=7.5)
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
                self.say(end + 1.5, self.y, self.word({"NP": "N.P."}.get(option, option)), size=6.5)
