"""The words of a tick place in running text end with their sentence."""

from extractors.forms.labels.option_text import option_marks
from extractors.forms.read import read_form
from extractors.forms.stream.flow import build_flow
from extractors.pages.read import read_pages
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


def test_an_answer_ends_with_its_sentence_and_the_next_paragraph_is_none_of_it():
    def draw(c):
        for n, line in enumerate(
            (
                "La potenza disponibile in prelievo è destinata:",
                "a) ( ) unicamente ai servizi ausiliari della centrale;",
                "b) (X) ai servizi ausiliari della centrale e a un altro centro di consumo.",
                "Il sistema semplice di produzione e consumo, quando ricorre, è regolato dalle norme vigenti al momento",
                "della sottoscrizione del presente atto e da quelle che verranno emanate in seguito.",
            )
        ):
            c.drawString(50, 700 - 15 * n, line)

    fields = read_form(drawn(draw, "Caratteristiche dell'impianto di produzione"), FORM).fields
    assert fields["impianto.prelievo_destinazione"].value == "ausiliari_e_altro"


def test_places_behind_their_words_where_one_answer_would_fit_both_ways():
    def draw(c):
        c.drawString(50, 700, "Macchina: sincrona [ ]   asincrona [ ]   statica [X]   eolica FC [ ]   accumulo [ ]")
        c.drawString(50, 680, "Marca e modello: ____________________")

    fields = read_form(drawn(draw, "Scheda delle protezioni"), FORM).fields
    assert fields["scheda.generazione.tipologia"].value == "statico"


def test_places_that_end_their_lines_do_not_take_the_words_of_the_next():
    def draw(c):
        for n, line in enumerate(
            (
                "La potenza disponibile in prelievo serve ad alimentare:",
                "soltanto i servizi ausiliari della centrale [X]",
                "i servizi ausiliari della centrale e/o un altro centro di consumo [ ]",
            )
        ):
            c.drawString(50, 700 - 14 * n, line)

    fields = read_form(drawn(draw, "Caratteristiche dell'impianto di produzione"), FORM).fields
    assert fields["impianto.prelievo_destinazione"].value == "ausiliari"


def test_a_heading_under_the_last_answer_is_none_of_its_words(page_of):
    def draw(c):
        c.drawString(60, 700, "[ ] log disponibili sulle protezioni generali")
        c.drawString(60, 684, "[X] log disponibili sul sistema SCADA che le controlla")
        c.setFont("Helvetica-Bold", 10)
        c.drawString(50, 668, "Protezione di interfaccia")

    flow = build_flow(read_pages(page_of(draw)))
    marks = option_marks(flow, range(len(flow.tokens)), None)
    assert " ".join(flow.tokens[i].text for i in list(marks.values())[1]).endswith("controlla")


def test_behind_a_letter_the_words_of_a_place_are_no_label_of_the_question_either():
    def draw(c):
        for n, line in enumerate(
            (
                "Requisiti soddisfatti e prove eseguite:",
                "[X] a) requisiti e prove indicati nelle Modalità per la dichiarazione",
                "[ ] b) requisiti semplificati",
                "[X] c) requisiti di cui alla lettera A.1",
            )
        ):
            c.drawString(50, 700 - 15 * n, line)

    fields = read_form(drawn(draw, "Addendum tecnico"), FORM).fields
    assert fields["allegato4.requisiti"].value == ["prove_modalita", "lettera_a1"]
