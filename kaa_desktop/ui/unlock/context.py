"""What the pages of the unlock window are handed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kaa_desktop.i18n import Translator
from kaa_desktop.system.local_settings import LocalSettingsStore
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.tasks import TaskRunner

if TYPE_CHECKING:  # the services take half a second to import; the window is shown before
    from kaa_desktop.services.registers import RegisterOpener


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlockContext:
    """Made once for each language.

    Attributes:
        make_opener: called on the worker, since it imports the database.
        error_text: a sentence for an exception.
        user: the name of the system's user, suggested for a new register.
        documents: where a new register is suggested to stand.
    """

    translator: Translator
    tasks: TaskRunner
    icons: Icons
    make_opener: Callable[[], RegisterOpener]
    settings: LocalSettingsStore
    error_text: Callable[[Exception], str]
    user: str
    documents: Path
