"""A real SMTP server on loopback, and the provider's receipts of ``tests/pec_kit``."""

import sys
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

sys.path.insert(0, str(Path(__file__).parents[2] / "pec_kit"))


class Mailbox:
    """Takes every message, unless ``answers`` says otherwise for the first ones."""

    def __init__(self):
        self.answers: list[str] = []
        self.came: list[bytes] = []

    async def handle_DATA(self, server, session, envelope):
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            self.came.append(envelope.content)
        return answer

    @property
    def ids(self) -> Counter:
        return Counter(message_from_bytes(raw)["Message-ID"] for raw in self.came)


class Server(Controller):
    """Port 0 lets the system choose, so that parallel runs never meet; the first knock goes to the chosen one."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def mailbox():
    box = Mailbox()
    controller = Server(box, hostname="127.0.0.1", port=0, ready_timeout=30)
    controller.start()
    box.url = f"smtp://127.0.0.1:{controller.port}"
    yield box
    controller.stop()
