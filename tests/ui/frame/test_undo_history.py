"""The window that says what would be undone, and undoes several steps."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.i18n import Translator
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.measures import offer_measure
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import list_people, open_person
from tests.ui.drivers.main_window import MainWindowDriver
from tests.ui.frame.conftest import OpenSession

DAY = date(2026, 11, 19)
HISTORY = "Undo history"


@pytest.fixture
def person(workspace: Workspace) -> str:
    """Somebody with three changes since the demo was filled."""
    rows = list_people(workspace, PeopleFilter.OPEN, offset=0, limit=50)
    person_id = next(row.id for row in rows if not row.name.startswith("S-"))
    for outcome in ("no_answer", "reached"):
        log_contact(workspace, [person_id], ContactEntry(made_on=DAY, channel="phone", outcome=outcome))
    offer_measure(workspace, person_id, kind="guidance", offered_on=DAY)
    return person_id


@pytest.fixture
def window(open_session: OpenSession, english: Translator, person: str) -> MainWindowDriver:
    assert person
    return open_session(english)


def open_history(window: MainWindowDriver) -> None:
    window.press("Ctrl+Shift+H")
    window.wait_for_text("Your own changes on this computer")
    window.wait_until(lambda: bool(window.table(HISTORY).rows()), "the steps")


def test_the_next_step_is_marked_and_enter_takes_it(
    window: MainWindowDriver, workspace: Workspace, person: str
) -> None:
    open_history(window)
    what = window.table(HISTORY).column("What")
    assert what == [
        "Offer measure: Study and career guidance",
        "Log contact: Phone, Reached",
        "Log contact: Phone, No answer",
    ]
    window.wait_for_text("Will be undone: Offer measure: Study and career guidance")
    window.press("Return")
    window.wait_for_text("1 step is undone.")
    assert all(m.offered_on != DAY for m in open_person(workspace, person).measures)


def test_several_steps_are_undone_and_brought_back(
    window: MainWindowDriver, workspace: Workspace, person: str
) -> None:
    before = len(open_person(workspace, person).contacts)
    open_history(window)
    window.table(HISTORY).select("Log contact: Phone, No answer")
    window.wait_for_text("Will be undone: Offer measure")
    assert window.nameless() == []
    window.click("Undo 3 steps")
    window.wait_for_text("3 steps are undone.")
    assert len(open_person(workspace, person).contacts) == before - 2
    open_history(window)
    assert window.table(HISTORY).column("State") == ["Undone", "Undone", "Undone"]
    window.table(HISTORY).select("Log contact: Phone, Reached")
    window.click("Redo 2 steps")
    window.wait_for_text("2 steps are brought back.")
    assert len(open_person(workspace, person).contacts) == before
    window.wait_for_tip("undo", "Undo: log contact: Phone, Reached")
    window.click("Undo")
    window.wait_for_text("Undone: log contact: Phone, Reached – ")
    assert len(open_person(workspace, person).contacts) == before - 1


def test_what_stays_is_told_and_passed_by(
    window: MainWindowDriver, workspace: Workspace, person: str, tmp_path: Path
) -> None:
    details = open_person(workspace, person).person.details
    assert details is not None
    path = tmp_path / "file.csv"
    head = "Personnr;Efternamn;Förnamn;Kommunkod;Skydd"
    path.write_text(f"{head}\n{details.number.value};Ek;Lo;0180;Sekretessmarkering\n", "utf-8")
    import_population(workspace, path, NoProgress())
    open_history(window)
    assert window.table(HISTORY).column("What")[:2] == [
        "Import population file",
        "Protect the details of 1 person",
    ]
    assert window.table(HISTORY).column("State")[:3] == ["Done", "Stays", "Done"]
    window.table(HISTORY).select("Protect the details of 1 person")
    window.wait_for_text("Will be undone: Import population file")
    window.click("Undo 1 step")
    window.wait_for_text("1 step is undone.")
    open_history(window)
    assert window.table(HISTORY).column("State")[:3] == ["Undone", "Stays", "Done"]
    window.table(HISTORY).select("Protect the details of 1 person")
    window.wait_for_text("This stays: it cannot be undone.")
