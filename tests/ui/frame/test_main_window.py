from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.person_list import PeopleFilter, PersonListRow
from kaa_desktop.i18n import Translator
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.registers import close
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import list_people, open_person
from kaa_desktop.system.local_settings import LocalSettingsStore
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.frame.crash_dialog import CrashDialog
from kaa_desktop.ui.frame.crashes import CrashReporter
from tests.ui.drivers.base import Driver
from tests.ui.frame.conftest import OpenSession
from tests.ui.registers import PASSPHRASE, USER, cheap_opener


@pytest.fixture
def person(workspace: Workspace) -> PersonListRow:
    return list_people(workspace, PeopleFilter.OPEN, offset=0, limit=1)[0]


def log(workspace: Workspace, person: PersonListRow) -> None:
    entry = ContactEntry(made_on=workspace.today, channel="phone", outcome="no_answer")
    log_contact(workspace, [person.id], entry)


def attempts(workspace: Workspace, person: PersonListRow) -> int:
    return len(open_person(workspace, person.id).contacts)


def test_all_places_can_be_reached_and_everything_has_a_name(
    open_session: OpenSession, translator: Translator
) -> None:
    window = open_session(translator)
    window.wait_for_text("Stockholm")
    for place in ("School notices", "Reports", "Settings", "Reconciliation", "Young people"):
        window.go_to(place)
        window.wait_for_text(translator.gettext(place))
        assert window.nameless() == []
    for keys in ("Ctrl+8", "Ctrl+2"):
        window.press(keys)
    assert window.window.windowTitle() == "KAA Desktop"


@pytest.mark.parametrize(
    ("keys", "begins"),
    [
        ("Ctrl+1", "Work list"),
        ("Ctrl+2", "Young people"),
        ("Ctrl+3", "Import: Population"),
        ("Ctrl+4", "School notices"),
        ("Ctrl+5", "Rounds of home visits"),
        ("Ctrl+6", "Half-year, for the board"),
        ("Ctrl+7", "Second half of 2026"),
        ("Ctrl+8", "Not known"),
        ("Ctrl+9", "The municipality"),
    ],
)
def test_the_key_of_a_place_puts_the_keyboard_where_its_work_begins(
    open_session: OpenSession, english: Translator, keys: str, begins: str
) -> None:
    window = open_session(english)
    window.press("Ctrl+K")
    window.press(keys)
    window.wait_until(lambda: begins in window.focused_name(), f"{begins!r}, not {window.focused_name()!r}")


def test_enter_presses_the_button_that_has_the_keyboard(
    open_session: OpenSession, english: Translator
) -> None:
    window = open_session(english)
    window.press("Ctrl+8")
    window.wait_until(lambda: "Not known" in window.focused_name(), "the first number")
    window.press("Tab")
    window.press("Return")
    window.wait_for_text("Mark all")


def test_the_key_of_the_people_leads_from_a_person_back_to_the_list(
    open_session: OpenSession, english: Translator, person: PersonListRow
) -> None:
    window = open_session(english)
    window.press("Ctrl+2")
    window.table("Young people").wait_for_row(person.name)
    window.table("Young people").open(person.name)
    window.wait_for_text("Log contact")
    window.press("Ctrl+1")
    window.press("Ctrl+2")
    window.wait_for_text("Timeline")
    window.press("Ctrl+2")
    window.wait_until(lambda: window.focused_name() == "Young people", "the list")


def test_undo_and_redo_say_what_they_would_do(
    open_session: OpenSession, english: Translator, workspace: Workspace, person: PersonListRow
) -> None:
    before = attempts(workspace, person)
    log(workspace, person)
    window = open_session(english)
    window.wait_for_tip("undo", "Undo: log contact")
    window.table("Young people").wait_for_row(person.name)
    window.table("Young people").select(person.name)
    window.press("Ctrl+Z")
    window.wait_for_text("Undone: log contact")
    assert attempts(workspace, person) == before
    window.wait_for_tip("redo", "Redo: log contact")
    window.press("Ctrl+Shift+Z")
    window.wait_for_text("Redone: log contact")
    assert attempts(workspace, person) == before + 1


def test_what_went_well_is_not_told_in_the_next_place(
    open_session: OpenSession, english: Translator, person: PersonListRow
) -> None:
    window = open_session(english)
    window.press("Ctrl+2")
    window.table("Young people").wait_for_row(person.name)
    window.table("Young people").select(person.name)
    window.press("Ctrl+L")
    window.wait_for_text("Channel")
    window.press("P")
    window.press("N")
    window.press("Return")
    window.wait_for_text("The contact is saved.")
    window.press("Ctrl+2")
    assert window.shows("The contact is saved.")
    window.press("Ctrl+6")
    assert not window.shows("The contact is saved.")


def test_undo_belongs_to_the_text_that_is_being_typed(
    open_session: OpenSession, english: Translator, workspace: Workspace, person: PersonListRow
) -> None:
    log(workspace, person)
    count = attempts(workspace, person)
    window = open_session(english)
    window.wait_for_tip("undo", "Undo: log contact")
    window.search("Noor")
    window.press("Ctrl+Z")
    window.wait_until(lambda: window.field("Search for people").text != "Noor", "the text to change")
    window.press("Ctrl+Y")
    window.wait_until(lambda: window.field("Search for people").text == "Noor", "the text to come back")
    assert attempts(workspace, person) == count


def test_the_filling_of_a_demo_is_not_offered_for_undo(
    open_session: OpenSession, english: Translator
) -> None:
    window = open_session(english)
    window.wait_for_text("Stockholm")
    assert not window.session.window.actions_by_id["undo"].isEnabled()


def test_what_another_program_writes_shows_by_itself(
    open_session: OpenSession, english: Translator, workspace: Workspace, person: PersonListRow, qtbot: QtBot
) -> None:
    window = open_session(english)
    window.table("Young people").wait_for_row(person.name)
    window.wait_until(window.session.watch.has_looked, "the first look at the register")
    other = cheap_opener().unlock(workspace.register.path, user=USER, passphrase=PASSPHRASE)
    with qtbot.waitSignal(window.session.context.feed.changed, timeout=60_000) as signal:
        log(other, person)
    close(other)
    assert signal.args is not None
    assert signal.args[0].everyone


def test_nothing_is_announced_while_nobody_writes(
    open_session: OpenSession, english: Translator, qtbot: QtBot
) -> None:
    window = open_session(english)
    window.wait_until(window.session.watch.has_looked, "the first look at the register")
    window.go_to("Reports")
    with qtbot.assertNotEmitted(window.session.context.feed.changed, wait=2500):
        window.go_to("Young people")


def test_closing_backs_up_what_has_changed(
    open_session: OpenSession,
    english: Translator,
    workspace: Workspace,
    person: PersonListRow,
    tmp_path: Path,
) -> None:
    window = open_session(english)
    log(workspace, person)
    window.session.context.feed.announce(Changes(kinds=frozenset({"contact_attempt"})))
    window.window.close()
    window.wait_until(lambda: window.ended, "the window to close")
    assert len(list((tmp_path / "backups").glob("*.kaabackup"))) == 1


def test_closing_makes_no_backup_where_nothing_changed(
    open_session: OpenSession, english: Translator, tmp_path: Path, store: LocalSettingsStore
) -> None:
    window = open_session(english)
    window.window.resize(1000, 700)
    window.window.close()
    window.wait_until(lambda: window.ended, "the window to close")
    assert not (tmp_path / "backups").exists()
    assert (store.load().window_width, store.load().window_height) == (1000, 700)


def test_a_backup_that_fails_keeps_the_window_open(
    open_session: OpenSession, english: Translator, tmp_path: Path
) -> None:
    (tmp_path / "backups").write_text("a file in the way", "utf-8")
    window = open_session(english)
    window.session.context.feed.announce(Changes(kinds=frozenset({"contact_attempt"})))
    window.window.close()
    window.wait_for_text("Close without a backup?")
    window.click("Stay")
    assert window.window.isVisible()
    window.window.close()
    window.wait_for_text("Close without a backup?")
    window.click("Close")
    window.wait_until(lambda: window.ended, "the window to close")


def test_locking_takes_the_window_away(open_session: OpenSession, english: Translator) -> None:
    window = open_session(english)
    window.press("Ctrl+Shift+L")
    window.wait_until(lambda: window.ended, "the window to lock")
    assert not window.window.isVisible()


def test_the_sheet_of_shortcuts_opens(open_session: OpenSession, english: Translator) -> None:
    window = open_session(english)
    window.press("F1")
    window.wait_for_text("Ctrl+Shift+L")
    assert window.shows("Log contact")
    window.click("Close")


def test_a_bug_is_told_calmly_and_without_its_data(
    qapp: QApplication, icons: Icons, english: Translator, qtbot: QtBot
) -> None:
    reporter, told = CrashReporter(qapp), list[str]()
    reporter.happened.connect(lambda: told.append("told"))
    former = sys.excepthook
    reporter.install()
    try:
        sys.excepthook(ValueError, ValueError("Noor Haddad"), None)
    finally:
        reporter.remove()
        sys.excepthook = former
    assert told == ["told"]
    dialog = CrashDialog(None, icons, english)
    dialog.open()
    driver = Driver(dialog, qtbot)
    driver.wait_for_text("Something went wrong")
    assert not driver.shows("Noor")
    driver.click("Go on")


def test_the_log_line_comes_into_view_where_the_screen_is_small(
    open_session: OpenSession, english: Translator
) -> None:
    window = open_session(english)
    window.make_small(683, 364)
    window.press("Ctrl+2")
    people = window.table("Young people")
    people.open(people.column("Name")[0])
    window.wait_for_text("Log contact")
    window.press("Ctrl+L")
    for keys in ("O", "N"):
        window.wait_until(lambda: window.focused_name() in {"Letter", "Reached"}, "the keys of the log line")
        window.wait_until(window.sees_focus, "what is chosen")
        window.press(keys)
    window.wait_until(lambda: window.focused_name() == "Note" and window.sees_focus(), "the note")
