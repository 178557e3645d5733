"""Signatures and stamps."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from validators.forms.case import Sight
from validators.forms.conditions import cliente_finale
from validators.forms.look import Look
from validators.forms.rules.choices import SIGNATURES
from validators.forms.shape import form_rule, ko, ok, rde


@form_rule(
    "X-19",
    "Firme e timbri",
    "{campo}: firma assente, attesa la firma (e il timbro dove richiesto).",
    source=rde("Art. 14 punto 1) e fine dell'Art. 14; Allegati 3, 4, 6, 7"),
    passing=ok("il cliente finale non c'è e non firma"),
    failing=ko("manca la firma dell'Utente Attivo", {"sottoscrizione.firma_utente": "assente"}),
    applies_to="tutte le firme; quelle del cliente finale se la parte 3c è compilata, quella dell'Allegato 7 se compilato",
)
def signed(form: Look) -> Iterator[Finding]:
    """Ogni spazio per la firma dovuta ha una firma, a inchiostro, come immagine o digitale.

    La lettura non distingue il timbro dalla firma: dove servono entrambi, il timbro si guarda a occhio.
    """
    customer = form.apart()
    with_customer = cliente_finale(customer)
    for field in SIGNATURES:
        if field.startswith("allegato7.") and not form.case.annex7:
            continue
        theirs = "cliente_finale" in field
        if (theirs and not with_customer) or (form.case.scheda_alone and not field.startswith("scheda.")):
            continue
        look = (customer if theirs else form).apart()
        said = look.text(field)
        if said == "assente" or form.case.cell(field).sight is Sight.BLANK:
            yield look.violates(field, valore="assente", atteso="presente", cure="Firmare (e timbrare) lo spazio.")
