"""Creates and opens register files: keys, schema, and the facts about the register itself."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kaa_desktop.domain.errors import RegisterError
from kaa_desktop.storage.keys import (
    KeyFile,
    OpenedKeys,
    PassphraseCost,
    key_file_path,
    new_key_file,
    read_key_file,
    write_key_file,
)
from kaa_desktop.storage.migrations import runner
from kaa_desktop.storage.register import Register, new_id

Clock = Callable[[], datetime]
BeforeMigration = Callable[[Register], None]


def create_register(
    path: Path, *, user: str, passphrase: str, clock: Clock, cost: PassphraseCost
) -> tuple[Register, str]:
    """Make an empty register; returns it open, and the recovery key to print.

    Raises:
        RegisterError: `register.exists`, `register.folder_missing`, `register.read_only` and others.
        InvalidInputError: `passphrase.too_short`.
    """
    if path.exists() or key_file_path(path).exists():
        raise RegisterError("register.exists", path=str(path))
    if not path.parent.is_dir():
        raise RegisterError("register.folder_missing", path=str(path.parent))
    _check_writable(path.parent)
    register_id = new_id()
    key_file, recovery_key = new_key_file(register_id, user, passphrase, cost)
    keys = key_file.unlock(user, passphrase)
    register: Register | None = None
    try:
        register = Register(path, keys, clock=clock, create=True)
        _migrate(register, 0)
        _write_meta(
            register, {"register": register_id, "device": new_id()[-12:], "secret": secrets.token_hex(32)}
        )
        write_key_file(key_file_path(path), key_file)
    except BaseException:
        if register:
            register.close()
        _remove(path)
        raise
    return register, recovery_key


def open_register(
    path: Path, *, user: str | None, passphrase: str, clock: Clock, before_migration: BeforeMigration
) -> Register:
    """Unlock a register with a user's passphrase; an older schema is brought up to date.

    Raises:
        RegisterError: `register.missing`, `.keys_missing`, `.wrong_passphrase`, `.damaged`, `.newer`,
            `.locked`, `.read_only` and others.
    """
    return open_with_keys(
        path, read_keys(path).unlock(user, passphrase), clock=clock, before_migration=before_migration
    )


def read_keys(path: Path) -> KeyFile:
    """The key file of a register that is there.

    Raises:
        RegisterError: `register.missing` and those of the key file.
    """
    try:
        there = path.is_file()
    except PermissionError as error:
        raise RegisterError("register.unreadable", path=str(path), system=error.strerror or "") from None
    if not there:
        raise RegisterError("register.missing", path=str(path))
    return read_key_file(key_file_path(path))


def open_with_keys(
    path: Path, keys: OpenedKeys, *, clock: Clock, before_migration: BeforeMigration
) -> Register:
    """Open with keys at hand; see `open_register`."""
    _check_writable(path.parent)
    _check_writable(path)
    register = Register(path, keys, clock=clock)
    try:
        with register.read() as connection:
            version = runner.schema_version(connection)
        runner.check_version(version)
        if version < runner.NEWEST:
            before_migration(register)
            _migrate(register, version)
    except BaseException:
        register.close()
        raise
    return register


def renew_device(register: Register) -> None:
    """Give a restored copy a chain of its own, so that two copies never continue the same one."""
    _write_meta(register, {"device": new_id()[-12:]})


def _migrate(register: Register, version: int) -> None:
    for step in range(version + 1, runner.NEWEST + 1):
        with register.maintenance() as connection:
            runner.apply_step(connection, step)
    with register.read() as connection:
        problems = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        sound = connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
    if problems or not sound:
        raise RegisterError("register.damaged")


def _write_meta(register: Register, facts: dict[str, str]) -> None:
    with register.maintenance() as connection:
        for key, value in facts.items():
            connection.exec_driver_sql(
                "INSERT INTO meta(key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )


def _check_writable(path: Path) -> None:
    if not os.access(path, os.W_OK):
        raise RegisterError("register.read_only", path=str(path))


def _remove(path: Path) -> None:
    for leftover in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        leftover.unlink(missing_ok=True)
