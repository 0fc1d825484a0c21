"""A new recovery key: the former is void once the new one is kept, everything else opens as before."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kaa_desktop.domain.errors import NotAllowedError, RegisterError
from kaa_desktop.services.backups import back_up, restore
from kaa_desktop.services.registers import (
    change_passphrase,
    close,
    may_renew_recovery_key,
    offer_recovery_key,
    recovery_key_is_unsettled,
    settle_recovery_key,
)
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.keys import Role, key_file_path, read_key_file, write_key_file
from tests.services.workspaces import CHEAP, PASSPHRASE, SETTINGS, USER, MovableClock, opener

ROOT = Path(__file__).parents[2]
RENEWALS = 400
RENEWING = f"""
import sys
from pathlib import Path
from kaa_desktop.services.registers import offer_recovery_key, settle_recovery_key
for _ in range({RENEWALS}):
    key = offer_recovery_key(Path(sys.argv[1]), user=None, passphrase=sys.argv[2])
    print(key, flush=True)
    settle_recovery_key(Path(sys.argv[1]), key, kept=True)
"""


@pytest.fixture
def recovery_key(register_path: Path, clock: MovableClock) -> str:
    """The first key of a register, which is closed."""
    made, key = opener(clock).create(register_path, user=USER, passphrase=PASSPHRASE, settings=SETTINGS)
    close(made)
    return key


def opens(path: Path, recovery_key: str) -> bool:
    """Whether a recovery key is the one that holds."""
    try:
        return read_key_file(key_file_path(path)).recover(recovery_key).user == USER
    except RegisterError as refused:
        if refused.code != "register.wrong_recovery_key":
            raise
        return False


def renew(path: Path, *, user: str | None, passphrase: str) -> str:
    """A new key, which is kept."""
    key = offer_recovery_key(path, user=user, passphrase=passphrase)
    settle_recovery_key(path, key, kept=True)
    return key


def unlocked_by_passphrase(path: Path) -> str:
    workspace = opener(MovableClock()).unlock(path, user=None, passphrase=PASSPHRASE)
    close(workspace)
    return workspace.register.actor


def test_the_new_one_opens_and_the_former_does_not(
    register_path: Path, recovery_key: str, clock: MovableClock
) -> None:
    keys = [recovery_key]
    for _ in range(5):
        keys.append(renew(register_path, user=None, passphrase=PASSPHRASE))
        assert [opens(register_path, key) for key in keys] == [*[False] * (len(keys) - 1), True]
        assert unlocked_by_passphrase(register_path) == USER
    assert len({*keys}) == len(keys)
    assert [len(group) for group in keys[-1].split("-")] == [4] * 8
    with pytest.raises(RegisterError, match=r"register\.wrong_recovery_key"):
        opener(clock).recover(register_path, recovery_key=recovery_key, new_passphrase="en annan fras")
    typed = keys[-1].lower().replace("-", " ")
    recovered = opener(clock).recover(register_path, recovery_key=typed, new_passphrase="en annan fras")
    assert recovered.register.keys.protected_key is not None
    assert may_renew_recovery_key(recovered)
    close(recovered)
    close(opener(clock).unlock(register_path, user=USER, passphrase="en annan fras"))


def test_until_it_is_settled_both_open(register_path: Path, recovery_key: str, clock: MovableClock) -> None:
    workspace = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    assert not recovery_key_is_unsettled(workspace)
    first = offer_recovery_key(register_path, user=USER, passphrase=PASSPHRASE)
    change_passphrase(workspace, new_passphrase="en annan fras", cost=CHEAP)
    assert recovery_key_is_unsettled(workspace)
    assert (opens(register_path, recovery_key), opens(register_path, first)) == (True, True)
    second = offer_recovery_key(register_path, user=USER, passphrase="en annan fras")
    assert [opens(register_path, key) for key in (recovery_key, first, second)] == [True, False, True]
    for kept in (True, False):
        with pytest.raises(RegisterError, match=r"recovery_key\.replaced"):
            settle_recovery_key(register_path, first, kept=kept)
    settle_recovery_key(register_path, second, kept=False)
    assert not recovery_key_is_unsettled(workspace)
    assert (opens(register_path, recovery_key), opens(register_path, second)) == (True, False)
    close(workspace)


def test_the_open_register_goes_on(workspace: Workspace, register_path: Path) -> None:
    new = renew(register_path, user=USER, passphrase=PASSPHRASE)
    assert workspace.settings() == SETTINGS
    assert opens(register_path, new)


@pytest.mark.parametrize(
    ("user", "passphrase", "code"),
    [
        (None, PASSPHRASE + " ", "register.wrong_passphrase"),
        (USER, "", "register.wrong_passphrase"),
        ("Någon annan", PASSPHRASE, "register.unknown_user"),
    ],
)
def test_without_the_passphrase_nothing_changes(
    register_path: Path, recovery_key: str, user: str | None, passphrase: str, code: str
) -> None:
    before = contents(register_path.parent)
    with pytest.raises(RegisterError) as refused:
        renew(register_path, user=user, passphrase=passphrase)
    assert refused.value.code == code
    assert contents(register_path.parent) == before
    assert opens(register_path, recovery_key)


def test_only_an_administrator_may(register_path: Path, recovery_key: str, clock: MovableClock) -> None:
    keys = read_key_file(key_file_path(register_path))
    worker = replace(keys.unlock(USER, PASSPHRASE), user="Bo", role=Role.WORKER, protected_key=None)
    write_key_file(key_file_path(register_path), keys.with_passphrase(worker, "en fras för Bo", CHEAP))
    before = contents(register_path.parent)
    with pytest.raises(NotAllowedError, match=r"recovery_key\.no_right"):
        renew(register_path, user="Bo", passphrase="en fras för Bo")
    assert contents(register_path.parent) == before
    opened = opener(clock).unlock(register_path, user="Bo", passphrase="en fras för Bo")
    assert not may_renew_recovery_key(opened)
    close(opened)
    assert opens(register_path, recovery_key)
    new = renew(register_path, user=USER, passphrase=PASSPHRASE)
    assert opens(register_path, new)
    close(opener(clock).unlock(register_path, user="Bo", passphrase="en fras för Bo"))


def test_a_key_file_that_cannot_be_written_stays(register_path: Path, recovery_key: str) -> None:
    keys = key_file_path(register_path)
    (keys.with_name(keys.name + ".new") / "in the way").mkdir(parents=True)
    before = keys.read_bytes()
    with pytest.raises(RegisterError, match=r"register\.keys_not_written"):
        renew(register_path, user=None, passphrase=PASSPHRASE)
    assert keys.read_bytes() == before
    assert opens(register_path, recovery_key)


def test_half_a_file_of_a_power_cut_is_in_nobodys_way(register_path: Path, recovery_key: str) -> None:
    keys = key_file_path(register_path)
    keys.with_name(keys.name + ".new").write_text(keys.read_text("utf-8")[:100], "utf-8")
    assert opens(register_path, recovery_key)
    new = renew(register_path, user=None, passphrase=PASSPHRASE)
    assert (opens(register_path, recovery_key), opens(register_path, new)) == (False, True)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a thing of POSIX")
@pytest.mark.parametrize("seed", range(3))
def test_a_kill_leaves_the_former_or_the_new_key(register_path: Path, recovery_key: str, seed: int) -> None:
    stop = random.Random(seed).randrange(3, 40)  # noqa: S311 - the same moment for the same seed
    command = [sys.executable, "-c", RENEWING, str(register_path), PASSPHRASE]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as renewing:
        assert renewing.stdout
        told = []
        for line in renewing.stdout:
            told.append(line.strip())
            if len(told) == stop:
                os.kill(renewing.pid, signal.SIGKILL)
    assert renewing.returncode == -signal.SIGKILL
    assert stop <= len(told) < RENEWALS
    assert unlocked_by_passphrase(register_path) == USER
    assert opens(register_path, told[-1])
    assert not any(opens(register_path, key) for key in (recovery_key, *told[:-2]))
    new = renew(register_path, user=None, passphrase=PASSPHRASE)
    assert [opens(register_path, key) for key in (*told[-2:], new)] == [False, False, True]


def test_a_backup_made_before_keeps_the_former_key(
    register_path: Path, recovery_key: str, clock: MovableClock
) -> None:
    workspace = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    backup = back_up(workspace, register_path.parent).path
    close(workspace)
    new = renew(register_path, user=None, passphrase=PASSPHRASE)
    assert not opens(register_path, recovery_key)
    restore(opener(clock), backup, register_path, user=None, passphrase=PASSPHRASE)
    assert (opens(register_path, recovery_key), opens(register_path, new)) == (True, False)
    recovered = opener(clock).recover(
        register_path, recovery_key=recovery_key, new_passphrase="en annan fras"
    )
    assert recovered.settings() == SETTINGS
    close(recovered)


def test_no_file_holds_the_key(register_path: Path, recovery_key: str) -> None:
    names = {path.name for path in register_path.parent.iterdir()}
    new = renew(register_path, user=None, passphrase=PASSPHRASE)
    after = contents(register_path.parent)
    assert {*after} == names
    for key in (recovery_key, new):
        for written in (key, key.replace("-", "")):
            assert not any(written.encode() in content for content in after.values())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
