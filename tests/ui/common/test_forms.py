from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.code_lists import CodeKind, CodeLists, parse_code_lists
from kaa_desktop.i18n import Translator
from kaa_desktop.system.assets import code_list_documents
from kaa_desktop.ui.common.date_field import DateField
from kaa_desktop.ui.common.dialogs import FormDialog, ask
from kaa_desktop.ui.common.fields import CodeField, NoteField, PersonalNumberField
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.service_dialog import FormScroll
from tests.ui.drivers.base import Driver

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def codes() -> CodeLists:
    return parse_code_lists(code_list_documents())


class ContactDialog(FormDialog):
    """A form like those of the screens."""

    def __init__(self, icons: Icons, translator: Translator, codes: CodeLists) -> None:
        super().__init__(None, icons, translator, title="Log a contact", submit="Save contact")
        self.form = Form(columns=2)
        self.day = DateField(icons, translator, today=lambda: TODAY, day=TODAY)
        self.channel = CodeField(codes[CodeKind.CHANNEL].values, translator)
        self.number = PersonalNumberField(translator, normalise=lambda text: text.replace("-", "") or None)
        self.note = NoteField(translator, limit=500, warn=lambda text: "Health!" if "ill" in text else "")
        self.form.add("Day", self.day)
        self.form.add("Channel", self.channel)
        self.form.add("Number", self.number, hint="Ten or twelve digits")
        self.form.add("Note", self.note, span=2)
        self.body.addWidget(self.form)


@pytest.fixture
def dialog(qtbot: QtBot, icons: Icons, english: Translator, codes: CodeLists) -> ContactDialog:
    dialog = ContactDialog(icons, english, codes)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


@pytest.fixture
def driver(dialog: ContactDialog, qtbot: QtBot) -> Driver:
    return Driver(dialog, qtbot)


def test_everything_that_takes_the_focus_says_its_name(dialog: ContactDialog, driver: Driver) -> None:
    dialog.messages.say("Saved.", action="Undo", act=lambda: None)
    assert driver.nameless() == []


def test_the_keyboard_goes_through_the_form_in_the_order_it_is_read(
    dialog: ContactDialog, driver: Driver
) -> None:
    dialog.day.setFocus()
    order = []
    for _ in range(6):
        order.append(driver.focused_name())
        driver.press("Tab")
    assert order == ["Day", "Channel", "Number", "Note", "Cancel", "Save contact"]


def test_a_day_is_typed_and_written_out(dialog: ContactDialog, driver: Driver, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.day.day_changed) as signal:
        driver.fill("Day", "igår")
        driver.press("Tab")
    assert signal.args == [date(2026, 11, 21)]
    assert driver.field("Day").text == "21 Nov 2026"
    assert dialog.day.day() == date(2026, 11, 21)
    driver.fill("Day", "32/1")
    driver.press("Tab")
    assert not dialog.day.is_valid()
    assert dialog.day.day() is None


def test_the_arrows_move_a_day(dialog: ContactDialog, driver: Driver) -> None:
    dialog.day.setFocus()
    driver.press("Down")
    driver.press("Down")
    assert dialog.day.day() == date(2026, 11, 20)


def test_typing_chooses_a_code(dialog: ContactDialog, driver: Driver, qtbot: QtBot) -> None:
    assert dialog.channel.code() == ""
    with qtbot.waitSignal(dialog.channel.code_changed, check_params_cb=lambda code: code == "home_visit"):
        driver.choose("Channel", "Home visit")
    assert dialog.channel.code() == "home_visit"
    dialog.channel.set_code("no such code")
    assert dialog.channel.code() == ""


def test_an_error_stands_below_its_field_and_is_read_with_it(dialog: ContactDialog, driver: Driver) -> None:
    dialog.form.set_error(dialog.number, "The check digit is wrong.")
    assert driver.shows("The check digit is wrong.")
    assert driver.focused_name() == "Number"
    assert driver.field("Number").description == "The check digit is wrong."
    dialog.form.clear_errors()
    assert not driver.shows("The check digit is wrong.")
    assert driver.field("Number").description == "Ten or twelve digits"


def test_a_note_reminds_counts_and_warns(dialog: ContactDialog, driver: Driver, english: Translator) -> None:
    reminder = english.gettext("Nothing about health, origin, religion, crime or family.")
    assert driver.shows(reminder)
    driver.fill("Note", "Is ill")
    assert driver.shows("6 / 500")
    assert driver.shows("Health!")
    dialog.note.set_text("x" * 501)
    assert not dialog.note.is_valid()
    assert driver.shows(english.gettext("The text is too long."))


def test_ctrl_enter_submits_and_escape_cancels(dialog: ContactDialog, driver: Driver, qtbot: QtBot) -> None:
    submitted = list[str]()
    dialog.on_submit(lambda: submitted.append(dialog.note.text()))
    driver.fill("Note", "Rang")
    driver.press("Ctrl+Return")
    assert submitted == ["Rang"]
    dialog.set_busy(True)
    driver.press("Ctrl+Return")
    assert len(submitted) == 1
    with qtbot.waitSignal(dialog.rejected):
        driver.press("Esc")


def test_enter_on_cancel_cancels(dialog: ContactDialog, driver: Driver, qtbot: QtBot) -> None:
    submitted = list[str]()
    dialog.on_submit(lambda: submitted.append(dialog.note.text()))
    while driver.focused_name() != "Cancel":
        driver.press("Tab")
    with qtbot.waitSignal(dialog.rejected):
        driver.press("Return")
    assert submitted == []


def test_a_dangerous_question_is_answered_no_by_enter(
    dialog: ContactDialog, driver: Driver, icons: Icons, qtbot: QtBot
) -> None:
    done = list[str]()

    def put() -> None:
        ask(
            dialog,
            icons,
            title="Deregister?",
            text="The period ends today.",
            yes="Deregister",
            no="Keep",
            then=lambda: done.append("yes"),
            dangerous=True,
        )
        driver.wait_for_text("The period ends today.")
        driver.wait_until(lambda: driver.focused_name() == "Keep", "the safe answer to have the focus")

    put()
    driver.press("Return")
    driver.wait_until_gone("The period ends today.")
    assert done == []
    put()
    driver.press("Tab")
    driver.press("Return")
    qtbot.waitUntil(lambda: done == ["yes"])


def test_an_identity_number_is_written_out_when_leaving(dialog: ContactDialog, driver: Driver) -> None:
    driver.fill("Number", "20080303-2388")
    driver.press("Tab")
    assert driver.field("Number").text == "200803032388"
    assert isinstance(dialog.number, QLineEdit)
    assert driver.field("Number").role == QAccessible.Role.EditableText


@pytest.mark.usefixtures("theme")
def test_a_field_with_an_error_comes_into_view_with_its_sentence(qtbot: QtBot) -> None:
    form = Form()
    fields = [QLineEdit() for _number in range(20)]
    for number, field in enumerate(fields):
        form.add(f"Field {number}", field)
    scroll = FormScroll(form)
    qtbot.addWidget(scroll)
    driver = Driver(scroll, qtbot)
    driver.make_small(300, 200)
    with qtbot.waitExposed(scroll):
        scroll.show()
    scroll.activateWindow()
    form.set_error(fields[-1], "This cannot be.")
    driver.wait_until(lambda: driver.focused_name() == "Field 19" and driver.sees_focus(), "the field")
    driver.wait_for_text("This cannot be.")


def test_what_was_wrong_is_old_news_once_the_field_is_edited(dialog: ContactDialog, driver: Driver) -> None:
    fields: dict[str, QWidget] = {"Day": dialog.day, "Channel": dialog.channel, "Note": dialog.note}
    for name, field in fields.items():
        dialog.form.set_error(field, f"{name} is wrong.")
        driver.wait_for_text(f"{name} is wrong.")
    driver.fill("Day", "2026-11-20")
    driver.wait_until_gone("Day is wrong.")
    dialog.channel.setFocus()
    driver.press("Down")
    driver.wait_until_gone("Channel is wrong.")
    assert driver.shows("Note is wrong.")
    dialog.note.setFocus()
    driver.type("Ringde")
    driver.wait_until_gone("Note is wrong.")
    dialog.form.set_error(dialog.note, "Still wrong.")
    driver.wait_for_text("Still wrong.")
