"""Files are written whole; what killed writers left goes with the next process that writes there."""

import subprocess
import sys

from storage.durable import write_file
from storage.owners import this_owner


def owner_of_the_dead() -> str:
    code = "from storage.owners import this_owner; print(this_owner())"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_a_file_replaces_an_older_one_whole(tmp_path):
    place = tmp_path / "giorno" / "a,b.pdf"
    write_file(place, [b"1"])
    write_file(place, [b"2", b"3"])
    assert place.read_bytes() == b"23"
    assert [p.name for p in place.parent.iterdir()] == ["a,b.pdf"]


def test_leavings_of_the_dead_go_and_those_of_the_living_stay(tmp_path):
    dead, alive = tmp_path / f".x.eml,{owner_of_the_dead()}.part", tmp_path / f".y.eml,{this_owner()}.part"
    other = tmp_path / "mio,file.part"
    for place in (dead, alive, other):
        place.write_bytes(b"half")
    write_file(tmp_path / "z.eml", [b"whole"])
    assert {p.name for p in tmp_path.iterdir()} == {alive.name, other.name, "z.eml"}


def test_a_folder_is_searched_once_a_process(tmp_path):
    """A year's outbox holds thousands of messages: each new one must not list them all."""
    write_file(tmp_path / "1", [b""])
    late = tmp_path / f".x,{owner_of_the_dead()}.part"
    late.write_bytes(b"half")
    write_file(tmp_path / "2", [b""])
    assert late.exists()
