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
    ("deferral_info", "Quanto spetta le sarà scritto a parte."),
    ("deferral_info", "Vi ricontatteremo sul punto."),
    ("deferral_info", "Contiamo di fornire i dati nelle prossime settimane."),
    ("deferral_info", "Potremo essere più precisi dopo il sopralluogo."),
    ("deferral_info", "Occorre ancora qualche giorno per il conteggio."),
    ("deferral_info", "Sono in corso accertamenti tuttora aperti, riservandoci di integrare."),
    ("deferral_info", "Attendiamo le misure del distributore."),
    ("deferral_info", "La compagnia ci comunicherà il numero di pratica."),
    ("competence", "La materia non rientra nelle nostre competenze."),
    ("competence", "La domanda va rivolta al distributore."),
    ("competence", "Alla suddivisione provvede l'amministratore."),
    ("competence", "Il contributo è erogato dal GSE."),
    ("competence", "Lo ha in mano il gestore, che ne conosce l'ammontare."),
    ("asked_other", "Gli abbiamo chiesto le date il 3 marzo."),
    ("asked_other", "Abbiamo aperto un ticket presso il distributore."),
    ("pointer", "Troverete tutto nella sezione bollette."),
    ("pointer", "È sufficiente accedere con le proprie credenziali."),
    ("pointer", "Confermiamo quanto già comunicato."),
    ("pointer", "Ci riportiamo alla risposta del 3 marzo."),
    ("generic_rule", "Il bonus viene accreditato nelle bollette."),
    ("generic_rule", "La fattura è emessa entro i termini regolatori."),
    ("generic_rule", "La pratica segue l'iter previsto."),
    ("generic_rule", "Le letture avvengono con la periodicità stabilita."),
    ("generic_rule", "L'utente può presentare domanda."),
    ("generic_rule", "Gli sbalzi dipendono da molteplici fattori."),
    ("evasive", "Sono dovuti gli interessi nella misura prevista."),
    ("evasive", "I costi sono quelli riportati nel contratto."),
    ("evasive", "Il deposito è regolato secondo le condizioni contrattuali."),
    ("evasive", "Il calcolo avviene in base alla normativa."),
    ("evasive", "Il cliente ha ricevuto regolare avviso."),
    ("refusal", "Non siamo tenuti a fornire il dato."),
    ("refusal", "Si tratta di un documento interno."),
    ("refusal", "La copia è data soltanto all'intestatario."),
    ("vague_time", "L'accredito avverrà in una prossima bolletta."),
    ("vague_time", "Interverremo alla prima occasione utile."),
    ("vague_time", "I tempi di approvvigionamento lo impediscono."),
    ("negative", "Non abbiamo accolto la domanda."),
    ("negative", "Non gli è stato scritto alcunché."),
    ("negative", "Nulla gli va reso."),
    ("negative", "Neppure una lettura è pervenuta."),
    ("negative", "Non restano somme da pagare."),
    ("reason", "La caditoia era intasata dalle foglie."),
    ("reason", "Lo scambiatore si era incrostato."),
    ("reason", "Una frana ha portato via la condotta."),
    ("reason", "Il modem non trasmetteva più."),
    ("reason", "La saracinesca non si trovava."),
    ("reason", "Mancato rinnovo della DSU."),
    ("reason", "Il POD apparteneva a un altro cliente."),
    ("mode", "Lo ha lasciato di persona al negozio."),
    ("mode", "Il volume è ottenuto per differenza."),
    ("attached", "Rimettiamo il verbale unitamente alla presente."),
    ("document_absent", "Del colloquio non resta alcuna traccia."),
    ("outcome", "Il campione era a posto."),
    ("outcome", "Il contatore è entro le tolleranze."),
    ("outcome", "La dilazione è stata concessa."),
    ("happened", "Gli abbiamo scritto il 3 aprile."),
    ("happened", "La società ha tolto il sigillo."),
    ("happened", "Il contratto è chiuso."),
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
    ("deferral_info", "Abbiamo verificato il contatore oggetto di sostituzione."),
    ("deferral_info", "Il bonus le è stato comunicato con lettera del 3 marzo."),
    ("competence", "La domanda è stata accolta il 3 marzo."),
    ("asked_other", "Il cliente ci ha chiesto la verifica."),
    ("pointer", "Il tecnico ha trovato il contatore fermo."),
    ("generic_rule", "Il 3 marzo abbiamo accreditato 60 euro."),
    ("evasive", "Il cliente paga 0,12 euro per ogni kilowattora."),
    ("refusal", "Il contatore è interno all'appartamento."),
    ("vague_time", "L'accredito avverrà nella bolletta del 3 maggio 2025."),
    ("negative", "Il Comune ha rilasciato il nulla osta."),
    ("reason", "Il bonifico è stato disposto il 12 febbraio."),
    ("attached", "Il contatore è stato messo in opera."),
    ("outcome", "La lettera porta la data del 3 marzo."),
    ("happened", "Il contratto scade a giugno."),
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
