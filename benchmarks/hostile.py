"""Every hostile file through the real intake: how each ended, what it cost, and whether anything got out.

    make hostile        python -m benchmarks.hostile [FOLDER...] [--each] [--channels comunicazioni,risposte,moduli]

PDFs go in as free communications, as replies to letters that ask something, and as forms; archives as ``risposte``
and as ``moduli``. The command runs in a home of its own with canary folders on the way out of it, no network
(``unshare -n`` where the machine allows it) and its own working, home and temporary folders, all watched.
Exit code 1 when a file ended in no state or without a code, when anything crashed, hung, or was written outside.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from benchmarks.hostile_bytes import SHARED, sources
from benchmarks.hostile_made import write
from benchmarks.hostile_watch import SYSTEM, Watcher, changed, snapshot

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = ("hostile/pdf", "hostile/zip", "zip-made/files", "pdf-forms", "signed")
CHANNELS = ("comunicazioni", "risposte", "moduli")
NOW = "2026-03-10T12:00:00+01:00"
ENDS = {"accepted", "rejected", "review", "duplicate", "error"}
#: Longer than this for one folder means that the run hangs, whatever it does.
PATIENCE = 4 * 3600


@dataclass
class Place:
    """The folders of one run: home deep inside, canaries on the way out."""

    root: Path
    home: Path = field(init=False)
    watched: list[Path] = field(init=False)

    def __post_init__(self) -> None:
        """Make the folders and the canaries."""
        self.home = self.root / "a" / "b" / "c" / "home"
        above = [self.home.parent, self.home.parents[1], self.home.parents[2], self.root]
        canaries = [folder / "canary" for folder in above]
        own = [self.root / name for name in ("cwd", "user", "tmp")]
        for folder in (self.home, *canaries, *own):
            folder.mkdir(parents=True)
        for canary in canaries:
            (canary / "R-P-25-0000001_01.PDF").write_bytes(b"canary")
        self.watched = [*above, *canaries, *own[:2]]

    def run(self, *words: str, costs: str = "costs.jsonl") -> subprocess.CompletedProcess[str]:
        """Run a command of ours, without network where possible."""
        command = [sys.executable, "-P", "-m", "benchmarks.hostile_ingest", str(self.root / "tmp" / costs), *words]
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.root / "user"),
            "TMPDIR": str(self.root / "tmp"),
            "LANG": "C.UTF-8",
            "SPORTELLO_HOME": str(self.home),
            "SPORTELLO_NOW": NOW,
            **{key: value for key, value in os.environ.items() if key.startswith("SPORTELLO_WORKER")},
        }
        return subprocess.run(
            [*_without_network(), *command],
            cwd=self.root / "cwd",
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )


def _without_network() -> list[str]:
    """Return the words before a command that leave it without network, or none where that is not allowed."""
    tried = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False)
    return ["unshare", "-n", "--"] if tried.returncode == 0 else []


def prepare(place: Place, operator: str, letters: list[str]) -> None:
    """Register an operator and its letters, all of them downloaded."""
    register = place.root / "tmp" / "operatori.csv"
    register.write_text(f"codice,denominazione,settore,pec\n{operator},Ostile S.p.A.,energia,o@pec.example\n")
    _must(place.run("operators", "load", str(register)))
    if letters:
        rows = [
            {
                "operatore": operator,
                "lettera": letter,
                "data_pubblicazione": "2026-03-02",
                "destinatario_principale": "SI",
                "id_caso": "1",
                "tipo_servizio": "Elettrico",
                "richieste": "copia della fattura contestata; data di attivazione della fornitura",
                "file": "lettera.pdf",
            }
            for letter in letters
        ]
        table = place.root / "tmp" / "lettere.json"
        table.write_text(json.dumps(rows))
        with pikepdf.new() as letter:
            letter.add_blank_page()
            letter.save(place.root / "tmp" / "lettera.pdf")
        _must(place.run("letters", "load", str(table), "--files", str(place.root / "tmp")))
        _must(place.run("letters", "download", "--all", "--operator", operator, "--to",
                        str(place.root / "tmp"), "--user", "prova"))  # fmt: skip


def _must(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, done.args[-6:]))}: {done.stdout[-500:]} {done.stderr[-2000:]}")


def fill(place: Place, operator: str, channel: str, files: list[Path], letters: list[str]) -> dict[str, Path]:
    """Put the files into the inbox under short names; returns the path in the inbox of each."""
    named: dict[str, Path] = {}
    for number, file in enumerate(files):
        name = f"x{number:04d}{file.suffix.lower()}"
        archive = file.suffix.lower() == ".zip"
        path = f"risposte/{letters[number]}/{name}" if channel == "risposte" and not archive else f"{channel}/{name}"
        to = place.home / "inbox" / operator / path
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, to)
        os.utime(to, (time.time() - 60,) * 2)
        named[path] = file
    return named


@dataclass
class Result:
    """What one folder through one channel came to."""

    rows: list[tuple[Path, dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)
    seconds: float = 0.0
    first_errors: Counter[str] = field(default_factory=Counter)


def work(files: list[Path], channel: str, keep: Path | None) -> Result:
    """Run one folder through one channel, twice over what failed."""
    result = Result()
    with tempfile.TemporaryDirectory(prefix="hostile-", dir=keep) as scratch:
        place = Place(Path(scratch))
        letters = [f"L-P-25-{n:07d}_01" for n in range(len(files))] if channel == "risposte" else []
        prepare(place, "ostile", letters)
        named = fill(place, "ostile", channel, files, letters)
        before, watcher = snapshot([*place.watched, *SYSTEM]), Watcher(place.watched)
        started = time.perf_counter()
        for words in (("ingest",), ("rerun", "--failed")):
            try:
                done = place.run(*words)
            except subprocess.TimeoutExpired:
                result.bad.append(f"HANG: {words[0]} did not end within {PATIENCE} s")
                break
            if done.returncode not in {0, 1} or "interno" in done.stderr or "Traceback" in done.stderr:
                result.bad.append(f"CRASH of the parent: {words[0]} -> {done.returncode} {done.stderr[-600:]}")
        result.seconds = time.perf_counter() - started
        outside = {*watcher.heard(), *changed(before, snapshot([*place.watched, *SYSTEM]))}
        result.bad += [f"OUTSIDE: {path}" for path in sorted(outside)]
        _gather(place, named, result)
        balance = place.run("status", "--json")
        if balance.returncode != 0 or not json.loads(balance.stdout)["balanced"]:
            result.bad.append("LEDGER does not balance")
    return result


def _gather(place: Place, named: dict[str, Path], result: Result) -> None:
    exported = place.run("export")
    documents = [json.loads(line) for line in exported.stdout.splitlines()]
    costs: dict[str, dict[str, Any]] = {}
    log = place.root / "tmp" / "costs.jsonl"
    for line in log.read_text().splitlines() if log.exists() else ():
        cost = json.loads(line)
        if cost["died"]:
            result.first_errors[cost["died"]] += 1
        old = costs.get(cost["document"])
        costs[cost["document"]] = cost if old is None or cost["wall"] > old["wall"] else old
    seen = set()
    for document in documents:
        outer = document["path"].split("!/")[0]
        seen.add(outer)
        if document["state"] not in ENDS or not (document["state"] in {"accepted", "review"} or document["reasons"]):
            result.bad.append(f"NO END: {named[outer].name} {document['path']}: {document['state']}")
        if document["state"] == "error":
            said = [a["outcome"] for a in document["attempts"]]
            seen_as = [f.get("observed") for f in document["findings"]]
            result.bad.append(f"ERROR after {len(said)} tries: {named[outer].name} {document['path']}: {seen_as}")
        result.rows.append((named[outer], document, costs.get(document["document"], {})))
    result.bad += [f"VANISHED: {named[path].name}" for path in named.keys() - seen]


def codes_of(document: dict[str, Any]) -> str:
    """Return state and codes: the reason's, and the blocking finding's own."""
    codes = list(dict.fromkeys(r["code"] for r in document.get("reasons", ())))
    fine = dict.fromkeys(f["code"] for f in document.get("findings", ()) if f["code"][:4] in {"PDF-", "ZIP-"})
    words = "+".join([*codes, *(code for code in fine if "-W" not in code)]) or "-"
    return f"{document['state']} {words}"


def show(title: str, result: Result, origin: dict[str, str], *, each: bool) -> None:
    """Print the table of states and codes per source, then what is wrong."""
    groups: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = defaultdict(list)
    for file, document, cost in result.rows:
        groups[origin.get(file.name, "-")].append((document, cost))
    print(f"\n== {title}: {len(result.rows)} documents, {result.seconds:.0f} s; workers that died: "
          f"{dict(result.first_errors) or 'none'}")  # fmt: skip
    print(f"{'source':36} {'docs':>5} {'max s':>6} {'cpu s':>6} {'MB':>5}  states and codes")
    for source, pairs in sorted(groups.items()):
        top = [max((cost.get(key, 0.0) for _, cost in pairs), default=0.0) for key in ("wall", "cpu", "mb")]
        ends = Counter(codes_of(document) for document, _ in pairs)
        told = "; ".join(f"{end} {count}" for end, count in ends.most_common())
        print(f"{source:36.36} {len(pairs):5} {top[0]:6.1f} {top[1]:6.1f} {top[2]:5.0f}  {told}")
    for file, document, cost in result.rows if each else ():
        print(f"  {file.name} {document['path']}: {codes_of(document)} {cost.get('wall', 0):.1f} s")
    for line in result.bad:
        print(f"  !! {line}")


def channels_for(files: list[Path], wanted: list[str]) -> list[str]:
    """Return the channels through which these files make sense."""
    archives = any(file.suffix.lower() == ".zip" for file in files)
    return [c for c in wanted if not (archives and c == "comunicazioni")]


def main() -> int:
    """Run every folder through every channel."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--channels", default=",".join(CHANNELS))
    parser.add_argument("--each", action="store_true", help="print every document's end")
    parser.add_argument("--scratch", type=Path, help="folder for the homes (default: the system's)")
    parser.add_argument("--table", type=Path, help="write every document's end to this TSV")
    options = parser.parse_args()
    bad: list[str] = []
    totals: Counter[str] = Counter()
    highest = 0.0
    own = tempfile.TemporaryDirectory(prefix="ostili-")
    shared = [SHARED / name for name in DEFAULT if (SHARED / name).is_dir()]
    for folder in options.folders or [*write(Path(own.name)), *shared]:
        files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in {"MANIFEST.tsv", "EXPECTED.tsv"})
        for channel in channels_for(files, options.channels.split(",")):
            result = work(files, channel, options.scratch)
            show(f"{folder} as {channel}", result, sources(folder), each=options.each)
            bad += result.bad
            totals.update(d["state"] for _, d, _ in result.rows)
            highest = max([highest, *(cost.get("wall", 0.0) for _, _, cost in result.rows)])
            _table(options.table, channel, result)
            sys.stdout.flush()
    own.cleanup()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nIn all: {dict(totals)}; longest look {highest:.1f} s; largest process {peak:.0f} MB; {len(bad)} troubles")
    return 1 if bad or not totals else 0


def _table(to: Path | None, channel: str, result: Result) -> None:
    if to is None:
        return
    with to.open("a", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, delimiter="\t")
        for file, document, cost in result.rows:
            rows.writerow([channel, file.name, document["path"], codes_of(document), f"{cost.get('wall', 0):.2f}"])


if __name__ == "__main__":
    sys.exit(main())
