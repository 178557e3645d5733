"""Uploads whose ends depend on each other: two replies to one letter, twins, an archive with good and bad entries."""

from __future__ import annotations

from tests.builders import Desk, pack, pdf

LETTERS = tuple(f"L-P-25-00000{n:02d}" for n in range(1, 9))


def make(desk: Desk) -> Desk:
    """Open the desk and fill its inbox."""
    desk.open(*LETTERS)
    same = pdf("gli stessi byte")
    for number in range(6):
        desk.drop(f"acme/comunicazioni/nota{number}.pdf", pdf(f"nota {number}"))
        desk.drop(f"rivo/comunicazioni/acqua{number}.pdf", pdf(f"acqua {number}"))
    desk.drop("acme/comunicazioni/prima.pdf", same)
    desk.drop("acme/comunicazioni/seconda.pdf", same)
    desk.drop("acme/risposte/L-P-25-0000001/a.pdf", pdf("prima risposta"), sidecar={"utente": "Anna"})
    desk.drop("acme/risposte/L-P-25-0000001/b.pdf", pdf("risposta integrativa"))
    desk.drop("acme/risposte/R-P-25-0000099.pdf", pdf("nessuna lettera"))
    desk.drop(
        "acme/risposte/lotto.zip",
        pack(
            [
                ("R-P-25-0000002.PDF", pdf("due")),
                ("R-P-25-0000003.PDF", b"rotta"),
                ("R-P-25-0000004.PDF", same),
                ("nome libero.pdf", pdf("libero")),
            ]
        ),
    )
    desk.drop("acme/risposte/rotto.zip", b"PK\x03\x04 rotto")
    desk.drop("acme/moduli/vuoto.pdf", b"")
    return desk
