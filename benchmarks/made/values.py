"""Invented values for every field of the form; all people, firms and codes are made up."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from stdnum import luhn
from stdnum.it import codicefiscale

from domain.catalogues import form_catalogue
from domain.forms import FieldSpec

NAMES = ["Anna", "Bruno", "Carla Maria", "Dario", "Elena", "Fabio", "Gioia", "Ivo", "Nicolò", "Rosa"]
SURNAMES = ["Alaimo", "Bonfiglio", "Costanza", "D'Amico", "Esposito", "Lo Verde", "Maggiore", "Sanfilippo"]
TOWNS = [
    ("Agrigento", "AG"),
    ("Palermo", "PA"),
    ("Lampedusa e Linosa", "AG"),
    ("Forlì", "FC"),
    ("Reggio Calabria", "RC"),
    ("Pistoia", "PT"),
]
STREETS = [
    "Via Roma, 12",
    "Corso Italia 4",
    "Piazza della Libertà, 1/B",
    "Contrada Grecale snc",
    "Viale delle Palme, 203",
    "Via G. Verdi 7",
]
FIRMS = [
    "Sole Mare S.r.l.",
    "Energia del Golfo S.p.A.",
    "Coop. Vento Nuovo",
    "Condominio Aurora",
    "Hotel Pelagie S.a.s.",
]
MAKERS = ["ABB", "Fronius", "Thytronic", "SMA", "Schneider", "Lovato", "Zucchetti"]
MODELS = ["NV10P", "REF601", "STP 60-10", "PMVF 52", "SPI-200", "VD4", "X3-ULT"]
WORDS = [
    "impianti elettrici",
    "cabina lato mare",
    "come da relazione allegata",
    "quadro generale",
    "locale tecnico",
    "piano terra",
]


def person_code(chance: random.Random) -> str:
    letters = "BCDFGLMNPRSTV"
    body = "".join(chance.choice(letters) for _ in range(6))
    body += f"{chance.randint(40, 99)}{chance.choice('ABCDEHLMPRST')}{chance.randint(1, 28):02d}{chance.choice('ABCDEFGHL')}{chance.randint(100, 999)}"
    return body + codicefiscale.calc_check_digit(body)


def firm_code(chance: random.Random) -> str:
    body = f"{chance.randint(1, 9999999):07d}{chance.choice(['084', '082', '058', '015'])}"
    return body + luhn.calc_check_digit(body)


def _number(spec: FieldSpec, chance: random.Random) -> float | int:
    if spec.unit == "s":
        return chance.choice([0.1, 0.15, 0.2, 0.5, 1, 1.5, 4, 25])
    if spec.unit == "Hz":
        return chance.choice([47.5, 49.8, 50.2, 51.5])
    if spec.id.endswith(".numero"):
        return chance.randint(1, 4)
    if spec.unit in ("", "NIT"):
        return chance.choice([1, 1.1, 1.2, 2])
    return chance.choice([5, 12.5, 30, 60, 125, 250, 399, 630, 850.5])


def _text(spec: FieldSpec, chance: random.Random) -> str:
    tail = spec.id.rsplit(".", 1)[-1]
    town = chance.choice(TOWNS)[0]
    if tail in ("nome", "cognome") and "dichiarante" not in spec.id:
        return chance.choice(NAMES if tail == "nome" else SURNAMES)
    if tail in ("nome", "nome_cognome", "sottoscritto", "rif_nominativo"):
        return f"{chance.choice(NAMES)} {chance.choice(SURNAMES)}"
    if tail in ("nato_a", "residente_in", "comune", "residenza_comune", "localita"):
        return town
    if tail in ("via", "indirizzo", "residenza_via", "sede"):
        return chance.choice(STREETS)
    if tail in ("denominazione", "ditta", "utente"):
        return chance.choice(FIRMS)
    if tail == "marca_modello":
        return f"{chance.choice(MAKERS)} {chance.choice(MODELS)}"
    if tail == "marca":
        return chance.choice(MAKERS)
    if tail == "modello":
        return chance.choice(MODELS)
    known = {
        "matricola": f"M{chance.randint(10000, 99999)}", "riferimento": f"INV{chance.randint(1, 9)}", "rif_schema": f"Q{chance.randint(1, 9)}",
        "range_cosphi": "0,90-1", "firmware": f"{chance.randint(1, 9)}.{chance.randint(10, 99)}", "software": f"v{chance.randint(1, 4)}.0",
        "luogo_data": f"{town}, 03/05/2026", "rapporto": "100/5", "rapporto_primario": "10000 V", "classe": "0,5", "prestazione": "10 VA",
        "cei_en": "62271-100", "tipo": "automatico", "comunicazione_protocollo": f"PR/{chance.randint(100, 999)}", "tratto_da": "cabina utente",
        "tratto_a": "cabina di consegna", "numero": f"D{chance.randint(100, 999)}", "fonte": "Solare", "tipologia_sspc": "SEU",
        "qualita_di": "Amministratore unico", "qualita": "Progettista", "teledistacco_censimp": "IM_S11AB22",
        "schema_connessione": "bidir.", "interfaccia_integrata": "SI", "modalita_assorbimento": "mista", "punto_installazione": "lato c.c.",
        "bobina_sbarramento_valore": "5 - 12,5",
    }  # fmt: skip
    return known.get(tail) or chance.choice(WORDS)


def a_value(spec: FieldSpec, chance: random.Random) -> Any:
    """Return a valid value for a field."""
    kind = spec.kind
    if kind == "multichoice":
        return sorted(chance.sample(spec.options, chance.randint(1, 2)), key=spec.options.index)
    if spec.options:
        return chance.choice(spec.options)
    made = {
        "number": lambda: _number(spec, chance),
        "date": lambda: str(date(2026, 1, 5) + timedelta(days=chance.randint(0, 300))),
        "codice_fiscale": lambda: firm_code(chance) if "soggetto" in spec.id else person_code(chance),
        "partita_iva": lambda: firm_code(chance),
        "pod": lambda: f"IT001E{chance.randint(10**7, 10**8 - 1)}",
        "censimp": lambda: f"IM_S{chance.randint(10, 99)}AB{chance.randint(10, 99)}",
        "cap": lambda: f"{chance.randint(10000, 98000)}",
        "provincia": lambda: chance.choice(TOWNS)[1],
        "pec": lambda: f"utente{chance.randint(1, 99)}@pec.esempio.it",
        "email": lambda: f"info{chance.randint(1, 99)}@esempio.it",
        "phone": lambda: f"0922 {chance.randint(100000, 999999)}",
        "signature": lambda: "presente",
        "presence": lambda: "presente",
    }.get(kind)
    return made() if made else _text(spec, chance)


def filled(seed: int, empty: float = 0.25) -> dict[str, Any]:
    """Return a value or None (blank) for every field; ``empty`` is the share of blanks."""
    chance = random.Random(seed)
    values: dict[str, Any] = {}
    for spec in form_catalogue("regolamento-esercizio-mt"):
        value = a_value(spec, chance)
        if chance.random() < empty:
            value = "assente" if spec.kind in ("signature", "presence") else None
        values[spec.id] = value
    for parent, child in (("generalita.qualita", "legale_rappresentante"),):
        if values[parent] != child:
            values["generalita.qualita_di"] = None
    if values["allegato4.ddi.rincalzo_previsti"] != "ALTRO":
        values["allegato4.ddi.rincalzo_altro"] = None
    return values


def written(value: Any, spec: FieldSpec, chance: random.Random) -> str:
    """Return the value as an Italian hand would type it."""
    if spec.kind == "date":
        year, month, day = str(value).split("-")
        return chance.choice([f"{day}/{month}/{year}", f"{day}-{month}-{year}", f"{day}.{month}.{year}"])
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return str(value)
