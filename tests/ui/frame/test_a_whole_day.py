"""A whole day through the program: from unlocking at eight until closing at five."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.domain.work_list import WorkFilter, WorkGroup
from kaa_desktop.i18n import load_translator
from kaa_desktop.services.drafts import drafts_left
from kaa_desktop.services.home_visits import list_rounds
from kaa_desktop.services.registers import close
from kaa_desktop.services.work_list import list_work
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import list_people, open_person
from kaa_desktop.storage.verification import verify_register
from kaa_desktop.system.assets import translations_folder
from kaa_desktop.system.local_settings import LanguageChoice, LocalSettingsStore
from tests.registers import person, registered
from tests.ui.drivers.palette import PaletteDriver
from tests.ui.drivers.program import ProgramDriver
from tests.ui.registers import PASSPHRASE, cheap_opener, new_workspace

LIST = "Work list"
FIRST_DAY = date(2026, 8, 1)
NAMES = (
    *("Ada", "Bo", "Cleo", "Dag", "Elin", "Filip", "Greta"),
    *("Hugo", "Ines", "Jon", "Kerstin", "Love", "Mira", "Nils"),
)
TEST_TIMEOUT = 60


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Fourteen who are due, the longest waiting first, and Kjell, who was registered yesterday."""
    workspace, _recovery_key = new_workspace(tmp_path / "stockholm.kaa")
    for place, name in enumerate(NAMES):
        somebody = person(300 + place, first_name=name, last_name="Ek")
        registered(workspace, somebody, on=FIRST_DAY + timedelta(days=place))
    registered(
        workspace,
        person(330, first_name="Kjell", last_name="Zetterqvist"),
        on=workspace.today - timedelta(days=1),
    )
    close(workspace)
    return tmp_path / "stockholm.kaa"


@pytest.fixture
def program(
    register: Path, store: LocalSettingsStore, qapp: QApplication, qtbot: QtBot
) -> Iterator[ProgramDriver]:
    store.change(language=LanguageChoice.ENGLISH)
    driver = ProgramDriver(qapp, qtbot, register, store)
    yield driver
    driver.end()


def test_a_whole_day(program: ProgramDriver, register: Path) -> None:
    program.unlock()
    call_those_who_are_due(program)
    mute_and_take_one_thing_back(program)
    go_on_two_home_visits(program)
    find_by_sound(program)
    leave_a_note_half_written_and_come_back(program)
    program.close()

    assert len(list((register.parent / "backups").glob("*.kaabackup"))) == 1
    workspace = cheap_opener().unlock(register, user=None, passphrase=PASSPHRASE)
    try:
        look_at_what_was_done(workspace)
        assert verify_register(workspace.register).findings == ()
    finally:
        close(workspace)


def call_those_who_are_due(program: ProgramDriver) -> None:
    """Ten of them without touching the mouse: six by one key, two by the log line, two on their page."""
    program.wait_until(lambda: program.focused_name() == LIST, "the keyboard to be in the list")
    program.table(LIST).wait_for_row(full(NAMES[0]))
    due = program.table(LIST).column("Name")
    assert [name for name in due if name.endswith(" Ek")] == [full(name) for name in NAMES]
    for name in NAMES[:6]:
        program.press("N")
        program.wait_for_text(f"{full(name)}: Phone, no answer is noted.")
    for name in NAMES[6:8]:
        wait_for_first(program, name)
        program.press("Ctrl+L")
        program.wait_for_text("Ctrl+L, a key for the channel")
        for keys in ("L", "S", "Return"):
            program.press(keys)
        program.wait_for_text("The contact is saved.")
    wait_for_first(program, NAMES[8])
    program.press("Return")
    for name in NAMES[8:10]:
        program.wait_for_text(f"{full(name)}")
        program.wait_for_text("Log contact")
        for keys in ("Ctrl+L", "O", "R", "Return"):
            program.press(keys)
        program.wait_for_text("Phone: Reached")
        program.press("Alt+Down")
    program.press("Alt+Left")
    wait_for_first(program, NAMES[10])


def mute_and_take_one_thing_back(program: ProgramDriver) -> None:
    """Kerstin asks to be left alone until December; a call to Love is noted by mistake."""
    program.press("M")
    program.fill("Until", "2026-12-10")
    program.press("Ctrl+Return")
    program.wait_for_text("Muted until 10 Dec 2026.")
    wait_for_first(program, NAMES[11])
    program.press("N")
    program.wait_for_text(f"{full(NAMES[11])}: Phone, no answer is noted.")
    wait_for_first(program, NAMES[12])
    program.press("Ctrl+Z")
    program.table(LIST).wait_for_row(full(NAMES[11]))


def go_on_two_home_visits(program: ProgramDriver) -> None:
    """Mira and Nils are put on a round, and both visits are logged in one pass."""
    program.table(LIST).select(full(NAMES[12]))
    program.table(LIST).select_also(full(NAMES[13]))
    program.press("Ctrl+H")
    program.wait_for_text("A new round")
    program.click("Put on the round")
    program.wait_for_text("2 people are put on the round.")
    program.press("Ctrl+5")
    program.wait_until(lambda: "Rounds of home visits" in program.tables(), "the rounds")
    program.table("Rounds of home visits").wait_for_row("Round on 20 Nov 2026")
    program.table("Rounds of home visits").open("Round on 20 Nov 2026")
    program.wait_until(lambda: "Visits in order" in program.tables(), "the round")
    program.table("Visits in order").wait_for_rows(2)
    program.press("Ctrl+L")
    program.wait_for_text("1. Mira Ek, Granvägen 12")
    program.pick("1. Mira Ek, Granvägen 12, 123 45 Ekköping", "Was home")
    program.fill("Mira Ek: Note", "Vill veta mer om komvux")
    program.pick("2. Nils Ek, Granvägen 12, 123 45 Ekköping", "Not home")
    program.press("Ctrl+Return")
    program.wait_for_text("2 visits are logged.")


def find_by_sound(program: ProgramDriver) -> None:
    palette = PaletteDriver(program, load_translator("en", translations_folder()))
    palette.begin("shell setterkvist")
    palette.wait_for_row("Kjell Zetterqvist")
    assert "sounds alike" in palette.rows()[0]
    program.press("Return")
    palette.wait_until_closed()
    program.wait_for_text("Log contact")


def leave_a_note_half_written_and_come_back(program: ProgramDriver) -> None:
    program.press("Ctrl+L")
    program.fill("Note", "Ringer tillbaka efter")
    program.press("Ctrl+Shift+L")
    program.wait_for_lock()
    program.unlock()
    program.wait_for_text("Draft from")
    assert program.shows("Kjell Zetterqvist")
    assert program.field("Note").text == "Ringer tillbaka efter"


def look_at_what_was_done(workspace: Workspace) -> None:
    rows = list_people(workspace, PeopleFilter.OPEN, offset=0, limit=50)
    ids = {row.name: row.id for row in rows}
    noted = {
        name: [f"{one.channel} {one.outcome}" for one in open_person(workspace, ids[full(name)]).contacts]
        for name in NAMES
    }
    assert noted == {
        **{name: ["phone no_answer"] for name in NAMES[:6]},
        **{name: ["letter sent"] for name in NAMES[6:8]},
        **{name: ["phone reached"] for name in NAMES[8:10]},
        **{name: [] for name in NAMES[10:12]},
        NAMES[12]: ["home_visit reached"],
        NAMES[13]: ["home_visit no_answer"],
    }
    (muted,) = list_work(workspace, WorkFilter(group=WorkGroup.MUTED), offset=0, limit=9)
    assert muted.person.name == full(NAMES[10])
    (visited,) = list_rounds(workspace)
    assert (visited.visits, visited.logged) == (2, 2)
    (left,) = drafts_left(workspace)
    assert (left.form, left.person_id) == ("contact", ids["Kjell Zetterqvist"])


def wait_for_first(program: ProgramDriver, name: str) -> None:
    """Until the one worked with last is off the list and the next one is on top."""

    def on_top() -> bool:
        table = program.table(LIST)
        return table.column("Name")[:1] == [full(name)] and table.chosen() == [full(name)]

    program.wait_until(on_top, f"{name} on top of the list")


def full(name: str) -> str:
    return f"{name} Ek"
