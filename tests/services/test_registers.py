"""Create, unlock, recover, back up, restore, settings."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError, RegisterError
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.services.backups import back_up, restore, verify
from kaa_desktop.services.registers import change_passphrase, close
from kaa_desktop.services.settings import change_settings
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from kaa_desktop.storage.keys import key_file_path, new_key_file, write_key_file
from kaa_desktop.storage.migrations import runner
from kaa_desktop.storage.register import Register
from tests.services.workspaces import (
    CHEAP,
    PASSPHRASE,
    SETTINGS,
    USER,
    MovableClock,
    counts,
    number,
    opener,
    operations,
    registered,
)


def test_settings_are_kept_and_only_differences_are_written(workspace: Workspace) -> None:
    assert workspace.settings() == SETTINGS
    assert change_settings(workspace, SETTINGS).operation_id is None
    changed = replace(SETTINGS, freshness_days=30, secrecy_line="Sekretess enligt 23 kap. OSL")
    assert change_settings(workspace, changed).kinds == {"setting"}
    assert workspace.settings() == changed
    undo(workspace)
    assert workspace.settings() == SETTINGS
    for code in ("", "18", "01800", "abcd", "٠١٨٠"):
        with pytest.raises(InvalidInputError, match=r"municipality\.code"):
            change_settings(workspace, replace(SETTINGS, municipality_code=code))


def test_a_register_that_cannot_be_made_leaves_nothing(tmp_path: Path, clock: MovableClock) -> None:
    path = tmp_path / "r.kaa"
    for passphrase, settings, code in (
        ("kort", SETTINGS, r"passphrase\.too_short"),
        (PASSPHRASE, RegisterSettings(municipality_code="xx"), r"municipality\.code"),
    ):
        with pytest.raises(InvalidInputError, match=code):
            opener(clock).create(path, user=USER, passphrase=passphrase, settings=settings)
        assert list(tmp_path.iterdir()) == []
    with pytest.raises(RegisterError, match=r"register\.folder_missing"):
        opener(clock).create(tmp_path / "no" / "r.kaa", user=USER, passphrase=PASSPHRASE, settings=SETTINGS)


def test_an_existing_register_is_never_overwritten(
    workspace: Workspace, register_path: Path, clock: MovableClock
) -> None:
    registered(workspace)
    with pytest.raises(RegisterError, match=r"register\.exists"):
        opener(clock).create(register_path, user=USER, passphrase=PASSPHRASE, settings=SETTINGS)
    assert counts(workspace)["young_person"] == 1


def test_unlocking(workspace: Workspace, register_path: Path, clock: MovableClock) -> None:
    person = registered(workspace)
    again = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    assert open_person(again, person).person.display_name == "Örjan Åkesson"
    close(again)
    assert opener(clock).users(register_path) == (USER,)


@pytest.mark.parametrize(
    ("user", "passphrase", "code"),
    [
        (USER, "fel lösenfras", "register.wrong_passphrase"),
        (None, PASSPHRASE.upper(), "register.wrong_passphrase"),
        (None, "", "register.wrong_passphrase"),
        ("Någon annan", PASSPHRASE, "register.unknown_user"),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_wrong_user_or_passphrase(
    register_path: Path, clock: MovableClock, user: str | None, passphrase: str, code: str
) -> None:
    with pytest.raises(RegisterError) as refused:
        opener(clock).unlock(register_path, user=user, passphrase=passphrase)
    assert refused.value.code == code


def spoil_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[200:4000] = bytes(3800)
    path.write_bytes(data)


def spoil_keys(path: Path) -> None:
    key_file_path(path).write_text("{}", "utf-8")


def newer_keys(path: Path) -> None:
    keys = key_file_path(path)
    keys.write_text(keys.read_text("utf-8").replace('"format": 1', '"format": 9'), "utf-8")


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda path: path.unlink(), "register.missing"),
        (lambda path: key_file_path(path).unlink(), "register.keys_missing"),
        (spoil_pages, "register.damaged"),
        (lambda path: path.write_bytes(b"no register" * 999), "register.damaged"),
        (lambda path: path.write_bytes(b""), "register.damaged"),
        (spoil_keys, "register.keys_damaged"),
        (newer_keys, "register.newer"),
    ],
)
def test_each_trouble_has_its_code(
    workspace: Workspace, register_path: Path, clock: MovableClock, harm: Callable[[Path], None], code: str
) -> None:
    close(workspace)
    harm(register_path)
    with pytest.raises(RegisterError) as refused:
        opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    assert refused.value.code == code


def test_a_register_of_a_newer_version_is_refused(
    workspace: Workspace, register_path: Path, clock: MovableClock
) -> None:
    with workspace.register.maintenance() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 999")
    close(workspace)
    with pytest.raises(RegisterError, match=r"register\.newer"):
        opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)


def test_an_older_register_is_backed_up_and_brought_up_to_date(
    register_path: Path, tmp_path: Path, clock: MovableClock
) -> None:
    key_file, _recovery_key = new_key_file("id", USER, PASSPHRASE, CHEAP)
    write_key_file(key_file_path(register_path), key_file)
    old = Register(register_path, key_file.unlock(USER, PASSPHRASE), clock=clock, create=True)
    with old.maintenance() as connection:
        runner.apply_step(connection, 1)
        connection.exec_driver_sql("INSERT INTO meta(key, value) VALUES ('device', 'a'), ('secret', 'ab')")
    old.close()
    workspace = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    with workspace.register.read() as connection:
        assert runner.schema_version(connection) == runner.NEWEST
    registered(workspace)
    close(workspace)
    (backup,) = tmp_path.glob("*.kaabackup")
    restore(opener(clock), backup, register_path, user=None, passphrase=PASSPHRASE)
    older = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    assert counts(older)["young_person"] == 0
    assert verify(older).findings == ()
    close(older)


def test_the_recovery_key_gives_a_new_passphrase(register_path: Path, clock: MovableClock) -> None:
    made, recovery_key = opener(clock).create(
        register_path, user=USER, passphrase=PASSPHRASE, settings=SETTINGS
    )
    person = registered(made)
    close(made)
    with pytest.raises(RegisterError, match=r"register\.wrong_recovery_key"):
        opener(clock).recover(register_path, recovery_key="ABCD-" * 8, new_passphrase="en annan fras")
    with pytest.raises(InvalidInputError, match=r"passphrase\.too_short"):
        opener(clock).recover(register_path, recovery_key=recovery_key, new_passphrase="kort")
    typed = recovery_key.lower().replace("-", " ")
    recovered = opener(clock).recover(register_path, recovery_key=typed, new_passphrase="en annan fras")
    assert open_person(recovered, person).person.display_name == "Örjan Åkesson"
    close(recovered)
    with pytest.raises(RegisterError, match=r"register\.wrong_passphrase"):
        opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    close(opener(clock).unlock(register_path, user=None, passphrase="en annan fras"))
    close(opener(clock).recover(register_path, recovery_key=recovery_key, new_passphrase=PASSPHRASE))


def test_a_changed_passphrase_replaces_the_former(
    workspace: Workspace, register_path: Path, clock: MovableClock
) -> None:
    with pytest.raises(InvalidInputError, match=r"passphrase\.too_short"):
        change_passphrase(workspace, new_passphrase="kort", cost=CHEAP)
    change_passphrase(workspace, new_passphrase="en helt ny fras", cost=CHEAP)
    with pytest.raises(RegisterError, match=r"register\.wrong_passphrase"):
        opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    close(opener(clock).unlock(register_path, user=None, passphrase="en helt ny fras"))


def test_a_backup_is_verified_and_restored(
    workspace: Workspace, register_path: Path, tmp_path: Path, clock: MovableClock
) -> None:
    person = registered(workspace)
    folder = tmp_path / "backups"
    folder.mkdir()
    backup = back_up(workspace, folder)
    assert backup.verification.findings == ()
    assert [path.name for path in folder.iterdir()] == [backup.path.name]
    assert "kesson" not in backup.path.read_bytes().decode("latin-1")
    later = registered(workspace, number("20080702"))
    close(workspace)
    verification = restore(opener(clock), backup.path, register_path, user=None, passphrase=PASSPHRASE)
    assert verification.findings == ()
    restored = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    assert open_person(restored, person).person.display_name == "Örjan Åkesson"
    with pytest.raises(InvalidInputError, match=r"person\.unknown"):
        open_person(restored, later)
    registered(restored, number("20080703"))
    assert verify(restored).findings == ()
    close(restored)
    (aside,) = tmp_path.glob("register-before-restore-*.kaa")
    former = opener(clock).unlock(aside, user=None, passphrase=PASSPHRASE)
    assert open_person(former, later).person.birth_date is not None
    close(former)


def test_a_restored_copy_cannot_undo_what_the_former_did(
    workspace: Workspace, register_path: Path, tmp_path: Path, clock: MovableClock
) -> None:
    registered(workspace)
    backup = back_up(workspace, tmp_path)
    close(workspace)
    restore(opener(clock), backup.path, register_path, user=None, passphrase=PASSPHRASE)
    restored = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    with pytest.raises(NotAllowedError, match=r"undo\.nothing"):
        undo(restored)
    close(restored)


@pytest.mark.parametrize(
    ("content", "passphrase", "code"),
    [
        (None, PASSPHRASE, "backup.missing"),
        (b"", PASSPHRASE, "backup.damaged"),
        (b"PK\x03\x04 nothing", PASSPHRASE, "backup.damaged"),
        (b"copy", "fel lösenfras", "register.wrong_passphrase"),
        (b"cut", PASSPHRASE, "backup.damaged"),
    ],
)
def test_a_backup_that_is_no_good_leaves_the_register_alone(
    workspace: Workspace,
    register_path: Path,
    tmp_path: Path,
    clock: MovableClock,
    content: bytes | None,
    passphrase: str,
    code: str,
) -> None:
    backup = back_up(workspace, tmp_path).path
    close(workspace)
    bad = tmp_path / "bad.kaabackup"
    if content == b"copy":
        shutil.copy(backup, bad)
    elif content == b"cut":
        bad.write_bytes(backup.read_bytes()[:-5000])
    elif content is not None:
        bad.write_bytes(content)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(RegisterError) as refused:
        restore(opener(clock), bad, register_path, user=None, passphrase=passphrase)
    assert refused.value.code == code
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_backup_needs_its_folder(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"backup\.folder_missing"):
        back_up(workspace, tmp_path / "missing")


def test_every_change_stands_in_the_log(workspace: Workspace) -> None:
    registered(workspace)
    undo(workspace)
    verification = verify(workspace)
    assert verification.findings == ()
    assert verification.operations == len(operations(workspace)) == 3
