"""Which known line of a matrix a row is: by its wording, by what it means, with the title over the table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from extractors.forms.tables.scanned_rows import contradicts
from extractors.forms.tables.table_lines import within
from extractors.forms.wording.describe import Pattern, Table
from extractors.forms.wording.meanings import Lexicon, Meanings


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
        meant = self._meant(said)
        if meant and (not own or self._known.narrows(said, meant, best)):
            return meant
        return best if fits.get(best) else ""

    @cached_property
    def _known(self) -> Meanings:
        lines = self.table.lines
        return self.lexicon.meanings((self.table.id, "lines", *lines), lambda: lines)

    def _meant(self, said: Pattern) -> str:
        """Return the line that is meant in other words or another order: ``Massima tensione 59 - seconda soglia (S2)``.

        What the rows have in common may stand over the table: ``Personale reperibile h24`` over ``RIF`` and ``RI``.
        """
        meant = (self._known.held(said) or self._known.held((*self.title, *said))) if said else ""
        return meant if meant and not contradicts(said, meant, self.table.lines) else ""
