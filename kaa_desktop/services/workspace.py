"""An unlocked register together with its code lists: what every service works on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.code_lists import CodeKind, CodeLists
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.storage.register import Register
from kaa_desktop.storage.settings import load_settings


@dataclass(frozen=True, slots=True)
class Workspace:
    """Handed to each service call; made by `services.registers`."""

    register: Register
    code_lists: CodeLists

    @property
    def today(self) -> date:
        """The day where the user is."""
        return self.register.today()

    def settings(self) -> RegisterSettings:
        """What the municipality has decided."""
        with self.register.read() as connection:
            return load_settings(connection)

    def person_secret(self) -> str:
        """The register's secret for ids of people."""
        return self.register.meta("secret")

    def check_code(self, kind: CodeKind, code: str, *, required: bool = True) -> None:
        """Refuse a code that its list does not hold.

        Raises:
            InvalidInputError: `code.missing` or `code.unknown`.
        """
        if not code and required:
            raise InvalidInputError("code.missing", list=kind.value)
        if code and code not in self.code_lists[kind]:
            raise InvalidInputError("code.unknown", list=kind.value, text=code)
