"""A small desk for tests: registers, an inbox, files of every kind, and the real command line on them."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf

from domain.documents import Channel
from domain.records import Receipt
from sportello.app import App
from sportello.cli.main import run_command
from sportello.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
#: Noon of a working day; every test that does not care about the hour sees this one.
NOW = "2025-03-10T12:00:00+01:00"
DAY = "2025-03-10"

OPERATORS = "codice,denominazione,settore,pec\nacme,ACME Energia S.p.A.,energia,acme@pec.acme.example\nrivo,Rivo Acque S.r.l.,idrico,rivo@pec.rivo.example\n"


def pdf(*lines: str, pages: int = 1) -> bytes:
    """Return a PDF with ``lines`` as text on each of its pages; other words give other bytes."""
    with pikepdf.new() as made:
        for number in range(pages):
            page = made.add_blank_page(page_size=(595, 842))
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made.make_indirect(font)))
            said = " T* ".join(f"({line.translate(_ESCAPES)}) Tj" for line in (*lines, f"pagina {number + 1}"))
            page.Contents = made.make_stream(f"BT /F1 11 Tf 14 TL 60 780 Td {said} ET".encode("cp1252", "replace"))
        out = io.BytesIO()
        made.save(out, deterministic_id=True, compress_streams=False)
    return out.getvalue()


_ESCAPES = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


def locked_pdf(*, user: str = "", owner: str = "padrone") -> bytes:
    """Return an encrypted PDF; without ``user`` everybody can open it, under restrictions."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("riservato"))) as made:
        made.save(out, encryption=pikepdf.Encryption(user=user, owner=owner))
    return out.getvalue()


def empty_pdf() -> bytes:
    """Return a PDF without pages."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.save(out)
    return out.getvalue()


def pack(entries: Iterable[tuple[str, bytes]] | Mapping[str, bytes]) -> bytes:
    """Return a zip of ``entries``, names as given, twice the same one included."""
    pairs = entries.items() if isinstance(entries, Mapping) else entries
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in pairs:
            info = zipfile.ZipInfo(name, (2025, 3, 1, 10, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            with contextlib.suppress(UserWarning):
                made.writestr(info, data)
    return out.getvalue()


def cp437_zip(name: str, data: bytes) -> bytes:
    """Return a zip whose one entry bears ``name`` in cp437, without the UTF-8 flag, as old programs write it."""
    plain = "".join(c if c.isascii() else "?" for c in name)
    made = pack({plain: data})
    return made.replace(plain.encode(), name.encode("cp437"))


def encrypted_zip(name: str, data: bytes) -> bytes:
    """Return a zip whose entry says that it is encrypted (flag bit 0 in both headers)."""
    made = bytearray(pack({name: data}))
    made[6] |= 1
    directory = made.rindex(b"PK\x01\x02")
    made[directory + 8] |= 1
    return bytes(made)


def letters_csv(stems: Iterable[str], operator: str = "acme", *, copies: Iterable[str] = ()) -> str:
    """Return a register that publishes ``stems`` to ``operator``, ``copies`` among them only for information."""
    head = "operatore,lettera,data_pubblicazione,destinatario_principale,id_caso,tipo_servizio\n"
    known = set(copies)
    rows = (f"{operator},{s},2025-03-03T10:00:00,{'NO' if s in known else 'SI'},77,Elettrico" for s in stems)
    return head + "\n".join(rows) + "\n"


@dataclass(frozen=True)
class Said:
    """What a command ended with."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Desk:
    """One installation in a folder, used as a user uses it."""

    root: Path
    now: str = NOW
    env: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        return self.root / "casa"

    @property
    def inbox(self) -> Path:
        return self.home / "inbox"

    def app(self, **settings: Any) -> App:
        chosen = {"home": self.home, "now": datetime.fromisoformat(self.now), "workers": 1, **settings}
        return App(Settings(**chosen))

    def drop(self, path: str, data: bytes | str, *, sidecar: Mapping[str, Any] | bytes | None = None) -> Path:
        """Put a finished upload, some seconds old, into the inbox."""
        place = self.inbox / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data.encode() if isinstance(data, str) else data)
        self.age(place)
        if sidecar is not None:
            beside = place.with_name(place.name + ".json")
            beside.write_bytes(sidecar if isinstance(sidecar, bytes) else json.dumps(sidecar).encode())
            self.age(beside)
        return place

    @staticmethod
    def age(place: Path, seconds: float = 60) -> None:
        then = time.time() - seconds
        os.utime(place, (then, then), follow_symlinks=False)

    def __call__(self, *words: str) -> Said:
        """Run ``sportello`` in this process."""
        out, err = io.StringIO(), io.StringIO()
        before = {key: os.environ.get(key) for key in self._environment()}
        os.environ.update(self._environment())
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = run_command(list(words))
        finally:
            for key, value in before.items():
                os.environ.pop(key) if value is None else os.environ.__setitem__(key, value)
        return Said(code, out.getvalue(), err.getvalue())

    def start(self, *words: str, **env: str) -> subprocess.Popen[str]:
        """Start ``sportello`` in a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-c", "from sportello.cli import main; main()", *words],
            cwd=ROOT,
            env={**os.environ, **self._environment(), **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, **env: str) -> Said:
        """Run ``sportello`` in a process of its own, to its end."""
        process = self.start(*words, **env)
        out, err = process.communicate(timeout=200)
        return Said(process.returncode, out, err)

    def _environment(self) -> dict[str, str]:
        return {"SPORTELLO_HOME": str(self.home), "SPORTELLO_NOW": self.now, "SPORTELLO_WORKERS": "1", **self.env}

    def open(self, *stems: str, copies: Iterable[str] = (), downloaded: bool = True) -> Desk:
        """Load the two operators and these letters of ``acme``, downloaded unless said otherwise."""
        self.root.mkdir(parents=True, exist_ok=True)
        self.inbox.mkdir(parents=True, exist_ok=True)
        (self.root / "operatori.csv").write_text(OPERATORS)
        (self.root / "lettere.csv").write_text(letters_csv(stems, copies=copies))
        assert self("operators", "load", str(self.root / "operatori.csv")).code == 0
        assert self("letters", "load", str(self.root / "lettere.csv")).code == 0
        if downloaded and stems:
            self.download(*stems)
        return self

    def download(self, *stems: str) -> None:
        """Mark letters of ``acme`` as downloaded, as the register would not give their PDFs."""
        from storage import letters

        app = self.app()
        with app.database.write() as connection:
            for stem in stems:
                row = letters.get_row(connection, "acme", stem)
                assert row is not None
                letters.mark_downloaded(connection, row, app.now(), "acme")

    def export(self) -> list[dict[str, Any]]:
        said = self("export")
        assert said.code == 0, said.err
        return [json.loads(line) for line in said.out.splitlines()]

    def by_path(self) -> dict[str, dict[str, Any]]:
        """Return the documents by ``operator/path``; a path that came twice is a failure of the test."""
        found = {f"{d['operator']}/{d['path']}": d for d in self.export()}
        assert len(found) == len(self.export())
        return found

    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = self("status", "--json").json
        return found


def codes(document: Mapping[str, Any]) -> list[str]:
    """Return the codes of a document's reasons."""
    return [reason["code"] for reason in document["reasons"]]


def messages(document: Mapping[str, Any]) -> list[str]:
    """Return the messages of a document's reasons."""
    return [reason["message"] for reason in document["reasons"]]


def details(document: Mapping[str, Any]) -> list[str]:
    """Return the codes of all of a document's findings."""
    return [finding["code"] for finding in document["findings"]]


def timeless(documents: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return an export without its instants and batches, in a stable order."""
    kept = []
    for document in documents:
        bare = {k: v for k, v in document.items() if k not in {"received_at", "batch"}}
        bare["attempts"] = [{k: v for k, v in a.items() if k != "at"} for a in document["attempts"]]
        kept.append(bare)
    return sorted(kept, key=lambda d: d["document"])


def a_receipt(number: int = 1, **but: Any) -> Receipt:
    """Return a receipt of an upload of ``acme``, so changed."""
    at = datetime(2025, 3, 10, 9, 0, number % 60, tzinfo=UTC)
    base: dict[str, Any] = {
        "id": f"doc{number:017d}",
        "batch": "ingest-20250310-001",
        "operator": "acme",
        "channel": Channel.COMUNICAZIONI,
        "path": f"comunicazioni/nota{number}.pdf",
        "name": f"nota{number}.pdf",
        "sha256": f"{number:064x}",
        "size": 100,
        "received_at": at,
        "taken_at": at,
        "user": "acme",
        "origin": f"origine-{number}",
    }
    return Receipt(**{**base, **but})
