"""A real server of buckets (SeaweedFS, S3 protocol) for the tests, on free ports of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from storage.buckets import BucketUnreachableError, connect, told

#: What the clients need to know; the server takes any key.
KEYS = {"AWS_ACCESS_KEY_ID": "prova", "AWS_SECRET_ACCESS_KEY": "segreta", "AWS_DEFAULT_REGION": "us-east-1"}
#: A bucket that is there.
BUCKET = "sportello"
#: Services of fixed ports that no test needs: two servers side by side would want the same.
_NOT_SERVED = ("-s3.port.iceberg=0", "-s3.port.lance=0")
_NAMES = ("s3", "filer", "master", "volume")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Run the server over ``folder``; gives its address."""
    ports = _free_ports(2 * len(_NAMES))
    told_ports = [
        word
        for name, port, grpc in zip(_NAMES, ports[::2], ports[1::2], strict=True)
        for word in (f"-{name}.port={port}", f"-{name}.port.grpc={grpc}")
    ]
    command = [
        Path(sys.executable).parent / "weed",
        "server",
        "-s3",
        f"-dir={folder}",
        "-ip=127.0.0.1",
        *told_ports,
        *_NOT_SERVED,
    ]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=os.environ | KEYS)
        try:
            address = f"http://127.0.0.1:{ports[0]}"
            _wait(address, server, folder / "server.log")
            yield address
        finally:
            server.kill()
            server.wait()


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]


def _wait(address: str, server: subprocess.Popen[Any], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            with told():
                connect(address).create_bucket(Bucket=BUCKET)
        except (BucketUnreachableError, OSError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the server of buckets does not start: {log.read_text(errors='replace')[-2000:]}")
