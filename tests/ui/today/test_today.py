from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.case_workers import list_case_workers
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.drafts import keep_draft
from kaa_desktop.services.episodes import assign_episode
from kaa_desktop.services.notice_imports import NoticeEntry, add_notice
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from tests.services.workspaces import details, number, operations, registered
from tests.ui.drivers.pages import Surroundings
from tests.ui.drivers.today import TodayDriver, pick_by_arrows

LATE, LATER, DUE, NEXT_WEEK = date(2026, 9, 1), date(2026, 9, 10), date(2026, 9, 30), date(2026, 9, 27)


@pytest.fixture
def people(workspace: Workspace) -> dict[str, str]:
    """Two are late, one is due today, and one next week."""
    ids = {
        "Alva": registered(workspace, number("20080315", "238"), on=LATE, first="Alva", last="Berg"),
        "Bo": registered(workspace, number("20080415", "239"), on=LATER, first="Bo", last="Ek"),
        "Cia": registered(workspace, number("20080515", "240"), on=DUE, first="Cia", last="Lind"),
        "Dag": registered(workspace, number("20080615", "241"), on=NEXT_WEEK, first="Dag", last="Ros"),
    }
    log_contact(workspace, [ids["Dag"]], ContactEntry(made_on=NEXT_WEEK, channel="letter", outcome="sent"))
    return ids


@pytest.fixture
def driver(people: dict[str, str], surroundings: Surroundings, qtbot: QtBot) -> TodayDriver:
    del people
    made = TodayDriver(surroundings, qtbot)
    made.wait_for_names("Alva Berg", "Bo Ek", "Cia Lind")
    return made


def test_a_list_with_nothing_due_is_calm(
    workspace: Workspace, surroundings: Surroundings, qtbot: QtBot
) -> None:
    alva = registered(workspace, on=LATE)
    log_contact(workspace, [alva], ContactEntry(made_on=DUE, channel="phone", outcome="reached"))
    driver = TodayDriver(surroundings, qtbot)
    driver.wait_for_text("Nothing is due today.")
    assert driver.nameless() == []


def test_an_empty_register_leads_to_where_people_are_registered(
    surroundings: Surroundings, qtbot: QtBot
) -> None:
    driver = TodayDriver(surroundings, qtbot)
    places: list[str] = []
    driver.page.place_wanted.connect(places.append)
    driver.wait_for_text("The register is empty.")
    driver.click("Get started")
    assert places == ["people"]


def test_half_written_texts_and_early_warnings_wait_above_the_list(
    workspace: Workspace, people: dict[str, str], surroundings: Surroundings, qtbot: QtBot
) -> None:
    keep_draft(workspace, "contact", people["Bo"], {"note": "Vill höras"})
    keep_draft(workspace, "person.register", "", {"first_name": "Kim"})
    warning = NoticeEntry(
        number=details(number("20090101", "238")).number,
        kind=NoticeKind.ABSENT,
        dated=LATE,
        school="Norra",
    )
    add_notice(workspace, warning)
    with workspace.register.operation("notice.follow_up") as scope:  # as if it lived here and two weeks ago
        scope.connection.exec_driver_sql(
            "UPDATE school_notice SET status = 'early_warning', follow_up_on = ?", (DUE.isoformat(),)
        )
    driver = TodayDriver(surroundings, qtbot)
    places: list[str] = []
    driver.page.place_wanted.connect(places.append)
    driver.click("Half-written: Bo Ek")
    assert driver.opened == [people["Bo"]]
    driver.click("Half-written: Register a young person")
    driver.click("1 early warning to follow up")
    assert places == ["people", "notices"]


def test_the_latest_come_first_and_say_what_to_do(driver: TodayDriver) -> None:
    first, _second, third = driver.people.rows()
    assert first[:4] == [
        "Alva Berg",
        "29 days late",
        "Letter",
        "Never attempted, nobody responsible, no reason for registration",
    ]
    assert third[1] == "today"
    assert driver.full_name("To do now") == "To do now (3)"
    assert driver.full_name("Coming week") == "Coming week (1)"
    assert driver.nameless() == []


def test_groups_narrow_the_list(driver: TodayDriver) -> None:
    driver.go_to("Overdue")
    driver.wait_for_names("Alva Berg", "Bo Ek")
    driver.go_to("Coming week")
    driver.wait_for_names("Dag Ros")
    assert driver.people.rows()[0][1:3] == ["Sun 4 Oct", "Text message"]


def test_a_call_without_answer_costs_one_key_and_the_next_row_follows(
    driver: TodayDriver, workspace: Workspace, people: dict[str, str]
) -> None:
    driver.begin()
    driver.press("N")
    driver.wait_for_text("Alva Berg: Phone, no answer is noted.")
    driver.wait_for_names("Bo Ek", "Cia Lind")
    driver.press("N")
    driver.wait_for_text("Bo Ek: Phone, no answer is noted.")
    driver.wait_for_names("Cia Lind")
    (logged,) = open_person(workspace, people["Alva"]).contacts
    assert (logged.channel, logged.outcome, logged.made_on) == ("phone", "no_answer", date(2026, 9, 30))
    driver.click("Undo")
    driver.wait_for_names("Bo Ek", "Cia Lind")
    assert len(operations(workspace)) > 0


def test_where_the_row_stays_the_next_one_is_selected(driver: TodayDriver) -> None:
    driver.go_to("Nobody responsible")
    driver.wait_until(lambda: len(driver.names()) == 4, "four people")
    first, second = driver.names()[:2]
    driver.begin()
    driver.press("N")
    driver.wait_for_text(f"{first}: Phone")
    driver.press("N")
    driver.wait_for_text(f"{second}: Phone")


def test_enter_opens_the_person(driver: TodayDriver, people: dict[str, str]) -> None:
    driver.people.open("Bo Ek")
    assert driver.opened == [people["Bo"]]


def test_m_mutes_until_a_day_and_the_muted_can_be_shown_again(driver: TodayDriver) -> None:
    driver.begin()
    driver.press("M")
    driver.fill("Until", "2026-10-10")
    driver.click("Mute")
    driver.wait_for_text("Muted until 10 Oct 2026.")
    driver.wait_for_names("Bo Ek", "Cia Lind")
    driver.go_to("Muted")
    driver.wait_for_names("Alva Berg")
    assert driver.people.rows()[0][3] == "Muted until 10 Oct 2026: Agreed to be in touch later"
    driver.begin()
    driver.press("M")
    driver.wait_for_text("1 person is shown again.")
    driver.wait_until(lambda: driver.names() == [], "nobody to be muted")


def test_nobody_is_muted_into_the_past(driver: TodayDriver) -> None:
    driver.begin()
    driver.press("M")
    driver.fill("Until", "2026-09-30")
    driver.click("Mute")
    driver.wait_for_text("Choose a day after today.")


def test_the_next_step_of_several_is_set_by_hand_and_left_to_the_plan_again(driver: TodayDriver) -> None:
    driver.mark_all()
    driver.wait_for_text("3 selected")
    driver.press("Ctrl+T")
    pick_by_arrows(driver, "Next step", "E-mail")
    driver.fill("Due", "2026-10-02")
    driver.click("Set")
    driver.wait_for_text("The next step is set for 2 Oct 2026.")
    driver.go_to("Coming week")
    driver.wait_until(lambda: len(driver.names()) == 4, "four people")
    assert driver.people.column("Next step").count("E-mail") == 3
    assert "Set by hand" in driver.people.column("Why here")[0]
    driver.mark_all()
    driver.press("Ctrl+T")
    driver.click("Set")
    driver.wait_for_text("The contact plan proposes the next step.")
    driver.wait_for_names("Dag Ros")


def test_a_whole_list_is_given_to_somebody(
    driver: TodayDriver, workspace: Workspace, people: dict[str, str]
) -> None:
    driver.mark_all()
    driver.press("Ctrl+E")
    pick_by_arrows(driver, "Case worker", "Anna Arbetare")
    driver.click("Change")
    driver.wait_for_text("The case worker of 3 people is changed.")
    (anna,) = list_case_workers(workspace)
    episode = open_person(workspace, people["Cia"]).open_episode
    assert episode is not None
    assert episode.case_worker_id == anna.id
    driver.click("Mine")
    driver.wait_for_names("Alva Berg", "Bo Ek", "Cia Lind")
    driver.go_to("Coming week")
    driver.wait_for_text("Nothing is due in the coming week.")


def test_a_letter_is_logged_for_all_who_are_marked(driver: TodayDriver, workspace: Workspace) -> None:
    driver.mark_all()
    driver.press("Ctrl+L")
    driver.wait_for_text("3 people")
    driver.type("ls")
    driver.press("Enter")
    driver.wait_until(lambda: driver.names() == [], "everybody to have a letter")
    assert operations(workspace)[-1] == "contact.log"


@pytest.mark.parametrize(("width", "in_menu"), [(1140, False), (700, True)])
def test_all_deeds_stand_in_one_line_or_in_the_menu_at_its_end(
    driver: TodayDriver, width: int, *, in_menu: bool
) -> None:
    driver.window.resize(width, 760)
    driver.wait_until(lambda: driver.shows("More") is in_menu, "the line to be laid out")
    deeds = {"Log contact", "Set next step", "Mute", "Letters …", "Plan home visits", "Assign", "More"}
    shown = [element for element in driver.elements() if element.name in deeds]
    assert len({element.centre.y() for element in shown}) == 1
    assert len(shown) < len(deeds)
    driver.begin()
    if in_menu:
        driver.from_menu("More", "Assign")
    else:
        driver.click("Assign")
    driver.wait_for_text("Change the case worker")
    assert driver.nameless() == []


def test_words_and_area_filter_and_a_view_keeps_them(driver: TodayDriver) -> None:
    driver.fill("Filter", "ek")
    driver.wait_for_names("Bo Ek")
    driver.from_menu("Views", "Keep this view …")
    driver.wait_for_text("The group, the filter, the areas and the order are kept")
    driver.fill("Name", "Mina Ek")
    driver.click("Keep")
    driver.wait_for_text("The view “Mina Ek” is kept.")
    driver.fill("Filter", "")
    driver.wait_for_names("Alva Berg", "Bo Ek", "Cia Lind")
    driver.go_to("Overdue")
    driver.from_menu("Views", "Mina Ek")
    driver.wait_for_names("Bo Ek")
    assert driver.full_name("To do now") == "To do now (1)"


def test_a_click_on_a_column_sorts_and_so_does_the_choice_above_the_list(driver: TodayDriver) -> None:
    driver.people.sort_by("Age")
    driver.wait_for_names("Cia Lind", "Bo Ek", "Alva Berg")
    assert driver.field("Sort by").text == "Age, youngest first"
    driver.people.sort_by("Age")
    driver.wait_for_names("Alva Berg", "Bo Ek", "Cia Lind")
    pick_by_arrows(driver, "Sort by", "Name, Ö to A")
    driver.wait_for_names("Cia Lind", "Bo Ek", "Alva Berg")
    driver.from_menu("Views", "Keep this view …")
    driver.fill("Name", "Bakifrån")
    driver.click("Keep")
    driver.wait_for_text("The view “Bakifrån” is kept.")
    driver.choose("Sort by", "Most urgent first")
    driver.wait_for_names("Alva Berg", "Bo Ek", "Cia Lind")
    driver.from_menu("Views", "Bakifrån")
    driver.wait_for_names("Cia Lind", "Bo Ek", "Alva Berg")


def test_several_areas_are_ticked_by_keyboard(
    workspace: Workspace, people: dict[str, str], surroundings: Surroundings, qtbot: QtBot
) -> None:
    homes = {"Eva": ("171 71", "Solna"), "Fia": ("172 31", "Sundbyberg"), "Gun": ("181 30", "Lidingö")}
    for day, (first, (code, city)) in enumerate(homes.items()):
        who = number(f"2008070{day + 1}")
        registered(workspace, who, on=LATE, first=first, last="Ö", postal_code=code, city=city)
    driver = TodayDriver(surroundings, qtbot)
    driver.wait_until(lambda: len(driver.names()) == len(people) - 1 + len(homes), "everybody")
    driver.click("Areas: All areas")
    driver.wait_for_text("171 Solna (1)")
    assert driver.nameless() == []
    for keys in ("Space", "1", "8", "Space", "Ctrl+Return"):
        driver.press(keys)
    driver.wait_for_names("Eva Ö", "Gun Ö")
    driver.click("Areas: 2 areas")
    driver.click("Untick all")
    driver.click("Show")
    driver.wait_until(lambda: len(driver.names()) > len(homes), "everybody again")


@pytest.mark.parametrize("width", [1064, 1150])
def test_the_list_needs_no_scrolling_sideways(driver: TodayDriver, width: int) -> None:
    driver.window.resize(width, 700)
    for column in ("Occupation", "Case worker"):
        driver.people.sort_by(column)
        driver.wait_until(driver.people.fits, f"all columns to fit into {width} pixels")
        assert driver.people.width_of("Case worker") >= 120


def test_protected_people_stand_there_by_their_case_number(
    workspace: Workspace, surroundings: Surroundings, qtbot: QtBot
) -> None:
    registered(workspace, on=LATE, protection=Protection.CONFIDENTIALITY_MARK, first="Hemlig", last="Person")
    driver = TodayDriver(surroundings, qtbot)
    driver.wait_until(lambda: len(driver.names()) == 1, "one person")
    assert driver.names()[0].startswith("S-")
    assert not driver.shows("Hemlig")
    assert driver.people.column("Age") == ["–"]


def test_whoever_has_people_begins_with_them(
    workspace: Workspace, people: dict[str, str], surroundings: Surroundings, qtbot: QtBot
) -> None:
    (anna,) = list_case_workers(workspace)
    episode = open_person(workspace, people["Bo"]).open_episode
    assert episode is not None
    assign_episode(workspace, episode.id, anna.id)
    TodayDriver(surroundings, qtbot).wait_for_names("Bo Ek")
