"""A real SMTP server in a process of its own; every message it takes lies in a folder before it says so.

python tests/crash/mailbox.py FOLDER      prints its port, ends when its standard input closes
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections import Counter
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller


class Keeper:
    """Keeps every message."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.count = folder, 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Keep it, then take it."""
        self.count += 1
        passing = self.folder / f".{self.count}"
        passing.write_bytes(envelope.content)
        passing.rename(self.folder / f"{self.count}.eml")
        return "250 OK"


class AnyPort(Controller):
    """The system chooses the port; the controller's own first knock goes to the chosen one."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Mailbox:
    """The server as its users see it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        command = [sys.executable, __file__, str(folder)]
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._server.stdout is not None
        self.url = f"smtp://127.0.0.1:{self._server.stdout.readline().strip()}"

    def came(self) -> Counter[str]:
        """Count the messages by Message-ID. The same id on other bytes is another message and shows as such."""
        first: dict[str, str] = {}
        found: Counter[str] = Counter()
        for path in sorted(self.folder.glob("*.eml")):
            raw = path.read_bytes()
            identity, digest = str(message_from_bytes(raw)["Message-ID"]), hashlib.sha256(raw).hexdigest()
            same = first.setdefault(identity, digest) == digest
            found[identity if same else f"{identity} ({digest[:8]})"] += 1
        return found

    def empty(self) -> None:
        """Forget what came."""
        for path in self.folder.glob("*.eml"):
            path.unlink()

    def close(self) -> None:
        """Stop the server."""
        self._server.communicate(timeout=20)


def main() -> None:
    """Serve."""
    controller = AnyPort(Keeper(Path(sys.argv[1])), hostname="127.0.0.1", port=0, ready_timeout=30)
    controller.start()
    print(controller.port, flush=True)
    sys.stdin.read()
    controller.stop()


if __name__ == "__main__":
    main()
