"""The blocks of layout L: persons in a sentence, declarants, contacts in two columns, protections, signatures."""

from __future__ import annotations

from benchmarks.made.offices.l_words import DAY, LINE, SINO, Blank, Boxes, Words
from benchmarks.made.offices.words import QUALITY
from benchmarks.made.paper import wrapped

# A sentence or a row of cells is one line here, as it is on the form.
# fmt: off


class Blocks(Words):
    """What several parts of the form have in common."""

    def signs(self, *pairs: tuple[str, str]) -> None:
        """Draw lines to sign on, the label above each: (field, label)."""
        self.room(70)
        self.y += 6
        wide = (self.right - self.left) / max(2, len(pairs))
        start = self.right - wide * len(pairs)
        for n, (name, label) in enumerate(pairs):
            x0 = start + wide * n + 6
            x1 = x0 + wide - 12
            stack = wrapped(label, "Vera", 7.5, wide - 14)
            for k, line in enumerate(stack):
                self.say((x0 + x1 - self.wide(line, size=7.5)) / 2, self.y + 9.5 * k, line, size=7.5)
            self.rule(x0, self.y + 54, x1, self.y + 54, 0.3)
            self.signature(name, x0, self.y + 12, x1, self.y + 58)
        self.y += 72

    def sentence(self, p: str, start: str) -> None:
        """Write a person's birth and home as one sentence; ``p``: what the names of the fields begin with."""
        self.flow(
            start, "(nome)", Blank(p + ".nome", 120, "Nome"), "(cognome)", Blank(p + ".cognome", 130, "Cognome"), ", nato/a a", Blank(p + ".nato_a", 130, "Nato a"), "prov.", Blank(p + ".nato_provincia", 28, "Prov"),
            "il", Boxes(p + ".nato_il", 8, "Data di nascita", DAY), ", C.F.", Boxes(p + ".codice_fiscale", 16, "Codice fiscale"), ", residente in", Blank(p + ".residente_in", 130, "Residente in"), ", via/piazza",
            Blank(p + ".residenza_via", 170, "Via"), ", comune di", Blank(p + ".residenza_comune", 130, "Comune"), "prov.", Blank(p + ".residenza_provincia", 28, "Prov"), "C.A.P.", Boxes(p + ".residenza_cap", 5, "CAP"), ",",
        )

    def declarant(self, p: str, choice: bool = True) -> None:
        """Write who declares; ``choice``: the quality is ticked, otherwise written in a blank."""
        if not choice:
            self.flow("Il/La sottoscritto/a", Blank(p + ".nome", 190, "Sottoscritto"), "in qualità di", Blank(p + ".qualita", 150, "Qualita"), "della ditta", Blank(p + ".ditta", 170, "Ditta"), "operante nel settore", Blank(p + ".settore", 150, "Settore"), ", avente estremi di abilitazione professionale", Blank(p + ".abilitazione", 190, "Abilitazione"), ",")
            return
        self.flow("Il/La sottoscritto/a", Blank(p + ".nome", 200, "Sottoscritto"), ", in qualità di:")
        self.listed(p + ".qualita", list(zip(QUALITY, ("Responsabile tecnico (TIQE comma 40.5 a)", "Professionista (TIQE comma 40.5 b)", "Responsabile dell'ufficio tecnico interno (TIQE comma 40.5 c)"), strict=True)))
        self.flow("della ditta", Blank(p + ".ditta", 170, "Ditta"), ", operante nel settore", Blank(p + ".settore", 140, "Settore"), ", con abilitazione professionale (estremi)", Blank(p + ".abilitazione", 200, "Abilitazione"), ",")

    def settings(self, prefix: str, rows: list[tuple[str, str, str]], head: str) -> None:
        """A table with thin rules and answers as circles; it breaks where the page ends and its head is not repeated."""
        self.y -= 8
        self.room(60)
        self.row(("h", 32, head), ("h", 12, "Taratura"), ("h", 6, "Unità"), ("h", 12, "Tempo di intervento [s]"), ("h", 16, "Implementata"), ("h", 22, "Attiva"), h=34, shade=False)
        for code, text, unit in rows:
            p = f"{prefix}.{code}"
            self.row(("p", 32, text), ("v", 12, p + ".regolazione", "Taratura"), ("u", 6, unit), ("v", 12, p + ".tempo", "Tempo"), ("o", 16, p + ".implementata", SINO), ("o", 22, p + ".attivazione", [*SINO, ("NP", "N.P.")]), h=25, shade=False)
        self.y += 20

    def duo(self, p: str) -> None:
        """Two columns of contacts: the reference person on the left, the responsible one on the right."""
        self.room(100)
        half = (self.right - self.left) / 2
        for n, text in enumerate(("Persona di riferimento (RIF)", "Responsabile dell'impianto (RI)")):
            self.say(self.left + n * half, self.y, text, "VeraBd", 8)
        self.down()
        for tail, label in (("nome_cognome", "Nome e cognome"), ("telefono", "Tel./Cell."), ("fax", "Fax"), ("email", "e-mail"), ("pec", "PEC")):
            self.lines((50, label, f"{p}.rif.{tail}"), (50, label, f"{p}.ri.{tail}"))
        self.y += 4

    def notes_lines(self, name: str) -> None:
        """Draw six ruled lines to write on."""
        self.room(100)
        self.say(self.left, self.y, "Eventuali note tecniche", size=8)
        self.down(14)
        for n in range(6):
            self.rule(self.left, self.y + 2 + 12.5 * n, self.right, self.y + 2 + 12.5 * n, 0.3)
        self.value(name, self.left + 2, self.y, self.right - self.left - 4, "Note tecniche", lines=6, lead=12.5)
        self.y += 12.5 * 5 + LINE

    def viewed(self, p: str) -> None:
        """Draw the three signatures under a technical part."""
        self.signs((p + "firma_dichiarante", "Il Dichiarante"), (p + "firma_utente", "L'Utente Attivo per presa visione"), (p + "firma_cliente_finale", "Il Cliente finale per presa visione"))

    def told(self, text: str, name: str, extra: str) -> None:
        """A question with its answers, and its text on the underline behind them."""
        self.room(14)
        self.say(self.left, self.y, text, size=8)
        x = self.options(name, self.left + 196, self.y, SINO, first=True)
        self.rule(x, self.y + 2, self.right, self.y + 2, 0.3)
        self.value(extra, x + 2, self.y, self.right - x - 4, text)
        self.down()
