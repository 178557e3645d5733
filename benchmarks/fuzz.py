"""Every parser of ours against mutated input, by the clock; an odd exception or a long look is a finding, kept as a file.

    python -m benchmarks.fuzz [TARGET...] [--minutes 20] [--seed 1] [--keep tests/security/findings]

Each target is a function from bytes to nothing: it parses, and checks what must hold of every result. Seeds are small
uploads made here, and the files of ../shared/data where those are present. Exit code 1 with findings.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.hostile_bytes import SHARED
from domain.archives import Budget
from domain.inbox_path import place_of, read_sidecar
from domain.names import is_tirv_name_valid, label_length, label_of, letter_stem_of, near_name, parse_name
from domain.registers import letter_record, operator_record
from extractors.isolation import Done, Failed, FailureKind, Limits, Task, Workshop
from sportello.tabular import UnreadableTableError, read_table
from tests.builders import OPERATORS, letters_csv, pack, pdf

NOW = datetime(2026, 3, 10, tzinfo=UTC)
#: Seconds after which one input counts as a hang.
SLOW = 10
Target = Callable[[bytes], None]


def names(data: bytes) -> None:
    """Names of replies and letters, labels, paths in the inbox."""
    text = data.decode("utf-8", "surrogateescape")
    for read in (parse_name, near_name, letter_stem_of, label_of, is_tirv_name_valid):
        read(text)
    assert label_length(label_of(text)) >= 0
    place_of(tuple(text.split("/"))[:40])


def sidecar(data: bytes) -> None:
    """``<file>.json``: never an exception, an aware time or none."""
    said = read_sidecar(data, NOW)
    assert said.uploaded_at is None or said.uploaded_at.tzinfo is not None


def registers(data: bytes) -> None:
    """Registers in CSV, JSON and XLSX: rows, or one line that says why not."""
    with tempfile.TemporaryDirectory() as folder:
        for ending in ("csv", "json", "xlsx"):
            path = Path(folder) / f"r.{ending}"
            path.write_bytes(data)
            try:
                for _, cells in read_table(path):
                    operator_record(cells)
                    letter_record(cells)
            except UnreadableTableError:
                continue


def archives(data: bytes) -> None:
    """The zip directory: a problem, or entries all written inside their folder under names of ours."""
    from extractors.archive import unpack  # noqa: PLC0415 - only this target needs it

    with tempfile.TemporaryDirectory() as folder:
        source, into = Path(folder) / "x.zip", Path(folder) / "into"
        into.mkdir()
        source.write_bytes(data)
        found = unpack(source, into, Budget(max_total_bytes=8 << 20, max_entry_bytes=4 << 20))
        assert found.problem is None or not found.taken
        assert {p.name for p in Path(folder).iterdir()} == {"x.zip", "into"}
        for entry in found.entries:
            assert entry.safe_name.isprintable()
            assert entry.path is None or Path(entry.path).parent == into


def receipts(data: bytes) -> None:
    """Receipts of the provider: read, or a reason why it is none."""
    from extractors.daticert import read_daticert  # noqa: PLC0415
    from extractors.pec import read_receipt  # noqa: PLC0415

    read_receipt(data)
    read_daticert(data)


def mails(data: bytes) -> None:
    """Any mail at all: headers and parts."""
    from extractors.mime import content, file_name, header, outer_parts, parse_mail  # noqa: PLC0415

    message = parse_mail(data)
    if message is not None:
        header(message, "Subject")
        for part in outer_parts(message):
            content(part)
            file_name(part)


class Forms:
    """Form reading and the PDF gate, each input in a worker as in the pipeline; only a bug is a finding."""

    def __init__(self) -> None:
        self.shop = Workshop(1, Limits(memory_mb=1024, cpu_seconds=20, wall_seconds=40.0), ("sportello.warm.forms",))
        self.shop.__enter__()
        self.folder = tempfile.TemporaryDirectory()

    def __call__(self, data: bytes) -> None:
        """Read the bytes as an uploaded form."""
        from domain.documents import Channel  # noqa: PLC0415
        from sportello.documents.work import WORK, Job  # noqa: PLC0415

        path = Path(self.folder.name) / "x.pdf"
        path.write_bytes(data)
        job = Job(str(path), "x.pdf", Channel.MODULI, False, self.folder.name)
        for _, outcome in self.shop.run([Task(0, WORK, (job,))]):
            assert isinstance(outcome, Done) or outcome.kind is not FailureKind.BUG, _diagnosis(outcome)


def _diagnosis(outcome: Failed) -> str:
    return outcome.diagnosis


TARGETS: dict[str, Callable[[], Target]] = {
    "names": lambda: names,
    "sidecar": lambda: sidecar,
    "registers": lambda: registers,
    "archives": lambda: archives,
    "receipts": lambda: receipts,
    "mails": lambda: mails,
    "forms": Forms,
}


def seeds(target: str) -> list[bytes]:
    """Return inputs to start from: our own, and shared ones where present."""
    own: dict[str, list[bytes]] = {
        "names": [
            b"R-P-25-0001234_01.PDF",
            b"RIGETTO_TIRV 123.PDF",
            b"risposte/L-P-25-0001234/x.pdf",
            "perché.pdf".encode(),
        ],
        "sidecar": [b'{"utente": "Anna", "caricato_il": "2026-01-02T03:04:05+01:00"}', b"[]", b'{"utente": 7}'],
        "registers": [
            OPERATORS.encode(),
            letters_csv(["L-P-25-0000001"]).encode(),
            b'[{"codice": "a", "settore": "x"}]',
        ],
        "archives": [pack({"R-P-25-0000001.PDF": pdf("x"), "b.pdf": b"y" * 500}), pack({})],
        "receipts": [b"From: a@b\nX-Ricevuta: accettazione\nContent-Type: text/plain\n\nx", b"<postacert tipo='x'/>"],
        "forms": [pdf("REGOLAMENTO DI ESERCIZIO", pages=2)],
    }
    own["mails"] = own["receipts"]
    shared = {"archives": ("zip-made/files", 4000), "receipts": ("pec", 60_000), "mails": ("pec", 60_000),
              "forms": ("pdf-forms", 60_000)}.get(target)  # fmt: skip
    found = own[target]
    if shared and (SHARED / shared[0]).is_dir():
        files = sorted(p for p in (SHARED / shared[0]).iterdir() if p.is_file() and p.stat().st_size < shared[1])
        found = found + [p.read_bytes() for p in files]
    return found


_BITS = (b"\0", b"\xff", b"\n", b"\r\n", b'"', b"PK\x01\x02", b"/Kids", b"=?utf-8?B?", b"<!", b"%00", b"../", b"\xe2\x80\xae",
         b"9" * 30, b"-1", b"[" * 50, b"{", b"\xed\xa0\x80")  # fmt: skip


def mutate(luck: random.Random, corpus: list[bytes]) -> bytes:
    """Return one of the corpus, changed in a few places."""
    data = bytearray(luck.choice(corpus))
    for _ in range(luck.randint(1, 6)):
        at = luck.randrange(len(data) + 1)
        match luck.randrange(6):
            case 0 if data:
                data[at % len(data)] ^= 1 << luck.randrange(8)
            case 1:
                data[at:at] = luck.choice(_BITS)
            case 2:
                del data[at : at + luck.randint(1, 40)]
            case 3:
                data[at:at] = data[at : at + luck.randint(1, 200)]
            case 4 if data:
                data[at % len(data)] = luck.randrange(256)
            case _:
                other = luck.choice(corpus)
                start = luck.randrange(len(other) + 1)
                data[at : at + 50] = other[start : start + luck.randint(1, 100)]
    return bytes(data[: 1 << 20])


@contextmanager
def _alarm() -> Iterator[None]:
    def late(*_: Any) -> None:
        raise TimeoutError(f"more than {SLOW} s")

    signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, SLOW * 6)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def fuzz(name: str, minutes: float, seed: int, keep: Path | None) -> dict[str, Any]:
    """Run one target for so long; returns counts and findings (one for each place where it broke)."""
    luck, corpus, target = random.Random(f"{seed} {name}"), seeds(name), TARGETS[name]()
    end, looks, slowest = time.monotonic() + minutes * 60, 0, 0.0
    found: dict[str, str] = {}
    while time.monotonic() < end:
        data = mutate(luck, corpus)
        started = time.monotonic()
        try:
            with _alarm():
                target(data)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            places = traceback.extract_tb(error.__traceback__)
            where = (
                f"{type(error).__name__} at {Path(places[-1].filename).name}:{places[-1].lineno}: {str(error)[:200]}"
            )
            key = where if not isinstance(error, AssertionError) else str(error)[-160:] or where
            if key not in found:
                found[key] = hashlib.sha256(data).hexdigest()[:16]
                if keep is not None:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{name}-{found[key]}").write_bytes(data)
        looks += 1
        slowest = max(slowest, time.monotonic() - started)
    return {"target": name, "seeds": len(corpus), "looks": looks, "slowest_s": round(slowest, 2), "findings": found}


def main() -> int:
    """Run the targets one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", default=list(TARGETS))
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    bad = 0
    for name in options.targets:
        said = fuzz(name, options.minutes, options.seed, options.keep)
        bad += len(said["findings"])
        print(json.dumps(said, ensure_ascii=False), flush=True)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
