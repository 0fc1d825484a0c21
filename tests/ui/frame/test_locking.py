"""Lock by hand and by itself: nothing is left on the screen or in memory, and nothing is lost."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kaa_desktop.i18n import Translator
from kaa_desktop.services.drafts import drafts_left
from kaa_desktop.services.registers import close
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.system.local_settings import LanguageChoice, LocalSettingsStore
from kaa_desktop.ui.frame.idle import IdleWatch
from tests.ui.drivers.program import Clock, ProgramDriver
from tests.ui.drivers.settings import SettingsDriver
from tests.ui.frame.conftest import OpenSession
from tests.ui.registers import PASSPHRASE, cheap_opener, filled_workspace


@pytest.fixture
def register(tmp_path: Path) -> Path:
    close(filled_workspace(tmp_path / "stockholm.kaa", people=5))
    return tmp_path / "stockholm.kaa"


@pytest.fixture
def program(
    register: Path, store: LocalSettingsStore, qapp: QApplication, qtbot: QtBot
) -> Iterator[ProgramDriver]:
    store.change(language=LanguageChoice.ENGLISH)
    driver = ProgramDriver(qapp, qtbot, register, store)
    yield driver
    driver.end()


def open_somebody(program: ProgramDriver) -> str:
    program.unlock()
    program.press("Ctrl+2")
    program.wait_until(lambda: bool(program.table("Young people").rows()), "the list")
    name = next(name for name in program.table("Young people").column("Name") if not name.startswith("S-"))
    program.table("Young people").open(name)
    program.wait_for_text("Log contact")
    return name


def test_after_too_long_a_pause_the_register_is_locked_and_nothing_is_lost(program: ProgramDriver) -> None:
    name = open_somebody(program)
    program.press("Ctrl+L")
    program.fill("Note", "halvskriven")
    program.clock.minutes_pass(9)
    program.touch_key()
    program.clock.minutes_pass(9)
    program.touch_key()
    assert program.shows(name)
    program.clock.minutes_pass(10)
    program.touch_key()
    program.wait_for_lock()
    program.unlock()
    program.wait_for_text("Draft from")
    assert program.shows(name)
    assert program.field("Note").text == "halvskriven"


def file_key(register: Path) -> bytes:
    workspace = cheap_opener().unlock(register, user=None, passphrase=PASSPHRASE)
    key = workspace.register.keys.file_key
    close(workspace)
    return key


def keys_in_memory(key: bytes) -> int:
    gc.collect()
    return sum(isinstance(thing, OpenedKeys) and thing.file_key == key for thing in gc.get_objects())


def test_the_key_is_out_of_memory_when_the_register_is_locked(program: ProgramDriver, register: Path) -> None:
    key = file_key(register)
    open_somebody(program)
    assert keys_in_memory(key)
    program.press("Ctrl+Shift+L")
    program.wait_for_lock()
    program.wait_until(lambda: not keys_in_memory(key), "the key to be gone")


def test_a_dialog_is_taken_from_the_screen_and_its_text_waits(program: ProgramDriver, register: Path) -> None:
    program.unlock()
    program.press("Ctrl+2")
    program.press("Ctrl+N")
    program.wait_for_text("Identity number")
    program.fill("Phone", "070-174 06 05")
    program.clock.minutes_pass(11)
    program.touch_key()
    program.wait_for_lock()
    workspace = cheap_opener().unlock(register, user=None, passphrase=PASSPHRASE)
    assert [one.form for one in drafts_left(workspace)] == ["person.register"]
    close(workspace)
    program.unlock()
    program.press("Ctrl+N")
    program.wait_for_text("Draft from")
    assert program.field("Phone").text == "070-174 06 05"


def test_locking_by_hand_comes_back_to_the_same_place(program: ProgramDriver) -> None:
    program.unlock()
    program.press("Ctrl+6")
    program.wait_for_text("Save as PDF")
    program.press("Ctrl+Shift+L")
    program.wait_for_lock()
    program.unlock()
    program.wait_for_text("Save as PDF")


def test_the_clock_on_the_wall_locks_without_a_key(qapp: QApplication, qtbot: QtBot) -> None:
    clock = Clock()
    watch = IdleWatch(qapp, lambda: 600.0, clock, qapp, every_ms=1)
    watch.start()
    clock.minutes_pass(10)
    with qtbot.waitSignal(watch.idle):
        pass
    watch.deleteLater()


class Watched:
    """An idle watch over a dialog of the system, which hands no keys on, as Qt keeps it while it is open."""

    def __init__(self, app: QApplication, qtbot: QtBot) -> None:
        self.clock, self.dialog, self.locked = Clock(), QDialog(), 0
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._looks, self._qtbot = 0, qtbot
        self.watch = IdleWatch(app, self._limit, self.clock, self.dialog, every_ms=1)
        self.watch.idle.connect(self._lock)
        self.watch.start()
        qtbot.addWidget(self.dialog)
        self.dialog.open()

    def is_locked_after(self, minutes: int) -> bool:
        self.clock.minutes_pass(minutes)
        looks = self._looks + 2
        self._qtbot.waitUntil(lambda: bool(self.locked) or self._looks >= looks)
        return bool(self.locked)

    def _limit(self) -> float:
        self._looks += 1
        return 600.0

    def _lock(self) -> None:
        self.locked += 1


def test_choosing_a_file_in_the_systems_dialog_is_work_but_not_without_end(
    qapp: QApplication, qtbot: QtBot
) -> None:
    watched = Watched(qapp, qtbot)
    assert not watched.is_locked_after(19)
    assert watched.is_locked_after(1)


def test_the_minutes_begin_anew_when_the_systems_dialog_is_answered(qapp: QApplication, qtbot: QtBot) -> None:
    watched = Watched(qapp, qtbot)
    assert not watched.is_locked_after(15)
    watched.dialog.accept()
    assert not watched.is_locked_after(1)
    assert watched.is_locked_after(10)


def test_where_it_is_switched_off_nothing_is_locked(
    program: ProgramDriver, store: LocalSettingsStore
) -> None:
    store.change(idle_minutes=0)
    name = open_somebody(program)
    program.clock.minutes_pass(10000)
    program.touch_key()
    program.press("Ctrl+L")
    assert program.shows(name)


def test_the_minutes_are_a_setting_of_the_computer(
    open_session: OpenSession, english: Translator, store: LocalSettingsStore
) -> None:
    window = open_session(english)
    SettingsDriver(window).show("Safety")
    window.fill("Minutes without keys or mouse", "25")
    assert store.load().idle_minutes == 25


def test_where_it_is_switched_off_the_settings_say_so(
    open_session: OpenSession, english: Translator, store: LocalSettingsStore
) -> None:
    store.change(idle_minutes=0)
    window = open_session(english)
    SettingsDriver(window).show("Safety")
    window.wait_for_text("It is switched off on this computer.")


def test_the_demo_register_can_be_locked_and_unlocked_again(
    store: LocalSettingsStore, qapp: QApplication, qtbot: QtBot
) -> None:
    store.change(language=LanguageChoice.ENGLISH)
    program = ProgramDriver(qapp, qtbot, None, store, demo=True)
    program.wait_for_work()
    program.press("Ctrl+Shift+L")
    program.wait_for_lock()
    program.wait_for_text("The passphrase of the demo register is filled in. Press Unlock.")
    program.press("Return")
    program.wait_for_work()
    program.end()
