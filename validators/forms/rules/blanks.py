"""Mandatory fields left empty."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from validators.forms import labels, required
from validators.forms.case import Sight
from validators.forms.look import Look
from validators.forms.shape import form_rule, ko, ok, rde

EXPECTED = {
    "number": "un numero", "date": "una data gg/mm/aaaa", "bool": "SI o NO", "codice_fiscale": "un codice fiscale",
    "partita_iva": "una partita IVA", "pod": "un codice POD", "censimp": "un codice CENSIMP", "cap": "5 cifre",
    "provincia": "una provincia", "pec": "un indirizzo PEC", "email": "un indirizzo e-mail",
    "phone": "un numero di telefono", "choice": "una scelta",
}  # fmt: skip


def expected_of(field: str) -> str:
    """Return ``{tipo_atteso}`` of the message."""
    known = labels.spec(field)
    if known and known.kind == "number" and known.unit:
        return f"un numero in {known.unit}"
    if known and known.kind == "choice":
        return f"una scelta fra {', '.join(map(labels.option, known.options))}"
    return EXPECTED.get(known.kind if known else "", "un testo")


@form_rule(
    "FMT-01",
    "Campo obbligatorio vuoto",
    "{campo}: campo obbligatorio vuoto; atteso {atteso}.",
    source=rde("tutti gli spazi stampati", "obbligatorietà come nel catalogo dei campi"),
    passing=ok("tutti i campi dovuti sono compilati"),
    failing=ko("manca la denominazione dell'impianto", {"impianto.denominazione": None}),
    applies_to="ogni campo con la colonna «required» del catalogo, quando la sua condizione è vera",
)
def empty_mandatory_field(form: Look) -> Iterator[Finding]:
    """Un campo dovuto non può restare vuoto: spazi, trattini bassi, punti o un trattino solo valgono vuoto.

    I campi condizionati sono dovuti solo quando la condizione è vera (qualità del firmatario, cliente finale, sistema
    di accumulo, SPG, rincalzo). Solo avviso per il settore in cui opera il dichiarante e per la ditta di un
    professionista. Firme: X-19; disegni: FMT-19; curva: REX-42; elenco del teledistacco: X-07.
    """
    case = form.case
    for condition, fields in required.owed_by_condition().items():
        block = form.apart()
        if not required.WHEN[condition](block):
            continue
        for field in fields:
            if not required.in_scope(field, scheda_alone=case.scheda_alone, annex7=case.annex7):
                continue
            if case.certain(field):
                continue
            look = block.apart()
            if look.see(field) is None and case.cell(field).sight is Sight.BLANK and not required.excused(look, field):
                weight = required.severity(look, field)
                yield look.violates(
                    field, severity=weight, atteso=expected_of(field), cure="Compilare il campo.", valore="vuoto"
                )
