"""Mails handed to a real SMTP server on loopback: taken, refused for now, refused for ever, lost on the way."""

import socket
import ssl
import threading
from contextlib import contextmanager

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from pec_kit import DESK, key_pem, pem, server_names

from storage.mail_out import Permanent, Sent, Temporary, send
from storage.mail_server import parse_server

ACME, BETA = "acme@pec.example", "beta@pec.example"
MAIL = b"From: portale@pec.desk.example\r\nTo: acme@pec.example\r\nMessage-ID: <abc.1@pec.desk.example>\r\n\r\nciao\r\n"


class Mailbox:
    """A server's side: keeps what it took; ``answers`` by command or recipient."""

    def __init__(self, **answers):
        self.answers = answers
        self.taken = []

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return self.answers.get("mail", "250 OK")

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        if self.answers.get("data") == "drop":
            server.transport.abort()
            return "250 mai"
        answer = self.answers.get("data", "250 preso")
        if answer.startswith("250"):
            self.taken.append((envelope.mail_from, tuple(envelope.rcpt_tos), envelope.original_content))
        return answer


@contextmanager
def running(box, implicit=None, **options):
    class Server(Controller):
        def factory(self):
            return SMTP(self.handler, ident="prova", **options)

        def _trigger_server(self):  # port 0 lets the system choose, so that parallel runs never meet
            self.port = self.server.sockets[0].getsockname()[1]
            super()._trigger_server()

    controller = Server(box, hostname="127.0.0.1", port=0, ssl_context=implicit)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@pytest.fixture(scope="session")
def tls(authority, tmp_path_factory):
    """Return (server context, path of the authority's file)."""
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = authority.issue(*server_names())
    (folder / "server.pem").write_bytes(pem(certificate) + key_pem(key))
    (folder / "ca.pem").write_bytes(pem(authority.certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context, folder / "ca.pem"


def sending(url, raw=MAIL, recipients=(ACME,), sender=DESK):
    return send(raw, sender, recipients, parse_server(url, "smtp"))


def test_sent_as_it_stands():
    box = Mailbox()
    with running(box) as port:
        assert sending(f"smtp://127.0.0.1:{port}") == Sent({}, "250 preso")
    assert box.taken == [(DESK, (ACME,), MAIL)]


def test_lone_line_feeds_travel_as_crlf_and_dots_survive():
    box = Mailbox()
    with running(box) as port:
        sending(f"smtp://127.0.0.1:{port}", MAIL.replace(b"\r\n", b"\n") + b"..\n.\nfine\r\n")
    assert box.taken[0][2] == MAIL + b"..\r\n.\r\nfine\r\n"


@pytest.mark.parametrize(
    ("answers", "kind", "says"),
    [
        ({"mail": "450 riprovare"}, Temporary, "il mittente: 450 riprovare"),
        ({"mail": "550 mai"}, Permanent, "il mittente: 550 mai"),
        ({ACME: "451 graylist"}, Temporary, "il destinatario: 451 graylist"),
        ({ACME: "550 5.1.1 sconosciuto"}, Permanent, "il destinatario: 550 5.1.1 sconosciuto"),
        ({"data": "452 spazio"}, Temporary, "il messaggio: 452 spazio"),
        ({"data": "554 contenuto"}, Permanent, "il messaggio: 554 contenuto"),
    ],
)
def test_four_and_five_are_told_apart(answers, kind, says):
    box = Mailbox(**answers)
    with running(box) as port:
        result = sending(f"smtp://127.0.0.1:{port}")
    assert isinstance(result, kind)
    assert says in result.reason
    assert box.taken == []
    assert not (isinstance(result, Temporary) and (result.server or result.maybe_sent))


def test_one_of_two_recipients_refused():
    box = Mailbox(**{BETA: "550 sconosciuto"})
    with running(box) as port:
        result = sending(f"smtp://127.0.0.1:{port}", recipients=(ACME, BETA))
    assert result == Sent({BETA: "550 sconosciuto"}, "250 preso")
    assert box.taken[0][1] == (ACME,)


@pytest.mark.parametrize(("second", "kind"), [("550 no", Permanent), ("450 poi", Temporary)])
def test_all_refused_is_temporary_while_one_may_yet_be_taken(second, kind):
    with running(Mailbox(**{ACME: "550 no", BETA: second})) as port:
        assert isinstance(sending(f"smtp://127.0.0.1:{port}", recipients=(ACME, BETA)), kind)


def test_dropped_after_the_last_byte_nobody_knows():
    with running(Mailbox(data="drop")) as port:
        result = sending(f"smtp://127.0.0.1:{port}")
    assert isinstance(result, Temporary)
    assert (result.server, result.maybe_sent) == (True, True)


def test_nobody_listens():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    result = sending(f"smtp://127.0.0.1:{port}")
    assert isinstance(result, Temporary)
    assert (result.server, result.maybe_sent) == (True, False)


def test_a_silent_server_times_out():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        result = sending(f"smtp://127.0.0.1:{silent.getsockname()[1]}?timeout=0.2")
    assert isinstance(result, Temporary)
    assert (result.server, result.maybe_sent) == (True, False)
    assert result.reason.endswith("non è raggiungibile: tempo scaduto.")


@pytest.mark.parametrize("greeting", [b"554 chiuso\r\n", b"421 occupato\r\n", b"\xff\xfe\x00rumore\r\n", b""])
def test_a_server_that_does_not_greet(greeting):
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer():
            line, _ = listener.accept()
            line.sendall(greeting)
            line.close()

        thread = threading.Thread(target=answer)
        thread.start()
        result = sending(f"smtp://127.0.0.1:{listener.getsockname()[1]}?timeout=5")
        thread.join()
    assert isinstance(result, Temporary)
    assert (result.server, result.maybe_sent) == (True, False)


def test_size_is_known_before_the_first_byte():
    with running(Mailbox(), data_size_limit=1000) as port:
        result = sending(f"smtp://127.0.0.1:{port}", MAIL + b"x" * 1000)
    assert isinstance(result, Permanent)
    assert "ne accetta 1000" in result.reason


def authenticator(server, session, envelope, mechanism, data):
    # handled=False: the server itself answers a refusal
    return AuthResult(success=(data.login, data.password) == (b"utente", b"pass/word"), handled=False)


def test_starttls_and_login(tls):
    context, ca = tls
    box = Mailbox()
    with running(box, tls_context=context, require_starttls=True, authenticator=authenticator,
                 auth_required=True) as port:  # fmt: skip
        url = f"utente:pass%2Fword@127.0.0.1:{port}?cafile={ca}"
        assert isinstance(sending(f"smtp://{url}&starttls=1"), Sent)
        assert isinstance(sending(f"smtp://{url}"), Sent)  # used where offered
        refused = sending(f"smtp://utente:errata@127.0.0.1:{port}?cafile={ca}")
    assert len(box.taken) == 2
    assert isinstance(refused, Temporary)
    assert refused.server
    assert "Accesso" in refused.reason
    assert "errata" not in refused.reason
    assert "535" in refused.reason


def test_smtps(tls):
    context, ca = tls
    box = Mailbox()
    with running(box, implicit=context) as port:
        assert isinstance(sending(f"smtps://127.0.0.1:{port}?cafile={ca}"), Sent)
    assert len(box.taken) == 1


def test_an_unknown_authority_is_not_believed(tls):
    box = Mailbox()
    with running(box, tls_context=tls[0]) as port:
        result = sending(f"smtp://127.0.0.1:{port}?starttls=1")
    assert isinstance(result, Temporary)
    assert result.server
    assert "TLS" in result.reason
    assert box.taken == []


def test_starttls_required_and_not_offered():
    with running(Mailbox()) as port:
        result = sending(f"smtp://127.0.0.1:{port}?starttls=1")
    assert isinstance(result, Temporary)
    assert "STARTTLS richiesto e non offerto" in result.reason


@pytest.mark.parametrize("address", ["a@x\r\nRCPT TO:<b@y>", "Nome <a@x>", "senza", "ü@x.example", "a b@x"])
def test_addresses_that_would_break_the_envelope(address):
    assert isinstance(sending("smtp://127.0.0.1:1", recipients=(address,)), Permanent)
    assert isinstance(sending("smtp://127.0.0.1:1", sender=address), Permanent)


def test_no_recipients():
    assert isinstance(sending("smtp://127.0.0.1:1", recipients=()), Permanent)
