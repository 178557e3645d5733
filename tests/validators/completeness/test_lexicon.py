"""The vocabulary, by table: which words of an answer speak of the word that asked, and which must not."""

import json
from importlib import resources

import pytest

from validators.completeness.lexicon import concepts_of, coverage, signature
from validators.completeness.text import fold

SAME = [
    ("rimborso", "La somma verrà resa al cliente."),
    ("rimborso", "Abbiamo scalato l'eccedenza dalla bolletta."),
    ("deposito cauzionale", "La garanzia è stata svincolata."),
    ("importo", "Ammonta a 46,48 euro."),
    ("prezzo", "Si applicano il PUN e uno spread."),
    ("rateizzazione", "Il dovuto è diviso in sei tranche."),
    ("rate", "Otto versamenti di pari importo."),
    ("fatture insolute", "L'arretrato riguarda due documenti."),
    ("morosità", "La posizione debitoria è ancora aperta."),
    ("costituzione in mora", "La diffida è rimasta in giacenza."),
    ("sospensione", "Il misuratore è stato sigillato."),
    ("riduzione di potenza", "Il contatore è stato depotenziato."),
    ("limitazione", "È stato posato il dischetto."),
    ("riattivazione", "La corrente è tornata il 4 febbraio."),
    ("ripristino", "Il flusso è stato sbloccato."),
    ("cessazione", "Il rapporto si è estinto."),
    ("voltura", "L'utenza è in capo alla figlia."),
    ("switching", "Il punto è in portafoglio ad altro venditore."),
    ("ripensamento", "Non abbiamo dato corso alla proposta."),
    ("disconoscimento", "La firma è apocrifa."),
    ("canale", "L'adesione viene da un gazebo."),
    ("recesso", "Il cliente poteva andarsene."),
    ("rinnovo", "Le nuove condizioni partono ad aprile."),
    ("CMOR", "La pratica del Sistema Indennitario è chiusa."),
    ("canone", "Sono dieci mensilità della tassa televisiva."),
    ("aliquota", "Si applica l'IVA al 22 per cento."),
    ("domiciliazione", "L'IBAN non è del correntista."),
    ("allacciamento", "La presa stradale è stata posata."),
    ("autorizzazione", "Manca il via libera della Provincia."),
    ("lavori", "Il cantiere è chiuso."),
    ("spostamento", "La nicchia non è pronta."),
    ("potenza", "Il limitatore è tarato a 4,5 kW."),
    ("aumento", "Il valore è salito."),
    ("sostituzione", "Lo strumento è stato rimpiazzato."),
    ("misuratore", "Il display era spento."),
    ("autolettura", "Il cliente ha dettato i numeri."),
    ("telelettura", "Il modem non trasmette."),
    ("prescrizione", "I consumi più risalenti sono stati scorporati."),
    ("tentativi", "L'incaricato ha suonato due volte."),
    ("accessibile", "Il chiusino è cementato."),
    ("perdita", "Il tubo interrato era bucato."),
    ("tutela", "È stato concesso l'abbuono."),
    ("servizio sostitutivo", "Un'autobotte ha stazionato in piazza."),
    ("interruzione", "Il quartiere è rimasto al buio."),
    ("fognatura", "La caditoia è stata rifatta."),
    ("allagamento", "Il rigurgito ha invaso la cantina."),
    ("acqua potabile", "Il campione non ha coliformi."),
    ("pressione", "Il manometro segnava 0,8 bar."),
    ("condominio", "Il contatore generale serve 14 famiglie."),
    ("uso", "Il locale è una bottega."),
    ("tensione", "Lo strumento ha rilevato buchi e picchi."),
    ("scambio sul posto", "La convenzione con il GSE è attiva."),
    ("danni", "Il fiduciario ha visto il frigorifero."),
    ("telefonata", "Il colloquio con l'operatrice è durato poco."),
    ("conciliazione", "All'udienza il mediatore ha proposto un accordo."),
    ("teleriscaldamento", "Lo scambiatore si era incrostato."),
    ("documentazione", "Le carte sono state fotocopiate."),
    ("prova dell'invio", "La ricevuta attesta la consegna."),
    ("recapito", "Il postino non ha trovato la cassetta."),
    ("accolta", "La dilazione è stata concessa."),
    ("ritardo", "La pratica è rimasta in coda."),
    ("evitare", "Per il futuro è stata posata una valvola."),
    ("natura", "Il dato è telegestito."),
    ("periodicità", "Si legge ogni due mesi."),
    ("fasce", "Il prezzo è biorario."),
    ("diametro", "Il DN è 15."),
    ("residenza", "È una seconda casa."),
]
OTHER = [
    ("rimborso", "Il signor Rossi è residente in via Po."),
    ("prezzo", "Il punto è in via Po."),
    ("autolettura", "L'appartamento è vuoto."),
    ("anno", "La richiesta è annullata."),
    ("mesi", "Il messaggio è breve."),
    ("tensione", "La voltura è eseguita."),
    ("costo", "La costituzione in giudizio è tardiva."),
    ("domiciliazione", "La potenza è ridotta."),
    ("deposito cauzionale", "Il contatore è stato letto."),
    ("cessazione", "La lettura finale è 4.120."),
    ("fonte", "Il distributore è in ritardo."),
    ("autore", "L'autorizzazione manca."),
    ("comune", "Il gestore ha comunicato la data."),
]


@pytest.mark.parametrize(("asked", "said"), SAME)
def test_an_answer_in_other_words_is_about_what_was_asked(asked, said):
    assert coverage(fold(asked), fold(said)) > 0


@pytest.mark.parametrize(("asked", "said"), OTHER)
def test_words_that_only_begin_alike_are_not_the_same_thing(asked, said):
    assert coverage(fold(asked), fold(said)) == 0


def test_an_entry_that_ends_in_a_space_is_a_whole_word():
    assert "offerta" in concepts_of("pun")
    assert "offerta" not in concepts_of("punto")


def test_phrases_count_in_what_is_said():
    assert "autorizzazione" in signature(fold("Manca il via libera del Comune."))[1]


def test_units_of_two_letters_and_signs_count_in_what_is_said():
    assert "consumo" in signature(fold("Sono 120 mc."))[1]
    assert "riduzione_potenza" in signature(fold("Il contatore eroga il 15% del dovuto."))[1]


def test_entries_are_folded_and_stand_once_in_their_concept():
    raw = json.loads((resources.files("validators.completeness") / "data" / "concepts.json").read_text("utf-8"))
    for concept, entries in raw["concepts"].items():
        assert entries, concept
        assert len(set(entries)) == len(entries), concept
        assert all(entry == fold(entry) for entry in entries), concept
