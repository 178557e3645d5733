"""Addresses of mail servers, and that a password never shows."""

import pytest

from storage.mail_server import parse_server


def test_everything_that_an_address_says():
    server = parse_server("smtps://utente%40x:p%2Fw@mail.example:1465?timeout=5&cafile=/etc/ca.pem", "smtp")
    assert (server.host, server.port, server.user, server.password) == ("mail.example", 1465, "utente@x", "p/w")
    assert (server.implicit_tls, server.timeout, server.cafile) == (True, 5.0, "/etc/ca.pem")
    assert "p/w" not in f"{server} {server!r}"


@pytest.mark.parametrize(
    ("url", "port", "starttls"),
    [
        ("smtp://h", 25, None),
        ("smtp://h?starttls=1", 25, True),
        ("smtp://h:587?starttls=0", 587, False),
        ("smtps://h", 465, None),
    ],
)
def test_defaults(url, port, starttls):
    server = parse_server(url, "smtp")
    assert (server.port, server.starttls) == (port, starttls)


def test_folder_of_a_mailbox():
    assert parse_server("imaps://u:p@h/Ricevute%20PEC?done=Fatte", "imap").folder == "Ricevute PEC"
    assert parse_server("imap://h", "imap").folder == "INBOX"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://h", "atteso smtp://"),
        ("smtp://", "atteso smtp://"),
        ("smtp://h:porta", "non valido"),
        ("smtp://u:segreta@h:99999", "non valido"),
        ("smtp://h?startls=1", "opzione sconosciuta"),
        ("smtp://h?done=x", "opzione sconosciuta"),
        ("smtp://h?starttls=si", "vale 0 o 1"),
        ("smtp://h?timeout=mai", "timeout"),
        ("smtp://h?timeout=0", "timeout"),
    ],
)
def test_wrong_settings_are_told_without_the_password(url, says):
    with pytest.raises(ValueError, match=says) as told:
        parse_server(url, "smtp")
    assert "segreta" not in str(told.value)


@pytest.mark.parametrize(("host", "local"), [("localhost", True), ("127.0.0.1", True), ("[::1]", True), ("h", False)])
def test_this_machine(host, local):
    assert parse_server(f"smtp://{host}", "smtp").is_local is local
