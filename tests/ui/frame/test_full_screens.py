"""Screens that are empty until files have been taken in and rounds planned, and the windows before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.home_visits import RoundPlan
from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.i18n import Translator
from kaa_desktop.services.home_visits import list_rounds, plan_round
from kaa_desktop.services.notice_imports import import_notices
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.registers import close
from kaa_desktop.services.source_files import import_source
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import list_people
from kaa_desktop.system.local_settings import LocalSettings, LocalSettingsStore
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.tasks import TaskRunner
from kaa_desktop.ui.unlock.context import UnlockContext
from kaa_desktop.ui.unlock.window import UnlockWindow
from kaa_desktop.ui.visits.page import VisitsPage
from tests.services.workspaces import number
from tests.ui.contrast import faint
from tests.ui.drivers.drops import drop_files
from tests.ui.drivers.main_window import MainWindowDriver
from tests.ui.frame.conftest import OpenSession
from tests.ui.looking import cut_off, nameless, unreadable_tables, wrong_way
from tests.ui.registers import NOW, USER, cheap_opener, closed_register, filled_workspace
from tests.ui.walking import Stage, Walker

SMALL_LAPTOP = QSize(1366, 768)
NEW = tuple(number(day) for day in ("20080314", "20090515", "20080616", "20080817"))


class Faults:
    """What was found, and on which ways."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {}

    def look(self, window: QWidget, way: str) -> None:
        """As an eye, a keyboard and a screen reader do."""
        looks = (nameless, unreadable_tables, wrong_way, faint, cut_off)
        for fault in (fault for look in looks for fault in look(window)):
            self.found.setdefault(fault, []).append(way)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """With differences of every kind, notices of every kind, and a round."""
    workspace = filled_workspace(tmp_path / "stockholm.kaa")
    rows = list_people(workspace, PeopleFilter.OPEN, offset=0, limit=40)
    known = [row.number.replace("-", "") for row in rows if row.number]
    population = tmp_path / "folkbokforing.csv"
    lines = (
        "Personnr;Efternamn;Förnamn;Kommunkod;Skydd",
        *(f"{person};Ny;Namn;0180;" for person in (known[0], known[1], NEW[0], NEW[1])),
        f"{known[2]};Flytt;Fia;1280;",
        f"{NEW[2]};Ek;Wilma;1480;01020",
    )
    population.write_text("\r\n".join(lines), encoding="cp1252")
    import_population(workspace, population, NoProgress())
    pupils = tmp_path / "elever.csv"
    pupils.write_text(f"Personnr;Startdatum;Slutdatum;Studievägskod\n{known[1]};2026-08-17;;NA25\n", "utf-8")
    import_source(workspace, pupils, NoProgress(), kind=FileKind.ENROLMENT)
    notices = tmp_path / "anmalningar.csv"
    told = zip((*NEW[:3], known[0]), ("avbrott", "frånvaro", "avbrott", "avbrott"), strict=True)
    said = (f"{person};{kind};2026-09-20;Norra gymnasiet" for person, kind in told)
    notices.write_text("\r\n".join(("Personnr;Typ;Datum;Skola", *said)), encoding="cp1252")
    import_notices(workspace, notices, NoProgress())
    plan_round(workspace, RoundPlan(planned_on=NOW.date(), area="Norrvik"), [row.id for row in rows[:4]])
    yield workspace
    close(workspace)


def stages(driver: MainWindowDriver, workspace: Workspace) -> Iterator[Stage]:
    window = driver.session.window
    for place in ("reconcile", "notices"):
        yield Stage(place, window.page(place), partial(window.go_to, place))
    visits = window.page("visits")
    assert isinstance(visits, VisitsPage)
    (planned,) = list_rounds(workspace)

    def open_round() -> None:
        window.go_to("visits")
        visits.open_round(planned.id)

    yield Stage("round", visits, open_round)


def test_filled_screens_stand_longer_texts(
    open_session: OpenSession, stretched: Translator, workspace: Workspace, runner: TaskRunner
) -> None:
    driver, faults = open_session(stretched), Faults()
    driver.window.resize(SMALL_LAPTOP)
    walker = Walker(driver, runner, faults.look)
    for stage in stages(driver, workspace):
        walker.walk(stage)
    assert faults.found == {}
    assert len(walker.seen) > 15, walker.seen  # else it has not come far


def test_what_opens_by_keys_and_files_stands_longer_texts(
    open_session: OpenSession, stretched: Translator, runner: TaskRunner, tmp_path: Path
) -> None:
    driver, faults = open_session(stretched), Faults()
    driver.window.resize(SMALL_LAPTOP)
    walker = Walker(driver, runner, faults.look)
    for keys in ("F1", "Ctrl+Shift+H"):
        driver.press(keys)
        walker.settle()
        faults.look(driver.front, keys)
        driver.press("Esc")
    strange = tmp_path / "strange.csv"
    strange.write_text("A;B;C\n1;2;3\n", "utf-8")
    driver.session.window.go_to("reconcile")
    assert drop_files(driver.session.window.page("reconcile"), strange)
    driver.wait_until(lambda: QApplication.activePopupWidget() is not None, "the kinds of file")
    driver.press("Down")
    driver.press("Return")
    driver.wait_until(lambda: QApplication.activeModalWidget() is not None, "how the file is read")
    walker.settle()
    faults.look(driver.front, "how a file is read")
    driver.press("Esc")
    assert faults.found == {}


@pytest.fixture
def unlock(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, runner: TaskRunner, icons: Icons, qtbot: QtBot
) -> Callable[[Translator], UnlockWindow]:
    register = tmp_path_factory.mktemp("k") / "kaa.kaa"  # a long path is shortened, whole in its tip
    closed_register(register)

    def show(translator: Translator) -> UnlockWindow:
        store = LocalSettingsStore(tmp_path / "settings.json")
        store.save(LocalSettings().with_register(register))
        context = UnlockContext(
            translator=translator,
            tasks=runner,
            icons=icons,
            make_opener=cheap_opener,
            settings=store,
            error_text=str,
            find_user=lambda: USER,
            find_documents=lambda: tmp_path / "documents",
        )
        window = UnlockWindow(context, register=register)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        return window

    return show


def test_the_windows_before_stand_longer_texts(
    unlock: Callable[[Translator], UnlockWindow], stretched: Translator, qtbot: QtBot, tmp_path: Path
) -> None:
    window, faults = unlock(stretched), Faults()
    qtbot.waitUntil(lambda: not wrong_way(window))  # put in order once the window stands
    faults.look(window, "unlock")
    window.create_register()
    qtbot.waitUntil(lambda: "Create the register" in _texts(window))
    faults.look(window, "create")
    window.recover_register(tmp_path / "kaa.kaa")
    qtbot.waitUntil(lambda: "Recovery key" in _texts(window))
    faults.look(window, "recover")
    assert faults.found == {}


def _texts(window: QWidget) -> str:
    from tests.ui.drivers.base import elements

    return " ".join(element.name for element in elements(window))
