"""A real IMAP server (Debian's dovecot) on loopback, and accounts on it, each with some mails."""

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


DOVECOT = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
needs_dovecot = pytest.mark.skipif(DOVECOT is None, reason="Debian package dovecot-imapd is not installed")

MAILS = [receipt("accettazione"), receipt("avvenuta-consegna"), b"Subject: altro\r\n\r\nciao\r\n"]


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


def filled_mailbox(server, mails=MAILS):
    made = Mailbox(f"desk{next(ACCOUNTS)}", *server)
    with made.opened() as box:
        for raw in mails:
            assert box.append("INBOX", "", None, raw)[0] == "OK"
    return made
