"""Who acts in the demo: companies, their users, their customers. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from domain.documents import Sector


@dataclass(frozen=True, slots=True)
class Company:
    """An operator of the demo; ``services`` are the values of ``tipo_servizio`` that it sells."""

    code: str
    name: str
    sector: Sector
    services: tuple[str, ...]
    address: str
    users: tuple[str, str]

    @property
    def pec(self) -> str:
        """Certified address, in a domain that exists nowhere."""
        return f"sportello@pec.{self.code}.example"


@dataclass(frozen=True, slots=True)
class Client:
    """A customer and the supply: ``supply`` is written as in the lists (``POD:IT...``, ``PDR:...``, a number)."""

    name: str
    address: str
    supply: str


LUCEVERA = Company(
    "lucevera", "Lucevera Energia S.p.A.", Sector.ENERGIA, ("Elettrico",),
    "Via delle Turbine 12, 20100 Pontelungo (MI)", ("g.ferri", "l.sanna"),
)  # fmt: skip
GASDELTA = Company(
    "gasdelta", "Gasdelta Vendite S.r.l.", Sector.ENERGIA, ("Gas",),
    "Viale dei Metanodotti 3, 40010 Borgomanzo (BO)", ("m.orlandi", "t.bassi"),
)  # fmt: skip
DUEFIAMME = Company(
    "duefiamme", "Duefiamme Luce e Gas S.r.l.", Sector.ENERGIA, ("Ele e Gas", "Elettrico", "Gas"),
    "Corso Vapore 41, 10020 Castelpiano (TO)", ("a.riva", "s.colli"),
)  # fmt: skip
ACQUETRONELLO = Company(
    "acquetronello", "Acque del Tronello S.p.A.", Sector.IDRICO, ("Idrico",),
    "Piazza della Cisterna 1, 63070 Montetronello (AP)", ("p.vitali", "c.lupi"),
)  # fmt: skip
IDROVALLE = Company(
    "idrovalle", "Idrovalle Consortile S.c.a r.l.", Sector.IDRICO, ("Idrico",),
    "Via dell'Acquedotto 77, 00040 Vallefonda (RM)", ("r.moro", "f.tosi"),
)  # fmt: skip
SOLARPIETRA = Company(
    "solarpietra", "Solarpietra Produzione S.r.l.", Sector.ENERGIA, ("Elettrico",),
    "Contrada Pietranera 5, 92010 Isola Ventosa (AG)", ("d.greco", "v.amato"),
)  # fmt: skip

COMPANIES = (LUCEVERA, GASDELTA, DUEFIAMME, ACQUETRONELLO, IDROVALLE, SOLARPIETRA)

_FIRST = ("Adele", "Bruno", "Carla", "Dario", "Elvira", "Fosca", "Gino", "Ines", "Livio", "Marisa", "Nereo", "Ottavia")
_LAST = ("Bellandi", "Carbonetto", "D'Assisi", "Fanciulli", "Gherardini", "Làconi", "Mastrangelo", "Nicolè", "Pedrazzi")
_STREETS = ("Via dei Mulini", "Vicolo del Pozzo", "Via Fratelli Rondine", "Contrada Belvedere", "Largo dell'Olmo")
_TOWNS = ("Castelmirto (PG)", "Pievalta (MC)", "Roccabruna al Mare (SV)", "Borgo Sereno (CR)", "Montefiorito (RI)")


def _supply(rng: Random, service: str) -> str:
    if service == "Idrico":
        return str(rng.randint(40_000_000, 49_999_999))
    if service == "Gas":
        return f"PDR:{rng.randint(881, 890):05d}{rng.randint(0, 10**9 - 1):09d}"
    return f"POD:IT{rng.choice(('001', '012', '020'))}E{rng.randint(10**7, 10**8 - 1)}"


def a_client(rng: Random, service: str) -> Client:
    """Return an invented customer with a supply of the given ``tipo_servizio``."""
    address = f"{rng.choice(_STREETS)} {rng.randint(1, 180)}, {rng.choice(_TOWNS)}"
    return Client(f"{rng.choice(_FIRST)} {rng.choice(_LAST)}", address, _supply(rng, service))
