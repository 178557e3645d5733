import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pdfplumber
import pikepdf
import pypdf
import pytest
from PIL import Image

from domain.findings import Severity
from reports.feedback import Feedback, FeedbackGroup, FeedbackItem, feedback_pdf


def png(width=600, height=80):
    made = io.BytesIO()
    Image.new("L", (width, height), 200).save(made, "PNG")
    return made.getvalue()


def an_item(**but):
    given = {
        "code": "TAR-07",
        "severity": Severity.BLOCKING,
        "message": "La soglia 59.S2 non è conforme al valore prescritto.",
        "observed": "120 V",
        "expected": "115 V",
        "cure": "Impostare la soglia a 115 V.",
        "source": "CEI 0-16, Allegato A",
        "page": 14,
    }
    return FeedbackItem(**(given | but))


def a_feedback(*groups, **but):
    given = {
        "operator_code": "selis",
        "recipient": "Fotovoltaica del Sole S.r.l.",
        "document": "modulo cabina.pdf",
        "reference": "d-17",
        "received_at": datetime(2026, 11, 21, 9, 0, 13, tzinfo=UTC),
        "issued_at": datetime(2026, 11, 22, 0, 15, tzinfo=UTC),
        "groups": groups or (FeedbackGroup("Allegato 2", (an_item(),)),),
        "pod": "IT001E12345678",
        "deadline": date(2026, 12, 22),
    }
    return Feedback(**(given | but))


def text_of(pdf):
    return " ".join(" ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_everything_a_sender_needs_stands_in_order():
    text = text_of(feedback_pdf(a_feedback()))
    at = 0
    for words in (
        "Fotovoltaica del Sole S.r.l.", "Richiesta di rettifica", "modulo cabina.pdf", "IT001E12345678",
        "21/11/2026 10:00:13", "un rilievo", "Termine per la rettifica: 22/12/2026", "Allegato 2", "Da correggere",
        "TAR-07", "La soglia 59.S2 non è conforme al valore prescritto.", "Rilevato 120 V", "Atteso 115 V",
        "Cosa fare Impostare la soglia a 115 V.", "Riferimento CEI 0-16, Allegato A", "Pagina 14", "Come procedere",
    ):  # fmt: skip
        at = text.index(words, at)


def test_groups_keep_their_order_and_findings_are_numbered_through():
    groups = (
        FeedbackGroup("Parte generale", (an_item(code="FMT-04"), an_item(code="X-12", severity=Severity.WARNING))),
        FeedbackGroup("Allegato 4", (an_item(code="REX-01", severity=Severity.UNVERIFIABLE),)),
    )
    text = text_of(feedback_pdf(a_feedback(*groups)))
    at = 0
    for words in (
        "3 rilievi", "Uno impedisce l'accettazione", "Parte generale", "1 · Da correggere · FMT-04",
        "2 · Avvertenza · X-12", "Allegato 4", "3 · Non verificabile · REX-01",
    ):  # fmt: skip
        at = text.index(words, at)


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ((Severity.WARNING,), "Nessuno impedisce l'accettazione"),
        ((Severity.BLOCKING,), "Il documento non può essere accettato finché non è corretto."),
        ((Severity.BLOCKING, Severity.BLOCKING), "Di questi, 2 impediscono l'accettazione"),
    ],
)
def test_the_opening_weighs_the_findings(severities, words):
    items = tuple(an_item(severity=s) for s in severities)
    assert words in text_of(feedback_pdf(a_feedback(FeedbackGroup("x", items))))


def test_empty_texts_leave_no_caption():
    bare = an_item(observed="", expected="", cure="", source="", page=None)
    text = text_of(feedback_pdf(a_feedback(FeedbackGroup("x", (bare,)), pod="", deadline=None)))
    for caption in ("Rilevato", "Atteso", "Cosa fare", "POD: IT", "Termine per la rettifica", "entro il"):
        assert caption not in text


def test_the_crop_is_on_the_page_within_margins_and_described():
    pdf = feedback_pdf(
        a_feedback(
            FeedbackGroup(
                "x", (an_item(crop_png=png(600)), an_item(crop_png=png(4000)), an_item(crop_png=png(60, 9000)))
            )
        )
    )
    with pdfplumber.open(io.BytesIO(pdf)) as book:
        pictures = [i for page in book.pages for i in page.images]
    assert [round(i["x1"] - i["x0"]) for i in pictures] == [
        288,
        440,
        2,
    ]  # 600 pixels at 150 dpi; the widest and the highest allowed
    with pikepdf.open(io.BytesIO(pdf)) as book:
        alts = [str(o.Alt) for o in book.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
        assert book.Root.MarkInfo.Marked
        assert str(book.Root.Lang).startswith("it")
    assert len(alts) == 3
    assert alts[0].startswith("Ritaglio della pagina 14 del documento esaminato: La soglia 59.S2")


def test_a_crop_that_is_no_png_is_a_bug_of_the_caller():
    with pytest.raises(ValueError, match="TAR-07"):
        feedback_pdf(a_feedback(FeedbackGroup("x", (an_item(crop_png=b"GIF89a"),))))


def test_a_hundred_findings_and_endless_texts_stay_on_their_pages():
    items = tuple(an_item(code=f"X-{n}", crop_png=png() if n % 5 == 0 else None) for n in range(100))
    long = an_item(code="LUNGO", observed="parola " * 1500, message="m" * 400)
    pdf = feedback_pdf(a_feedback(FeedbackGroup("Allegato 1", items), FeedbackGroup("#x *y*", (long,))))
    with pdfplumber.open(io.BytesIO(pdf)) as book:
        assert all(
            c["x1"] < 595 - 47 and c["bottom"] < 842 - 20 for page in book.pages for c in page.chars if c["text"] != " "
        )
        count = len(book.pages)
    text = text_of(pdf)
    assert f"Pagina {count} di {count}" in text
    assert text.count("parola") == 1500
    assert "#x *y*" in text


def test_same_values_same_bytes():
    groups = FeedbackGroup("x", (an_item(crop_png=png()),))
    assert feedback_pdf(a_feedback(groups)) == feedback_pdf(a_feedback(groups))
    assert feedback_pdf(a_feedback(groups)) != feedback_pdf(replace(a_feedback(groups), reference="d-18"))
