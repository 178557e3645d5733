from dataclasses import fields

from domain.columns import ColumnKind
from domain.daily import SECTIONS, DailyReport

#: Copied by hand from the rule book (PEC-05 to PEC-10), so that a slip in the code shows.
FIGURE_18 = """
Nuove Lettere Pubblicate dallo Sportello per il Consumatore|Lettera|Data Pubblicazione|HASH
Lettere Scaricate dall'Esercente|Lettera|Data Pubblicazione|Data Download|Utente Download|HASH
Risposte inviate dall'Esercente|Risposta|Data Caricamento|Utente Caricamento|Riferimento Lettera|HASH
Comunicazioni inviate dall'Esercente|Comunicazione|Data Caricamento|Utente Caricamento
Errori|File|Data Evento|Descrizione Errore|Utente
Nuovi Solleciti Ricevuti|Sollecito|Data Pubblicazione Sollecito|Rif. Lettera|HASH
"""


def test_captions_and_columns_are_those_of_the_rule_book():
    ours = ["|".join((s.caption, *(c.caption for c in s.columns))) for s in SECTIONS]
    assert ours == FIGURE_18.strip().splitlines()


def test_every_section_is_an_attribute_of_the_report():
    assert {s.key for s in SECTIONS} <= {f.name for f in fields(DailyReport)}


def test_tabs_are_short_and_differ():
    labels = [s.label for s in SECTIONS]
    assert len(set(labels)) == 6
    assert max(map(len, labels)) <= 25  # Excel allows 31, and a further part of a sheet needs some


def test_moments_are_shown_as_the_manual_does():
    """LET-09: publication by day; downloads, uploads and events to the second."""
    kinds = {(c.key, c.kind) for s in SECTIONS for c in s.columns if c.key.endswith("_at")}
    assert kinds == {
        ("published_at", ColumnKind.DATE),
        ("downloaded_at", ColumnKind.DATETIME),
        ("uploaded_at", ColumnKind.DATETIME),
        ("occurred_at", ColumnKind.DATETIME),
    }
