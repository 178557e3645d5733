"""Filled forms of every digital channel through the whole pipeline: every fault is found, and nothing else is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from benchmarks.made.drawn import Sheet
from benchmarks.made.layouts import ORDERS, STYLES
from benchmarks.made.script import write_form
from domain.forms import Value
from sportello.demo.filled_form import filled
from tests.builders import Desk
from validators.forms.examples import base_case

NOW = "2026-11-22T12:00:00+01:00"
DEV = Path(__file__).resolve().parents[4] / "shared" / "data" / "forms" / "dev"
DRAWN = ("typed", "overlay", "freetext", "acroform_foreign")
LAYOUT = "B"
PODS = ("impianto.pod", "allegato2.pod", "allegato3.pod", "allegato4.pod", "scheda.pod", "allegato6.pod")
#: Summaries, and rules that say again what another one says of the same field.
SUMS = ("X-11", "X-21", "REX-")

#: Kinds of faults: what is written, and the code that must find it on one of the fields written.
FAULTS: dict[str, tuple[dict[str, Value], str]] = {
    "partita IVA sbagliata": ({"generalita.soggetto.partita_iva": "12345678901"}, "FMT-07a"),
    "codice fiscale sbagliato": ({"generalita.utente.codice_fiscale": "RSSMRA70A01H501T"}, "FMT-04"),
    "POD diverso nella Scheda": ({"scheda.pod": "IT001E87654321"}, "X-01"),
    "potenza diversa in Allegato 2": ({"allegato2.potenza_immissione_kw": 50}, "X-03"),
    "e-mail senza chiocciola": ({"allegato3.riferimento.ri.email": "luca.bianchi.isolasole.it"}, "FMT-17"),
    "telefono corto": ({"allegato3.riferimento.rif.telefono": "333 12"}, "FMT-18a"),
    "qualità del dichiarante mancante": ({"allegato4.dichiarante.qualita": None}, "FMT-01"),
    "altro SPI nella Scheda": ({"scheda.spi.marca_modello": "Altra P-100"}, "X-12a"),
    "81>.S1 a 51,5 Hz": ({"scheda.spi.81max_s1.regolazione": 51.5}, "TAR-02a"),
    "27.S1 in 15 s": ({"scheda.spi.27s1.tempo": 15}, "TAR-02a"),
    "somma dei generatori": ({"allegato4.generatori.1.potenza_nominale_kw": 47}, "X-06"),
    "lettera dopo la Scheda": ({"scheda.comunicazione_data": "2026-03-18"}, "X-20a"),
    "accumulo senza tabella": (
        {"impianto.accumulo": "SI"}
        | {f"allegato4.accumuli.1.{c}": None for c in ("marca", "modello", "pn_kw", "cn_kwh")},
        "X-10a",
    ),
    "firma mancante": ({"scheda.firma_utente": "assente"}, "X-19"),
}


@dataclass
class Sample:
    """A document as sent: ``faults`` by kind with the fields that they touch, ``printed`` the ids on its pages."""

    pdf: bytes
    channel: str
    faults: dict[str, set[str]]
    finders: Mapping[str, str] = field(default_factory=dict)
    printed: frozenset[str] = frozenset(base_case())


def made(channel: str, number: int, faults: Mapping[str, tuple[dict[str, Value], str]]) -> Sample:
    """Return our own form, filled through one channel, of a plant of its own."""
    change: dict[str, Value] = {f: f"IT001E{71000000 + number}" for f in PODS}
    change |= {k: v for written, _ in faults.values() for k, v in written.items()}
    touched = {kind: set(written) for kind, (written, _) in faults.items()}
    finders = {kind: code for kind, (_, code) in faults.items()}
    if channel == "acroform_own":
        return Sample(filled(change), channel, touched, finders)
    style, wordings = STYLES[LAYOUT]
    no_works: dict[str, Value] = {k: None for k in base_case() if k.startswith("allegato7.")}
    sheet = Sheet(style, channel, {**base_case(), **no_works, **change}, number)
    write_form(sheet, wordings, ORDERS.get(LAYOUT, ()))
    return Sample(sheet.finish(), channel, touched, finders, frozenset(sheet.seen))


def worked(desk: Desk, samples: Mapping[str, Sample]) -> dict[str, dict[str, Any]]:
    """Send the samples and return the documents by sample."""
    for name, sample in samples.items():
        desk.drop(f"acme/moduli/{name}.pdf", sample.pdf)
    assert desk.run("ingest", "--json").code == 0
    found = desk.by_path()
    return {name: found[f"acme/moduli/{name}.pdf"] for name in samples}


@dataclass(frozen=True)
class Row:
    """One line of the table: kinds of faults not found, and blocking findings that no fault explains."""

    document: str
    injected: int
    missed: tuple[str, ...]
    extra: tuple[str, ...]


def row(name: str, sample: Sample, document: Mapping[str, Any]) -> Row:
    """Hold a document's findings against what is wrong with it."""
    said = [f for f in document["findings"] if f["severity"] != "unverifiable"]
    missed = []
    for kind, fields in sample.faults.items():
        hits = {f["code"] for f in said if set(f["fields"]) & fields}
        if not hits or (kind in sample.finders and sample.finders[kind] not in hits):
            missed.append(kind)
    about = set().union(*sample.faults.values()) if sample.faults else set()
    # What Allegato 3b repeats of the Generalità differs when one of the two is wrong.
    about |= {f.replace("generalita.", "allegato3.") for f in about if f.startswith("generalita.utente.")}
    extra = [
        f"{f['code']} {','.join(f['fields'][:2])}" for f in said
        if f["severity"] == "blocking" and not f["code"].startswith(SUMS) and not set(f["fields"]) & about
    ]  # fmt: skip
    return Row(name, len(sample.faults), tuple(missed), tuple(extra))


@pytest.mark.slow
def test_our_own_forms(tmp_path: Path) -> None:
    channels = ("acroform_own", *DRAWN)
    samples = {f"{c}_giusto": made(c, n, {}) for n, c in enumerate(channels)}
    samples |= {f"{c}_errato": made(c, 50 + n, FAULTS) for n, c in enumerate(channels)}
    found = worked(Desk(tmp_path, now=NOW).open(), samples)
    rows = [row(name, sample, found[name]) for name, sample in samples.items()]
    assert [r for r in rows if r.missed or r.extra] == []
    for name, sample in samples.items():
        assert (found[name]["state"] == "rejected") is bool(sample.faults)
        # What is undecided is not on the page: our layouts print fewer blanks than the form has.
        doubts = [f for f in found[name]["findings"] if f.get("at_stake") == "blocking" and not sample.faults]
        assert [f for f in doubts if set(f["fields"]) & sample.printed == set(f["fields"])] == []


def from_truth(truth: Mapping[str, Any]) -> Sample:
    faults = {fault["kind"]: set(fault["fields"]) for fault in truth["faults"]}
    pdf = (DEV / f"{truth['doc']}.pdf").read_bytes()
    return Sample(pdf, truth["channel"], faults)


@pytest.mark.slow
@pytest.mark.skipif(not DEV.exists(), reason="the larger set of filled forms is not in the repository")
def test_the_development_set(tmp_path: Path) -> None:
    truths = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(DEV.glob("*.json"))]
    samples = {t["doc"]: from_truth(t) for t in truths if not t["channel"].startswith("scan")}
    found = worked(Desk(tmp_path, now=NOW).open(), samples)
    rows = [row(name, sample, found[name]) for name, sample in samples.items()]
    for each in rows:
        print(each)
    assert [r for r in rows if r.missed or r.extra] == []
    # A doubtful reading may send a faultless form to an analyst; nothing may refuse it.
    assert {found[n]["state"] for n, s in samples.items() if not s.faults} <= {"accepted", "review"}
