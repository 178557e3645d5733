"""The first gate: what viewers open passes with its oddities told, what they cannot open is refused with a code."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from made_pdfs import a_pdf, changed
from pikepdf import Array, Dictionary, Name, String

from domain.file_kinds import FileKind
from domain.pdf_facts import PdfFacts, PdfPolicy
from domain.problems import PdfProblem


def test_a_plain_pdf(looked):
    facts = looked(a_pdf(3))
    assert facts.problem is None
    assert facts.pages == 3
    assert facts.sizes_mm == ((209.9, 297.0),) * 3
    assert facts == PdfFacts(None, pages=3, sizes_mm=facts.sizes_mm, version=facts.version)


def test_sizes_are_as_displayed(looked):
    def turn(pdf):
        pdf.pages[0].Rotate = 90
        pdf.pages[1].CropBox = Array([0, 0, 72, 144])

    assert looked(changed(turn)).sizes_mm == ((297.0, 209.9), (25.4, 50.8))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", PdfProblem.EMPTY_FILE),
        (b"Gentile cliente", PdfProblem.NOT_A_PDF),
        (b"\0" * 1024 + a_pdf(), PdfProblem.NOT_A_PDF),
        (b"MZ\x90\0" + a_pdf(), PdfProblem.NOT_A_PDF),
        (b"%PDF-1.7\n%%EOF\n", PdfProblem.DAMAGED),
        (b"%PDF-1.7\n" + b"\xff" * 5000, PdfProblem.TRUNCATED),
        (a_pdf()[:300], PdfProblem.TRUNCATED),
        (changed(lambda pdf: pdf.pages.__delitem__(slice(None))), PdfProblem.NO_PAGES),
        (changed(lambda _: None, encryption=pikepdf.Encryption(user="apri", owner="x")), PdfProblem.PASSWORD),
        (changed(lambda _: None, encryption=pikepdf.Encryption(user="apri", owner="x", R=4)), PdfProblem.PASSWORD),
    ],
    ids=lambda v: v.name if isinstance(v, PdfProblem) else None,
)
def test_what_cannot_be_opened_is_refused(looked, data, problem):
    facts = looked(data)
    assert facts.problem is problem, facts


def test_a_wrong_kind_is_named(looked):
    assert looked(b"PK\3\4" + bytes(40)).detail == "il file è un archivio ZIP"
    assert looked(b"Gentile cliente").detail == "il file è un file di testo"


def test_an_unknown_encryption_is_told_apart(looked):
    data = changed(lambda _: None, encryption=pikepdf.Encryption(user="", owner="x", R=4))
    assert looked(data).problem is None
    assert looked(data.replace(b"/Filter /Standard", b"/Filter /Sicurata")).problem is PdfProblem.ENCRYPTION_UNKNOWN


def test_an_owner_password_alone_is_a_fact(looked):
    facts = looked(changed(lambda _: None, encryption=pikepdf.Encryption(user="", owner="segreto")))
    assert facts.problem is None
    assert facts.owner_encrypted
    assert facts.pages == 2


def test_a_header_further_in_and_bytes_after_the_end_are_facts(looked):
    facts = looked(b"\0" * 500 + a_pdf() + b"\r\n<html>coda</html>")
    assert (facts.problem, facts.pages) == (None, 2)
    assert facts.header_offset == 500
    assert facts.trailing_bytes == 17


def test_a_rebuilt_table_is_a_fact(looked):
    data = a_pdf().replace(b"startxref\n", b"startxref\n9")
    facts = looked(data)
    assert (facts.problem, facts.pages) == (None, 2)
    assert facts.repairs
    assert not any("/tmp" in repair or "documento.pdf" in repair for repair in facts.repairs)


def test_a_hybrid_reference_table_is_read(looked):
    """7.5.8.4: a classic table whose trailer points at a stream with further objects."""
    data = changed(lambda _: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    stream = b"99 0 obj<</Type/XRef/Size 100/W[1 2 1]/Index[99 1]/Length 4>>stream\n\1\0\0\0\nendstream endobj\n"
    hybrid = data[:start] + stream + data[start:].replace(b"trailer <<", b"trailer << /XRefStm %d" % start)
    hybrid = hybrid.replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + len(stream)))
    facts = looked(hybrid)
    assert (facts.problem, facts.pages) == (None, 2)


def test_a_zip_at_the_end_is_a_fact(looked):
    out = io.BytesIO(a_pdf())
    with zipfile.ZipFile(out, "a") as glued:
        glued.writestr("nascosto.pdf", b"%PDF-")
    facts = looked(out.getvalue())
    assert (facts.problem, facts.polyglot) == (None, FileKind.ZIP)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95])
def test_a_cut_file_never_loses_pages_in_silence(looked, share):
    data = a_pdf(10)
    facts = looked(data[: int(len(data) * share)])
    assert facts.problem is PdfProblem.TRUNCATED or facts.pages == 10, facts


def test_a_cut_file_with_all_its_pages_passes(looked):
    data = a_pdf(3)
    facts = looked(data[: data.rindex(b"xref") - 10])
    assert (facts.problem, facts.pages) in {(None, 3), (PdfProblem.TRUNCATED, 0)}
    whole = looked(data[: data.rindex(b"%%EOF")])
    assert (whole.problem, whole.pages) == (None, 3)


def test_limits_on_pages_and_pixels(looked):
    data = a_pdf(5)
    assert looked(data, PdfPolicy(max_pages=5)).problem is None
    assert looked(data, PdfPolicy(max_pages=4)).problem is PdfProblem.TOO_MANY_PAGES
    large = a_pdf(1, (14_400, 14_400))
    assert looked(large).problem is PdfProblem.PIXEL_BUDGET
    assert looked(large, PdfPolicy(max_pixels=10**12)).problem is None
    assert looked(a_pdf(1, (15_000, 100))).problem is PdfProblem.PAGE_TOO_LARGE
    assert looked(a_pdf(1, (2384, 3370))).problem is None, "A0 is a plan, not an attack"


def test_a_page_tree_that_bites_its_tail(looked):
    def loop(pdf):
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)

    facts = looked(changed(loop))
    assert facts.problem is None
    assert facts.pages >= 2


def test_what_qpdf_cannot_follow_is_still_searched(looked):
    def loop(pdf):
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("x"))
        pdf.attachments["a.txt"] = b"ciao"

    facts = looked(changed(loop))
    assert facts.active == ("javascript", "open-action")
    assert [e.name for e in facts.embedded] == ["a.txt"]


def test_a_password_on_the_attachments_only_is_a_fact(looked):
    """Viewers open such a file without asking: 7.6.6, the crypt filter of embedded files."""

    def attach(pdf):
        pdf.attachments["riservato.txt"] = b"ciao"

    data = changed(attach, a_pdf(), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    locked = changed(lambda _: None, data, encryption=pikepdf.Encryption(user="apri", owner="x", R=4, aes=True))
    assert looked(locked).problem is PdfProblem.PASSWORD
    # The filter for streams and strings becomes "none"; only the one for embedded files is left.
    free = locked.replace(b"/StmF /StdCF", b"/StmF /Identity").replace(b"/StrF /StdCF", b"/EFF /StdCF /StrF /Identity")
    facts = looked(free)
    assert facts.problem is None, facts
    assert facts.pages == 2
    assert not any("/tmp" in repair for repair in facts.repairs)
    assert facts.repairs[-1].endswith("gli allegati sono protetti da password")
    [locked_in] = facts.embedded
    assert (locked_in.kind, locked_in.detail) == (None, "protetto da password")
    assert locked_in.name.isprintable()


def test_what_only_one_library_opens_is_judged_as_viewers_do(looked):
    plain = a_pdf()
    packed = changed(lambda _: None, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    only_qpdf = looked(plain[: plain.index(b"trailer")] + b"%%EOF\n")
    assert (only_qpdf.problem, only_qpdf.pages) == (PdfProblem.DAMAGED, 0)
    only_pdfium = looked(packed.replace(b"/Type /XRef", b"/Type /XReg"))
    assert (only_pdfium.problem, only_pdfium.pages) == (None, 2)
    assert only_pdfium.repairs[-1].startswith("aperto solo da PDFium")
