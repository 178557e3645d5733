"""The commands work without Prefect, and Prefect's server starts with the libraries that are locked."""

import subprocess
import sys

import pytest

COMMANDS = """
import sys
from sportello.cli.main import run_command
for words in ({words}):
    code = run_command([*words, "--home", sys.argv[1], "--json"])
    assert code == 0, (words, code)
print("prefect" in sys.modules, any(name.startswith("flows") for name in sys.modules), file=sys.stderr)
"""

#: FastAPI 0.151 refuses null where Prefect's own client sends it: `prefect deploy` then ends in 422.
SERVER = """
import prefect.server.api.server
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prefect.server.api.dependencies import LimitBody
app = FastAPI()
@app.post("/")
def limit(limit: int = LimitBody(), offset: int = __import__("fastapi").Body(0)):
    return [limit, offset]
answer = TestClient(app).post("/", json={"limit": None, "offset": None})
print(answer.status_code, answer.json())
"""


def python(code, *words, **environment):
    return subprocess.run(
        [sys.executable, "-c", code, *words], env=environment, capture_output=True, text=True, timeout=250, check=False
    )


def test_the_core_never_loads_prefect(tmp_path):
    (tmp_path / "casa" / "inbox").mkdir(parents=True)
    words = '["ingest"], ["nightly"], ["rerun", "--failed"], ["watch", "--rounds", "1"], ["status"]'
    done = python(COMMANDS.format(words=words), str(tmp_path / "casa"), PATH="/usr/bin:/bin")
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "False False"


def test_the_server_starts_and_understands_its_own_client(tmp_path):
    done = python(SERVER, PREFECT_HOME=str(tmp_path), DO_NOT_TRACK="1", PREFECT_SERVER_ANALYTICS_ENABLED="false")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["200", "[200,", "0]"]


@pytest.mark.parametrize("command", [["ingest"], ["watch", "--rounds", "1"]])
def test_a_silent_server_is_one_line(tmp_path, command):
    folder = tmp_path / "inbox" / "acme" / "comunicazioni"
    folder.mkdir(parents=True)
    (folder / "a.pdf").write_bytes(b"%PDF-1.4")
    code = "from sportello.cli import main; main()"
    done = python(code, *command, "--home", str(tmp_path), PREFECT_API_URL="http://127.0.0.1:9/api", NO_PROXY="*")
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("sportello: ")
    assert "server" in line
    assert (folder / "a.pdf").exists()
