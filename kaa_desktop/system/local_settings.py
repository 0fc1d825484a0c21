"""What one user has chosen on this computer: language, theme, registers opened last, window size.

The first window waits for them, so nothing is imported that the standard library's core does not bring.
"""

from __future__ import annotations

import logging
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

_log = logging.getLogger(__name__)
_RECENT = 6
_NAME = "kaa-desktop"


class LanguageChoice(StrEnum):
    """The language of the window."""

    SYSTEM = "system"
    SWEDISH = "sv"
    ENGLISH = "en"


class ThemeChoice(StrEnum):
    """The colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class LocalSettings(NamedTuple):
    """Never holds anything about the people in a register.

    Attributes:
        registers: paths, the one opened last first.
        report_folder: where a report was saved last.
        report_kind, report_published, report_language, report_zoom: of the report made last; empty or 0 for
            what is usual.
        quarter_folder: where the report of every quarter is put; empty for none.
        window_width, window_height: device-independent pixels; 0 before the first time.
        idle_minutes: so long without keys or mouse, and the register is locked; 0 for never, which only
            whoever looks after the computer can choose, in the file.
    """

    language: LanguageChoice = LanguageChoice.SYSTEM
    theme: ThemeChoice = ThemeChoice.SYSTEM
    registers: tuple[str, ...] = ()
    report_folder: str = ""
    report_kind: str = ""
    report_published: bool = False
    report_language: str = ""
    report_zoom: int = 0
    quarter_folder: str = ""
    window_width: int = 0
    window_height: int = 0
    window_maximised: bool = False
    idle_minutes: int = 10

    def with_register(self, path: Path) -> LocalSettings:
        """The register is first among those opened last."""
        opened = str(path.absolute())
        others = tuple(former for former in self.registers if former != opened)
        return self._replace(registers=(opened, *others)[:_RECENT])


class LocalSettingsStore:
    """One JSON file; a damaged one, or a damaged value in it, gives the defaults."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or _folder() / "settings.json"

    def load(self) -> LocalSettings:
        """What has been chosen so far."""
        try:
            text = self._path.read_text("utf-8")
        except FileNotFoundError:
            return LocalSettings()
        except (OSError, ValueError):
            text = ""
        import json

        try:
            stored = json.loads(text)
        except ValueError:
            _log.warning("local settings cannot be read")
            return LocalSettings()
        return _settings(stored) if isinstance(stored, dict) else LocalSettings()

    def save(self, settings: LocalSettings) -> None:
        """Write beside and rename; a folder that cannot be written loses the choice, never the program."""
        import json

        temporary = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(settings._asdict(), indent=1), "utf-8")
            temporary.replace(self._path)
        except OSError:
            _log.warning("local settings cannot be written")

    def change(self, **values: Any) -> LocalSettings:
        """Change some values and keep the others, also those that another window has written since."""
        changed = self.load()._replace(**values)
        self.save(changed)
        return changed


def _folder() -> Path:
    """As platformdirs has it; on Linux its answer is short, and importing it is a fiftieth of the start."""
    if sys.platform == "linux":
        chosen = Path(os.environ.get("XDG_CONFIG_HOME", ""))
        return (chosen if chosen.is_absolute() else Path.home() / ".config") / _NAME
    from platformdirs import user_config_dir

    return Path(user_config_dir(_NAME, appauthor=False))


def _settings(stored: dict[str, Any]) -> LocalSettings:
    default = LocalSettings()
    sound: dict[str, Any] = {}
    for name, usual in default._asdict().items():
        value = _sound(stored.get(name), usual)
        sound[name] = usual if value is None else value
    return LocalSettings(**sound)


def _sound(value: object, usual: object) -> object | None:
    if isinstance(usual, StrEnum):
        kind = type(usual)
        return kind(value) if value in {member.value for member in kind} else None
    if isinstance(usual, tuple):
        whole = isinstance(value, list) and all(isinstance(part, str) for part in value)
        return tuple(value) if whole and isinstance(value, list) else None
    return value if type(value) is type(usual) else None
