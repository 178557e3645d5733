"""Letters as the contract shows them (section 8): the register's keys and those of their life."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from domain.calendar import WorkingCalendar
from domain.documents import Sector
from domain.letter_policy import LetterPolicy
from domain.letters import Letter, completezza, data_offline, giorni_a_scadenza, scadenza, stato
from domain.proroga import proroga_options

#: The detail of a letter: first what the manual's window shows (LET-13), then the rest of its life.
DETAIL = {
    "lettera": "Lettera",
    "destinatario_principale": "Destinatario principale",
    "utenza": "POD_PDR",
    "tipo_servizio": "Tipo servizio",
    "denominazione_cliente": "Denominazione cliente",
    "indirizzo_fornitura": "Indirizzo fornitura",
    "nota": "Nota",
    "operatore": "Operatore",
    "stato": "Stato",
    "id_caso": "ID Caso",
    "tipo_pratica": "Tipo Pratica",
    "argomento": "Argomento",
    "sub_argomento": "Sub Argomento",
    "richieste": "Richieste",
    "data_pubblicazione": "Data Pubblicazione",
    "giorni_risposta": "Giorni per la risposta",
    "procedura_speciale": "Procedura speciale",
    "scadenza": "Scadenza",
    "giorni_a_scadenza": "Giorni a scadenza risposta",
    "proroga": "Proroga(gg)",
    "proroga_richiedibile": "Proroga richiedibile",
    "data_download": "Data Download",
    "utente_download": "Utente Download",
    "risposta": "Risposta",
    "data_risposta": "Data Risposta",
    "utente_risposta": "Utente Risposta",
    "completezza": "Completezza Risposta",
    "solleciti": "Solleciti",
    "data_offline": "Data Offline",
    "hash": "Hash Lettera",
}


def letter_json(
    letter: Letter, sector: Sector, now: datetime, calendar: WorkingCalendar, policy: LetterPolicy
) -> dict[str, Any]:
    """Return one letter as ``letters list --json`` gives it at the instant ``now``."""
    record, today = letter.record, now.date()
    last = letter.last_reply
    return {
        "operatore": record.operator,
        "lettera": record.letter,
        "data_pubblicazione": record.published_at,
        "destinatario_principale": "SI" if record.main_addressee else "NO",
        "id_caso": record.case_id,
        "tipo_pratica": record.case_type,
        "utenza": record.supply,
        "tipo_servizio": record.service,
        "argomento": record.topic,
        "sub_argomento": record.subtopic,
        "denominazione_cliente": record.client,
        "indirizzo_fornitura": record.address,
        "giorni_risposta": record.term_days,
        "procedura_speciale": "SI" if record.special_procedure else "NO",
        "richieste": list(record.requests) if record.requests else None,
        "stato": stato(letter, today, policy).value,
        "scadenza": scadenza(letter, calendar),
        "giorni_a_scadenza": giorni_a_scadenza(letter, today, calendar),
        "proroga": letter.proroga.days if letter.proroga else 0,
        "proroga_richiedibile": len(proroga_options(letter, today, calendar, policy)) > 0,
        "data_download": letter.downloaded_at,
        "utente_download": letter.downloaded_by or None,
        "risposta": f"{last.name}.PDF" if last else None,
        "data_risposta": last.dated if last else None,
        "utente_risposta": last.user if last else None,
        "completezza": completezza(letter, sector, today, calendar, policy).value,
        "data_offline": data_offline(letter, policy),
        "hash": letter.sha256 or None,
        "solleciti": [{"sollecito": s.name, "data_pubblicazione": s.published_at} for s in letter.solleciti],
        "nota": letter.note,
    }
