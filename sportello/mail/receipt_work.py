"""What one worker does with one mail of the provider's; apart from ``receipts``, whose imports would cost it 0.6 s."""

from __future__ import annotations

from domain.pec import NotAReceipt, Ricevuta

READ = "sportello.mail.receipt_work:read_raw"
#: What the supervisor imports once.
WARM = ("sportello.mail.receipt_work", "extractors.pec", "extractors.smime")


def read_raw(raw: bytes, authorities: bytes | None) -> Ricevuta | NotAReceipt:
    """Read one mail; ``authorities``: PEM of those whose signatures count, None where none is asked for."""
    from extractors.pec import read_receipt  # noqa: PLC0415 - only workers load the reading room
    from extractors.smime import trust_from_pem  # noqa: PLC0415

    return read_receipt(raw, trust_from_pem(authorities) if authorities else None)
