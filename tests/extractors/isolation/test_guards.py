"""The walls stand for root and for ordinary users alike."""

from __future__ import annotations

import encodings.idna  # noqa: F401 - a lookup of ours after becoming nobody could not import it
import os
import socket
from pathlib import Path

import pytest

from extractors.isolation import guards

NOBODY = 65534


def in_child(work, user: int | None = None) -> int:
    """Run ``work`` in a forked child (as ``user``) and return its exit code: what it returned, 99 for an error."""
    pid = os.fork()
    if pid == 0:
        code = 99
        try:
            if user is not None:
                os.setgroups([])
                os.setresgid(user, user, user)
                os.setresuid(user, user, user)
            code = int(work())
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


USERS = [None, pytest.param(NOBODY, marks=pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes another"))]


@pytest.mark.parametrize("user", USERS)
def test_the_network_is_cut_one_way_or_the_other(user):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def attempt():
            cut = guards.cut_network()
            guards.forbid_privileges()
            filtered = guards.forbid_syscalls(programs=True)
            assert cut or filtered
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1)
            except OSError:
                return 0
            return 1

        assert in_child(attempt, user) == 0


@pytest.mark.parametrize("user", USERS)
def test_the_namespace_alone_cuts_it_too(user):
    def attempt():
        if not guards.cut_network():
            return 77
        with socket.create_server(("127.0.0.1", 0)) as server:
            try:
                # Even our own loopback is down in there.
                socket.create_connection(server.getsockname(), timeout=1)
            except OSError:
                return 0
        return 1

    code = in_child(attempt, user)
    if code == 77:
        pytest.skip("no network namespaces here")
    assert code == 0


@pytest.mark.parametrize("user", USERS)
def test_writes_are_confined(user, tmp_path):
    if not guards.landlock_version():
        pytest.skip("this kernel has no Landlock")
    mine, other = tmp_path / "mine", tmp_path / "other"
    for folder in (tmp_path, mine, other):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o777)
    # pytest's own base folders are private to their owner.
    for parent in tmp_path.parents:
        if user is not None and parent.owner() == "root" and parent.name.startswith(("pytest", "popen")):
            parent.chmod(0o755)

    def attempt():
        guards.forbid_privileges()
        if not guards.confine_writes([mine]):
            return 1
        (mine / "a").write_text("fine")
        Path(os.devnull).write_text("fine")
        for path in (other / "a", mine / "../other/b"):
            try:
                path.write_text("no")
            except PermissionError:
                continue
            return 2
        try:
            (mine / "link").symlink_to("/")
        except PermissionError:
            return 0
        return 3

    assert in_child(attempt, user) == 0
    assert not list(other.iterdir())


def test_rights_of_files_and_other_processes_are_out_of_reach(tmp_path):
    path = tmp_path / "a"
    path.write_text("x")
    path.chmod(0o644)
    parent = os.getpid()

    def attempt():
        guards.forbid_privileges()
        if not guards.forbid_syscalls(programs=False):
            return 77
        attempts = (
            lambda: path.chmod(0o777),
            lambda: os.chown(path, 1, 1),
            lambda: os.kill(parent, 0),
            lambda: os.chroot("/"),
            lambda: socket.socket(socket.AF_UNIX),
        )
        for number, forbidden in enumerate(attempts, start=1):
            try:
                forbidden()
            except PermissionError:
                continue
            return number
        return 0

    code = in_child(attempt)
    if code == 77:
        pytest.skip("no seccomp here")
    assert code == 0
    assert path.stat().st_mode & 0o777 == 0o644


def test_programs_are_refused_but_threads_are_not():
    import subprocess
    import threading

    def attempt():
        guards.forbid_privileges()
        if not guards.forbid_syscalls(programs=False):
            return 77
        thread = threading.Thread(target=lambda: None)
        thread.start()
        thread.join()
        for forbidden in (os.fork, lambda: subprocess.Popen(["/bin/true"]), lambda: os.execv("/bin/true", ["true"])):
            try:
                forbidden()
            except PermissionError:
                continue
            return 1
        return 0

    code = in_child(attempt)
    if code == 77:
        pytest.skip("no seccomp here")
    assert code == 0
