"""Mails taken from a real IMAP server (dovecot on loopback) and from a drop folder; none is lost before it is kept."""

import getpass
import imaplib
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pec_kit import key_pem, pem, receipt, server_names

from domain.pec import Ricevuta, Tipo
from extractors.pec import read_receipt
from storage.mail_in import MailboxError, mails_from_folder, mails_from_imap
from storage.mail_server import parse_server

DOVECOT = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
needs_dovecot = pytest.mark.skipif(DOVECOT is None, reason="Debian package dovecot-imapd is not installed")

MAILS = [receipt("accettazione"), receipt("avvenuta-consegna"), b"Subject: altro\r\n\r\nciao\r\n"]

CONF = """
protocols = imap
{extra}
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
{owner}
first_valid_uid = 0
last_valid_uid = 0
first_valid_gid = 0
last_valid_gid = 0
mail_location = maildir:{home}/mail/%u
ssl = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
disable_plaintext_auth = no
passdb {{
  driver = static
  args = password=segreta
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {imap}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {imaps}
    ssl = yes
  }}
}}
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""


def free_ports(n):
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(n)]
    ports = [s.getsockname()[1] for s in held]
    for s in held:
        s.close()
    return ports


def owner():
    """Root leaves Debian's own users for the parts that must not be root; anybody else does it all alone."""
    if os.getuid() == 0:
        return ""
    user = getpass.getuser()
    group = subprocess.run(["id", "-gn"], capture_output=True, text=True, check=True).stdout.strip()
    return f"default_internal_user = {user}\ndefault_internal_group = {group}\ndefault_login_user = {user}"


@pytest.fixture(scope="module")
def dovecot(authority):
    with dovecot_running(authority) as server:
        yield server


@contextmanager
def dovecot_running(authority, extra=""):
    """Start dovecot on free ports; give (imap port, imaps port, path of the authority)."""
    # Not under pytest's own folder: that is closed to Debian's dovecot user, and its paths are long for a socket.
    home = Path(tempfile.mkdtemp(prefix="dovecot-"))
    home.chmod(0o755)
    certificate, key = authority.issue(*server_names())
    (home / "cert.pem").write_bytes(pem(certificate))
    (home / "key.pem").write_bytes(key_pem(key))
    (home / "ca.pem").write_bytes(pem(authority.certificate))
    imap, imaps = free_ports(2)
    reader = pwd.getpwnam("nobody" if os.getuid() == 0 else getpass.getuser())  # dovecot opens no mail as root
    (home / "mail").mkdir()
    os.chown(home / "mail", reader.pw_uid, reader.pw_gid)
    filled = CONF.format(
        home=home, extra=extra, owner=owner(), uid=reader.pw_uid, gid=reader.pw_gid, imap=imap, imaps=imaps
    )
    (home / "conf").write_text(filled)
    server = subprocess.Popen([DOVECOT, "-F", "-c", home / "conf"])
    try:
        _wait(imap, home / "log")
        yield imap, imaps, home / "ca.pem"
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(home, ignore_errors=True)


def _wait(port, log):
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            with imaplib.IMAP4("127.0.0.1", port, timeout=2) as box:
                box.login("prova", "segreta")
                box.select()
        except (OSError, imaplib.IMAP4.error):
            time.sleep(0.05)
        else:
            return
    pytest.fail(log.read_text() if log.exists() else "dovecot did not start")


@dataclass
class Mailbox:
    """An account of its own on the server."""

    user: str
    imap: int
    imaps: int
    ca: Path

    def url(self, rest="", password="segreta"):
        return f"imap://{self.user}:{password}@127.0.0.1:{self.imap}{rest}"

    def opened(self):
        box = imaplib.IMAP4("127.0.0.1", self.imap, timeout=10)
        box.login(self.user, "segreta")
        return box

    def flags_and_count(self, folder="INBOX"):
        with self.opened() as box:
            (count,) = box.select(folder, readonly=True)[1]
            return (box.fetch("1:*", "(FLAGS)")[1] if int(count) else []), int(count)


ACCOUNTS = itertools.count()


@pytest.fixture
def mailbox(dovecot):
    return filled_mailbox(dovecot)


def filled_mailbox(server):
    made = Mailbox(f"desk{next(ACCOUNTS)}", *server)
    with made.opened() as box:
        for raw in MAILS:
            assert box.append("INBOX", "", None, raw)[0] == "OK"
    return made


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
