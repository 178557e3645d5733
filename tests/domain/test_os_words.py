"""Errors of the system reach people in Italian."""

import errno
import os
from pathlib import Path

import pytest

from domain.os_words import in_words


def test_real_errors_have_italian_words(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as missing:
        (tmp_path / "manca").read_bytes()
    with pytest.raises(IsADirectoryError) as folder:
        tmp_path.read_bytes()
    with pytest.raises(OSError, match="too long") as long:
        (tmp_path / ("n" * 300)).write_bytes(b"")
    said = [in_words(each.value) for each in (missing, folder, long)]
    assert said == ["il file non esiste", "è una cartella", "il nome del file è troppo lungo"]


def test_what_has_no_words_keeps_the_systems() -> None:
    assert in_words(OSError(errno.EXDEV, os.strerror(errno.EXDEV))) == os.strerror(errno.EXDEV)
    assert in_words(OSError("detto a voce")) == "detto a voce"
