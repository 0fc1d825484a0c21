"""Settings, Safety: a recovery key that was lost or seen is replaced, and the new one shown once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.errors import RegisterError
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.register_sentences import SENTENCES
from kaa_desktop.services.registers import close
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.keys import Role, key_file_path, read_key_file, write_key_file
from kaa_desktop.system.local_settings import LanguageChoice, LocalSettingsStore
from tests.ui.drivers.files import choose_file
from tests.ui.drivers.main_window import MainWindowDriver
from tests.ui.drivers.program import ProgramDriver
from tests.ui.drivers.settings import SettingsDriver
from tests.ui.frame.conftest import OpenSession
from tests.ui.registers import PASSPHRASE, USER, cheap_opener, new_workspace

NEW_KEY = "New recovery key …"
KEPT = "I have kept the recovery key somewhere else than on this computer"
OTHER = "en fras för Bo"
UNSETTLED = "nobody has said that it is kept"


@pytest.fixture
def first_key() -> list[str]:
    """The key that the register was made with."""
    return []


@pytest.fixture
def workspace(request: pytest.FixtureRequest, tmp_path: Path, first_key: list[str]) -> Iterator[Workspace]:
    """A register, open for its administrator or for a worker without all rights."""
    made, key = new_workspace(tmp_path / "stockholm.kaa")
    first_key.append(key)
    if getattr(request, "param", Role.ADMINISTRATOR) is Role.WORKER:
        close(made)
        made = opened_by_worker(made.register.path)
    yield made
    close(made)


def opened_by_worker(path: Path) -> Workspace:
    opener, keys = cheap_opener(), read_key_file(key_file_path(path))
    worker = replace(keys.unlock(USER, PASSPHRASE), user="Bo", role=Role.WORKER, protected_key=None)
    write_key_file(key_file_path(path), keys.with_passphrase(worker, OTHER, opener.cost))
    return opener.unlock(path, user="Bo", passphrase=OTHER)


def recovers(workspace: Workspace, recovery_key: str) -> bool:
    """Whether a key is taken, as the page for the forgotten passphrase would."""
    path = workspace.register.path
    before = key_file_path(path).read_bytes()
    try:
        close(cheap_opener().recover(path, recovery_key=recovery_key, new_passphrase=PASSPHRASE))
    except RegisterError as refused:
        if refused.code != "register.wrong_recovery_key":
            raise
        return False
    key_file_path(path).write_bytes(before)
    return True


def asked(window: MainWindowDriver) -> None:
    """Go to the sheet and press the button."""
    SettingsDriver(window).show("Safety")
    window.click(window.text(NEW_KEY))
    window.wait_for_text(window.text("Make a new recovery key?"))


def shown(window: MainWindowDriver) -> str:
    """Give the passphrase; the key that is shown then."""
    asked(window)
    window.fill(window.text("Your passphrase"), PASSPHRASE)
    window.press("Return")
    window.wait_for_text(window.text("Keep the recovery key"))
    return window.field(window.text("Recovery key")).text


def test_a_new_key_is_made_saved_and_kept(
    open_session: OpenSession,
    translator: Translator,
    workspace: Workspace,
    first_key: list[str],
    tmp_path: Path,
) -> None:
    window, clipboard = open_session(translator), QGuiApplication.clipboard()
    _ = window.text
    clipboard.setText("before")
    key = shown(window)
    assert window.nameless() == []
    window.wait_until(lambda: window.focused_name() == _(KEPT), "the keyboard at the box")
    assert len(key.split("-")) == 8
    assert (recovers(workspace, first_key[0]), recovers(workspace, key)) == (True, True)
    window.press("Ctrl+Return")
    window.wait_for_text(_("Keep the recovery key"))
    window.click(_("Save as a file …"))
    choose_file(window, tmp_path / "key.txt")
    window.wait_until((tmp_path / "key.txt").exists, "the file")
    assert key in (tmp_path / "key.txt").read_text("utf-8")
    window.click(_(KEPT))
    window.click(_("Finish"))
    window.wait_for_text(_("The recovery key is replaced. Destroy the former one."))
    assert not window.shows(key)
    assert (recovers(workspace, first_key[0]), recovers(workspace, key)) == (False, True)
    assert clipboard.text() == "before"
    if clipboard.supportsSelection():
        assert key not in clipboard.text(QClipboard.Mode.Selection)
    close(cheap_opener().unlock(workspace.register.path, user=USER, passphrase=PASSPHRASE))


def test_a_wrong_passphrase_is_said_in_place_and_changes_nothing(
    open_session: OpenSession, translator: Translator, workspace: Workspace, first_key: list[str]
) -> None:
    window = open_session(translator)
    asked(window)
    assert window.nameless() == []
    window.wait_until(lambda: window.focused_name() == window.text("Your passphrase"), "the dialog")
    before = key_file_path(workspace.register.path).read_bytes()
    window.click(window.text("Make a new key"))
    window.wait_for_text(window.text("Type your passphrase."))
    window.fill(window.text("Your passphrase"), "fel lösenfras")
    window.click(window.text("Make a new key"))
    window.wait_for_text(window.text(SENTENCES["register.wrong_passphrase"]))
    window.press("Escape")
    window.wait_until_gone(window.text("Make a new recovery key?"))
    assert key_file_path(workspace.register.path).read_bytes() == before
    assert recovers(workspace, first_key[0])


def test_closing_without_having_kept_it_asks(
    open_session: OpenSession, english: Translator, workspace: Workspace, first_key: list[str]
) -> None:
    window = open_session(english)
    key = shown(window)
    for by_keyboard in (True, False):
        if by_keyboard:
            window.press("Escape")
        else:
            window.front.close()
        window.wait_for_text("Close without the recovery key?")
        window.press("Return")
        window.wait_for_text("Keep the recovery key")
        assert window.field("Recovery key").text == key
    window.press("Escape")
    window.click("Close anyway")
    window.wait_until(lambda: window.front is window.window, "both dialogs to close")
    assert not window.shows(key)
    assert (recovers(workspace, first_key[0]), recovers(workspace, key)) == (True, False)
    another = shown(window)
    window.click(KEPT)
    window.click("Finish")
    window.wait_for_text("The recovery key is replaced.")
    held = [recovers(workspace, one) for one in (first_key[0], key, another)]
    assert held == [False, False, True]


@pytest.mark.parametrize("finish", [True, False])
def test_a_key_file_that_cannot_be_written_is_told(
    open_session: OpenSession,
    english: Translator,
    workspace: Workspace,
    first_key: list[str],
    finish: bool,  # noqa: FBT001 - a case of the test
) -> None:
    window = open_session(english)
    key = shown(window)
    keys = key_file_path(workspace.register.path)
    obstacle = keys.with_name(keys.name + ".new") / "in the way"
    obstacle.mkdir(parents=True)
    if finish:
        window.click(KEPT)
        window.click("Finish")
        window.wait_for_text("could not be written")
        assert window.field("Recovery key").text == key
    window.press("Escape")
    window.click("Close anyway")
    window.wait_until(lambda: window.front is window.window, "both dialogs to close")
    window.wait_for_text("could not be written")
    window.wait_for_text(UNSETTLED)
    obstacle.rmdir()
    obstacle.parent.rmdir()
    assert (recovers(workspace, first_key[0]), recovers(workspace, key)) == (True, True)


def test_a_lock_before_it_is_kept_leaves_both_and_is_told(
    workspace: Workspace, first_key: list[str], store: LocalSettingsStore, qapp: QApplication, qtbot: QtBot
) -> None:
    register = workspace.register.path
    close(workspace)
    store.change(language=LanguageChoice.ENGLISH)
    program = ProgramDriver(qapp, qtbot, register, store)
    program.unlock()
    program.press("Ctrl+9")
    program.click("Safety")
    program.click(NEW_KEY)
    program.fill("Your passphrase", PASSPHRASE)
    program.press("Return")
    program.wait_for_text("Keep the recovery key")
    key = program.field("Recovery key").text
    program.clock.minutes_pass(20)
    program.touch_key()
    program.wait_for_lock()
    assert not program.shows(key)
    assert (recovers(workspace, first_key[0]), recovers(workspace, key)) == (True, True)
    program.unlock()
    program.wait_for_text(UNSETTLED)
    program.click("Make a new one …")
    program.wait_for_text("Make a new recovery key?")
    program.press("Escape")
    program.wait_for_text(UNSETTLED)
    program.click("Make a new one …")
    program.fill("Your passphrase", PASSPHRASE)
    program.press("Return")
    program.wait_for_text("Keep the recovery key")
    another = program.field("Recovery key").text
    program.click(KEPT)
    program.click("Finish")
    program.wait_for_text("The recovery key is replaced.")
    program.wait_until_gone(UNSETTLED)
    held = [recovers(workspace, one) for one in (first_key[0], key, another)]
    assert held == [False, False, True]
    program.end()


@pytest.mark.parametrize("workspace", [Role.WORKER], indirect=True)
def test_who_may_not_is_not_offered_it(open_session: OpenSession, english: Translator) -> None:
    window = open_session(english)
    SettingsDriver(window).show("Safety")
    window.wait_for_text("You are Bo.")
    assert window.shows("Change your passphrase …")
    assert not window.shows(NEW_KEY)
