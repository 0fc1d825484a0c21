"""Backups: one file that holds the encrypted register and its key file, verified by opening it."""

from __future__ import annotations

import errno
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kaa_desktop.domain.changes import UNWATCHED, Progress, Share
from kaa_desktop.domain.errors import RegisterError
from kaa_desktop.storage.engine import connect
from kaa_desktop.storage.errors import explained
from kaa_desktop.storage.keys import OpenedKeys, key_file_path, read_key_file
from kaa_desktop.storage.register import Register
from kaa_desktop.storage.registers import Clock, open_with_keys, renew_device
from kaa_desktop.storage.verification import Verification, verify_register

SUFFIX = ".kaabackup"
_REGISTER, _KEYS = "register.kaa", "register.kaa.keys"
_PAGES = 2048
"""Copied at once; between them progress is told."""
_COPIED = 30
"""Percent of a backup that are copying; the rest is looking whether the copy is whole."""
_ODD_ARCHIVES = (
    KeyError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    struct.error,
    OverflowError,
)
"""What the archive reader raises over damaged heads: nonsense sizes, methods, encryption."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that has been opened and found whole."""

    path: Path
    verification: Verification


def make_backup(register: Register, folder: Path, progress: Progress = UNWATCHED) -> Backup:
    """Copy the register as it stands this moment, beside running work, and verify the copy.

    Raises:
        RegisterError: `backup.folder_missing`, `backup.not_written` or `backup.not_whole`.
        CancelledError: when progress says so.
    """
    if not folder.is_dir():
        raise RegisterError("backup.folder_missing", path=str(folder))
    stamp = register.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    target = _free_name(folder, f"{register.path.stem}-{stamp}", SUFFIX)
    with _not_written(folder), tempfile.TemporaryDirectory(prefix=".kaa-backup-", dir=folder) as work:
        copy = Path(work) / _REGISTER
        _copy_database(register, copy, Share(progress, 0, _COPIED))
        shutil.copyfile(key_file_path(register.path), key_file_path(copy))
        verification = _verify_copy(copy, register.keys, register.now, Share(progress, _COPIED, 100))
        if verification.findings:
            raise RegisterError("backup.not_whole", path=str(target))
        packed = Path(work) / "packed"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
            archive.write(copy, _REGISTER)
            archive.write(key_file_path(copy), _KEYS)
        packed.replace(target)
    return Backup(target, verification)


def restore_backup(
    backup: Path,
    target: Path,
    *,
    unlock: Callable[[Path], OpenedKeys],
    clock: Clock,
    progress: Progress = UNWATCHED,
) -> Verification:
    """Put the register of a backup at `target`; what stood there is kept beside it under another name.

    Args:
        backup: a file made by `make_backup`.
        target: where the register shall be; nothing changes there until the backup has proved whole.
        unlock: gives the keys from the backup's own key file.
        clock: the time of day.
        progress: asked until the backup has proved whole.

    Raises:
        RegisterError: `backup.missing`, `backup.damaged`, `backup.not_whole`, `backup.not_written` and
            those of unlocking.
        CancelledError: when progress says so.
    """
    if not backup.is_file():
        raise RegisterError("backup.missing", path=str(backup))
    if not target.parent.is_dir():
        raise RegisterError("register.folder_missing", path=str(target.parent))
    with (
        _not_written(target.parent),
        tempfile.TemporaryDirectory(prefix=".kaa-restore-", dir=target.parent) as work,
    ):
        copy = Path(work) / _REGISTER
        _unpack(backup, Path(work))
        keys = unlock(key_file_path(copy))
        verification = _verify_copy(copy, keys, clock, progress)
        if verification.findings:
            raise RegisterError("backup.not_whole", path=str(backup))
        restored = open_with_keys(copy, keys, clock=clock, before_migration=lambda _: None)
        try:
            renew_device(restored)
        finally:
            restored.close()
        _set_aside(target, clock())
        key_file_path(copy).replace(key_file_path(target))
        copy.replace(target)
    return verification


def tidy_backups(folder: Path, stem: str, now: datetime) -> list[Path]:
    """Thin out one register's backups.

    All of the last day stay, one a day for a month, one a week for a quarter, then one a month. Returns the
    files that were removed.
    """
    kept: set[str] = set()
    removed = []
    name = re.compile(rf"{re.escape(stem)}-\d{{4}}-\d\d-\d\d-\d{{6}}(-\d+)?{re.escape(SUFFIX)}")
    own = [path for path in folder.iterdir() if name.fullmatch(path.name)]
    for path in sorted(own, key=lambda p: p.stat().st_mtime, reverse=True):
        made = datetime.fromtimestamp(path.stat().st_mtime, tz=now.tzinfo)
        slot = _slot(made, now)
        if slot in kept:
            path.unlink()
            removed.append(path)
        kept.add(slot)
    return removed


def _slot(made: datetime, now: datetime) -> str:
    days = (now - made).days
    if days < 1:
        return made.isoformat()
    if days <= 31:  # noqa: PLR2004 - a month
        return made.strftime("day %Y-%m-%d")
    return made.strftime("week %G-%V") if days <= 92 else made.strftime("month %Y-%m")  # noqa: PLR2004 - a quarter


def _copy_database(register: Register, copy: Path, progress: Progress) -> None:
    """SQLite's own backup: a plain copy of a file in WAL mode would lose what stands in the log."""
    with explained():
        source = connect(register.path, register.keys.file_key)
        try:
            target = connect(copy, register.keys.file_key, create=True)
            try:
                source.backup(
                    target, pages=_PAGES, progress=lambda _, left, all_: progress.step(all_ - left, all_)
                )
                target.execute("PRAGMA journal_mode = DELETE")
            finally:
                target.close()
        finally:
            source.close()


def _verify_copy(copy: Path, keys: OpenedKeys, clock: Clock, progress: Progress) -> Verification:
    register = Register(copy, keys, clock=clock)
    try:
        return verify_register(register, progress)
    finally:
        register.close()


def _unpack(backup: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(backup) as archive:
            for name in (_REGISTER, _KEYS):
                with archive.open(name) as packed, (folder / name).open("wb") as out:
                    shutil.copyfileobj(packed, out)
    except (zipfile.BadZipFile, zlib.error, *_ODD_ARCHIVES):
        raise RegisterError("backup.damaged", path=str(backup)) from None
    except OSError as error:
        if error.errno != errno.EINVAL:  # a place before the beginning of the file
            raise
        raise RegisterError("backup.damaged", path=str(backup)) from None
    read_key_file(folder / _KEYS)


def _set_aside(target: Path, now: datetime) -> None:
    stamp = now.astimezone().strftime("%Y-%m-%d-%H%M%S")
    aside = _free_name(target.parent, f"{target.stem}-before-restore-{stamp}", target.suffix)
    for suffix in ("", "-wal", "-shm", ".keys"):
        part = target.with_name(target.name + suffix)
        if part.exists():
            part.replace(aside.with_name(aside.name + suffix))


def _free_name(folder: Path, stem: str, suffix: str) -> Path:
    candidate = folder / f"{stem}{suffix}"
    counter = 2
    while candidate.exists():
        candidate = folder / f"{stem}-{counter}{suffix}"
        counter += 1
    return candidate


@contextmanager
def _not_written(folder: Path) -> Iterator[None]:
    """Trouble of the file system while writing, told with the place."""
    try:
        yield
    except OSError as error:
        raise RegisterError("backup.not_written", path=str(folder), system=error.strerror or "") from error
