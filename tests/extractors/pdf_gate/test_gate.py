"""The first gate: what viewers open passes with its oddities told, what they cannot open is refused with a code."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from domain.file_kinds import FileKind
from domain.pdf_facts import PdfFacts, PdfPolicy
from domain.problems import PdfProblem
from extractors.inspect import inspect_pdf


@pytest.fixture
def looked(tmp_path: Path) -> Callable[..., PdfFacts]:
    def look(data: bytes, policy: PdfPolicy | None = None) -> PdfFacts:
        path = tmp_path / "documento.pdf"
        path.write_bytes(data)
        return inspect_pdf(path, policy)

    return look


def a_pdf(pages: int = 2, size: tuple[float, float] = (595, 842), text: str = "Gentile cliente") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, pageCompression=0)
    for number in range(pages):
        canvas.drawString(50, 500, f"{text} {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(change: Callable[[pikepdf.Pdf], None], data: bytes | None = None, **save: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data or a_pdf())) as pdf:
        change(pdf)
        pdf.save(out, **save)
    return out.getvalue()


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


ACTIVE = {
    "javascript": lambda pdf: pdf.Root.__setattr__("Names", Dictionary(JavaScript=Dictionary(
        Names=Array([String("x"), Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))])))),
    "open-action": lambda pdf: pdf.Root.__setattr__("OpenAction", Dictionary(S=Name.URI, URI=String("http://x"))),
    "launch": lambda pdf: pdf.pages[0].__setattr__("Annots", Array([Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 1, 1]),
        A=Dictionary(S=Name.Launch, F=String("cmd.exe")))])),
    "additional-actions": lambda pdf: pdf.pages[0].__setattr__("AA", Dictionary(O=Dictionary(S=Name.URI))),
    "xfa": lambda pdf: pdf.Root.__setattr__("AcroForm", Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<x/>"))),
    "rich-media": lambda pdf: pdf.pages[0].__setattr__("Annots", Array([Dictionary(
        Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 1, 1]))])),
    "submit": lambda pdf: pdf.make_indirect(Dictionary(S=Name.SubmitForm)),
    "remote": lambda pdf: pdf.Root.__setattr__("Hidden", Dictionary(S=Name.GoToR, F=String("b.pdf"))),
}  # fmt: skip


@pytest.mark.parametrize("name", ACTIVE)
def test_what_could_act_is_a_fact(looked, name):
    if name == "submit":
        change = lambda pdf: pdf.Root.__setattr__("Hidden", pdf.make_indirect(Dictionary(S=Name.SubmitForm)))  # noqa: E731
    else:
        change = ACTIVE[name]
    facts = looked(changed(change))
    assert facts.problem is None
    assert facts.active == (name,)


def test_names_written_in_hex_hide_nothing(looked):
    data = changed(ACTIVE["javascript"], object_stream_mode=pikepdf.ObjectStreamMode.disable)
    hidden = data.replace(b"/S /JavaScript", b"/S /J#61v#61Script")
    assert hidden != data
    assert looked(hidden).active == ("javascript",)


def test_a_page_to_show_first_and_the_word_javascript_in_a_text_are_nothing(looked):
    def harmless(pdf):
        pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))
        pdf.docinfo["/Title"] = String("/JS /JavaScript /Launch (manuale)")

    assert looked(changed(harmless)).active == ()


def test_attachments_are_listed_with_place_size_kind_and_hash(looked):
    def attach(pdf):
        pdf.attachments["audio.mp3"] = b"ID3\4" + bytes(100)
        note = pikepdf.AttachedFileSpec(pdf, b"ciao", filename="nota.txt").obj
        pdf.pages[0].Annots = Array(
            [Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0] * 4), FS=note)]
        )

    facts = looked(changed(attach))
    listed = {e.name: e for e in facts.embedded}
    assert set(listed) == {"audio.mp3", "nota.txt"}
    assert (listed["audio.mp3"].kind, listed["audio.mp3"].size) == (FileKind.MP3, 104)
    assert (listed["nota.txt"].where, listed["nota.txt"].size) == ("annotation", 4)
    assert listed["nota.txt"].sha256 == hashlib.sha256(b"ciao").hexdigest()
    assert facts.embedded_bytes == 108


def _nested(depth: int) -> bytes:
    data = a_pdf(1)
    for level in range(depth):
        data = changed(lambda pdf, inner=data, n=level: pdf.attachments.__setitem__(f"{n}.pdf", inner), a_pdf(1))
    return data


def test_pdfs_inside_pdfs_are_opened_to_a_depth(looked):
    facts = looked(_nested(3))
    assert [(e.name, e.depth, e.parent) for e in facts.embedded] == [
        ("2.pdf", 1, None),
        ("1.pdf", 2, 0),
        ("0.pdf", 3, 1),
    ]
    assert facts.problem is None
    assert looked(_nested(5)).problem is PdfProblem.NESTED_TOO_DEEP


def test_too_many_attachments(looked):
    def attach(pdf):
        for number in range(4):
            pdf.attachments[f"{number}.txt"] = b"%d" % number

    assert looked(changed(attach), PdfPolicy(max_attachments=4)).problem is None
    facts = looked(changed(attach), PdfPolicy(max_attachments=3))
    assert facts.problem is PdfProblem.TOO_MANY_ATTACHMENTS


def _with_bomb(filters: int) -> bytes:
    def attach(pdf):
        data = bytes(50 << 20)
        for _ in range(filters):
            data = zlib.compress(data, 9)
        file = pdf.make_stream(data, Type=Name.EmbeddedFile, Filter=Name.FlateDecode)
        pdf.Root.Hidden = Dictionary(Type=Name.Filespec, F=String("b"), EF=Dictionary(F=file))

    made = changed(attach, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    # qpdf would write one filter for two; by hand, it rebuilds the table that no longer fits.
    chain = b"/Filter[" + b"/FlateDecode" * filters + b"]"
    return made.replace(b"/Filter /FlateDecode", chain, 1) if filters > 1 else made


def test_a_bomb_among_the_attachments_is_bounded(looked):
    import tracemalloc

    bomb = _with_bomb(1)
    tracemalloc.start()
    facts = looked(bomb, PdfPolicy(max_attachment_bytes=10 << 20))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert facts.problem is PdfProblem.ATTACHMENTS_TOO_LARGE
    assert peak < 8 << 20


def test_a_chain_of_filters_is_listed_as_unreadable(looked):
    facts = looked(_with_bomb(2))
    assert facts.problem is None
    assert (facts.embedded[0].kind, facts.embedded[0].size) == (None, 0)
    assert facts.embedded[0].detail


def test_fields_and_signatures_are_counted(looked):
    def fill(pdf):
        def field(name, **more):
            return pdf.make_indirect(Dictionary(T=String(name), FT=Name.Tx, **more))

        group = field("gruppo", Kids=Array([field("a"), field("b")]))
        buttons = field("scelta", Kids=Array([Dictionary(Subtype=Name.Widget), Dictionary(Subtype=Name.Widget)]))
        loop = field("giro")
        loop.Kids = Array([loop])
        signed = field("firma", V=Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("x")))
        pdf.Root.AcroForm = Dictionary(Fields=Array([group, buttons, signed, loop]))

    facts = looked(changed(fill))
    assert facts.acroform_fields == 4
    assert facts.signatures == 1


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
