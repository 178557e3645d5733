"""What every part of the form is written with: the layout's verbs and the blocks that return."""

from __future__ import annotations

from typing import Protocol


class Layout(Protocol):
    def heading(self, text: str, new_page: bool = False) -> None: ...
    def sub(self, text: str) -> None: ...
    def prose(self, text: str) -> None: ...
    def fields(self, *pairs: tuple[str, str]) -> None: ...
    def choice(
        self,
        field: str,
        label: str,
        options: list[tuple[str, str]],
        texts: dict[str, str] | None = None,
        stacked: bool = False,
    ) -> None: ...
    def question(self, field: str, label: str, rest: str = "", unit: str = "") -> None: ...
    def questions_table(self, rows: list[tuple[str, str, str]]) -> None: ...
    def records(self, prefix: str, columns: list[tuple[str, str]], count: int) -> None: ...
    def matrix(self, head: list[str], rows: list[tuple[str, str, list[str]]]) -> None: ...
    def tick(self, field: str, label: str) -> None: ...
    def signatures(self, *pairs: tuple[str, str]) -> None: ...
    def drawing(self, field: str, label: str) -> None: ...


W = dict[str, str]


def persona(lay: Layout, w: W, prefix: str) -> None:
    if w["persona_order"] == "cognome":
        lay.fields((f"{prefix}.cognome", "Cognome"), (f"{prefix}.nome", "Nome"), (f"{prefix}.codice_fiscale", w["cf"]))
        lay.fields(
            (f"{prefix}.nato_a", w["nato"]),
            (f"{prefix}.nato_provincia", w["prov"]),
            (f"{prefix}.nato_il", w["nato_il"]),
        )
    else:
        lay.fields((f"{prefix}.nome", "Nome"), (f"{prefix}.cognome", "Cognome"))
        lay.fields(
            (f"{prefix}.nato_a", w["nato"]),
            (f"{prefix}.nato_provincia", w["prov"]),
            (f"{prefix}.nato_il", w["nato_il"]),
        )
        lay.fields((f"{prefix}.codice_fiscale", w["cf"]))
    lay.fields((f"{prefix}.residente_in", w["residente"]), (f"{prefix}.residenza_via", w["via"]))
    lay.fields(
        (f"{prefix}.residenza_comune", w["comune"]),
        (f"{prefix}.residenza_provincia", w["prov"]),
        (f"{prefix}.residenza_cap", w["cap"]),
    )


def contacts(lay: Layout, w: W, prefix: str, who: str) -> None:
    lay.fields((f"{prefix}.nome_cognome", f"{w['nome_cognome']} {who}"))
    lay.fields((f"{prefix}.telefono", w["tel"]), (f"{prefix}.fax", "Fax"))
    lay.fields((f"{prefix}.email", w["email"]), (f"{prefix}.pec", "PEC"))


def declarant(lay: Layout, w: W, prefix: str, choice: bool = True) -> None:
    lay.fields((f"{prefix}.nome", w["sottoscritto"]))
    if choice:
        lay.choice(f"{prefix}.qualita", "in qualità di", QUALITY, stacked=True)
    else:
        lay.fields((f"{prefix}.qualita", "in qualità di"))
    lay.fields((f"{prefix}.ditta", w["ditta"]))
    lay.fields((f"{prefix}.settore", "operante nel settore"))
    lay.fields((f"{prefix}.abilitazione", w["abilitazione"]))


QUALITY = [
    ("responsabile_tecnico", "Responsabile tecnico (comma 40.5, lett. a del TIQE)"),
    ("professionista", "Professionista (comma 40.5, lett. b del TIQE)"),
    ("responsabile_ufficio_tecnico", "Responsabile dell'ufficio tecnico interno (comma 40.5, lett. c del TIQE)"),
]


def signed(lay: Layout, w: W, prefix: str) -> None:
    lay.signatures(
        (prefix + "firma_dichiarante", w["firma_dichiarante"]),
        (prefix + "firma_utente", w["visione_utente"]),
        (prefix + "firma_cliente_finale", w["visione_cliente"]),
    )
