"""An unlocked register together with its code lists: what every service works on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kaa_desktop.domain.code_lists import CodeKind, CodeLists
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.local_codes import parse_local, with_local
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.storage.register import Register
from kaa_desktop.storage.settings import load_setting, load_settings


class CodesInForce:
    """The shipped lists with what the municipality makes of them, until that changes."""

    def __init__(self, shipped: CodeLists) -> None:
        self._shipped = shipped
        self._text = ""
        self.lists = shipped

    def apply(self, text: str) -> None:
        """Take over what stands in the register."""
        if text != self._text:
            self._text, self.lists = text, with_local(self._shipped, parse_local(text))


@dataclass(frozen=True, slots=True)
class Workspace:
    """Handed to each service call; made by `services.registers`."""

    register: Register
    shipped: CodeLists
    _in_force: CodesInForce = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Read what the municipality makes of the lists."""
        object.__setattr__(self, "_in_force", CodesInForce(self.shipped))
        self.refresh_codes()

    @property
    def code_lists(self) -> CodeLists:
        """The lists as the municipality has them."""
        return self._in_force.lists

    def refresh_codes(self) -> None:
        """Read again what the municipality makes of the lists; somebody may have changed it."""
        with self.register.read() as connection:
            text = load_setting(connection, "local_codes")
        self._in_force.apply(text)

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
