"""Create, unlock and recover registers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kaa_desktop.domain.code_lists import CodeLists
from kaa_desktop.domain.settings import RegisterSettings, check_municipality_code
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import registers as stored
from kaa_desktop.storage.backups import make_backup
from kaa_desktop.storage.case_workers import ids_by_name
from kaa_desktop.storage.keys import OpenedKeys, PassphraseCost, key_file_path, write_key_file
from kaa_desktop.storage.register import Register
from kaa_desktop.storage.settings import save_settings


@dataclass(frozen=True, slots=True)
class RegisterOpener:
    """Makes workspaces; assembled once.

    Attributes:
        code_lists: the shipped lists.
        clock: the moment, with zone.
        cost: what stretching a passphrase costs.
    """

    code_lists: CodeLists
    clock: Callable[[], datetime]
    cost: PassphraseCost

    def create(
        self, path: Path, *, user: str, passphrase: str, settings: RegisterSettings
    ) -> tuple[Workspace, str]:
        """Make a register and return it unlocked, with the recovery key to print.

        Raises:
            RegisterError: where the file cannot be made.
            InvalidInputError: `municipality.code`, `passphrase.too_short`.
        """
        check_municipality_code(settings.municipality_code)
        register, recovery_key = stored.create_register(
            path, user=user, passphrase=passphrase, clock=self.clock, cost=self.cost
        )
        with register.operation("register.create") as scope:
            save_settings(scope, settings)
            ids_by_name(scope, [user])  # who makes the register can be responsible from the first day
        return Workspace(register, self.code_lists), recovery_key

    def unlock(self, path: Path, *, user: str | None, passphrase: str) -> Workspace:
        """Unlock with a passphrase; an older register is backed up and brought up to date.

        Raises:
            RegisterError: with a code for each trouble.
        """
        register = stored.open_register(
            path, user=user, passphrase=passphrase, clock=self.clock, before_migration=_back_up_beside
        )
        return Workspace(register, self.code_lists)

    def recover(self, path: Path, *, recovery_key: str, new_passphrase: str) -> Workspace:
        """Unlock with the recovery key and give its user a new passphrase.

        Raises:
            RegisterError: `register.wrong_recovery_key` and those of unlocking.
            InvalidInputError: `passphrase.too_short`.
        """
        key_file = stored.read_keys(path)
        keys = key_file.recover(recovery_key)
        renewed = key_file.with_passphrase(keys, new_passphrase, self.cost)
        register = self._open(path, keys)
        write_key_file(key_file_path(path), renewed)
        return Workspace(register, self.code_lists)

    def users(self, path: Path) -> tuple[str, ...]:
        """Who can unlock the register.

        Raises:
            RegisterError: `register.missing` and those of the key file.
        """
        return stored.read_keys(path).user_names

    def _open(self, path: Path, keys: OpenedKeys) -> Register:
        return stored.open_with_keys(path, keys, clock=self.clock, before_migration=_back_up_beside)


def change_passphrase(workspace: Workspace, *, new_passphrase: str, cost: PassphraseCost) -> None:
    """Give the user of the open register a new passphrase.

    Raises:
        InvalidInputError: `passphrase.too_short`.
    """
    register = workspace.register
    key_file = stored.read_keys(register.path)
    write_key_file(
        key_file_path(register.path), key_file.with_passphrase(register.keys, new_passphrase, cost)
    )


def may_renew_recovery_key(workspace: Workspace) -> bool:
    """Whether the user of the open register may replace the recovery key."""
    return workspace.register.keys.can_renew_recovery


def recovery_key_is_unsettled(workspace: Workspace) -> bool:
    """Whether a new recovery key was shown, and whoever may replace it has not said that it is kept.

    Raises:
        RegisterError: those of the key file.
    """
    register = workspace.register
    return may_renew_recovery_key(workspace) and stored.read_keys(register.path).offered is not None


def offer_recovery_key(path: Path, *, user: str | None, passphrase: str) -> str:
    """Make a new recovery key, to be shown once; it and the former open the register until it is settled.

    Raises:
        RegisterError: `register.wrong_passphrase`, and those of the key file.
        NotAllowedError: `recovery_key.no_right`.
    """
    key_file = stored.read_keys(path)
    renewed, recovery_key = key_file.with_offered_recovery(key_file.unlock(user, passphrase))
    write_key_file(key_file_path(path), renewed)
    return recovery_key


def settle_recovery_key(path: Path, recovery_key: str, *, kept: bool) -> None:
    """Once it is kept, the former recovery key opens the register no longer; else the new one does not.

    Raises:
        RegisterError: `recovery_key.replaced` where another has been made meanwhile, and those of the key
            file.
    """
    write_key_file(key_file_path(path), stored.read_keys(path).settled(recovery_key, kept=kept))


def close(workspace: Workspace) -> None:
    """Let go of the file and its key."""
    workspace.register.close()


def _back_up_beside(register: Register) -> None:
    make_backup(register, register.path.parent)
