"""The grammar of cues, by table: what a phrase shows and what it must not show."""

import pytest

from validators.completeness.cues import find, grammar, has
from validators.completeness.text import fold

SHOWS = [
    ("deferral_info", "Il dettaglio seguirà con separata nota."),
    ("deferral_info", "Ci riserviamo di comunicare l'esito delle verifiche."),
    ("deferral_info", "I dati saranno trasmessi non appena disponibili."),
    ("deferral_info", "Siamo in attesa di ricevere la risposta del laboratorio."),
    ("deferral_info", "Sarà nostra cura informarVi."),
    ("deferral_info", "La pratica è all'esame dell'ufficio legale."),
    ("deferral_info", "Stiamo verificando quanto accaduto."),
    ("competence", "Tali dati non sono nella nostra disponibilità."),
    ("competence", "Il servizio di fognatura è affidato a Reflui S.r.l."),
    ("competence", "Non disponiamo dei rapporti di prova."),
    ("asked_other", "Abbiamo chiesto le informazioni al gestore il 3 marzo 2025."),
    ("not_sent_yet", "La bozza della nota è alla firma del direttore."),
    ("pointer", "Le letture sono consultabili nell'area clienti."),
    ("pointer", "Si rinvia alla nostra precedente comunicazione."),
    ("refusal", "Per ragioni di privacy il dato non può essere comunicato."),
    ("vague_time", "I lavori saranno eseguiti nei tempi tecnici necessari."),
    ("vague_time", "Provvederemo quanto prima."),
    ("negative", "Non risultano ricostruzioni."),
    ("negative", "Nessun indennizzo spetta al cliente."),
    ("reason", "Il ritardo è dovuto a un guasto del modem."),
    ("attached", "Si allega copia del contratto."),
    ("document_absent", "Non esiste alcuna registrazione."),
    ("solved", "La nota di credito n. 12 è stata emessa il 3 marzo 2025."),
    ("pending", "Il rimborso non è stato ancora disposto."),
    ("courtesy", "Ci scusiamo per il disagio."),
    ("deferral_info", "Vi renderemo edotti degli eventuali scostamenti."),
    ("deferral_info", "Ne metteremo al corrente lo Sportello."),
    ("competence", "I periodi di fermo li conosce solo il gestore dell'impianto."),
    ("asked_other", "Ci siamo rivolti al consorzio per conoscere gli esiti."),
    ("evasive", "Le ragioni sono quelle esposte in detta risposta."),
    ("evasive", "La lettera è stata regolarmente inviata."),
    ("happened", "Il contatore è stato sostituito."),
    ("outcome", "La verifica ha dato esito regolare."),
]
SILENT = [
    ("deferral_info", "La sostituzione è stata eseguita il 3 marzo 2025."),
    ("deferral_info", "Il bonifico è stato disposto il 12 febbraio."),
    ("competence", "La nota di credito è stata emessa il 3 marzo."),
    ("asked_other", "L'utente ci ha scritto il 12 gennaio 2025."),
    ("refusal", "Il contatore è stato sostituito il 7 maggio."),
    ("vague_time", "I lavori termineranno il 30 giugno 2025."),
    ("negative", "Il cliente ne è stato informato."),
    ("negative", "La richiesta ha avuto esito negativo."),
    ("evasive", "Il contatore è stato sostituito il 3 marzo."),
    ("negative", "La fornitura è attiva dal 1° febbraio."),
    ("attached", "La fornitura è attiva dal 1° febbraio."),
]


@pytest.mark.parametrize(("cue", "phrase"), SHOWS)
def test_shown(cue, phrase):
    assert has(cue, fold(phrase))
    assert find(cue, fold(phrase)) in fold(phrase)


@pytest.mark.parametrize(("cue", "phrase"), SILENT)
def test_not_shown(cue, phrase):
    assert not has(cue, fold(phrase))


def test_cues_also_hold_without_accents():
    assert has("deferral_info", fold("Il dettaglio seguira' con separata nota."))


def test_every_cue_says_why_and_never_matches_nothing():
    assert all(not pattern.match("") for pattern in grammar().values())
