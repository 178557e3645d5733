"""The outbox against a real SMTP server: once, in spite of trouble and kills; delivered only with its receipt."""

import pytest
from pec_kit import daticert, receipt

from storage import outbox
from tests.builders import DAY, pdf

NIGHT = "2025-03-11T01:15:00+01:00"
STEM = "L-P-25-0000001"


@pytest.fixture
def night(desk, mailbox):
    """A desk with one upload of the day, at night, with a mail server."""
    desk.open(STEM)
    desk.drop(f"acme/risposte/{STEM}/risposta.pdf", pdf("si risponde"))
    assert desk("ingest").code == 0
    desk.now = NIGHT
    desk.env["SPORTELLO_SMTP_URL"] = mailbox.url
    return desk


def states(desk):
    with desk.app().database.read() as connection:
        return [row.state for row in outbox.every(connection)]


def waiting(desk):
    return sorted(path.name for path in (desk.home / "outbox").glob("*.eml"))


def test_the_night_sends_each_report_once(night, mailbox):
    assert night("nightly").code == 0
    assert night("nightly").code == 0
    assert sorted(mailbox.ids.values()) == [1, 1]
    assert states(night) == [outbox.SENT, outbox.SENT]
    assert waiting(night) == []


def test_without_a_server_messages_wait_as_files(night, mailbox):
    night.env.pop("SPORTELLO_SMTP_URL")
    assert night("nightly").code == 0
    assert waiting(night) == [f"report-giornaliero_{code}_{DAY}.eml" for code in ("acme", "rivo")]
    night.env["SPORTELLO_SMTP_URL"] = mailbox.url
    assert night("nightly").code == 0
    assert sum(mailbox.ids.values()) == 2


def test_a_file_that_a_kill_left_of_a_message_sent_is_taken_away(night, mailbox):
    assert night("nightly").code == 0
    left = night.home / "outbox" / f"report-giornaliero_acme_{DAY}.eml"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"inviato")
    night("report", "daily", "--day", DAY, "--send")
    assert not left.exists()
    assert sum(mailbox.ids.values()) == 2


def test_a_temporary_refusal_is_tried_again_after_a_pause(night, mailbox):
    mailbox.answers = ["451 occupato"]
    night("nightly")
    assert sorted(states(night)) == [outbox.QUEUED, outbox.SENT]
    night("nightly")
    assert sum(mailbox.ids.values()) == 1, "not before its time"
    night.now = "2025-03-11T01:45:00+01:00"
    night("nightly")
    assert sorted(mailbox.ids.values()) == [1, 1]


def test_a_permanent_refusal_is_raised_not_repeated(night, mailbox):
    mailbox.answers = ["554 rifiutato"]
    said = night("nightly", "--json").json
    assert len(said["posta"]["falliti"]) == 1
    assert "554" in said["posta"]["falliti"][0]["motivo"]
    night.now = "2025-03-12T01:15:00+01:00"
    night("report", "daily", "--day", DAY, "--send")
    assert sum(mailbox.ids.values()) == 1
    assert night.status()["outbox"] == {"non consegnato": 1, "in ritardo": 1}


def test_a_server_that_is_away_costs_nobody_a_message(night, mailbox):
    night.env["SPORTELLO_SMTP_URL"] = "smtp://127.0.0.1:9"
    assert night("nightly").code == 0
    assert states(night) == [outbox.QUEUED, outbox.QUEUED]
    assert len(waiting(night)) == 2


@pytest.mark.parametrize("count", [2, 9, 16])
def test_a_killed_night_sends_nothing_twice(night, mailbox, count):
    night.run("nightly", SPORTELLO_FAILPOINT=f"*:{count}")
    assert night.run("nightly").code == 0
    assert set(mailbox.ids.values()) == {1}
    assert len(mailbox.ids) == 2


def test_whoever_died_while_sending_sends_the_same_bytes_again(night, mailbox):
    night.env.pop("SPORTELLO_SMTP_URL")
    night("nightly")
    with night.app().database.write() as connection:
        for row in outbox.every(connection):
            outbox.mark(connection, row.message_id, state=outbox.SENDING, owner="altrove-mai-esistito:1:1")
    night.env["SPORTELLO_SMTP_URL"] = mailbox.url
    night("nightly")
    assert sum(mailbox.ids.values()) == 0, "an owner on another machine may be alive"
    with night.app().database.write() as connection:
        for row in outbox.every(connection):
            dead = night.app().owner.rsplit(":", 2)[0] + ":999999:1"
            outbox.mark(connection, row.message_id, state=outbox.SENDING, owner=dead)
    night("nightly")
    assert sorted(mailbox.ids.values()) == [1, 1]


def drop_receipt(desk, tipo, message_id, name, recipient="acme@pec.acme.example"):
    folder = desk.home / "ricevute"
    folder.mkdir(exist_ok=True)
    raw = receipt(
        tipo, xml=daticert(tipo, reference=message_id, recipient=recipient), header_reference=f"<{message_id}>"
    )
    (folder / name).write_bytes(raw)


def test_delivered_only_with_its_receipt(night):
    night("nightly")
    with night.app().database.read() as connection:
        sent = next(row.message_id for row in outbox.every(connection) if row.operator == "acme").strip("<>")
    assert night.status()["outbox"] == {"inviato": 2}
    drop_receipt(night, "accettazione", sent, "1.eml")
    night("nightly")
    assert night.status()["outbox"] == {"accettato": 1, "inviato": 1}
    drop_receipt(night, "avvenuta-consegna", sent, "2.eml")
    (night.home / "ricevute" / "altro.eml").write_bytes(b"From: a@b.it\r\n\r\nciao")
    said = night("nightly", "--json").json
    assert said["ricevute"] == {"avvenuta-consegna": 1, "altro: messaggio": 1}
    assert night.status()["outbox"] == {"consegnato": 1, "inviato": 1}
    assert list((night.home / "ricevute").iterdir()) == []


def test_a_missing_receipt_is_overdue_and_shown(night):
    night("nightly")
    night.now = "2025-03-13T08:00:00+01:00"
    found = night.status()
    assert found["outbox"] == {"in ritardo": 2}
    assert {m["operator"] for m in found["undelivered"]} == {"acme", "rivo"}


def test_a_server_that_is_away_is_told_while_messages_wait_and_forgotten_once_they_went(night, mailbox):
    night.env["SPORTELLO_SMTP_URL"] = "smtp://127.0.0.1:1"
    said = night("report", "daily", "--day", DAY, "--send")
    assert "Il server smtp://127.0.0.1:1 non è raggiungibile: connessione rifiutata" in said.out
    assert "in coda (Il server smtp://127.0.0.1:1 non è raggiungibile" in night("status").out
    night.env["SPORTELLO_SMTP_URL"] = mailbox.url
    night.now = "2025-03-11T01:45:00+01:00"
    assert night("mail", "--json").json["posta"]["in_attesa"] == 0
    night.now = "2025-03-11T06:00:00+01:00"
    told = night("status").out
    assert "in ritardo (la ricevuta di accettazione non è arrivata entro 2 ore dall'invio)." in told
    assert "raggiungibile" not in told


def test_a_day_that_has_not_come_is_not_issued(night):
    for command in (("report", "daily", "--day", "2026-01-01"), ("nightly", "--day", "01/01/2026")):
        said = night(*command)
        assert said.code == 2
        assert said.err == "sportello: Il giorno 01/01/2026 non è ancora venuto: indicare un giorno fino a oggi.\n"
    assert night.status()["outbox"] == {}
