"""A real Prefect server and process worker on loopback, and one installation of sportello beside them."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pikepdf
import pytest

#: A cold server on a loaded machine: database migrations alone have taken half a minute.
START = 240
RUN = 180
#: Words of the command line of the process that runs a flow.
ENGINE = "prefect.engine"
DONE = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}


@dataclass
class Prefect:
    """The server's API as the test needs it."""

    url: str
    environment: dict
    logs: Path
    worker: subprocess.Popen | None = None

    def request(self, method, path, body=None):
        for pause in (1, 2, 4, 0):  # 503: Prefect's own SQLite is busy; its client tries again as well
            answer = httpx.request(method, f"{self.url}{path}", json=body, trust_env=False, timeout=60)
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                break
            time.sleep(pause)
        answer.raise_for_status()
        return answer.json()

    def start(self, deployment, **parameters):
        found = self.request("GET", f"/deployments/name/{deployment}/{deployment}")
        body = {"parameters": parameters, "state": {"type": "SCHEDULED"}}
        return self.request("POST", f"/deployments/{found['id']}/create_flow_run", body)["id"]

    def state(self, run):
        return self.request("GET", f"/flow_runs/{run}")["state"]

    def end_of(self, run):
        return wait_for(lambda: (s := self.state(run))["type"] in DONE and s, RUN, f"end of flow run {run}", self.logs)

    def runs(self, name):
        return self.request("POST", "/flow_runs/filter", {"flows": {"name": {"any_": [name]}}})

    def tasks(self, run):
        return self.request("POST", "/task_runs/filter", {"flow_runs": {"id": {"any_": [run]}}})

    def process_of(self, run):
        """Return the number of the process that runs the flow itself, not of those that watch over it."""
        for place in Path("/proc").iterdir():
            mine = place.name.isdecimal() and f"PREFECT__FLOW_RUN_ID={run}" in read(place / "environ")
            if mine and ENGINE in read(place / "cmdline"):
                return int(place.name)
        return None


@dataclass
class Home:
    """One installation: its inbox, its command line, its ledger."""

    path: Path
    environment: dict

    def drop(self, count, name):
        folder = self.path / "inbox" / "acme" / "comunicazioni"
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(count):
            with pikepdf.new() as pdf:
                pdf.add_blank_page()
                pdf.docinfo["/Title"] = f"{name} {number}"
                pdf.save(folder / f".{name}")
            (folder / f".{name}").rename(folder / f"{name}_{number:03d}.pdf")

    def waiting(self):
        return sorted(p.name for p in (self.path / "inbox").rglob("*.pdf"))

    def run(self, *words, **more):
        code = "from sportello.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, *words, "--json"],
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            timeout=RUN,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout else None

    def ledger(self, query):
        with sqlite3.connect(f"file:{self.path / 'catalogue.db'}?mode=ro", uri=True) as connection:
            return connection.execute(query).fetchall()


def read(path):
    try:
        return path.read_bytes().replace(b"\0", b"\n").decode("utf-8", "replace")
    except OSError:
        return ""


def wait_for(look, seconds, what, logs=None, pause=0.3):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(pause)
    told = "\n".join(f"== {p.name}\n{p.read_text()[-3000:]}" for p in sorted(logs.glob("*.log"))) if logs else ""
    raise AssertionError(f"no {what} within {seconds} s\n{told}")


@contextmanager
def running(name, arguments, environment, logs):
    with (logs / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", *arguments],
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    path = tmp_path_factory.mktemp("casa")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PREFECT_", "SPORTELLO_"))}
    environment = {**kept, "SPORTELLO_HOME": str(path), "SPORTELLO_WORKERS": "1", "NO_PROXY": "*", "no_proxy": "*"}
    made = Home(path, environment)
    register = path / "operatori.csv"
    register.write_text(
        "codice,denominazione,settore,pec\nacme,Acme Energia S.p.A.,energia,acme@pec.example\n", "utf-8"
    )
    made.run("operators", "load", str(register))
    return made


@pytest.fixture(scope="module")
def prefect(home, tmp_path_factory):
    logs, port = tmp_path_factory.mktemp("prefect"), free_port()
    url = f"http://127.0.0.1:{port}/api"
    environment = {
        **home.environment,
        "PREFECT_HOME": str(logs / "home"),
        "PREFECT_API_URL": url,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "PREFECT_API_REQUEST_TIMEOUT": "120",
    }
    server = Prefect(url, environment, logs)
    serve = ["server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
    work = ["worker", "start", "--pool", "sportello", "--type", "process"]
    with running("server", serve, environment, logs):
        wait_for(lambda: alive(url), START, "Prefect server", logs)
        done = subprocess.run(
            [sys.executable, "-m", "flows", "deploy"],
            env=environment,
            capture_output=True,
            text=True,
            timeout=START,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        with running("worker", work, environment, logs) as server.worker:
            yield server


def alive(url):
    try:
        return httpx.get(f"{url}/health", trust_env=False, timeout=5).is_success
    except httpx.HTTPError:
        return False


@pytest.fixture
def until(prefect):
    def wait(look, what, pause=0.3):
        return wait_for(look, RUN, what, prefect.logs, pause)

    return wait
