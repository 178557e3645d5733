"""The searches that ``benchmarks.search`` measures: every filter, every order, what the desk asks daily, and traps."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from domain.completeness import Label
from domain.letters import Stato
from domain.search import LetterQuery, Paging, SortKey

Q = LetterQuery
#: The lists of the portal (``sportello.letters.lists``).
LISTS = {
    "nuove-lettere": Q(stato=Stato.PUBBLICATA),
    "da-lavorare": Q(stato=Stato.SCARICATA, destinatario_principale=True),
    "archivio": Q(stato=Stato.RISPOSTA),
    "copia-conoscenza": Q(stato=Stato.SCARICATA, destinatario_principale=False),
}
SEARCHES: list[tuple[str, LetterQuery, Paging]] = [
    ("senza filtri", Q(), Paging()),
    ("Lettera, esatta", Q(lettera="L-P-25-0900000_01"), Paging()),
    ("Lettera, L-P-25%", Q(lettera="L-P-25%"), Paging()),
    ("Lettera, L-P-25-09000%", Q(lettera="L-P-25-09000%"), Paging()),
    ("Lettera, %012345%", Q(lettera="%012345%"), Paging()),
    ("Risposta, R-P-21%", Q(risposta="R-P-21%"), Paging()),
    ("Risposta, %77777%", Q(risposta="%77777%"), Paging()),
    ("Destinatario Principale SI", Q(destinatario_principale=True), Paging()),
    ("Destinatario Principale NO", Q(destinatario_principale=False), Paging()),
    ("ID Caso, esatto", Q(id_caso="1234567"), Paging()),
    ("ID Caso, %4567", Q(id_caso="%4567"), Paging()),
    ("Denominazione Cliente, rossi%", Q(denominazione_cliente="rossi%"), Paging()),
    ("Denominazione Cliente, %nicolò 97%", Q(denominazione_cliente="%nicolò 97%"), Paging()),
    ("Denominazione Cliente, %ssi%anna%", Q(denominazione_cliente="%ssi%anna%"), Paging()),
    ("Denominazione Cliente, %xyz%", Q(denominazione_cliente="%xyz%"), Paging()),
    ("Indirizzo Fornitura, %roma 12,%", Q(indirizzo_fornitura="%roma 12,%"), Paging()),
    ("Indirizzo Fornitura, %via%", Q(indirizzo_fornitura="%via%"), Paging()),
    ("Utenza, esatta", Q(utenza="POD:IT001E00123457"), Paging()),
    ("Utenza, %E0012345%", Q(utenza="%E0012345%"), Paging()),
    ("Argomento BONUS", Q(argomento="bonus"), Paging()),
    ("Argomento, %on%", Q(argomento="%on%"), Paging()),
    ("Sub Argomento", Q(sub_argomento="fattura"), Paging()),
    ("Nota, %legale%", Q(nota="%legale%"), Paging()),
    ("Pubblicazione dal/al, un mese", Q(pubblicazione_dal=date(2024, 3, 1), pubblicazione_al=date(2024, 3, 31)), Paging()),
    ("Pubblicazione dal", Q(pubblicazione_dal=date(2023, 1, 1)), Paging()),
    ("Completezza assente", Q(completezza_risposta=Label.ASSENTE), Paging()),
    ("Completezza vuota", Q(completezza_risposta=Label.COMPLETE), Paging()),
    ("Tipo Pratica, %bonus%", Q(tipo_pratica="%bonus%"), Paging()),
    ("stato risposta", Q(stato=Stato.RISPOSTA), Paging()),
    ("stato offline", Q(stato=Stato.OFFLINE), Paging()),
    ("stato pubblicata", Q(stato=Stato.PUBBLICATA), Paging()),
    ("operatore", Q(operatore="operatore07"), Paging()),
    ("operatore, da lavorare per scadenza", Q(operatore="operatore07", stato=Stato.SCARICATA, destinatario_principale=True), Paging(SortKey.GIORNI_A_SCADENZA)),
    ("operatore, cliente %russo%, per cliente", Q(operatore="operatore07", denominazione_cliente="%russo%"), Paging(SortKey.DENOMINAZIONE_CLIENTE)),
    ("operatore, assenti per risposta", Q(operatore="operatore07", completezza_risposta=Label.ASSENTE), Paging(SortKey.DATA_RISPOSTA, True)),
    *((f"senza filtri, per {key.value}", Q(), Paging(key, descending)) for key in SortKey for descending in (False, True)),
    ("L-P-2% per cliente", Q(lettera="L-P-2%"), Paging(SortKey.DENOMINAZIONE_CLIENTE)),
    ("L-P-22% per cliente", Q(lettera="L-P-22%"), Paging(SortKey.DENOMINAZIONE_CLIENTE, True)),
    ("bonus e rossi% per giorni", Q(argomento="bonus", denominazione_cliente="rossi%"), Paging(SortKey.GIORNI_A_SCADENZA)),
    ("centesima pagina", Q(destinatario_principale=True), Paging(page=100)),
    # Filters that hold only at the far end of the order, or never together.
    ("scaricata, per utente risposta (nessuno)", Q(stato=Stato.SCARICATA), Paging(SortKey.UTENTE_RISPOSTA)),
    ("pubblicata, per data risposta (nessuna)", Q(stato=Stato.PUBBLICATA), Paging(SortKey.DATA_RISPOSTA)),
    ("offline, dalla più recente", Q(stato=Stato.OFFLINE), Paging(SortKey.DATA_PUBBLICAZIONE, True)),
    ("offline, per scadenza decrescente", Q(stato=Stato.OFFLINE), Paging(SortKey.SCADENZA, True)),
    ("risposta, per scadenza", Q(stato=Stato.RISPOSTA), Paging(SortKey.SCADENZA)),
    ("risposta, per giorni a scadenza", Q(stato=Stato.RISPOSTA), Paging(SortKey.GIORNI_A_SCADENZA)),
    ("scaricata, per giorni a scadenza", Q(stato=Stato.SCARICATA), Paging(SortKey.GIORNI_A_SCADENZA, True)),
    ("assente, per cliente", Q(completezza_risposta=Label.ASSENTE), Paging(SortKey.DENOMINAZIONE_CLIENTE)),
    ("assente e Destinatario NO (mai)", Q(completezza_risposta=Label.ASSENTE, destinatario_principale=False), Paging()),
    ("L-P-20% dalla più recente", Q(lettera="L-P-20%"), Paging(SortKey.DATA_PUBBLICAZIONE, True)),
    ("R-P-21% dalla più recente", Q(risposta="R-P-21%"), Paging(SortKey.DATA_PUBBLICAZIONE, True)),
    ("R-P-21% per scadenza decrescente", Q(risposta="R-P-21%"), Paging(SortKey.SCADENZA, True)),
    ("utenza pod% e indirizzo %via%, per scadenza", Q(utenza="pod%", indirizzo_fornitura="%via%"), Paging(SortKey.SCADENZA)),
    ("utenza %pdr% e POD (mai)", Q(utenza="%pdr%pod%"), Paging()),
    ("cliente rossi% e %bianchi% (mai)", Q(denominazione_cliente="rossi%bianchi%"), Paging()),
    ("cliente %an%, due lettere", Q(denominazione_cliente="%an%"), Paging()),
    ("cliente %qz%, due lettere, mai", Q(denominazione_cliente="%qz%"), Paging()),
    ("indirizzo %1%, una lettera, per cliente", Q(indirizzo_fornitura="%1%"), Paging(SortKey.DENOMINAZIONE_CLIENTE)),
    ("bonus, scaricata, per giorni a scadenza", Q(argomento="bonus", stato=Stato.SCARICATA), Paging(SortKey.GIORNI_A_SCADENZA)),
    ("quattro filtri larghi", Q(argomento="%o%", tipo_pratica="%supporto%", indirizzo_fornitura="%via%", destinatario_principale=True), Paging(SortKey.SCADENZA, True)),
    ("un mese, bonus, per cliente", Q(pubblicazione_dal=date(2024, 3, 1), pubblicazione_al=date(2024, 3, 31), argomento="bonus"), Paging(SortKey.DENOMINAZIONE_CLIENTE)),
    ("un anno, %russo%, per cliente", Q(pubblicazione_dal=date(2024, 1, 1), pubblicazione_al=date(2024, 12, 31), denominazione_cliente="%russo%"), Paging(SortKey.DENOMINAZIONE_CLIENTE)),
    *((f"operatore, per {key.value}", Q(operatore="operatore07"), Paging(key, True)) for key in SortKey),
    *((f"elenco {name}, per {key.value}", replace(query, operatore=operator, pubblicazione_al=date(2026, 11, 22)), Paging(key))
      for name, query in LISTS.items() for operator in (None, "operatore03") for key in (SortKey.DATA_PUBBLICAZIONE, SortKey.GIORNI_A_SCADENZA)),
    ("pagina 1000", Q(), Paging(page=1000)),
    ("pagina 1000 per cliente", Q(denominazione_cliente="rossi%"), Paging(SortKey.DENOMINAZIONE_CLIENTE, page=1000)),
    ("pagina 100 per giorni a scadenza", Q(operatore="operatore07"), Paging(SortKey.GIORNI_A_SCADENZA, page=100)),
]  # fmt: skip
_TEXTS = {
    "lettera": ("L-P-2%", "L-P-24%", "%0123%", "%7%"),
    "risposta": ("R-P-23%", "%_01", "%777%"),
    "id_caso": ("1%", "12345%", "%99"),
    "denominazione_cliente": ("rossi%", "%anna%", "%co%", "greco p%", "%nicolò%", "%x%"),
    "indirizzo_fornitura": ("via%", "%forlì", "%dante 1%", "%, b%"),
    "utenza": ("pod%", "%E000%", "%5"),
    "argomento": ("bonus", "%c%", "mi%"),
    "sub_argomento": ("fattura", "%x%"),
    "tipo_pratica": ("%bonus", "%14_3%", "richiesta%"),
    "nota": ("%legale%", "da%"),
}


def drawn(count: int, seed: int = 3) -> Iterator[tuple[str, LetterQuery, Paging]]:
    """Yield searches drawn by lot: one to four filters, any order, one of the first pages."""
    rng = random.Random(seed)
    days = [date(2020, 12, 1) + timedelta(days=30 * n) for n in range(72)]
    values: dict[str, list[object]] = {
        **{name: list(texts) for name, texts in _TEXTS.items()},
        "destinatario_principale": [True, False],
        "pubblicazione_dal": list(days),
        "pubblicazione_al": list(days),
        "completezza_risposta": list(Label),
        "operatore": ["operatore07", "operatore03"],
        "stato": list(Stato),
    }
    for _ in range(count):
        asked = {name: rng.choice(values[name]) for name in rng.sample(sorted(values), rng.randrange(1, 5))}
        paging = Paging(rng.choice(list(SortKey)), rng.random() < 0.5, rng.choice([1, 1, 2, 9]))
        said = ", ".join(f"{name}={value}" for name, value in asked.items())
        yield f"{said} per {paging.sort.value}{' decr.' if paging.descending else ''}", LetterQuery(**asked), paging  # type: ignore[arg-type]
