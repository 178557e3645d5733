"""What is written on the papers: the letter as the desk sets it, the replies as the companies word them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sportello.demo import drawn, typeset
from sportello.demo.cases import Quality, italian
from sportello.demo.desk import Letter
from sportello.demo.people import Company

_MONTHS = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
    "novembre", "dicembre",
)  # fmt: skip
_OPENINGS = (
    "con riferimento alla richiesta in oggetto, si forniscono i chiarimenti che seguono.",
    "in riscontro alla Vostra richiesta, esaminata la posizione del cliente, si rappresenta quanto segue.",
    "facciamo seguito alla Vostra lettera per trasmettere le informazioni richieste.",
)
_CLOSINGS = (
    ("Restiamo a disposizione per ogni chiarimento.", "Ufficio Reclami"),
    ("Cordiali saluti", "Servizio Clienti"),
)


def the_letter(letter: Letter) -> bytes:
    """Return the letter's PDF."""
    day = letter.published.date()
    requests = [request.asks.format_map(letter.facts) for request in letter.case.requests]
    term = "La risposta deve essere caricata sul Portale entro {} giorni lavorativi dalla data di pubblicazione."
    meta = (
        ("Riferimento", letter.stem), ("ID Caso", str(letter.case_id)), ("Tipo pratica", letter.case.practice),
        ("Cliente", letter.client.name), ("Indirizzo di fornitura", letter.client.address),
        ("Utenza", letter.client.supply), ("Servizio", letter.service),
    )  # fmt: skip
    data = {
        "name": letter.name, "date": f"{day.day} {_MONTHS[day.month - 1]} {day.year}", "copy": not letter.main,
        "company": letter.company.name, "company_address": letter.company.address, "meta": meta,
        "subject": letter.case.subject, "premise": letter.case.premise.format_map(letter.facts), "requests": requests,
        "closing": (term.format(letter.term), "Si chiede di rispondere punto per punto."),
    }  # fmt: skip
    return typeset.set_page("letter.typ", data)


def subject_of(letter: Letter) -> str:
    """Return the subject line of a reply."""
    return f"riscontro alla lettera {letter.stem} - ID Caso {letter.case_id} - {letter.client.name}"


def reply_text(letter: Letter, quality: Quality = Quality.FULL) -> tuple[str, ...]:
    """Return the paragraphs of a reply of this ``quality``."""
    turn = letter.case_id % len(_OPENINGS)
    answers = (f"{n}) {text}".format_map(letter.facts) for n, text in letter.case.answers(quality))
    supply = f"Fornitura {letter.client.supply}, {letter.client.address}."
    return ("Spett.le Sportello,", f"{_OPENINGS[turn]} {supply}", *answers, *_CLOSINGS[letter.case_id % 2])


def reply(letter: Letter, quality: Quality = Quality.FULL, **looks: Any) -> bytes:
    """Return a reply set with typst on the company's paper."""
    head, first, *rest = reply_text(letter, quality)
    day = italian(letter.published.date() + timedelta(days=2))
    return typeset.company_page(
        company=letter.company.name, address=letter.company.address, subject=subject_of(letter),
        head=(f"Prot. {letter.case_id % 9973}/{letter.published.year} del {day}", head), body=(first, *rest), **looks,
    )  # fmt: skip


def plain_reply(letter: Letter, quality: Quality = Quality.FULL, size: tuple[float, float] = (595.28, 841.89)) -> bytes:
    """Return a reply drawn with reportlab; ``size`` in points."""
    title = f"{letter.company.name} - {subject_of(letter)}"
    return drawn.flowing(title, reply_text(letter, quality), size)


def communication(company: Company, subject: str, *body: str, **looks: Any) -> bytes:
    """Return a free communication of ``company``."""
    closing = ("Distinti saluti", company.name)
    return typeset.company_page(
        company=company.name, address=company.address, subject=subject, head=("Spett.le Sportello,",), body=body,
        closing=closing, **looks,
    )  # fmt: skip


def tirv(company: Company, client: str, number: int, **looks: Any) -> bytes:
    """Return the rejection of a contested-contract complaint (TIRV, artt. 7 and 11 of All. A del. 228/2017/R/com)."""
    return communication(
        company, f"rigetto del reclamo per contratto contestato - pratica {number}",
        f"Si comunica il rigetto del reclamo presentato dal sig./dalla sig.ra {client} ai sensi dell'Allegato A alla "
        "deliberazione 228/2017/R/com.",
        "Il contratto è stato concluso nel rispetto delle misure preventive: la lettera di conferma è stata consegnata e "
        "la chiamata di conferma registrata; la registrazione è incorporata nel presente documento.",
        "Ai sensi dell'articolo 7, comma 5, si indicano le ragioni del rigetto e la documentazione a supporto.", **looks,
    )  # fmt: skip
