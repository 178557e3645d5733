"""Which known line of a matrix a row is: by its wording, by what it means, with the title over the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.forms.stream.tokens import Token
from extractors.forms.tables.scanned_rows import Told, contradicts, together, told
from extractors.forms.tables.table_lines import within
from extractors.forms.wording.describe import Pattern, Table
from extractors.forms.wording.meanings import Lexicon, Meanings

#: Confidence from which the letters of a scanned word are believed.
_READ = 0.8


@dataclass
class LineNames:
    """The names of a table's lines; ``title`` is what stands over the table."""

    table: Table
    lexicon: Lexicon
    title: Pattern = ()

    def of(self, said: Pattern, short: tuple[bool, ...]) -> str:
        """Return the line whose label says this, empty for none; ``short`` are the abbreviated pieces."""
        fits = {n: max(within(said, w, short) for w in ws) for n, ws in self.table.lines.items()}
        # "Minima tensione ... 27.S2" begins as the first threshold and is not: its sign decides.
        own = [n for n, fit in fits.items() if fit > 0 and not contradicts(said, n, self.table.lines)]
        best = max(own or fits, key=lambda n: fits[n], default="")
        meant = self.meant(said)
        if meant and (not own or self._known.narrows((*self._over(said), *said), meant, best)):
            return meant
        return best if fits.get(best) else ""

    @cached_property
    def _known(self) -> Meanings:
        lines = self.table.lines
        return self.lexicon.meanings((self.table.id, "lines", *lines), lambda: lines)

    def meant(self, said: Pattern) -> str:
        """Return the line that is meant in other words or another order: ``Massima tensione 59 - seconda soglia (S2)``.

        What the rows have in common may stand over the table: ``Personale reperibile h24`` over ``RIF`` and ``RI``.
        """
        meant = self._known.held((*self._over(said), *said)) if said else ""
        return meant if meant and not contradicts(said, meant, self.table.lines) else ""

    def _over(self, said: Pattern) -> Pattern:
        """Return the title for a row that needs it: nothing where its own words say which row it is."""
        return () if self._known.held(said) else self.title

    def spelt(self, label: Sequence[Token]) -> Told:
        """Return the row that a scanned label names by its letters."""
        return told(together(tuple(p for t in label for p in t.norm)), self.table.lines)

    def scanned(self, name: str, label: Sequence[Token], over: Sequence[Token]) -> Told:
        """Return the row that a scanned label names, ``name`` by its letters or its meaning; ``over`` are merged names beside it.

        A meaning that narrows the letters is the row; where it is the same row it proves it, if the letters are sure.
        """
        found = self.spelt(label)
        said = tuple(p for t in (*over, *label) for p in t.norm)
        meant = self.meant(said)
        if found.sure:
            return found
        if meant and self.of(said, (False,) * len(said)) == meant:
            name = meant
        return Told(name, found.fit, bool(name) and meant == name and all(t.confidence >= _READ for t in label))
