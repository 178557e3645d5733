"""The lines of a table's body, and its records where only level rules part them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from extractors.forms.stream.flow import RULE
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.headers import Head


@dataclass
class BodyLine:
    """One body line: its tokens and, where ruled, the numbers of its cells; ``over`` is said by merged cells that reach into it."""

    page: int
    tokens: list[Token]
    cells: list[int]
    over: list[Token] = field(default_factory=list)


@dataclass
class Between:
    """Rows of a table that has only level rules: what stands between two of them is one record."""

    head: Head
    rules: list[tuple[int, float]] = field(default_factory=list)

    def without_rules(self, tokens: list[Token]) -> list[Token]:
        """Take the rules as wide as the table out of a line and keep their heights."""
        left, right = min(x0 for _, x0, _ in self.head.bands), max(x1 for _, _, x1 in self.head.bands)
        wide = [t for t in tokens if t.font == RULE and t.box.width > 0.6 * (right - left)]
        self.rules.extend((t.page, t.box.bottom - 1) for t in wide)
        return [t for t in tokens if t not in wide]

    def records(self, lines: list[BodyLine]) -> list[BodyLine]:
        """Return one line for each space between rules, empty ones too; without rules the lines as they are."""
        filled = [line for line in lines if line.tokens]
        if len(self.rules) < 2:
            return filled
        rules = sorted(self.rules)
        found = []
        for (page, upper), (below, lower) in pairwise(rules):
            if page == below and lower - upper > 7:
                inside = [
                    t for line in filled for t in line.tokens if t.page == page and upper <= t.box.centre[1] < lower
                ]
                found.append(BodyLine(page, sorted(inside, key=lambda t: t.box.x0), []))
        first = [line for line in filled if all((t.page, t.box.centre[1]) < rules[0] for t in line.tokens)]
        return first + found
