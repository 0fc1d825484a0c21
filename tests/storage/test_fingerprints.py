"""Fingerprints of files, made while the files are read."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from kaa_desktop.storage.imports import Fingerprint


def test_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"Personnummer\n")
    assert Fingerprint(path).text == hashlib.sha256(b"Personnummer\n").hexdigest()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_nobody_waits_for_what_never_ends(tmp_path: Path) -> None:
    pipe, endless = tmp_path / "pipe.csv", tmp_path / "endless.csv"
    os.mkfifo(pipe)
    endless.symlink_to("/dev/zero")
    assert [Fingerprint(path).text for path in (pipe, endless)] == ["", ""]
