"""Whether a reply gives a certain time for what it promises; vague terms, questions and indemnities told apart."""

import pytest

from validators.completeness.resolution import resolution
from validators.completeness.segment import units


@pytest.mark.parametrize(
    ("reply", "certain"),
    [
        ("La condotta è stata riparata il 4 aprile 2025.", True),
        ("La perdita sarà riparata quanto prima.", False),
        ("La perdita sarà riparata entro il 12 maggio 2025.", True),
        ('"Sarà sostituito il contatore?"\n– No: il contatore è integro.', None),
        ("La conduttura è stata sostituita il 4 aprile 2025. Con la prossima bolletta avrà l'indennizzo di 30 euro.", True),
        ("Sulla ripresa dei lavori non siamo in grado di avanzare previsioni.", False),
        ("La pratica di rimborso è in coda presso l'ufficio contabile e seguirà il suo iter.", False),
        ("La fattura n. 12 è sospesa fino alla decisione.", None),
        ("Nulla resta da eseguire.", None),
        ("Sarà costruita una seconda vasca. Il progetto è stato approvato il 10 dicembre 2025.", False),
        ("Saranno rese 133,70 euro.\n\nCon assegno che si potrà ritirare dal 22 aprile 2025.", True),
        ("Sono state emesse sei bollette. La restituzione sarà curata dalla ragioneria.", False),
        ("Abbiamo scritto al Consorzio il 2 aprile 2025. Ancora non si è fatto vivo.", None),
        ("Lo storno sarà contenuto nella bolletta che sarà emessa il giorno 9.", True),
        ("Pagherà con la prima bolletta. Lo sconto è nella stessa bolletta, che sarà emessa il 21 luglio 2025.", True),
        ("Abbiamo scritto all'utente non appena ricevuta la Vostra. La condotta è stata riparata il 3 marzo.", True),
        ("Manca una pompa: abbiamo inoltrato il progetto all'ente e contiamo in un esito favorevole.", False),
        ("La presa è stata spostata il 5 marzo 2025. Il foglio di calcolo sarà prodotto non appena ne torneremo in possesso.", True),
        ("L'erogazione continua potrà essere ripristinata soltanto con il completamento della condotta.", False),
        ("Non è prevista un'esenzione.", None),
        ("Abbiamo chiesto al gestore di farci avere i periodi e siamo in attesa.", None),
        ("Si tornerà all'erogazione ogni tre giorni.", False),
        ("Il sollecito è stato annullato l'8 aprile 2025. Il piano partirà una volta ultimata la configurazione.", False),
    ],
)  # fmt: skip
def test_certain(reply, certain):
    assert resolution(units(reply)).certain is certain
