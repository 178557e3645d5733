"""The blocks of layout M: typeset like a tax form; small capitals above each value, row names at the left, merged heads."""

from __future__ import annotations

from benchmarks.made.offices.cells import Form
from benchmarks.made.offices.words import QUALITY
from benchmarks.made.paper import Style

# A row of cells is one line here, as it is on the form.
# fmt: off

_BAND = (0.8, 0.87, 0.8)
SINO = [("SI", "SÌ"), ("NO", "NO")]


class Blocks(Form):
    """Page head and foot, shaded bands, persons, signatures and tables of layout M."""

    naming = "fill"
    radios = True
    tips = True
    mark = "square"
    label_size = 8.0
    overlay_font = "Courier-Bold"
    overlay_size = 8.5
    running = ""

    def style_of(self) -> Style:
        return Style("M", font="Times-Roman", bold="Times-Bold", value_font="Helvetica", size=9.0, left=46.0, top=54.0, ink=(0.0, 0.0, 0.35))

    # -- page -----------------------------------------------------------------------------------------------

    def turn(self) -> None:
        self.caps(self.left, 36, "Azienda Elettrica Comunale - Regolamento di Esercizio MT", 8.5)
        text = "AEC/RE/2026"
        self.say(self.right - self.wide(text, size=8), 36, text, size=8)
        self.rule(self.left, self.high - 44, self.right, self.high - 44, 0.5)
        self.say(self.left, self.high - 34, "Da trasmettere all'indirizzo rete@pec.aec.example", "Times-Italic", 7.5)
        text = f"pag. {self.page} di {self.total}"
        self.say(self.right - self.wide(text, size=8), self.high - 34, text, size=8)
        super().turn()
        if self.running:
            self.caps(self.left, self.y + 2, f"{self.running} - segue", 8.5)
            self.y += 10

    def annex(self, number: str, text: str) -> None:
        self.running = ""
        if self.y > self.top:
            self.turn()
        self.canvas.setFillColorRGB(0.2, 0.35, 0.25)
        self.canvas.rect(self.left, self.high - self.y - 24, self.right - self.left, 24, stroke=0, fill=1)
        self.canvas.setFillColorRGB(1, 1, 1)
        x = self.caps(self.left + 8, self.y + 16, number, 13)
        self.say(x + 14, self.y + 16, text, "Times-Bold", 11)
        self.canvas.setFillColorRGB(0, 0, 0)
        self.y += 30
        self.running = f"{number}"

    def band(self, text: str, room: float = 70.0) -> None:
        self.y += 6
        self.room(room)
        self.shade(self.left, self.y, self.right, self.y + 15, _BAND)
        self.frame(self.left, self.y, self.right, self.y + 15)
        self.caps(self.left + 5, self.y + 11, text, 9.5)
        self.y += 15

    # -- blocks -----------------------------------------------------------------------------------------------

    def persona(self, p: str) -> None:
        self.room(84)
        a = "a"
        self.row(("m", 14, "Dati anagrafici", 2), (a, 44, p + ".cognome", "Cognome"), (a, 42, p + ".nome", "Nome"), h=27)
        self.row(("-", 14, ""), (a, 33, p + ".codice_fiscale", "Codice fiscale"), (a, 27, p + ".nato_a", "Luogo di nascita"), (a, 9, p + ".nato_provincia", "Prov."), (a, 17, p + ".nato_il", "Data di nascita"), h=27)
        self.row(("m", 14, "Residenza", 1), (a, 24, p + ".residente_in", "Residente in"), (a, 29, p + ".residenza_via", "Via, n. civico"), (a, 18, p + ".residenza_comune", "Comune"), (a, 6, p + ".residenza_provincia", "Prov."), (a, 9, p + ".residenza_cap", "C.A.P."), h=27)

    def declarant(self, p: str, choice: bool = True) -> None:
        self.row(("a", 50, p + ".nome", "Il sottoscritto (cognome e nome)" if not choice else "Il sottoscritto"), ("a", 50, p + ".ditta", "Ditta (rag. sociale)"), h=27)
        if choice:
            words = ("Responsabile tecnico, comma 40.5 lett. a) TIQE", "Professionista, comma 40.5 lett. b) TIQE", "Responsabile uff. tecnico interno, comma 40.5 lett. c) TIQE")
            self.row(("as", 100, p + ".qualita", "In qualità di", list(zip(QUALITY, words, strict=True))), h=44)
            self.row(("a", 42, p + ".settore", "Settore di attività"), ("a", 58, p + ".abilitazione", "Estremi abilitazione professionale"), h=27)
        else:
            self.row(("a", 28, p + ".qualita", "In qualità di"), ("a", 30, p + ".settore", "Settore di attività"), ("a", 42, p + ".abilitazione", "Estremi abilitazione professionale"), h=27)

    def signs(self, *pairs: tuple[str, str], extra: tuple[str, str] | None = None) -> None:
        """Cells to sign, the label in small capitals at their top; ``extra``: a date cell before them."""
        self.room(56)
        width = (self.right - self.left) / (len(pairs) + (0.6 if extra else 0))
        x = self.left
        if extra:
            self.frame(x, self.y, x + 0.6 * width, self.y + 52)
            self.caps(x + 3, self.y + 7.5, extra[1], 7)
            self.value(extra[0], x + 4, self.y + 30, 0.6 * width - 8, extra[1])
            x += 0.6 * width
        for name, label in pairs:
            self.frame(x, self.y, x + width, self.y + 52)
            self.caps(x + 3, self.y + 7.5, label, 7)
            self.signature(name, x, self.y, x + width, self.y + 52)
            x += width
        self.y += 52

    def settings_head(self) -> None:
        self.room(60)
        self.row(("m", 10, "Grandezza", 2), ("m", 37, "Protezione (cod. ANSI)", 2), ("h", 23, "Regolazione"), ("h", 12, "Implementata"), ("h", 18, "Attivazione"), h=14)
        self.row(("-", 47, ""), ("h", 11.5, "Soglia"), ("h", 11.5, "Tempo [s]"), ("h", 6, "SÌ"), ("h", 6, "NO"), ("h", 6, "SÌ"), ("h", 6, "NO"), ("h", 6, "N.P."), h=13)

    def settings(self, prefix: str, *groups: tuple[str, list[tuple[str, str, str]]]) -> None:
        """Protections in groups, the quantity with its unit in a cell merged over the rows; a group stays whole."""
        self.settings_head()
        for unit, rows in groups:
            if self.y + 16 * len(rows) > self.foot:
                self.turn()
                self.settings_head()
            for n, (code, short, long) in enumerate(rows):
                p = f"{prefix}.{code}"
                name = ("m", 10, unit, len(rows)) if n == 0 else ("-", 10, "")
                marks = [("q", 6, p + ".implementata", o, f"{short} {o}") for o in ("SI", "NO")] + [("q", 6, p + ".attivazione", o, f"{short} {o}") for o in ("SI", "NO", "NP")]
                self.row(name, ("p", 29, long), ("r", 8, short), ("v", 11.5, p + ".regolazione", f"{short} soglia"), ("v", 11.5, p + ".tempo", f"{short} tempo"), *marks, h=16)

    def directional(self, prefix: str) -> None:
        """Two sub-rows per threshold; the answers are merged over both."""
        self.room(66)
        for n in (1, 2):
            p = f"{prefix}.direzionale{n}"
            name = ("m", 10, "Terra (67N)", 4) if n == 1 else ("-", 10, "")
            marks = [("X", 6, p + ".implementata", o, f"67N {n} {o}") for o in ("SI", "NO")] + [("X", 6, p + ".attivazione", o, f"67N {n} {o}") for o in ("SI", "NO", "NP")]
            self.row(name, ("m", 29, f"Direzionale di terra, {n}ª soglia", 2), ("r", 8, "Vo [V]"), ("v", 11.5, p + ".vo", "67N Vo"), ("g", 11.5, ""), *marks, h=16, shade=True)
            self.row(("-", 39, ""), ("r", 8, "Io [A]"), ("v", 11.5, p + ".io", "67N Io"), ("g", 11.5, ""), ("-", 30, ""), h=16)

    def ask(self, text: str, name: str, *cells: tuple[object, ...], wide: float = 46.0) -> None:
        rest = 100 - wide - 18 - sum(c[1] for c in cells)  # type: ignore[misc]
        fill = [("g", rest, "")] if rest > 0.5 else []
        self.row(("p", wide, text), ("o", 18, name, SINO), *cells, *fill, h=24)

    def notes_cell(self, name: str, label: str) -> None:
        self.frame(self.left, self.y, self.right, self.y + 70)
        self.caps(self.left + 3, self.y + 7.5, label, 7)
        self.value(name, self.left + 4, self.y + 20, self.right - self.left - 8, label, lines=5, lead=11)
        self.y += 70

    def rows_only(self, prefix: str, unit: str, rows: list[tuple[str, str, str]]) -> None:
        self.room(16.0 * len(rows))
        head, self.settings_head = self.settings_head, lambda: None  # type: ignore[method-assign]
        self.settings(prefix, (unit, rows))
        self.settings_head = head  # type: ignore[method-assign]

    def twice(self, text: str, name: str, ups: str) -> None:
        tail = [("p", 14, "con UPS"), ("o", 22, ups, SINO)] if ups else [("g", 36, "")]
        self.row(("p", 46, text), ("o", 18, name, SINO), *tail, h=17)

    def cell(self, cell: tuple[object, ...], x: float, top: float, width: float, height: float, shade: bool) -> None:
        if cell[0] == "d":
            self.frame(x, top, x + width, top + height)
            self.options(str(cell[2]), x + 4, top + height / 2 + 3, [("SI", str(cell[3]))], alone=True)
            return
        super().cell(cell, x, top, width, height, shade)
