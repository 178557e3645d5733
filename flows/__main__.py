"""Runs a flow in this process against a Prefect server: ``python -m flows nightly '{"day": "2026-11-21"}'``.

The summary is the last line on standard output. Exit codes: 0 done, 1 the run did not end well, 2 wrong usage.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from typing import Any

USAGE = "uso: python -m flows ingest|nightly|rerun|daily_report|emit '{parametri JSON}', oppure python -m flows deploy"


def main(arguments: list[str]) -> int:
    """Do what the arguments say."""
    if not os.environ.get("PREFECT_API_URL"):
        return _say(2, "manca PREFECT_API_URL: senza un server usare i comandi di sportello, che lavorano da soli.")
    if arguments and not _reachable():
        return _say(1, "il server Prefect non risponde: controllare che sia avviato e riprovare.")
    match arguments:
        case ["deploy"]:
            return _deploy()
        case ["emit", payload]:
            arrivals = import_module("flows.arrivals")
            arrivals.emit(json.loads(payload))
            return 0
        case [name, *parameters] if name in FLOWS and len(parameters) < 2:
            return _run(name, json.loads(parameters[0]) if parameters else {})
    return _say(2, USAGE)


#: Each in a module of its own, loaded only when asked for: importing Prefect takes seconds.
FLOWS = ("ingest", "nightly", "rerun", "daily_report")


def _reachable() -> bool:
    orchestration = import_module("prefect.client.orchestration")
    with orchestration.get_client(sync_client=True) as client:
        return client.api_healthcheck() is None


def _run(name: str, parameters: dict[str, Any]) -> int:
    flow = getattr(import_module(f"flows.{name}"), name)
    state = flow(**parameters, return_state=True)
    if not state.is_completed():
        return _say(1, (state.message or state.name).removeprefix("Flow run encountered an exception: "))
    print(json.dumps(state.result(), ensure_ascii=False))  # noqa: T201 - the caller reads it
    return 0


def _deploy() -> int:
    deploying = import_module("flows.deploying")
    try:
        for line in deploying.deploy():
            print(line)  # noqa: T201 - a person reads it
    except subprocess.CalledProcessError:
        return _say(1, "Prefect ha rifiutato i deployment: il motivo è nelle righe precedenti.")
    return 0


def _say(code: int, line: str) -> int:
    print(f"flows: {line}", file=sys.stderr)  # noqa: T201 - a person reads it
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
