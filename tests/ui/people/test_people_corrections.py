from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.measures import offer_measure
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from tests.services.workspaces import number, registered
from tests.ui.drivers.pages import Surroundings
from tests.ui.drivers.people import PeopleDriver


@pytest.fixture
def noor(workspace: Workspace) -> str:
    return registered(workspace, number("20080314"), first="Noor", last="Haddad")


@pytest.fixture
def driver(noor: str, surroundings: Surroundings, qtbot: QtBot) -> PeopleDriver:
    assert noor
    driver = PeopleDriver(surroundings, qtbot)
    driver.open("Noor Haddad")
    return driver


def test_a_missing_reason_is_warned_of_and_mended_on_the_spot(
    driver: PeopleDriver, workspace: Workspace, noor: str
) -> None:
    driver.wait_for_text("The reason for registration is missing.")
    driver.click("Mend: The reason for registration is missing.")
    driver.wait_for_text("Correct the registration")
    driver.pick("Reason for registration", "Dropped out of studies")
    driver.click("Save")
    driver.wait_for_text("The registration is corrected.")
    driver.wait_until_gone("The reason for registration is missing.")
    assert open_person(workspace, noor).episodes[0].registration_reason == "dropped_out"


def test_a_contact_before_the_registration_would_be_refused(
    driver: PeopleDriver, workspace: Workspace, noor: str
) -> None:
    driver.wait_for_text("The delivery would warn of this")
    entry = ContactEntry(made_on=date(2026, 7, 15), channel="phone", outcome="no_answer")
    driver.feed.announce(log_contact(workspace, [noor], entry))
    driver.wait_for_text("Would be refused in the delivery")
    driver.click("Mend: The contact of 15 Jul 2026 lies outside every registration.")
    driver.wait_for_text("Correct the contact")


def test_a_registration_is_corrected_from_the_menu(
    driver: PeopleDriver, workspace: Workspace, noor: str
) -> None:
    driver.menu("Correct the registration …")
    driver.fill("Registered on", "2026-07-20")
    driver.fill("Ended on", "2026-07-10")
    driver.click("Save")
    driver.wait_for_text("Choose why the responsibility has ended.")
    driver.pick("Why the responsibility ended", "Moved")
    driver.click("Save")
    driver.wait_for_text("The end cannot be before the registration on 20 Jul 2026.")
    driver.fill("Ended on", "2026-08-10")
    driver.click("Save")
    driver.wait_for_text("The registration is corrected.")
    episode = open_person(workspace, noor).episodes[0]
    assert (episode.registered_on, episode.deregistered_on) == (date(2026, 7, 20), date(2026, 8, 10))


def test_a_measure_that_never_was_is_taken_out(driver: PeopleDriver, workspace: Workspace, noor: str) -> None:
    _measure, changes = offer_measure(workspace, noor, kind="guidance", offered_on=date(2026, 8, 10))
    driver.feed.announce(changes)
    driver.wait_for_text("Study and career guidance")
    driver.menu("Correct a measure …")
    driver.click("Take the measure out")
    driver.wait_for_text("The measure is taken out.")
    assert open_person(workspace, noor).measures == ()
    driver.click("Undo")
    driver.wait_for_text("Undone.")
    assert len(open_person(workspace, noor).measures) == 1
