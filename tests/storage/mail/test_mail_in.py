"""Mails taken from a real IMAP server (dovecot on loopback) and from a drop folder; none is lost before it is kept."""

import socket

import pytest
from dovecot import MAILS, dovecot_running, filled_mailbox, free_ports, needs_dovecot

from domain.pec import Ricevuta, Tipo
from extractors.pec import read_receipt
from storage.mail_in import MailboxError, mails_from_folder, mails_from_imap
from storage.mail_server import parse_server


@pytest.fixture(scope="module")
def dovecot(authority):
    with dovecot_running(authority) as server:
        yield server


@pytest.fixture
def mailbox(dovecot):
    return filled_mailbox(dovecot)


def take(url, *, keep=True):
    seen = []
    for mail in mails_from_imap(parse_server(url, "imap")):
        seen.append(mail.raw)
        if keep:
            mail.done()
    return seen


@needs_dovecot
def test_raw_bytes_come_untouched_and_once(mailbox):
    url = mailbox.url("?starttls=0")
    assert take(url) == MAILS
    assert take(url) == []
    flags, count = mailbox.flags_and_count()
    assert count == len(MAILS)
    assert not any(rb"\Seen" in line for line in flags)  # what a person has read is a person's matter


@needs_dovecot
def test_what_was_not_kept_comes_again(mailbox):
    url = mailbox.url("?starttls=0")
    assert take(url, keep=False) == MAILS
    first = next(iter(mails_from_imap(parse_server(url, "imap"))))
    assert first.raw == MAILS[0]
    assert take(url) == MAILS


@needs_dovecot
def test_killed_between_two_mails(mailbox):
    url = mailbox.url("?starttls=0")
    mails = mails_from_imap(parse_server(url, "imap"))
    next(mails).done()
    mails.close()
    assert take(url) == MAILS[1:]


@needs_dovecot
@pytest.mark.parametrize(("done", "written"), [("Fatte", "Fatte"), ("Citt%C3%A0", "Citt&AOA-")])
def test_moved_to_another_folder(mailbox, done, written):
    assert take(mailbox.url(f"?starttls=0&done={done}")) == MAILS
    assert mailbox.flags_and_count()[1] == 0
    assert mailbox.flags_and_count(written)[1] == len(MAILS)


@needs_dovecot
@pytest.mark.parametrize(("able", "left"), [("IMAP4rev1 UIDPLUS", 0), ("IMAP4rev1", len(MAILS))])
def test_servers_that_cannot_move(authority, able, left):
    """Copied, then marked as deleted; removed where that can be said of one mail alone."""
    with dovecot_running(authority, f"imap_capability = {able}") as server:
        mailbox = filled_mailbox(server)
        assert take(mailbox.url("?starttls=0&done=Fatte")) == MAILS
        assert take(mailbox.url("?starttls=0&done=Fatte")) == []
        assert mailbox.flags_and_count("Fatte")[1] == len(MAILS)
        assert mailbox.flags_and_count()[1] == left


@needs_dovecot
@pytest.mark.parametrize("scheme", ["imap", "imaps"])
def test_encrypted(mailbox, scheme):
    port = mailbox.imap if scheme == "imap" else mailbox.imaps
    assert take(f"{scheme}://{mailbox.user}:segreta@127.0.0.1:{port}?cafile={mailbox.ca}") == MAILS


@needs_dovecot
@pytest.mark.parametrize(
    ("password", "rest", "says"),
    [
        ("errata", "?starttls=0", "non risponde come dovrebbe"),
        ("segreta", "?starttls=1", "certificate verify failed"),
        ("segreta", "/Inesistente?starttls=0", "Inesistente non si apre"),
    ],
)
def test_refusals_are_told(mailbox, password, rest, says):
    with pytest.raises(MailboxError, match=says) as told:
        take(mailbox.url(rest, password))
    assert "segreta" not in str(told.value)
    assert "errata" not in str(told.value)


@needs_dovecot
def test_receipts_are_read_from_what_came(mailbox):
    read = [read_receipt(raw) for raw in take(mailbox.url("?starttls=0"))]
    kinds = [r.tipo for r in read if isinstance(r, Ricevuta)]
    assert kinds == [Tipo.ACCETTAZIONE, Tipo.AVVENUTA_CONSEGNA]


def test_nobody_listens():
    with pytest.raises(MailboxError, match="non è raggiungibile"):
        take(f"imap://u:p@127.0.0.1:{free_ports(1)[0]}")


def test_a_line_that_drops():
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(MailboxError, match="tempo scaduto"):
        take(f"imap://u:p@127.0.0.1:{silent.getsockname()[1]}?timeout=0.2")


@pytest.fixture
def drop(tmp_path):
    for n, raw in enumerate(MAILS):
        (tmp_path / f"{n}.eml").write_bytes(raw)
    (tmp_path / ".nascosto.eml").write_bytes(b"x")
    (tmp_path / "9.eml.part").write_bytes(b"x")
    (tmp_path / "cartella").mkdir()
    return tmp_path


def test_drop_folder(drop):
    first = mails_from_folder(drop)
    assert next(first).raw == MAILS[0]  # not done: stays
    taken = []
    for mail in mails_from_folder(drop):
        taken.append(mail.raw)
        mail.done()
        mail.done()  # twice is once
    assert taken == MAILS
    assert sorted(p.name for p in drop.iterdir()) == [".nascosto.eml", "9.eml.part", "cartella"]


def test_a_file_taken_away_meanwhile_is_passed_over(drop):
    mails = mails_from_folder(drop)
    next(mails)
    (drop / "1.eml").unlink()
    assert [m.raw for m in mails] == [MAILS[2]]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(MailboxError, match="non è leggibile"):
        next(mails_from_folder(tmp_path / "assente"))
