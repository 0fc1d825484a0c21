from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint

from kaa_desktop.domain.person_list import PeopleFilter, PersonListRow
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.i18n import Translator
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import change_person, list_people, open_person
from tests.registers import person as new_person
from tests.registers import registered
from tests.ui.drivers.palette import PaletteDriver
from tests.ui.frame.conftest import OpenSession


@pytest.fixture
def person(workspace: Workspace) -> PersonListRow:
    return list_people(workspace, PeopleFilter.OPEN, offset=0, limit=1)[0]


def test_a_person_is_opened_from_any_place_by_keys_alone(
    open_session: OpenSession, translator: Translator, person: PersonListRow
) -> None:
    window = open_session(translator)
    window.go_to("Settings")
    palette = PaletteDriver(window, translator)
    palette.begin(person.name)
    palette.wait_for_row(person.number)
    assert window.focused_name() == translator.gettext("Search for people")
    assert window.nameless() == []
    assert person.name in palette.chosen()
    window.press("Return")
    palette.wait_until_closed()
    window.wait_for_text(translator.gettext("Log contact"))
    assert window.field(translator.gettext("Search for people")).text == ""


def test_enter_waits_for_the_answer_to_what_is_typed(
    open_session: OpenSession, english: Translator, person: PersonListRow
) -> None:
    window = open_session(english)
    window.go_to("Settings")
    PaletteDriver(window, english).begin(person.number)
    window.press("Return")  # the register has not answered yet
    window.wait_for_text("Log contact")
    assert window.shows(person.name)


def test_commands_are_found_by_any_of_their_words_with_their_shortcut(
    open_session: OpenSession, english: Translator
) -> None:
    window = open_session(english)
    palette = PaletteDriver(window, english)
    palette.begin(">noti")
    palette.wait_for_row("School notices, Go to, Ctrl+")
    assert all("Ongoing" not in row for row in palette.rows())
    palette.open("School notices, Go to")
    window.wait_for_text("New notice")


def test_a_command_of_another_place_goes_there_first(open_session: OpenSession, english: Translator) -> None:
    window = open_session(english)
    window.go_to("Settings")
    palette = PaletteDriver(window, english)
    palette.begin("register a young")
    palette.open("Register a young person")
    window.wait_for_text("First name")
    window.press("Esc")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("dark", "This computer"), ("backups", "Back up now"), ("contact plan", "Contact plan")],
)
def test_the_parts_of_the_settings_are_found_by_what_is_in_them(
    open_session: OpenSession, english: Translator, typed: str, shown: str
) -> None:
    window = open_session(english)
    palette = PaletteDriver(window, english)
    palette.begin(typed)
    palette.open("Settings")
    window.wait_for_text(shown)
    palette.wait_until_closed()
    assert window.focused_name() in {"This computer", "Safety", "Contact plan"}


def test_what_belongs_to_a_person_is_offered_while_one_is_open(
    open_session: OpenSession, english: Translator, person: PersonListRow
) -> None:
    window = open_session(english)
    palette = PaletteDriver(window, english)
    palette.begin(">offer")
    window.wait_for_text("Nobody and no command matches.")
    window.press("Esc")
    palette.begin(person.number)
    palette.open(person.name)
    window.wait_for_text("Offer a measure")
    palette.begin(">offer")
    palette.open("Offer a measure")
    window.wait_until(lambda: window.front is not window.window, "the dialog")
    window.press("Esc")


def test_before_anything_is_typed_those_opened_last_and_useful_commands_are_there(
    open_session: OpenSession, english: Translator, workspace: Workspace
) -> None:
    first, second = list_people(workspace, PeopleFilter.OPEN, offset=0, limit=2)
    window = open_session(english)
    palette = PaletteDriver(window, english)
    for one in (first, second, first):
        palette.begin(one.number)
        palette.open(one.name)
        window.wait_for_text(one.name)
    palette.begin()
    palette.wait_for_row("Lock the register, Everywhere, Ctrl+Shift+L")
    assert [first.name in palette.rows()[0], second.name in palette.rows()[1]] == [True, True]
    assert sum(first.name in row for row in palette.rows()) == 1


def test_the_list_is_narrowed_to_what_was_typed_and_widened_again(
    open_session: OpenSession, english: Translator, person: PersonListRow
) -> None:
    window = open_session(english)
    window.go_to("Settings")
    palette = PaletteDriver(window, english)
    palette.begin(person.name)
    palette.open("Show all in the list")
    window.table("Young people").wait_for_row(person.name)
    assert window.focused_name() == "Young people"
    window.wait_for_text("in the whole register")
    assert window.field("Search for people").text == person.name
    palette.begin("zzz")
    window.press("Esc")
    assert window.field("Search for people").text == person.name
    window.press("Esc")
    window.wait_until_gone("in the whole register")
    assert window.field("Search for people").text == ""


def test_escape_and_commands_give_the_keyboard_back(open_session: OpenSession, english: Translator) -> None:
    window = open_session(english)
    palette = PaletteDriver(window, english)
    window.press("Ctrl+8")
    window.wait_until(lambda: "Not known" in window.focused_name(), "the first number")
    palette.begin("zz")
    window.press("Esc")
    assert "Not known" in window.focused_name()
    palette.begin(">shortcuts")
    palette.open("Keyboard shortcuts")
    window.wait_for_text("Everywhere")
    window.press("Esc")
    window.wait_until_gone("Everywhere")
    window.press("Tab")
    assert "In the register" in window.focused_name()


def test_escape_and_a_click_elsewhere_close_and_change_nothing(
    open_session: OpenSession, english: Translator, person: PersonListRow
) -> None:
    window = open_session(english)
    palette = PaletteDriver(window, english)
    palette.begin(person.number)
    palette.open(person.name)
    window.wait_for_text("Log contact")
    for by_key in (True, False):
        palette.begin("a")
        palette.wait_for_row("Show all in the list")
        if by_key:
            window.press("Esc")
        else:
            palette.click_elsewhere(QPoint(20, 600))
        palette.wait_until_closed()
        assert window.shows("Log contact")
        assert window.field("Search for people").text == ""


def test_a_row_can_be_clicked_and_the_arrows_go_round(
    open_session: OpenSession, english: Translator, person: PersonListRow
) -> None:
    window = open_session(english)
    palette = PaletteDriver(window, english)
    palette.begin(person.name)
    palette.wait_for_row("Show all in the list")
    first = palette.chosen()
    window.press("Up")
    assert palette.chosen() == palette.rows()[-1]
    window.press("Down")
    assert palette.chosen() == first
    palette.click(person.name)
    window.wait_for_text("Log contact")


def test_a_name_that_sounds_alike_says_so(
    open_session: OpenSession, translator: Translator, workspace: Workspace
) -> None:
    registered(workspace, new_person(300, first_name="Kjell", last_name="Zetterqvist"))
    window = open_session(translator)
    palette = PaletteDriver(window, translator)
    palette.begin("shell setterkvist")
    palette.wait_for_row("Kjell Zetterqvist")
    assert translator.gettext("sounds alike") in palette.rows()[0]


def test_protected_people_show_as_their_case_number(
    open_session: OpenSession, english: Translator, workspace: Workspace, person: PersonListRow
) -> None:
    details = open_person(workspace, person.id).person.details
    assert details
    change_person(
        workspace,
        person.id,
        details=replace(details, first_name="Hemlige"),
        birth_date=None,
        protection=Protection.PROTECTED_REGISTRATION,
        home_municipality="0180",
    )
    case_number = open_person(workspace, person.id).person.case_number
    window = open_session(english)
    palette = PaletteDriver(window, english)
    palette.begin(case_number)
    palette.wait_for_row(case_number)
    assert not window.shows("Hemlige")
    assert person.number not in " ".join(palette.rows())
