"""E007: size limits, in binary megabytes, limit included."""

from __future__ import annotations

from collections.abc import Iterator

from domain.documents import Channel
from domain.findings import Finding
from validators.gate.sources import manual
from validators.gate.submission import MEGABYTE, Submission
from validators.rule import Example, rule


@rule(
    "E007",
    "Dimensione del file",
    subject="gate",
    source=manual("§6.6 e §7", "COM-02, TIR-03, UPL-09, AMB-13, AMB-18"),
    messages=("La dimensione del file supera il limite di {n} MB.",),
    applies_to="Risposte e comunicazioni (15 MB), RIGETTO_TIRV (8 MB), moduli e documenti di connessione.",
    passing=(
        Example({"channel": "comunicazioni", "size": 15_728_640}, "15 MB esatti"),
        Example({"channel": "comunicazioni", "name": "RIGETTO_TIRV 1.PDF", "size": 8_388_608}, "8 MB esatti"),
    ),
    failing=(
        Example({"channel": "comunicazioni", "size": 15_728_641}, "un byte oltre"),
        Example({"channel": "comunicazioni", "name": "RIGETTO_TIRV 1.PDF", "size": 8_388_609}, "un byte oltre"),
        Example({"size": 15_728_641}, "risposta oltre il limite"),
    ),
)
def within_size(upload: Submission) -> Iterator[Finding]:
    """Il file non supera il limite del suo tipo; gli allegati incorporati nel PDF contano nella sua dimensione."""
    limit = limit_mb(upload)
    if limit is not None and upload.size > limit * MEGABYTE:
        yield within_size.finding(
            within_size.messages[0].format(n=limit),
            observed=f"{upload.size} byte",
            expected=f"al massimo {limit * MEGABYTE} byte",
            cure="Ridurre la risoluzione delle scansioni o degli allegati incorporati e ricaricare il file.",
        )


def limit_mb(upload: Submission) -> int | None:
    """Return the limit that counts for this upload, None where there is none."""
    if upload.is_archive:
        return None  # the budgets of archives are kept while unpacking
    policy = upload.policy
    if upload.is_tirv:
        return policy.tirv_mb
    return {
        Channel.RISPOSTE: policy.reply_mb,
        Channel.COMUNICAZIONI: policy.communication_mb,
        Channel.MODULI: policy.form_mb,
        Channel.CONNESSIONI: policy.connection_mb,
    }.get(upload.channel)
