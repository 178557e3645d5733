"""Two operators, one of them hostile: neither is ever told of the other, and whatever is handed out is safe to open."""

from __future__ import annotations

import email
import email.policy
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.builders import DAY, Desk, pdf

NEXT = {"SPORTELLO_NOW": "2025-03-11T01:00:00+01:00"}
#: Words that only one of them may ever read: its own name, users, labels, letters.
OWN = {
    "acme": ("acme", "Anna Acmese", "etich-acme", "L-P-25-0000001"),
    "rivo": ("rivo", "Rita Rivese", "etich-rivo", "R-P-25-0000055"),
}
NASTY = (
    "=1+1.pdf",
    "@SUM(A1).pdf",
    "+cmd.pdf",
    "-2+3.pdf",
    "<script>x.pdf",
    "a\nBcc x.pdf",
    "\x1b[31mrosso.pdf",
    "gira\u202efdp.pdf",
    "{{7*7}}.pdf",
    "#let x=1.pdf",
    "$(id).pdf",
    "..pdf",
    "a\\..\\b.pdf",
    "\ud800x.pdf".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
)


def by(user: str) -> dict[str, str]:
    return {"utente": user, "caricato_il": f"{DAY}T10:00:00+01:00"}


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A day on which both upload, rivo also for acme's letter, with names made to break whatever prints them."""
    desk = Desk(Path(tmp_path_factory.mktemp("due")), env=NEXT).open("L-P-25-0000001")
    user = "Anna Acmese"
    desk.drop("acme/risposte/L-P-25-0000001/r.pdf", pdf("si trasmette"), sidecar=by(user))
    desk.drop("acme/comunicazioni/etich-acme.pdf", pdf("acme"), sidecar=by(user))
    same = pdf("gli stessi byte")
    desk.drop("acme/comunicazioni/uguale.pdf", same, sidecar=by(user))
    desk.drop("rivo/comunicazioni/uguale.pdf", same, sidecar=by("Rita Rivese"))
    desk.drop("rivo/comunicazioni/etich-rivo.pdf", pdf("rivo"), sidecar=by("Rita Rivese"))
    desk.drop("rivo/risposte/R-P-25-0000001.pdf", pdf("per la lettera di acme"), sidecar=by("Rita Rivese"))
    desk.drop("rivo/risposte/R-P-25-0000055.pdf", pdf("nessuna lettera"), sidecar=by("Rita Rivese"))
    for number, name in enumerate(NASTY):
        said = by(f"=HYPERLINK(1)\r\nBcc: x@evil.example {number}")
        desk.drop(f"rivo/comunicazioni/{name}", pdf(f"cattivo {number}"), sidecar=said)
    assert desk("nightly", "--day", DAY).code == 0
    return desk


def handed_out(desk: Desk, operator: str) -> dict[str, str]:
    """Return the text of everything that this operator is given, by file."""
    found: dict[str, str] = {}
    for path in sorted((desk.home / "reports").rglob(f"*/{operator}/*")):
        found[path.name] = pdf_text(path.read_bytes()) if path.suffix == ".pdf" else xlsx_text(path.read_bytes())
    for path in sorted((desk.home / "outbox").glob(f"*{operator}*.eml")):
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = mail.get_body()
        found[path.name] = f"{mail.items()} {body.get_content() if body else ''}"
    for document in desk.export():
        if document["operator"] == operator:
            found[document["document"]] = str([document["reasons"], document["findings"], document["attempts"]])
    return found


def pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(document[n].get_textpage().get_text_bounded() for n in range(len(document)))


def xlsx_text(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)


@pytest.mark.parametrize(("mine", "other"), [("acme", "rivo"), ("rivo", "acme")])
def test_nobody_reads_of_the_other(worked: Desk, mine: str, other: str) -> None:
    given = handed_out(worked, mine)
    assert len(given) > 5
    everything = "\n".join(given.values())
    assert OWN[mine][1] in everything, "the test looks where something stands"
    hidden = [w for w in OWN[other] if not (mine == "rivo" and w == "L-P-25-0000001")]
    for name, said in given.items():
        assert not [
            word for word in hidden if re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", said, re.IGNORECASE)
        ], name


def test_the_same_bytes_of_two_senders_are_no_twins(worked: Desk) -> None:
    same = [d for d in worked.export() if d["path"].endswith("uguale.pdf")]
    assert [d["state"] for d in same] == ["accepted", "accepted"]


def test_spreadsheets_hold_no_formulas_links_or_control_characters(worked: Desk) -> None:
    books = sorted(worked.home.rglob("*.xlsx"))
    assert books
    for path in books:
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f", cell.value
                    assert cell.hyperlink is None
        with zipfile.ZipFile(path) as inside:
            assert not [n for n in inside.namelist() if "externalLink" in n or "vba" in n.lower()]


def test_lists_are_safe_too(worked: Desk, tmp_path: Path) -> None:
    said = worked("report", "xlsx", "comunicazioni-libere", "--operator", "rivo")
    assert said.code == 0, said.err
    for path in worked.home.rglob("*.xlsx"):
        assert "\x1b" not in xlsx_text(path.read_bytes())


def test_mails_have_our_headers_and_recipients_only(worked: Desk) -> None:
    mails = sorted((worked.home / "outbox").glob("*.eml"))
    assert mails
    for path in mails:
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        assert mail["Bcc"] is None
        assert mail.get_all("To") == [f"{operator_of(path)}@pec.{operator_of(path)}.example"]
        assert "evil.example" not in str(mail.items())
        for part in mail.iter_attachments():
            assert re.fullmatch(r"[\w .-]+", part.get_filename() or "")


def operator_of(path: Path) -> str:
    return "acme" if "acme" in path.name else "rivo"


def test_places_come_from_hashes_and_from_ourselves(worked: Desk) -> None:
    for path in (worked.home / "blobs").rglob("*"):
        assert re.fullmatch(r"tmp|[0-9a-f]{2}|[0-9a-f]{64}", path.name)
    for folder in ("reports", "outbox"):
        for path in (worked.home / folder).rglob("*"):
            assert re.fullmatch(r"[A-Za-z0-9@._-]+", path.name), path


@pytest.mark.parametrize("code", ["../evil", "a/b", "..", "", "=1", "a\nb", "C:", "x" * 65, "a b", "-"])
def test_an_operator_code_can_be_no_path(tmp_path: Path, code: str) -> None:
    desk = Desk(tmp_path).open()
    cell = code.replace('"', '""')
    (tmp_path / "o.csv").write_text(f'codice,denominazione,settore,pec\n"{cell}",X,energia,x@pec.example\n')
    assert desk("operators", "load", str(tmp_path / "o.csv")).code == 1


def test_a_register_cannot_bring_headers_into_mail(tmp_path: Path) -> None:
    desk = Desk(tmp_path, env=NEXT).open()
    (tmp_path / "o.csv").write_text(
        'codice,denominazione,settore,pec\nacme,"=cmd|x\r\nBcc: y@evil.example <b>",energia,acme@pec.acme.example\n'
        'rivo,R,idrico,"r@pec.example\nBcc: z@evil.example"\n'
    )
    desk("operators", "load", str(tmp_path / "o.csv"))
    assert desk("nightly", "--day", DAY).code == 0
    for path in (desk.home / "outbox").glob("*.eml"):
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        assert mail["Bcc"] is None
        assert len(mail.get_all("To")) == 1
