"""What the page of settings needs beyond what every page is handed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kaa_desktop.services.registers import RegisterOpener
from kaa_desktop.system.local_settings import LocalSettingsStore


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsContext:
    """Handed over by the session.

    Attributes:
        settings: of this computer.
        make_opener: for passphrases and backups.
        version: of the program.
    """

    settings: LocalSettingsStore
    make_opener: Callable[[], RegisterOpener]
    version: str
