"""Backups are whole, beside running work; restoring puts one back and loses nothing of what stood there."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.errors import CancelledError, RegisterError
from kaa_desktop.i18n import load_translator
from kaa_desktop.i18n.errors import error_sentence
from kaa_desktop.services.backups import back_up, restore, verify
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.backups import make_backup, tidy_backups
from kaa_desktop.storage.keys import key_file_path
from kaa_desktop.system.assets import translations_folder
from tests.registers import PASSPHRASE, USER, SetClock, new_workspace, opener, person, registered, unlocked
from tests.services.workspaces import Cancelled

NOW = SetClock().moment


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


@pytest.fixture(scope="module")
def some_backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a register with one person."""
    folder = tmp_path_factory.mktemp("some")
    workspace = new_workspace(folder)
    registered(workspace, person(100))
    backup = back_up(workspace, folder)
    workspace.register.close()
    return backup.path


def people(path: Path) -> int:
    with unlocked(path) as workspace, workspace.register.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM young_person").scalar_one())


def put_back(backup: Path, target: Path, passphrase: str = PASSPHRASE, clock: SetClock | None = None) -> None:
    restore(opener(clock or SetClock()), backup, target, user=None, passphrase=passphrase)


def refused(backup: Path, target: Path, passphrase: str = PASSPHRASE) -> str:
    before = contents(target.parent)
    with pytest.raises(RegisterError) as caught:
        put_back(backup, target, passphrase)
    assert contents(target.parent) == before
    for language in ("sv", "en"):
        assert caught.value.code not in error_sentence(
            caught.value, load_translator(language, translations_folder())
        )
    return caught.value.code


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_backup_is_one_verified_file_and_nothing_else(workspace: Workspace, folder: Path) -> None:
    registered(workspace, person(100))
    backup = back_up(workspace, folder)
    assert backup.verification.findings == ()
    assert [path.name for path in folder.iterdir()] == [backup.path.name]
    second = back_up(workspace, folder)
    assert second.path != backup.path


def test_a_backup_beside_running_writes_is_whole(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    written: list[int] = []
    stop = threading.Event()

    def write() -> None:
        for serial in range(100, 900):
            if stop.is_set():
                return
            registered(workspace, person(serial))
            written.append(serial)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        while len(written) < 5:
            stop.wait(0.01)
        before = len(written)
        backup = back_up(workspace, folder)
        after = len(written) + 1
    finally:
        stop.set()
        thread.join()
    assert backup.verification.findings == ()
    target = tmp_path / "restored.kaa"
    put_back(backup.path, target)
    assert before <= people(target) <= after


@pytest.mark.parametrize("at_step", [1, 2, 6, 12])
def test_a_cancelled_backup_leaves_nothing(workspace: Workspace, folder: Path, at_step: int) -> None:
    with pytest.raises(CancelledError):
        back_up(workspace, folder, Cancelled(at_step=at_step))
    assert list(folder.iterdir()) == []


def test_a_cancelled_restore_changes_nothing(some_backup: Path, tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    workspace.register.close()
    before = contents(tmp_path)
    with pytest.raises(CancelledError):
        restore(
            opener(SetClock()),
            some_backup,
            workspace.register.path,
            user=None,
            passphrase=PASSPHRASE,
            progress=Cancelled(at_step=3),
        )
    assert contents(tmp_path) == before


def test_restoring_keeps_what_stood_there(workspace: Workspace, folder: Path) -> None:
    registered(workspace, person(100))
    backup = back_up(workspace, folder)
    registered(workspace, person(101))
    workspace.register.close()
    path = workspace.register.path
    put_back(backup.path, path)
    assert people(path) == 1
    (aside,) = path.parent.glob("*-before-restore-*.kaa")
    assert people(aside) == 2
    with unlocked(path) as restored:
        registered(restored, person(102))
        assert verify(restored).findings == ()


def test_restoring_twice_in_a_second_keeps_both(workspace: Workspace, folder: Path) -> None:
    path = workspace.register.path
    registered(workspace, person(100))
    backup = back_up(workspace, folder)
    registered(workspace, person(101))
    workspace.register.close()
    put_back(backup.path, path)
    put_back(backup.path, path)
    assert sorted(people(aside) for aside in path.parent.glob("*-before-restore-*.kaa")) == [1, 2]


def test_two_restored_copies_do_not_go_on_with_the_same_chain(some_backup: Path, tmp_path: Path) -> None:
    devices = set()
    for name in ("one.kaa", "two.kaa"):
        put_back(some_backup, tmp_path / name)
        with unlocked(tmp_path / name) as workspace:
            devices.add(workspace.register.device)
    assert len(devices) == 2


def test_what_cannot_be_restored_is_refused_and_changes_nothing(
    workspace: Workspace, some_backup: Path, folder: Path
) -> None:
    workspace.register.close()
    path = workspace.register.path
    assert refused(folder / "nothing.kaabackup", path) == "backup.missing"
    assert refused(some_backup, path, "another passphrase") == "register.wrong_passphrase"
    data = some_backup.read_bytes()
    broken = folder / "broken.kaabackup"
    for content in (b"", b"x", data[:100], data[: len(data) // 2], data[:-10], os.urandom(4096)):
        broken.write_bytes(content)
        assert refused(broken, path) == "backup.damaged"
    assert people(path) == 0
    with pytest.raises(RegisterError) as caught:
        put_back(some_backup, path.parent / "no" / "where.kaa")
    assert caught.value.code == "register.folder_missing"


@given(st.floats(0, 0.9999), st.integers(1, 255))
def test_a_flipped_byte_anywhere_is_found_or_harmless(some_backup: Path, share: float, flip: int) -> None:
    data = bytearray(some_backup.read_bytes())
    assert_flipped_is_safe(data, int(len(data) * share), flip)


@pytest.mark.parametrize("place", [*range(0, 40, 3), *range(-240, 0, 9)])
@pytest.mark.parametrize("flip", [1, 255])
def test_a_flipped_byte_in_the_heads_of_the_archive(some_backup: Path, place: int, flip: int) -> None:
    data = bytearray(some_backup.read_bytes())
    assert_flipped_is_safe(data, place % len(data), flip)


def assert_flipped_is_safe(data: bytearray, place: int, flip: int) -> None:
    """Refused as damaged with nothing left behind, or restored whole where the byte means nothing."""
    data[place] ^= flip
    with TemporaryDirectory() as name:
        backup, target = Path(name) / "b.kaabackup", Path(name) / "r" / "r.kaa"
        backup.write_bytes(data)
        target.parent.mkdir()
        try:
            put_back(backup, target)
        except RegisterError as error:
            code = error.code
            assert list(target.parent.iterdir()) == []
        else:
            code = "restored"
            assert people(target) == 1
        assert code in {
            "restored",
            "backup.damaged",
            "backup.not_whole",
            "register.damaged",
            "register.keys_damaged",
            "register.newer",
            "register.unknown_user",
            "register.wrong_passphrase",
        }


def test_a_missing_folder_is_told(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as caught:
        back_up(workspace, tmp_path / "no")
    assert caught.value.code == "backup.folder_missing"


def test_a_damaged_register_gives_no_backup(workspace: Workspace, folder: Path) -> None:
    registered(workspace, person(100))
    with workspace.register.maintenance() as connection:
        connection.exec_driver_sql("UPDATE operation SET actor = 'Mallory'")
    with pytest.raises(RegisterError) as caught:
        back_up(workspace, folder)
    assert caught.value.code == "backup.not_whole"
    assert list(folder.iterdir()) == []


moments = st.lists(
    st.integers(0, 400 * 24).map(lambda hours: NOW - timedelta(hours=hours)), max_size=40, unique=True
)


@given(moments)
def test_thinning_keeps_the_newest_of_each_day_week_and_month(made: list[datetime]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        stamped = {stamp(folder, "register", moment): moment for moment in made}
        others = {stamp(folder, "register-2", NOW), stamp(folder, "register-before-restore", NOW)}
        (folder / "register-notes.kaabackup").touch()
        removed = set(tidy_backups(folder, "register", NOW))
        kept = {path: moment for path, moment in stamped.items() if path.exists()}
        assert removed == set(stamped) - set(kept)
        assert all(path.exists() for path in others)
        assert (folder / "register-notes.kaabackup").exists()
        assert sorted(kept.values(), reverse=True) == expected_kept(made)
        assert tidy_backups(folder, "register", NOW) == []


def stamp(folder: Path, stem: str, moment: datetime) -> Path:
    path = folder / f"{stem}-{moment:%Y-%m-%d-%H%M%S}.kaabackup"
    path.touch()
    os.utime(path, (moment.timestamp(), moment.timestamp()))
    return path


def expected_kept(made: list[datetime]) -> list[datetime]:
    """All of a day; then the newest of each calendar day for a month, week for a quarter, and month."""
    kept: list[datetime] = []
    seen: set[object] = set()
    for moment in sorted(made, reverse=True):
        age = (NOW - moment).days
        if age < 1:
            place: object = moment
        elif age <= 31:
            place = ("day", moment.date())
        elif age <= 92:
            place = ("week", *moment.isocalendar()[:2])
        else:
            place = ("month", moment.year, moment.month)
        if place not in seen:
            kept.append(moment)
        seen.add(place)
    return kept


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    mounted = bool(shutil.which("mount")) and subprocess.run(command, capture_output=True, check=False)
    if not mounted or mounted.returncode:
        pytest.skip("no right to mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_while_writing_changes_nothing(small_disk: Path, tmp_path: Path) -> None:
    workspace = new_workspace(small_disk)
    written = 0

    def fill() -> None:
        nonlocal written
        for serial in range(100, 900):
            registered(workspace, person(serial))
            written += 1

    with pytest.raises(RegisterError) as caught:
        fill()
    assert caught.value.code in {"register.disk_full", "register.disk_trouble"}
    workspace.register.close()
    for suffix in ("", "-wal", ".keys"):
        part = workspace.register.path.with_name(workspace.register.path.name + suffix)
        if part.exists():
            shutil.copy(part, tmp_path)
    with unlocked(tmp_path / "register.kaa") as rescued:
        assert verify(rescued).findings == ()
    assert people(tmp_path / "register.kaa") == written


def test_a_full_disk_while_backing_up_leaves_nothing_there(workspace: Workspace, small_disk: Path) -> None:
    for serial in range(100, 200):
        registered(workspace, person(serial))
    (small_disk / "other").write_bytes(bytes(700 * 1024))
    with pytest.raises(RegisterError) as caught:
        make_backup(workspace.register, small_disk)
    assert caught.value.code in {"backup.not_written", "register.disk_full", "register.disk_trouble"}
    assert [path.name for path in small_disk.iterdir()] == ["other"]
    assert verify(workspace).findings == ()


def test_a_backup_holds_the_key_file(some_backup: Path, tmp_path: Path) -> None:
    target = tmp_path / "r.kaa"
    put_back(some_backup, target)
    assert key_file_path(target).exists()
    assert opener(SetClock()).users(target) == (USER,)
