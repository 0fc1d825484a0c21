"""Every way in which a register cannot be opened says which it is, and changes nothing."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kaa_desktop.domain.errors import InvalidInputError, RegisterError
from kaa_desktop.i18n import load_translator
from kaa_desktop.i18n.errors import error_sentence
from kaa_desktop.services.backups import verify
from kaa_desktop.storage.engine import connect
from kaa_desktop.storage.keys import key_file_path
from kaa_desktop.storage.registers import create_register
from kaa_desktop.system.assets import translations_folder
from tests.registers import (
    CHEAP,
    PASSPHRASE,
    USER,
    SetClock,
    new_workspace,
    opener,
    person,
    registered,
    unlocked,
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed register with some people."""
    workspace = new_workspace(tmp_path_factory.mktemp("original"))
    for serial in range(100, 140):
        registered(workspace, person(serial))
    workspace.register.close()
    return workspace.register.path


@pytest.fixture
def path(original: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    copy = tmp_path / "copy" / original.name
    shutil.copytree(original.parent, copy.parent)
    return copy


def refused(path: Path, *, user: str | None = None, passphrase: str = PASSPHRASE) -> RegisterError:
    with pytest.raises(RegisterError) as caught:
        opener(SetClock()).unlock(path, user=user, passphrase=passphrase)
    for language in ("sv", "en"):
        sentence = error_sentence(caught.value, load_translator(language, translations_folder()))
        assert caught.value.code not in sentence
        assert PASSPHRASE not in sentence
    return caught.value


def test_it_opens_again_with_what_was_written(path: Path) -> None:
    with unlocked(path) as workspace:
        result = verify(workspace)
    assert (result.findings, result.rows > 80) == ((), True)


def test_a_wrong_passphrase(path: Path) -> None:
    assert refused(path, passphrase=PASSPHRASE + " ").code == "register.wrong_passphrase"
    assert refused(path, passphrase="").code == "register.wrong_passphrase"


def test_an_unknown_user(path: Path) -> None:
    assert refused(path, user="Mallory").code == "register.unknown_user"


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere.kaa").code == "register.missing"
    assert refused(tmp_path).code == "register.missing"
    assert list(tmp_path.iterdir()) == []


def test_a_missing_key_file(path: Path) -> None:
    key_file_path(path).unlink()
    assert refused(path).code == "register.keys_missing"


def _no_json(keys: Path) -> None:
    keys.write_text("{", "utf-8")


def _no_utf8(keys: Path) -> None:
    keys.write_bytes(b"\xff\xfe\x00")


def _empty(keys: Path) -> None:
    keys.write_bytes(b"")


def _another_shape(keys: Path) -> None:
    keys.write_text("[1, 2]", "utf-8")


def _changed(keys: Path, **values: object) -> None:
    data = json.loads(keys.read_text("utf-8"))
    data["users"][0] |= values
    keys.write_text(json.dumps(data), "utf-8")


@pytest.mark.parametrize(
    "damage",
    [
        _no_json,
        _no_utf8,
        _empty,
        _another_shape,
        lambda keys: _changed(keys, box="!"),
        lambda keys: _changed(keys, box=""),
        lambda keys: _changed(keys, box=7),
        lambda keys: _changed(keys, salt="AAAA"),
        lambda keys: _changed(keys, salt="é"),
        lambda keys: _changed(keys, operations=0),
        lambda keys: _changed(keys, operations="3"),
        lambda keys: _changed(keys, memory=1),
        lambda keys: _changed(keys, memory=2**63),
        lambda keys: _changed(keys, role="emperor"),
        lambda keys: _changed(keys, extra=1),
    ],
)
def test_a_damaged_key_file(path: Path, damage: Callable[[Path], None]) -> None:
    damage(key_file_path(path))
    assert refused(path).code in {"register.keys_damaged", "register.wrong_passphrase"}


def test_a_key_file_without_users(path: Path) -> None:
    keys = key_file_path(path)
    data = json.loads(keys.read_text("utf-8")) | {"users": []}
    keys.write_text(json.dumps(data), "utf-8")
    assert refused(path).code == "register.keys_damaged"


def test_a_key_file_of_another_register(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.kaa"
    create_register(other, user=USER, passphrase=PASSPHRASE, clock=SetClock(), cost=CHEAP)[0].close()
    shutil.copy(key_file_path(other), key_file_path(path))
    assert refused(path).code == "register.damaged"


def test_a_key_file_of_a_newer_product(path: Path) -> None:
    keys = key_file_path(path)
    data = json.loads(keys.read_text("utf-8")) | {"format": 2}
    keys.write_text(json.dumps(data), "utf-8")
    assert refused(path).code == "register.newer"


def test_nobody_gets_another_role_by_writing_it_into_the_key_file(path: Path) -> None:
    _changed(key_file_path(path), role="worker")
    assert refused(path).code == "register.wrong_passphrase"


def test_a_newer_schema_is_refused_and_left_alone(path: Path) -> None:
    with unlocked(path) as workspace, workspace.register.maintenance() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    before = path.read_bytes()
    error = refused(path)
    assert (error.code, error.data["version"]) == ("register.newer", 99)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"x", b"SQLite format 3\x00" * 400, os.urandom(8192)])
def test_a_file_that_is_no_register(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert refused(path).code == "register.damaged"


def test_an_unencrypted_database_is_no_register(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE meta(key, value)")
    connection.close()
    assert refused(path).code == "register.damaged"


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.5, 0.7, 0.98])
def test_flipped_bytes_are_found_at_opening_or_by_verify(path: Path, share: float) -> None:
    data = bytearray(path.read_bytes())
    data[int(len(data) * share) + 40] ^= 0x55
    path.write_bytes(data)
    assert found_damage(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_found_at_opening_or_by_verify(path: Path, share: float) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert found_damage(path)


def found_damage(path: Path) -> bool:
    """Damage is told as such, by an error or a finding, never by a crash."""
    try:
        with unlocked(path) as workspace:
            return any(finding.code == "verify.file" for finding in verify(workspace).findings)
    except RegisterError as error:
        return error.code == "register.damaged"


def test_locked_by_another_in_the_middle_of_writing(path: Path) -> None:
    with unlocked(path) as workspace:
        other = connect(path, workspace.register.keys.file_key)
        other.execute("BEGIN IMMEDIATE")
        try:
            with pytest.raises(RegisterError) as caught:
                registered(workspace, person(300))
            assert caught.value.code == "register.locked"
            with workspace.register.read() as connection:
                count = connection.exec_driver_sql("SELECT count(*) FROM young_person").scalar_one()
            assert count == 40
        finally:
            other.rollback()
            other.close()
        registered(workspace, person(300))


def test_locked_exclusively_at_opening(path: Path) -> None:
    with unlocked(path) as workspace:
        key = workspace.register.keys.file_key
    other = connect(path, key)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("UPDATE meta SET value = value")
    try:
        assert refused(path).code == "register.locked"
    finally:
        other.rollback()
        other.close()


def test_who_comes_after_the_closing_opens_nothing_again(path: Path) -> None:
    with unlocked(path) as workspace:
        register = workspace.register
    for late in (register.read, register.maintenance, lambda: register.operation("person.register")):
        with pytest.raises(RegisterError) as caught, late():
            pass
        assert caught.value.code == "register.closed"


AS_NOBODY = """
import os, sys
sys.path.insert(0, {root!r})
from pathlib import Path
from kaa_desktop.domain.errors import RegisterError
from tests.registers import PASSPHRASE, SetClock, new_workspace, opener, unlocked
new_workspace, unlocked
path = Path({path!r})
opener = opener(SetClock())
os.setgid(65534)
os.setuid(65534)
try:
    {call}
except RegisterError as error:
    print(error.code)
else:
    print("opened")
"""


def as_nobody(path: Path, call: str) -> str:
    """What a user without rights is told; another process, since rights are lost for good."""
    root = str(Path(__file__).parent.parent.parent)
    script = AS_NOBODY.format(root=root, path=str(path), call=call)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


UNLOCK = "opener.unlock(path, user=None, passphrase=PASSPHRASE).register.close()"
CREATE = "new_workspace(path.parent, name='other.kaa').register.close()"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become nobody")
def test_without_the_right_to_write(path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = path.parent
    for part in (folder, *folder.parents, *tmp_path_factory.getbasetemp().parents):
        if "pytest" in str(part):  # pytest keeps its folders to itself
            part.chmod(0o755)
    path.chmod(0o644)
    key_file_path(path).chmod(0o644)
    before = path.read_bytes()
    assert as_nobody(path, UNLOCK) == "register.read_only"
    assert as_nobody(path, CREATE) == "register.read_only"
    folder.chmod(0o777)
    assert as_nobody(path, UNLOCK) == "register.read_only"
    path.chmod(0o666)
    key_file_path(path).chmod(0o600)
    assert as_nobody(path, UNLOCK) == "register.unreadable"
    key_file_path(path).chmod(0o644)
    assert path.read_bytes() == before
    assert as_nobody(path, UNLOCK) == "opened"
    folder.chmod(0o700)
    assert as_nobody(path, UNLOCK) == "register.unreadable"


def test_a_register_that_is_there_is_never_made_anew(path: Path, tmp_path: Path) -> None:
    def create(where: Path, passphrase: str = PASSPHRASE) -> str:
        with pytest.raises((RegisterError, InvalidInputError)) as caught:
            create_register(where, user=USER, passphrase=passphrase, clock=SetClock(), cost=CHEAP)
        return str(caught.value.code)

    before = path.read_bytes()
    assert create(path) == "register.exists"
    assert path.read_bytes() == before
    path.unlink()
    assert create(path) == "register.exists"
    assert create(tmp_path / "no" / "where.kaa") == "register.folder_missing"
    assert create(tmp_path / "short.kaa", "1234567") == "passphrase.too_short"
    assert not (tmp_path / "short.kaa").exists()


def test_the_recovery_key_gives_a_new_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "r.kaa"
    register, recovery_key = create_register(
        path, user=USER, passphrase=PASSPHRASE, clock=SetClock(), cost=CHEAP
    )
    register.close()
    with pytest.raises(RegisterError) as caught:
        opener(SetClock()).recover(path, recovery_key="AAAA-BBBB", new_passphrase="ny lösenfras")
    assert caught.value.code == "register.wrong_recovery_key"
    typed = recovery_key.lower().replace("-", " ")
    opener(SetClock()).recover(path, recovery_key=typed, new_passphrase="ny lösenfras").register.close()
    assert refused(path).code == "register.wrong_passphrase"
    opener(SetClock()).unlock(path, user=USER, passphrase="ny lösenfras").register.close()


def test_a_passphrase_typed_on_another_keyboard_is_the_same(tmp_path: Path) -> None:
    """Å as one character or as A and a ring: systems differ in what they send."""
    path = tmp_path / "r.kaa"
    create_register(path, user=USER, passphrase="H\u00e5lldammen", clock=SetClock(), cost=CHEAP)[0].close()
    opener(SetClock()).unlock(path, user=USER, passphrase="Ha\u030alldammen").register.close()


def test_errors_of_the_driver_come_from_the_driver(path: Path) -> None:
    """What `explained` relies on."""
    connection = dbapi2.connect(str(path))
    with pytest.raises(dbapi2.DatabaseError) as caught:
        connection.execute("SELECT count(*) FROM sqlite_master")
    connection.close()
    assert type(caught.value).__module__.startswith("sqlcipher3")
