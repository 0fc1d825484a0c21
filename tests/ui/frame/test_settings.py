from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.errors import RegisterError
from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.i18n import Translator
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.registers import close
from kaa_desktop.services.settings import change_settings
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import list_people, open_person
from kaa_desktop.system.local_settings import LanguageChoice, LocalSettingsStore, ThemeChoice
from kaa_desktop.ui.common.tasks import TaskRunner
from kaa_desktop.ui.common.theme import Scheme, Theme
from tests.ui.drivers.files import choose_file
from tests.ui.drivers.settings import SettingsDriver
from tests.ui.frame.conftest import OpenSession
from tests.ui.registers import PASSPHRASE, USER, cheap_opener


def test_what_the_municipality_decides_is_saved_and_can_be_undone(
    open_session: OpenSession, english: Translator, workspace: Workspace
) -> None:
    window = open_session(english)
    settings = SettingsDriver(window)
    window.wait_until(lambda: window.field("Name on prints").text == "Stockholm", "the settings")
    window.fill("An occupation is known for so many days", "45")
    window.click("Keep interim and T numbers")
    window.fill("Day", "12")
    window.fill("Secrecy line", "Sekretess enligt 23 kap.")
    settings.save()
    saved = workspace.settings()
    assert saved == RegisterSettings(
        municipality_code="0180",
        municipality_name="Stockholm",
        freshness_days=45,
        allow_interim=True,
        schooling_ends_day=12,
        secrecy_line="Sekretess enligt 23 kap.",
    )
    window.wait_for_tip("undo", "Undo: change settings")
    window.click("Undo")
    window.wait_for_text("Undone: change settings")
    assert workspace.settings().freshness_days == 90
    window.wait_until(
        lambda: window.field("An occupation is known for so many days").text == "90", "the former value"
    )


def test_what_is_half_typed_survives_a_change_from_elsewhere(
    open_session: OpenSession, english: Translator, workspace: Workspace
) -> None:
    window = open_session(english)
    SettingsDriver(window)
    window.wait_until(lambda: window.field("Name on prints").text == "Stockholm", "the settings")
    window.fill("Secrecy line", "Half a sent")
    window.session.context.feed.announce(
        change_settings(workspace, RegisterSettings(municipality_code="0180", freshness_days=30))
    )
    window.wait_until(lambda: "0180" in window.visible_texts(), "the municipality without a name")
    assert window.field("Secrecy line").text == "Half a sent"
    window.click("Discard the changes")
    assert window.field("An occupation is known for so many days").text == "30"


def picture(path: Path, size: int) -> Path:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor("#0e6276"))
    assert image.save(str(path))
    return path


def test_a_logo_is_chosen_shown_and_removed(
    open_session: OpenSession, english: Translator, workspace: Workspace, tmp_path: Path
) -> None:
    window = open_session(english)
    settings = SettingsDriver(window)
    window.wait_until(lambda: window.field("Name on prints").text == "Stockholm", "the settings")
    (tmp_path / "no picture.png").write_text("text", "utf-8")
    window.click("Logo")
    choose_file(window, tmp_path / "no picture.png")
    window.wait_for_text("Only PNG and JPEG pictures can be printed.")
    window.click("Logo")
    choose_file(window, picture(tmp_path / "logo.png", 64))
    window.wait_until_gone("No logo")
    settings.save()
    assert workspace.settings().logo
    window.click("Remove the logo")
    window.click("Save")
    window.wait_until(lambda: workspace.settings().logo == "", "the logo to be gone")


def test_colours_and_language_of_this_computer(
    open_session: OpenSession, english: Translator, store: LocalSettingsStore, theme: Theme, qtbot: QtBot
) -> None:
    window = open_session(english)
    settings = SettingsDriver(window)
    settings.show("This computer")
    try:
        window.pick("Colours", "Dark")
        window.wait_until(lambda: theme.tokens.colours.dark, "dark colours")
        assert store.load().theme is ThemeChoice.DARK
    finally:
        theme.set_scheme(Scheme.LIGHT)
    with qtbot.waitSignal(window.session.language_changed):
        window.pick("Language", "Svenska")
    assert store.load().language is LanguageChoice.SWEDISH


def test_the_passphrase_is_changed(
    open_session: OpenSession, english: Translator, workspace: Workspace
) -> None:
    window = open_session(english)
    SettingsDriver(window).show("Safety")
    window.click("Change your passphrase …")
    window.wait_until(lambda: window.focused_name() == "Your passphrase now", "the dialog")
    window.fill("Your passphrase now", "fel")
    window.fill("New passphrase", "ny lång lösenfras")
    window.fill("The passphrase once more", "ny lång lösenfras")
    window.click("Change the passphrase")
    window.wait_for_text("The passphrase is wrong.")
    window.fill("Your passphrase now", PASSPHRASE)
    window.click("Change the passphrase")
    window.wait_for_text("The passphrase is changed.")
    path = workspace.register.path
    close(cheap_opener().unlock(path, user=USER, passphrase="ny lång lösenfras"))
    with pytest.raises(RegisterError):
        cheap_opener().unlock(path, user=USER, passphrase=PASSPHRASE)


def test_a_backup_is_made_and_restored(
    open_session: OpenSession, english: Translator, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_session(english)
    SettingsDriver(window).show("Safety")
    window.click("Back up now")
    window.wait_for_text("Backed up and checked:")
    backup = next((tmp_path / "backups").glob("*.kaabackup"))
    person = list_people(workspace, PeopleFilter.OPEN, offset=0, limit=1)[0]
    before = len(open_person(workspace, person.id).contacts)
    log_contact(
        workspace, [person.id], ContactEntry(made_on=workspace.today, channel="phone", outcome="no_answer")
    )
    window.click("Restore from a backup …")
    choose_file(window, backup)
    window.wait_for_text("Restore from a backup?")
    window.click("Restore")
    window.wait_for_text("Type your passphrase.")
    window.fill("Passphrase", "fel")
    window.click("Restore")
    window.wait_for_text("The passphrase is wrong.")
    window.fill("Passphrase", PASSPHRASE)
    with qtbot.waitSignal(window.session.replaced, timeout=60_000) as signal:
        window.click("Restore")
    assert signal.args is not None
    restored = signal.args[0]
    assert isinstance(restored, Workspace)
    assert len(open_person(restored, person.id).contacts) == before
    assert len(list(tmp_path.glob("*-before-restore-*.kaa"))) == 1
    close(restored)


def test_the_register_is_checked_and_the_program_says_what_it_is(
    open_session: OpenSession, translator: Translator
) -> None:
    _ = translator.gettext
    window = open_session(translator)
    settings = SettingsDriver(window)
    for sheet in ("The municipality", "This computer", "About", "Safety"):
        settings.show(sheet)
        assert window.nameless() == []
    window.click(_("Check now"))
    window.wait_for_text(_("The register is whole: {rows} rows and {operations} changes were checked.")[:15])
    settings.show("About")
    window.wait_for_text("1.2.3")
    assert window.shows("Lucide")
    assert window.shows("EUPL")


def test_the_plan_is_tried_once_somebody_looks_at_it(
    open_session: OpenSession, english: Translator, runner: TaskRunner
) -> None:
    window = open_session(english)
    answered = QSignalSpy(runner.busy_changed)
    settings = SettingsDriver(window)
    settings.show("Safety")
    window.wait_until(lambda: answered.count() > 0 and not answered.at(answered.count() - 1)[0], "calm")
    settings.show("Contact plan")
    window.wait_for_text("With this plan ")
