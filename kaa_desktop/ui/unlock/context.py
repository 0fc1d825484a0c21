"""What the pages of the unlock window are handed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kaa_desktop.i18n import Translator
from kaa_desktop.system.local_settings import LocalSettingsStore
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.tasks import TaskRunner

if TYPE_CHECKING:  # the services take half a second to import; the window is shown before
    from kaa_desktop.services.registers import RegisterOpener


class UnlockContext(NamedTuple):
    """Made once for each language.

    Attributes:
        make_opener: called on the worker, since it imports the database.
        error_text: a sentence for an exception.
        find_user, find_documents: asked when wanted, since the first window wants neither.
    """

    translator: Translator
    tasks: TaskRunner
    icons: Icons
    make_opener: Callable[[], RegisterOpener]
    settings: LocalSettingsStore
    error_text: Callable[[Exception], str]
    find_user: Callable[[], str]
    find_documents: Callable[[], Path]

    @property
    def user(self) -> str:
        """The name of the system's user, suggested for a new register."""
        return self.find_user()

    @property
    def documents(self) -> Path:
        """Where a new register is suggested to stand."""
        return self.find_documents()


def system_user() -> str:
    """The name that whoever is at the computer has in the system."""
    import getpass

    return getpass.getuser()


def documents_folder() -> Path:
    """A folder of our own among the user's documents."""
    from PySide6.QtCore import QStandardPaths  # its enumerations cost start-up

    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)) / "KAA"
