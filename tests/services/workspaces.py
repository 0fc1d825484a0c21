"""Real registers in a temporary folder, with a clock that tests move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.code_lists import CodeLists, parse_code_lists
from kaa_desktop.domain.errors import CancelledError
from kaa_desktop.domain.personal_number import check_digit, parse_personal_number
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.services.reconcile_acting import Acceptance
from kaa_desktop.services.reconcile_decisions import accept
from kaa_desktop.services.reconcile_rows import describe
from kaa_desktop.services.reconciliation import standing
from kaa_desktop.services.registers import RegisterOpener
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import Registration, register_person
from kaa_desktop.storage.keys import PassphraseCost
from kaa_desktop.system.assets import code_list_documents

FIXTURES = Path(__file__).parents[1] / "fixtures"
POPULATION = FIXTURES / "population" / "folkbokforing.csv"
REGISTER_WORKBOOK = FIXTURES / "register" / "register.xlsx"
EXPECTED_FIGURES = FIXTURES / "register" / "facit.json"

CODE_LISTS: CodeLists = parse_code_lists(code_list_documents())
CHEAP = PassphraseCost(operations=1, memory=8192)
USER, PASSPHRASE = "Anna Arbetare", "en lång lösenfras"
TODAY = date(2026, 9, 30)
SETTINGS = RegisterSettings(municipality_code="0180", municipality_name="Stockholm")


class MovableClock:
    """Noon of a day that tests choose; each reading is a second later than the one before."""

    def __init__(self, day: date = TODAY) -> None:
        self.moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@dataclass
class Cancelled:
    """Progress whose user cancels at the nth step."""

    at_step: int = 1
    steps: int = 0

    def step(self, done: int, total: int) -> None:
        assert 0 <= done <= total
        self.steps += 1
        if self.steps >= self.at_step:
            raise CancelledError


def opener(clock: MovableClock) -> RegisterOpener:
    return RegisterOpener(CODE_LISTS, clock, CHEAP)


def number(birthday: str, serial: str = "238") -> str:
    """A number of the official test series' shape with a right check digit."""
    return f"{birthday}{serial}{check_digit(birthday[2:] + serial)}"


def details(value: str, first: str = "Örjan", last: str = "Åkesson", **more: str) -> PersonDetails:
    return PersonDetails(
        number=parse_personal_number(value, today=TODAY), first_name=first, last_name=last, **more
    )


def registered(
    workspace: Workspace,
    value: str = "20080701-2398",
    *,
    on: date = date(2026, 8, 1),
    protection: Protection = Protection.NONE,
    **names: str,
) -> str:
    """Register somebody; returns the id."""
    registration = Registration(details=details(value, **names), registered_on=on, protection=protection)
    return register_person(workspace, registration)[0]


def new_people(workspace: Workspace) -> list[str]:
    """Keys of those whom a reconciliation finds new and who are not protected, by name."""
    stands = standing(workspace, TODAY, NoProgress())
    rows = describe(workspace, stands, stands.groups[Group.NEW])
    return [row.difference.key for row in rows if row.details]


def register_new(workspace: Workspace, keys: Sequence[str]) -> None:
    """Register people whom a reconciliation finds new; their keys are their ids."""
    accept(workspace, TODAY, Group.NEW, keys, NoProgress(), Acceptance(reason="dropped_out"))


def operations(workspace: Workspace) -> list[str]:
    """The names of all operations that stand in the log, in order."""
    with workspace.register.read() as connection:
        rows = connection.exec_driver_sql("SELECT name FROM operation ORDER BY number")
        return [str(row[0]) for row in rows]


def counts(workspace: Workspace) -> dict[str, int]:
    """The number of rows of each table with facts, and of the log."""
    tables = (
        "young_person",
        "episode",
        "contact_attempt",
        "occupation",
        "measure",
        "case_worker",
        "import_batch",
        "staged_file",
        "staged_part",
        "staged_hidden",
        "change_log",
        "operation",
    )
    with workspace.register.read() as connection:
        return {t: int(connection.exec_driver_sql(f"SELECT count(*) FROM {t}").scalar_one()) for t in tables}


def reads(workspace: Workspace) -> list[tuple[str, str, str]]:
    """Who was read: person, what, reason."""
    with workspace.register.read() as connection:
        rows = connection.exec_driver_sql("SELECT person_id, what, reason FROM read_log ORDER BY number")
        return [(str(r[0]), str(r[1]), str(r[2])) for r in rows]
