"""The commands by name, and what runs each; every command returns its exit code."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kaa_desktop.cli.console import Console
from kaa_desktop.domain.errors import RegisterError
from kaa_desktop.i18n import Translator
from kaa_desktop.services.registers import RegisterOpener, close
from kaa_desktop.services.workspace import Workspace

DONE, FOUND, BAD_INPUT, NOT_OPENED = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class CommandContext:
    """What a command works with.

    Attributes:
        load_translator: for reports in another language than the terminal's.
        default_user: the name on the computer.
    """

    arguments: argparse.Namespace
    console: Console
    opener: RegisterOpener
    load_translator: Callable[[str], Translator]
    default_user: str
    municipality_names: Mapping[str, str]

    @property
    def register_path(self) -> Path:
        """The register that was named.

        Raises:
            RegisterError: `register.not_named`.
        """
        path: Path | None = self.arguments.register
        if path is None:
            raise RegisterError("register.not_named")
        return path

    def run_open(self, work: Callable[[CommandContext, Workspace], int]) -> int:
        """Unlock the register, work, and close it again."""
        path = self.register_path
        self.opener.users(path)  # a missing register is told before a passphrase is asked for
        workspace = self.opener.unlock(path, user=self.arguments.user, passphrase=self.console.passphrase())
        try:
            return work(self, workspace)
        finally:
            close(workspace)


Command = Callable[[CommandContext], int]


def command_table() -> Mapping[str, Command]:
    """Each command's function; imported here, so that a command pays for no other."""
    from kaa_desktop.cli import deliveries, exports, figures, imports, reading, reconciling, upkeep, work

    return MappingProxyType(
        {
            "new-register": upkeep.new_register,
            "import": imports.import_file,
            "template": imports.write_template_file,
            "reconcile": reconciling.reconcile_command,
            "export": exports.export_command,
            "delivery": deliveries.delivery_command,
            "check": deliveries.check_command,
            "search": reading.search_command,
            "today": work.today_command,
            "figures": figures.figures_command,
            "history": reading.history_command,
            "report": reading.report_command,
            "backup": upkeep.backup_command,
            "restore": upkeep.restore_command,
            "new-recovery-key": upkeep.new_recovery_key,
            "verify": upkeep.verify_command,
        }
    )
