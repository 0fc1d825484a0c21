"""Back up, restore, and verify."""

from __future__ import annotations

from pathlib import Path

from kaa_desktop.domain.changes import UNWATCHED, Progress
from kaa_desktop.services.registers import RegisterOpener
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import backups
from kaa_desktop.storage.backups import Backup
from kaa_desktop.storage.keys import OpenedKeys, read_key_file
from kaa_desktop.storage.verification import Verification, verify_register


def back_up(workspace: Workspace, folder: Path, progress: Progress = UNWATCHED) -> Backup:
    """Copy the register to a folder and verify the copy; older ones there are thinned out.

    Raises:
        RegisterError: where it cannot be written or the copy is not whole.
        CancelledError: when progress says so; nothing is left behind.
    """
    backup = backups.make_backup(workspace.register, folder, progress)
    backups.tidy_backups(folder, workspace.register.path.stem, workspace.register.now())
    return backup


def restore(
    opener: RegisterOpener,
    backup: Path,
    target: Path,
    *,
    user: str | None,
    passphrase: str,
    progress: Progress = UNWATCHED,
) -> Verification:
    """Put a backup in the place of a register; what stood there is kept beside it.

    Raises:
        RegisterError: where the backup is missing, damaged or the passphrase is wrong.
        CancelledError: when progress says so; the register stays as it was.
    """

    def unlock(key_file: Path) -> OpenedKeys:
        return read_key_file(key_file).unlock(user, passphrase)

    return backups.restore_backup(backup, target, unlock=unlock, clock=opener.clock, progress=progress)


def verify(workspace: Workspace, progress: Progress = UNWATCHED) -> Verification:
    """Look whether file, references, change log and tables agree.

    Raises:
        CancelledError: when progress says so.
    """
    return verify_register(workspace.register, progress)
