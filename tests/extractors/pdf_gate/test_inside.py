"""What a PDF carries: actions, attachments, fields, signatures; listed, never run."""

from __future__ import annotations

import hashlib
import zlib

import pikepdf
import pytest
from made_pdfs import a_pdf, changed
from pikepdf import Array, Dictionary, Name, String

from domain.file_kinds import FileKind
from domain.pdf_facts import PdfPolicy
from domain.problems import PdfProblem

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


def test_names_are_fit_to_be_shown(looked):
    def attach(pdf):
        file = pikepdf.AttachedFileSpec(pdf, b"ciao", filename="x").obj
        file.UF = String("fattura\r\n\u202efdp.exe")
        pdf.Root.Hidden = pdf.make_indirect(file)

    assert [e.name for e in looked(changed(attach)).embedded] == ["fattura\ufffd\ufffd\ufffdfdp.exe"]


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
