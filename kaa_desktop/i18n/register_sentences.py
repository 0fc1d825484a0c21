"""What is said of registers, backups, undo and passphrases."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kaa_desktop.domain.marking import N_

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "passphrase.too_short": N_("The passphrase needs at least {minimum} characters."),
        "passphrase.missing": N_("No passphrase was given. Type it at the prompt or set KAA_PASSPHRASE."),
        "undo.nothing": N_("There is nothing to undo."),
        "redo.nothing": N_("There is nothing to redo."),
        "undo.changed_since": N_("This can no longer be undone: the same facts have been changed since."),
        "undo.erased": N_(
            "This can no longer be undone: the former values have been erased to protect the person."
        ),
        "register.missing": N_("There is no register at {path}."),
        "register.exists": N_("There is a register at {path} already. Choose another name."),
        "register.folder_missing": N_("The folder {path} does not exist."),
        "register.keys_missing": N_(
            "The key file {path} is missing. It must lie beside the register; look for it in a backup."
        ),
        "register.keys_damaged": N_("The key file {path} is damaged. Restore it from a backup."),
        "register.keys_not_written": N_(
            "The key file {path} could not be written: {system}. Nothing was changed."
        ),
        "register.unreadable": N_("The file {path} cannot be read: {system}."),
        "register.wrong_passphrase": N_(
            "The passphrase is wrong. Check capital letters and keyboard language."
        ),
        "register.wrong_recovery_key": N_(
            "The recovery key is wrong. It is written as eight groups of four characters."
        ),
        "recovery_key.replaced": N_(
            "Another recovery key has been made meanwhile, so this one opens nothing. Throw it away."
        ),
        "recovery_key.no_right": N_("Only an administrator of the register can make a new recovery key."),
        "register.unknown_user": N_("There is no user named {user} in this register."),
        "register.user_needed": N_("The register has several users. Say which one: {users}."),
        "register.damaged": N_("The register is damaged or is not a register. Restore the latest backup."),
        "register.newer": N_(
            "The register was made by a newer version of KAA Desktop. Update the program on this computer."
        ),
        "register.locked": N_(
            "The register is in use by another program that is in the middle of writing. Try again in "
            "a moment."
        ),
        "register.closed": N_("The register is closed. Open it again."),
        "register.read_only": N_(
            "The register or its folder is read-only: {path}. Ask IT for the right to write there."
        ),
        "register.disk_full": N_("The disk is full. Nothing was changed; free some space and try again."),
        "register.disk_trouble": N_(
            "The disk could not be read or written. Nothing was changed; make a backup elsewhere and ask IT."
        ),
        "register.not_named": N_("Say which register with --register PATH."),
        "backup.missing": N_("There is no backup at {path}."),
        "backup.damaged": N_("{path} is damaged or is not a backup."),
        "backup.not_whole": N_("The backup {path} was checked and is not whole. It was not used."),
        "backup.not_written": N_("Nothing could be written in {path}: {system}."),
        "backup.folder_missing": N_("The folder {path} does not exist."),
        "cancelled": N_("Cancelled; nothing was changed."),
        "passphrase.differs": N_("The two passphrases differ. Type the same one twice."),
    }
)
