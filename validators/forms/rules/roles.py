"""Who signs in which quality, and whether the blocks filled fit."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from validators.forms import labels
from validators.forms.compare import Match, eq_name, eq_province, eq_tax_code, eq_town, sim_text
from validators.forms.conditions import cliente_finale, ente
from validators.forms.look import Look
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

QUALITY = "generalita.qualita"
BODY = ("generalita.qualita_di", *(f for f in labels.specs() if f.startswith("generalita.soggetto.")))
PRINCIPAL = tuple(f for f in labels.specs() if f.startswith("generalita.mandante."))
CUSTOMER_CODE, OWNER_CODE = "allegato3.cliente_finale.codice_fiscale", "allegato3.utente.codice_fiscale"


@form_rule(
    "CON-01",
    "Blocchi di identità e qualità",
    "{campo}: compilato ma la casella scelta è {valore}; atteso {atteso}.",
    severity=WARNING,
    source=rde("Generalità"),
    passing=ok("società compilata e casella del legale rappresentante"),
    failing=ko("società compilata ma casella del titolare", {QUALITY: "titolare"}),
    applies_to="i blocchi della società e del mandante, con la qualità scelta",
)
def blocks_fit_quality(form: Look) -> Iterator[Finding]:
    """Il blocco della società va con il legale rappresentante, quello del mandante con il mandatario."""
    quality = form.text(QUALITY)
    if quality is None:
        return
    for fields, wanted in ((BODY, "legale_rappresentante"), (PRINCIPAL, "mandatario")):
        look = form.apart()
        if quality != wanted and look.any_filled(fields):
            first = next(f for f in fields if look.filled(f))
            yield look.violates(first, QUALITY, valore=labels.option(quality), atteso=labels.option(wanted))


@form_rule(
    "CON-02",
    "Tipologia SSPC",
    "Tipologia SSPC: vuota, attesa perché la potenza in prelievo alimenta anche un altro centro di consumo.",
    severity=WARNING,
    source=rde("Generalità"),
    passing=ok(
        "tipologia indicata",
        {"impianto.prelievo_destinazione": "ausiliari_e_altro", "impianto.tipologia_sspc": "SSP-B"},
    ),
    failing=ko("tipologia vuota", {"impianto.prelievo_destinazione": "ausiliari_e_altro"}),
    applies_to="prelievo destinato anche a un altro centro di consumo",
)
def kind_of_sspc(form: Look) -> Iterator[Finding]:
    """Se il prelievo alimenta anche altro, l'impianto è in un sistema semplice e se ne indica la tipologia."""
    if form.text("impianto.prelievo_destinazione") != "ausiliari_e_altro":
        return
    look = form.apart()
    if not look.filled("impianto.tipologia_sspc"):
        yield look.violates("impianto.tipologia_sspc", "impianto.prelievo_destinazione", atteso="la tipologia SSPC")


@form_rule(
    "CON-03a",
    "Cliente finale e destinazione del prelievo",
    "Cliente finale (3c) compilato ma il prelievo serve solo i servizi ausiliari; atteso anche altro centro di consumo.",
    severity=WARNING,
    source=rde("Generalità; Allegato 3c"),
    passing=ok("parte 3c vuota"),
    failing=ko("parte 3c compilata", {"allegato3.cliente_finale.cognome": "Gallo"}),
    applies_to="parte 3c compilata o firmata",
)
def customer_and_use(form: Look) -> Iterator[Finding]:
    """Un cliente finale diverso dall'Utente Attivo presuppone un altro centro di consumo."""
    if cliente_finale(form) and form.text("impianto.prelievo_destinazione") == "ausiliari":
        yield form.violates("impianto.prelievo_destinazione", atteso="ausiliari e altro centro di consumo")


@form_rule(
    "CON-03b",
    "Cliente finale diverso dall'Utente Attivo",
    "Cliente finale (3c): stesso codice fiscale dell'Utente Attivo; la parte va compilata solo se diverso.",
    severity=WARNING,
    source=rde("Allegato 3c"),
    passing=ok("un altro codice fiscale", {CUSTOMER_CODE: "VRDNNA80A41H501R"}),
    failing=ko("lo stesso codice fiscale", {CUSTOMER_CODE: "RSSMRA70A01H501S"}),
    applies_to="parte 3c compilata",
)
def customer_is_another(form: Look) -> Iterator[Finding]:
    """La parte 3c serve solo quando il cliente finale non è l'Utente Attivo."""
    if not form.filled(CUSTOMER_CODE):
        return
    customer, owner = form.text(CUSTOMER_CODE), form.text(OWNER_CODE)
    if customer and owner and eq_tax_code(customer, owner):
        yield form.violates(CUSTOMER_CODE, OWNER_CODE, atteso="un altro codice fiscale")


@form_rule(
    "CON-05",
    "Tipo di utenza",
    "Tipo di utenza (Scheda): trovato {valore}, atteso {atteso} come nell'Addendum.",
    severity=WARNING,
    source=rde("Allegato 4 Addendum e Scheda"),
    passing=ok("produttore in entrambe le parti"),
    failing=ko("autoproduttore nella Scheda", {"scheda.tipo_utenza": "auto_produttore"}),
    applies_to="tipo di utenza in Addendum e Scheda",
)
def same_kind_of_user(form: Look) -> Iterator[Finding]:
    """Il tipo di utenza è lo stesso in Addendum e Scheda."""
    found, expected = form.text("scheda.tipo_utenza"), form.text("allegato4.tipo_utenza")
    if found and expected and found != expected:
        yield form.violates("scheda.tipo_utenza", "allegato4.tipo_utenza", atteso=labels.option(expected))


@form_rule(
    "CON-13",
    "Allegato 7: persona di riferimento",
    "{campo} (Allegato 7): trovato {valore}, atteso {atteso}.",
    severity=WARNING,
    source=rde("Allegato 7; Allegato 3b"),
    passing=ok("la stessa persona", {"allegato7.rif_nominativo": "Verdi Anna"}),
    failing=ko("un'altra persona", {"allegato7.rif_nominativo": "Paolo Gallo"}),
    applies_to="Allegato 7 compilato",
)
def same_contact(form: Look) -> Iterator[Finding]:
    """Il RIF dell'Allegato 7 è quello dell'Allegato 3b, ed è lui che firma."""
    if not form.case.annex7:
        return
    contact = "allegato3.riferimento.rif.nome_cognome"
    for field, other in (("allegato7.rif_nominativo", contact), ("allegato7.sottoscritto", "allegato7.rif_nominativo")):
        look = form.apart()
        found, expected = look.text(field), look.text(other)
        if found and expected and eq_name(found, expected) is not Match.SAME:
            yield look.violates(field, other, campo=labels.label(field), atteso=expected)


@form_rule(
    "CON-14",
    "Responsabile dell'ufficio tecnico interno",
    "della ditta (rag. Sociale): trovato {valore}, atteso {atteso} per il responsabile dell'ufficio tecnico interno.",
    severity=WARNING,
    source=rde("Allegato 4, lettera c) delle persone abilitate", "TIQE comma 40.5"),
    passing=ok(
        "ufficio tecnico della stessa società",
        {
            "allegato4.dichiarante.qualita": "responsabile_ufficio_tecnico",
            "allegato4.dichiarante.ditta": "Isola Sole srl",
        },
    ),
    failing=ko("ufficio tecnico di un'altra ditta", {"allegato4.dichiarante.qualita": "responsabile_ufficio_tecnico"}),
    applies_to="dichiarante responsabile dell'ufficio tecnico, firmatario legale rappresentante",
)
def own_technical_office(form: Look) -> Iterator[Finding]:
    """La qualità di responsabile dell'ufficio tecnico interno vale solo per la società nei cui locali sta la cabina."""
    if form.text("allegato4.dichiarante.qualita") != "responsabile_ufficio_tecnico" or not ente(form):
        return
    found, expected = form.text("allegato4.dichiarante.ditta"), form.text("generalita.soggetto.denominazione")
    if found and expected and not sim_text(found, expected, form.policy.similar):
        yield form.violates("allegato4.dichiarante.ditta", "generalita.soggetto.denominazione", atteso=expected)


PAIRS = tuple(
    (f"{part}.{column}", f"impianto.{column}")
    for part in ("allegato2", "allegato6")
    for column in ("indirizzo", "localita", "comune", "provincia")
    if (part, column) != ("allegato2", "localita")
)


@form_rule(
    "CON-04",
    "Ubicazione dell'impianto ripetuta",
    "{campo}: trovato {valore}, atteso {atteso} come nelle Generalità.",
    severity=WARNING,
    source=rde("Generalità; Allegati 2 e 6"),
    passing=ok("C.da vale Contrada", {"allegato2.indirizzo": "C.da Cala Creta 3"}),
    failing=ko("un altro indirizzo", {"allegato6.indirizzo": "Via Ariosto 40"}),
    applies_to="indirizzo, località, comune e provincia negli Allegati 2 e 6",
)
def same_place(form: Look) -> Iterator[Finding]:
    """L'ubicazione degli Allegati 2 e 6 è quella delle Generalità: indirizzo e località simili, comune e provincia uguali."""
    for field, other in PAIRS:
        look = form.apart()
        found, expected = look.text(field), look.text(other)
        if found and expected and not _same(form, field, found, expected):
            yield look.violates(field, other, atteso=expected)


def _same(form: Look, field: str, found: str, expected: str) -> bool:
    if field.endswith("provincia"):
        return eq_province(found, expected)
    if field.endswith("comune"):
        return eq_town(found, expected)
    return sim_text(found, expected, form.policy.similar)
