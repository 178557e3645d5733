"""PDFs broken by chance, through the gate in workers as in the pipeline: each ends with facts."""

from __future__ import annotations

import io
import os
import random
import re
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from domain.pdf_facts import PdfFacts, PdfPolicy
from extractors.isolation import Done, Limits, Task, Workshop

COUNT = int(os.environ.get("SPORTELLO_FUZZ_EXAMPLES", "120"))
NUMBERS = (b"0", b"-1", b"1", b"2", b"5", b"4294967295", b"99999999999999999999")


def _seeds() -> list[bytes]:
    plain = io.BytesIO()
    canvas = Canvas(plain)
    for number in range(4):
        canvas.drawString(50, 500, f"pagina {number}")
        canvas.showPage()
    canvas.save()
    seeds = [plain.getvalue()]
    for mode in (pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate):
        with pikepdf.open(io.BytesIO(seeds[0])) as pdf:
            pdf.attachments["a.pdf"] = seeds[0]
            pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("x"))
            field = pdf.make_indirect(Dictionary(T=String("a"), FT=Name.Tx, Kids=Array()))
            pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
            out = io.BytesIO()
            pdf.save(out, object_stream_mode=mode, linearize=mode == pikepdf.ObjectStreamMode.generate)
            seeds.append(out.getvalue())
    return seeds


def _broken(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(made))
        match chance.randrange(5):
            case 0:
                made[at] = chance.randrange(256)
            case 1:
                del made[at : at + chance.randrange(1, 100)]
            case 2:
                made[at:at] = made[max(0, at - 200) : at]
            case 3:
                number = chance.choice(list(re.finditer(rb"\d+", bytes(made))) or [re.search(b"", b"")])
                made[number.start() : number.end()] = chance.choice(NUMBERS)
            case _:
                del made[chance.randrange(len(made) // 2, len(made)) :]
        if len(made) < 10:
            break
    return bytes(made)


@pytest.mark.parametrize("seed", [20261122])
def test_broken_pdfs_end_with_facts(tmp_path: Path, seed: int):
    chance = random.Random(seed)
    seeds = _seeds()

    def tasks():
        for number in range(COUNT):
            path = tmp_path / f"{number}.pdf"
            path.write_bytes(_broken(chance.choice(seeds), chance))
            yield Task(path, "extractors.inspect:inspect_pdf", (path, PdfPolicy()))

    with Workshop(1, Limits(memory_mb=256, cpu_seconds=5, wall_seconds=10.0), ("extractors.inspect",)) as shop:
        ends = dict(shop.run(tasks()))
    assert len(ends) == COUNT
    bad = {path.name: end for path, end in ends.items() if not isinstance(end, Done)}
    assert not bad
    assert all(isinstance(end.value, PdfFacts) for end in ends.values())
    refused = sum(end.value.problem is not None for end in ends.values())
    assert 0 < refused < COUNT, "some are beyond repair, some are not"
