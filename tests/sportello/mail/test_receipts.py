"""Receipts through the night, from a real mailbox: let go once kept, never an obstacle to sending, proof of a sending."""

import pytest
from dovecot import dovecot_running, filled_mailbox, free_ports, needs_dovecot
from pec_kit import Authority, daticert, receipt

from storage import outbox
from tests.builders import DAY

ACME = "acme@pec.acme.example"


@pytest.fixture(scope="module")
def imap():
    with dovecot_running(Authority.make()) as server:
        yield server


@pytest.fixture
def night(desk, mailbox):
    """A desk at night, with a mail server."""
    desk.open()
    desk.now = "2025-03-11T01:15:00+01:00"
    desk.env["SPORTELLO_SMTP_URL"] = mailbox.url
    return desk


def a_receipt(tipo, message_id, recipient=ACME):
    bare = message_id.strip("<>")
    return receipt(tipo, xml=daticert(tipo, reference=bare, recipient=recipient), header_reference=f"<{bare}>")


def drop(desk, raw, name="1.eml"):
    folder = desk.home / "ricevute"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(raw)


def message_of(desk, operator="acme"):
    with desk.app().database.read() as connection:
        return next(row for row in outbox.every(connection) if row.operator == operator)


@needs_dovecot
@pytest.mark.parametrize("done", ["", "&done=Fatte"])
def test_mails_of_the_server_are_taken_once_and_let_go(night, imap, done):
    night("nightly")
    account = filled_mailbox(imap, [a_receipt("accettazione", message_of(night).message_id), b"Subject: x\r\n\r\nciao"])
    night.env["SPORTELLO_IMAP_URL"] = account.url(f"?starttls=0{done}")
    said = night("nightly", "--json")
    assert (said.code, said.json["ricevute"]) == (0, {"accettazione": 1, "altro: messaggio": 1})
    assert said.json["casella"] is None
    assert night("nightly", "--json").json["ricevute"] == {}
    if done:
        assert account.flags_and_count()[1] == 0
    else:
        assert all(b"$SportelloPreso" in line for line in account.flags_and_count()[0])


def test_a_mailbox_that_is_away_is_told_and_stops_nothing(night, mailbox):
    night.env["SPORTELLO_IMAP_URL"] = f"imap://u:segreta@127.0.0.1:{free_ports(1)[0]}"
    said = night("nightly", "--json")
    assert said.code == 0
    assert "non è raggiungibile" in said.json["casella"]
    assert "segreta" not in said.json["casella"]
    assert sum(mailbox.ids.values()) == 2
    shown = night("nightly")
    assert "non è raggiungibile" in shown.out + shown.err


def test_a_receipt_proves_a_sending_whose_note_was_lost(night, mailbox):
    """The line dropped after the last byte, or the run was killed: the provider has the message all the same."""
    mailbox.answers = ["451 risposta perduta", "451 risposta perduta"]
    night("nightly")
    acme = message_of(night)
    assert acme.state == outbox.QUEUED
    drop(night, a_receipt("accettazione", acme.message_id))
    night.now = "2025-03-11T02:00:00+01:00"
    night("nightly")
    assert set(mailbox.ids) == {message_of(night, "rivo").message_id}
    sent = message_of(night)
    assert (sent.state, sent.sent_at is not None) == (outbox.SENT, True)
    assert night.status()["outbox"] == {"accettato": 1, "inviato": 1}


def test_whoever_died_while_sending_sends_nothing_that_has_a_receipt(night, mailbox):
    night.env.pop("SPORTELLO_SMTP_URL")
    night("nightly")
    dead = night.app().owner.rsplit(":", 2)[0] + ":999999:1"
    with night.app().database.write() as connection:
        for row in outbox.every(connection):
            outbox.mark(connection, row.message_id, state=outbox.SENDING, owner=dead)
    drop(night, a_receipt("accettazione", message_of(night).message_id))
    night.env["SPORTELLO_SMTP_URL"] = mailbox.url
    night("nightly")
    assert set(mailbox.ids) == {message_of(night, "rivo").message_id}


def test_a_receipt_of_what_was_never_handed_over_proves_nothing(night, mailbox):
    night.env.pop("SPORTELLO_SMTP_URL")
    night("nightly")
    drop(night, a_receipt("avvenuta-consegna", message_of(night).message_id))
    night("nightly")
    assert night.status()["outbox"] == {"in coda": 2}
    night.env["SPORTELLO_SMTP_URL"] = mailbox.url
    night("nightly")
    assert sum(mailbox.ids.values()) == 2


def test_delivered_is_delivered_whatever_our_own_note_says(night, mailbox):
    """After the last attempt without an answer the message is raised as failed; its delivery receipt knows better."""
    mailbox.answers = ["554 rifiutato"]
    night("nightly")
    acme = message_of(night)
    assert acme.state == outbox.FAILED
    drop(night, a_receipt("avvenuta-consegna", acme.message_id))
    night("nightly")
    assert night.status()["outbox"] == {"consegnato": 1, "inviato": 1}


def test_receipts_of_strangers_are_kept_and_move_nothing(night):
    night("nightly")
    drop(night, a_receipt("avvenuta-consegna", f"report.{DAY}@altrove.example"))
    drop(night, a_receipt("avvenuta-consegna", message_of(night).message_id, "altri@pec.example"), "2.eml")
    assert night("nightly", "--json").json["ricevute"] == {"avvenuta-consegna": 2}
    assert night.status()["outbox"] == {"inviato": 2}
    with night.app().database.read() as connection:
        assert sorted(row.message_id is None for row in outbox.all_receipts(connection)) == [False, True]


def test_between_two_nights_receipts_are_taken_and_what_waits_is_tried_again(night, mailbox):
    mailbox.answers = ["451 occupato"]
    night("nightly")
    (taken,) = mailbox.ids
    drop(night, a_receipt("accettazione", taken, "rivo@pec.rivo.example"))
    night.now = "2025-03-11T01:20:00+01:00"
    said = night("mail", "--json")
    assert said.code == 0
    assert (said.json["ricevute"], said.json["casella"]) == ({"accettazione": 1}, None)
    assert said.json["posta"]["inviati"] == 1
    assert night.status()["outbox"] == {"accettato": 1, "inviato": 1}
    again = night("mail")
    assert "Messaggi inviati: 0; in attesa: 0." in again.out + again.err
    assert sorted(mailbox.ids.values()) == [1, 1]


def test_the_desk_chooses_when_a_receipt_is_late(night):
    night("nightly")
    night.now = "2025-03-11T05:00:00+01:00"
    assert night.status()["outbox"] == {"in ritardo": 2}
    night.env["SPORTELLO_PEC_ACCEPT_HOURS"] = "4"
    assert night.status()["outbox"] == {"inviato": 2}
