"""CAP, provinces and municipalities."""

from __future__ import annotations

from collections.abc import Iterator

from domain import codes, places
from domain.findings import Finding
from validators.forms.compare import eq_town
from validators.forms.look import Look
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

PEOPLE = ("generalita.utente", "generalita.mandante", "allegato3.utente", "allegato3.cliente_finale")
SITES = ("impianto", "cabina", "allegato2", "allegato6")

#: Municipality and province of the same block: births, residences, sites.
BIRTHS = tuple((f"{who}.nato_a", f"{who}.nato_provincia") for who in PEOPLE)
HOMES = tuple((f"{who}.residenza_comune", f"{who}.residenza_provincia") for who in PEOPLE)
PLANT = tuple((f"{site}.comune", f"{site}.provincia") for site in SITES)


def _abroad(form: Look, province: str) -> bool:
    return form.filled(province) and places.province_code(form.text(province) or "", abolished=True) == "EE"


@form_rule(
    "FMT-10a",
    "CAP",
    "CAP: trovato {valore}, attese 5 cifre.",
    source=rde("Generalità; Allegato 3", "F-03"),
    passing=ok("cinque cifre"),
    failing=ko("quattro cifre", {"generalita.utente.residenza_cap": "9203"}),
    applies_to="i CAP di residenza compilati; non per chi risiede all'estero (provincia EE)",
)
def cap_form(form: Look) -> Iterator[Finding]:
    """Il CAP ha cinque cifre."""
    for who in PEOPLE:
        for look, field, text in form.each((f"{who}.residenza_cap",)):
            if not codes.cap(text).valid and not _abroad(look, f"{who}.residenza_provincia"):
                yield look.violates(field, atteso="5 cifre")


@form_rule(
    "FMT-10b",
    "CAP del comune",
    "CAP {valore}: non risulta per {comune}; atteso {atteso}.",
    severity=WARNING,
    source=rde("Generalità; Allegato 3", "F-03"),
    passing=ok("92031 è il CAP di Lampedusa e Linosa"),
    failing=ko("CAP di un altro comune", {"generalita.utente.residenza_cap": "90100"}),
    applies_to="i CAP validi, con il comune di residenza riconosciuto",
)
def cap_of_town(form: Look) -> Iterator[Finding]:
    """Il CAP è uno di quelli del comune. Gli elenchi sono incompleti per le grandi città: solo avviso."""
    for who in PEOPLE:
        for look, field, text in form.each((f"{who}.residenza_cap",)):
            if not codes.cap(text).valid or not look.filled(f"{who}.residenza_comune"):
                continue
            town = look.text(f"{who}.residenza_comune") or ""
            caps = tuple(c for p in places.municipalities(town) for c in p.caps)
            if caps and text.strip() not in caps:
                expected = ", ".join(caps[:3]) + (" ..." if len(caps) > 3 else "")
                yield look.violates(field, f"{who}.residenza_comune", comune=town, atteso=expected)


@form_rule(
    "FMT-11a",
    "Provincia",
    "{campo}: trovato {valore}, attesa una sigla di provincia (es. AG).",
    source=rde("Generalità; Art. 3; Allegati 2, 3, 6", "F-03"),
    passing=ok("il nome per esteso vale la sigla", {"impianto.provincia": "Agrigento"}),
    failing=ko("sigla inesistente", {"impianto.provincia": "XG"}),
    applies_to="le province compilate; EE per l'estero; per la nascita anche le sigle soppresse",
)
def province_form(form: Look) -> Iterator[Finding]:
    """Una provincia è una sigla di oggi o il suo nome; per un luogo di nascita anche una soppressa (FU, PL, ZA)."""
    for pairs, old in ((BIRTHS, True), (HOMES, False), (PLANT, False)):
        for look, field, text in form.each(province for _, province in pairs):
            if not codes.provincia(text, birth=old).valid:
                yield look.violates(field, atteso="una sigla di provincia")


@form_rule(
    "FMT-11b",
    "Provincia del comune",
    "{campo}: trovato {valore}, atteso {atteso} per il comune di {comune}.",
    severity=WARNING,
    source=rde("Generalità; Art. 3; Allegati 2, 3, 6", "F-03"),
    passing=ok("Lampedusa e Linosa è in provincia di Agrigento"),
    failing=ko("provincia di un altro comune", {"generalita.utente.residenza_provincia": "PA"}),
    applies_to="le province valide, con il comune dello stesso blocco riconosciuto",
)
def province_of_town(form: Look) -> Iterator[Finding]:
    """La provincia è quella del comune scritto accanto; per la nascita vale anche quella di allora."""
    for pairs, old in ((BIRTHS, True), (HOMES, False), (PLANT, False)):
        for town, province in pairs:
            for look, field, text in form.each((province,)):
                code = places.province_code(text, abolished=old)
                if code is None or not look.filled(town):
                    continue
                name = look.text(town) or ""
                found = {p.province for p in (places.find(name) if old else places.municipalities(name))}
                if found and code not in found:
                    yield look.violates(field, town, comune=name, atteso=" o ".join(sorted(found)))


@form_rule(
    "FMT-12a",
    "Comune",
    "{campo}: {valore} non trovato; atteso un comune italiano (o uno Stato estero per la nascita).",
    severity=WARNING,
    source=rde("Generalità; Art. 3; Allegati 2, 3, 6, 7", "elenco ISTAT"),
    passing=ok("per la nascita vale uno Stato estero", {"generalita.utente.nato_a": "Germania"}),
    failing=ko("comune inesistente", {"allegato2.comune": "Lampedosa"}),
    applies_to="i comuni compilati; non per chi risiede all'estero",
)
def town_exists(form: Look) -> Iterator[Finding]:
    """Il comune è nell'elenco ISTAT; per la nascita anche fra quelli soppressi e gli Stati esteri."""
    for look, field, text in form.each(town for town, _ in BIRTHS):
        if not places.find(text):
            yield look.violates(field, atteso="un comune italiano o uno Stato estero")
    for town, province in (*HOMES, *PLANT, ("allegato7.comune", "")):
        for look, field, text in form.each((town,)):
            if not places.municipalities(text) and not (province and _abroad(look, province)):
                yield look.violates(field, atteso="un comune italiano")


@form_rule(
    "FMT-12b",
    "Comune servito",
    "{campo}: trovato {valore}, atteso {atteso}.",
    severity=WARNING,
    source=rde("Art. 3; intestazione", "area servita: configurazione"),
    passing=ok("impianto e cabina a Lampedusa e Linosa"),
    failing=ko("impianto in un altro comune", {"impianto.comune": "Favara"}),
    applies_to="comune e provincia di impianto e cabina, se compilati",
)
def town_served(form: Look) -> Iterator[Finding]:
    """Impianto e cabina stanno nell'area servita dal gestore."""
    town, province = form.policy.served
    expected = f"{town} ({province})"
    for look, field, text in form.each(("impianto.comune", "cabina.comune")):
        if not eq_town(text, town):
            yield look.violates(field, atteso=expected)
    for look, field, text in form.each(("impianto.provincia", "cabina.provincia")):
        if places.province_code(text) != province:
            yield look.violates(field, atteso=expected)
