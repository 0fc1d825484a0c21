"""Real registers for tests: in a temporary folder, with a clock that stands still and cheap passphrases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from kaa_desktop.domain.code_lists import CodeLists, parse_code_lists
from kaa_desktop.domain.personal_number import PersonalNumber, check_digit, parse_personal_number
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.services.registers import RegisterOpener
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import Registration, register_person
from kaa_desktop.storage.keys import PassphraseCost
from kaa_desktop.system.assets import code_list_documents

PASSPHRASE = "korrekt häst batteri"
USER = "Lo Wikström"
CHEAP = PassphraseCost(operations=1, memory=8 * 1024 * 1024)
TODAY = date(2026, 11, 20)
SETTINGS = RegisterSettings(municipality_code="0180", municipality_name="Stockholm")


@dataclass(slots=True)
class SetClock:
    """A clock that shows what it was set to."""

    moment: datetime = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> None:
        self.moment += timedelta(**by)


@cache
def code_lists() -> CodeLists:
    return parse_code_lists(code_list_documents())


def opener(clock: SetClock) -> RegisterOpener:
    return RegisterOpener(code_lists(), clock, CHEAP)


def new_workspace(
    folder: Path, *, clock: SetClock | None = None, name: str = "register.kaa", user: str = USER
) -> Workspace:
    workspace, _ = opener(clock or SetClock()).create(
        folder / name, user=user, passphrase=PASSPHRASE, settings=SETTINGS
    )
    return workspace


@contextmanager
def unlocked(path: Path, *, clock: SetClock | None = None) -> Iterator[Workspace]:
    workspace = opener(clock or SetClock()).unlock(path, user=None, passphrase=PASSPHRASE)
    try:
        yield workspace
    finally:
        workspace.register.close()


def number_for(born: date, serial: int) -> PersonalNumber:
    """The identity number of that birthday and birth number (three digits, odd for men)."""
    nine = f"{born:%y%m%d}{serial:03d}"
    return parse_personal_number(f"{born:%Y%m%d}{serial:03d}{check_digit(nine)}", today=date(2100, 1, 1))


def person(
    serial: int, *, born: date = date(2008, 3, 14), first_name: str = "Åsa", last_name: str = "Öberg"
) -> PersonDetails:
    return PersonDetails(
        number=number_for(born, serial),
        first_name=first_name,
        last_name=last_name,
        street="Granvägen 12",
        postal_code="123 45",
        city="Ekköping",
        phone="070-174 06 35",
        email=f"person{serial}@example.org",
    )


def registered(
    workspace: Workspace,
    details: PersonDetails,
    *,
    on: date = date(2026, 1, 15),
    protection: Protection = Protection.NONE,
) -> str:
    """Register somebody through the service; returns the id."""
    person_id, _ = register_person(
        workspace, Registration(details=details, registered_on=on, protection=protection)
    )
    return person_id
