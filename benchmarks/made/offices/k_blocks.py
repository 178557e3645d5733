"""The blocks of layout K: a Word document made of tables; X in bare cells, turned tables, merged heads."""

from __future__ import annotations

from benchmarks.made.offices.cells import PALE, Form
from benchmarks.made.offices.words import QUALITY
from benchmarks.made.paper import Style, wrapped

# A row of cells is one line here, as it is on the form.
# fmt: off

_BAND = (0.78, 0.84, 0.92)


class Blocks(Form):
    """Page head, shaded bands, persons, signatures and tables of layout K."""

    naming = "acrobat"
    mark = "zapf"
    overlay_font = "Times-Roman"
    overlay_size = 9.5
    label_size = 8.0

    def style_of(self) -> Style:
        return Style("K", size=9.0, value_font="Helvetica", left=52.0, top=92.0)

    # -- page ---------------------------------------------------------------------------------------------

    def turn(self) -> None:
        keep, self.y = self.y, 34.0
        left, right, y = self.left, self.right, 34.0
        cut1, cut2 = left + 92, right - 112
        for x0, x1 in ((left, cut1), (cut1, cut2)):
            self.frame(x0, y, x1, y + 40)
        for n, text in enumerate(("Mod. RE-MT/02", "Rev. 2 del 15/01/2026", f"pag. {self.page} di {self.total}")):
            self.frame(cut2, y + 40 / 3 * n, right, y + 40 / 3 * (n + 1))
            self.say(cut2 + 4, y + 9.5 + 40 / 3 * n, text, size=7.5)
        self.say(left + 6, y + 18, "Rete Isole S.r.l.", "Helvetica-Bold", 10)
        self.say(left + 6, y + 30, "Distribuzione energia", size=7)
        self.say(cut1 + 8, y + 17, "REGOLAMENTO DI ESERCIZIO IN PARALLELO", "Helvetica-Bold", 9.5)
        self.say(cut1 + 8, y + 30, "con la rete MT di impianti di produzione - Utente Attivo", size=8.5)
        self.y = keep
        super().turn()

    def band(self, text: str, room: float = 60.0) -> None:
        """A merged, shaded row that names the table under it."""
        self.y += 8
        self.room(room)
        self.shade(self.left, self.y, self.right, self.y + 17, _BAND)
        self.frame(self.left, self.y, self.right, self.y + 17)
        self.say(self.left + 4, self.y + 12, text, "Helvetica-Bold", 9)
        self.y += 17

    def annex(self, number: str, text: str) -> None:
        self.turn()
        cut = self.left + 90
        self.shade(self.left, self.y, self.right, self.y + 24, _BAND)
        self.frame(self.left, self.y, cut, self.y + 24)
        self.frame(cut, self.y, self.right, self.y + 24)
        self.say(self.left + 6, self.y + 16, f"ALLEGATO {number}", "Helvetica-Bold", 10.5)
        self.say(cut + 8, self.y + 16, text, "Helvetica-Bold", 10.5)
        self.y += 26

    # -- blocks -------------------------------------------------------------------------------------------

    def persona(self, p: str) -> None:
        self.row(("l", 13, "Cognome"), ("v", 37, p + ".cognome", "Cognome"), ("l", 10, "Nome"), ("v", 40, p + ".nome", "Nome"))
        self.row(("l", 13, "Nato/a a"), ("v", 37, p + ".nato_a", "Nato/a a"), ("l", 10, "Prov."), ("v", 12, p + ".nato_provincia", "Prov"), ("l", 8, "il"), ("v", 20, p + ".nato_il", "il"))
        self.row(("l", 13, "C.F."), ("v", 87, p + ".codice_fiscale", "CF"))
        self.room(34)
        self.row(("m", 13, "Residenza", 2), ("h", 23, "Residente in"), ("h", 32, "Via/P.zza e n. civ."), ("h", 19, "Comune"), ("h", 6, "Pr."), ("h", 7, "CAP"), h=17)
        self.row(("-", 13, ""), ("v", 23, p + ".residente_in", "Residente in"), ("v", 32, p + ".residenza_via", "Via"), ("v", 19, p + ".residenza_comune", "Comune"), ("v", 6, p + ".residenza_provincia", "Pr"), ("v", 7, p + ".residenza_cap", "CAP"), h=17)

    def declarant(self, p: str, choice: bool = True) -> None:
        self.row(("l", 26, "Il sottoscritto (cognome e nome)" if not choice else "Il sottoscritto"), ("v", 74, p + ".nome", "Il sottoscritto"))
        if choice:
            words = ("Responsabile tecnico - comma 40.5 lett. a) TIQE", "Professionista - comma 40.5 lett. b) TIQE", "Responsabile uff. tecnico interno - comma 40.5 lett. c) TIQE")
            self.row(("l", 26, "in qualità di (barrare)"), ("s", 74, p + ".qualita", list(zip(QUALITY, words, strict=True))))
        else:
            self.row(("l", 26, "in qualità di"), ("v", 74, p + ".qualita", "in qualita di"))
        self.row(("l", 26, "Ditta (rag. soc.)"), ("v", 34, p + ".ditta", "Ditta"), ("l", 12, "Settore"), ("v", 28, p + ".settore", "Settore"))
        self.row(("l", 26, "Estremi abilitazione professionale"), ("v", 74, p + ".abilitazione", "Estremi abilitazione"))

    def signs(self, *pairs: tuple[str, str]) -> None:
        """A table of signatures: names above, empty cells to sign below."""
        self.room(66)
        share = 100 / len(pairs)
        self.row(*(("h", share, label) for _, label in pairs), h=16)
        width = (self.right - self.left) / len(pairs)
        for n, (name, _) in enumerate(pairs):
            x0 = self.left + width * n
            self.frame(x0, self.y, x0 + width, self.y + 46)
            self.signature(name, x0, self.y, x0 + width, self.y + 46)
        self.y += 46

    def settings(self, prefix: str, title: str, rows: list[tuple[str, str, str, str]]) -> None:
        """Protections: merged heads over SI/NO columns, a bare cell per answer; the head repeats on the next page."""

        def head() -> None:
            self.room(32)
            self.row(("m", 12, title, 2), ("m", 27, "Descrizione", 2), ("m", 11, "Soglia", 2), ("m", 7, "u.m.", 2), ("m", 12, "T. interv. [s]", 2), ("h", 13, "Implementata"), ("h", 18, "Attivazione"), h=15)
            self.row(("-", 69, ""), ("h", 6.5, "SI"), ("h", 6.5, "NO"), ("h", 6, "SI"), ("h", 6, "NO"), ("h", 6, "N.P."), h=14)

        self.room(54)
        head()
        self.again = head  # type: ignore[method-assign]
        for code, short, long, unit in rows:
            p = f"{prefix}.{code}"
            marks = [("x", 6.5, p + ".implementata", o, f"{o}{short}") for o in ("SI", "NO")] + [("x", 6, p + ".attivazione", o, f"{o}{short}") for o in ("SI", "NO", "NP")]
            self.row(("r", 12, short), ("p", 27, long), ("v", 11, p + ".regolazione", f"Soglia{short}"), ("u", 7, unit), ("v", 12, p + ".tempo", f"T interv s{short}"), *marks, h=26.5 if len(long) > 36 else 17)
        self.again = lambda: None  # type: ignore[method-assign]

    def transposed(self, prefix: str, count: int, head: str, rows: list[tuple[str, str, str]]) -> None:
        """Characteristics down, units across."""
        side = 60 / count
        self.row(("h", 30, "Caratteristica"), ("h", 10, "u.m."), *(("h", side, f"{head} {n}") for n in range(1, count + 1)), h=17)
        for column, label, unit in rows:
            self.row(("l", 30, label), ("u", 10, unit or "-"), *(("v", side, f"{prefix}.{n}.{column}", f"{label}Row{n}") for n in range(1, count + 1)), least=17)

    def asks(self, rows: list[tuple[str, str, str, str, str]]) -> None:
        """Questions with bare SI/NO cells and, where asked, a value with its unit: (id, text, id, label, unit)."""
        for name, text, extra, label, unit in rows:
            marks = [("x", 7, name, o, f"{o}{text[:12]}") for o in ("SI", "NO")] if name else [("p", 14, "")]
            tail = [("l", 20, label), ("v", 15, extra, label), ("u", 9, unit)] if extra else [("p", 44, "")]
            self.row(("p", 42, text), *marks, *tail, least=17)

    def note_row(self, name: str) -> None:
        """A tall row that Word lets break over the page where the value is typed or laid over the blank."""
        text, lines, left = self.shown(name), 7, 0
        font, size = self.hand
        if self.channel in ("typed", "overlay") and self.y + 17 < self.foot < self.y + 76:
            left = int((self.foot - self.y - 6) // 10)
        cut = self.left + 0.2 * (self.right - self.left)
        stack = wrapped(text, font, size, self.right - cut - 8) if text else []
        if not left:
            self.room(78)
        parts = [(stack[:left], left), (stack[left:], lines - left)] if left else [(stack, lines)]
        first = True
        for part, count in parts:
            if not first:
                self.turn()
            height = 6 + 10.0 * count
            self.shade(self.left, self.y, cut, self.y + height, PALE)
            self.frame(self.left, self.y, cut, self.y + height)
            self.frame(cut, self.y, self.right, self.y + height)
            if first:
                self.say(self.left + 3, self.y + 11, "Eventuali note", size=8)
                if count > 1:
                    self.say(self.left + 3, self.y + 21, "tecniche", size=8)
            if first and self.channel not in ("typed", "overlay"):
                self.value(name, cut + 4, self.y + 11, self.right - cut - 8, "Note tecniche", lines=lines, lead=10.0)
            else:
                self.where.setdefault(name, [self.page, round(cut, 1), round(self.y, 1), self.right, round(self.y + height, 1)])
                for n, line in enumerate(part):
                    self.ink(cut + 4, self.y + 11 + 10 * n, line, font, size)
            self.y += height
            first = False

    def viewed(self, p: str) -> None:
        self.signs((p + "firma_dichiarante", "Il Dichiarante (timbro e firma)"), (p + "firma_utente", "Per p.v. - L'Utente Attivo"), (p + "firma_cliente_finale", "Per p.v. - Il Cliente finale"))
