"""A session on a real register, for tests of the frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.errors import KaaError
from kaa_desktop.i18n import Translator, load_translator
from kaa_desktop.i18n.errors import error_sentence
from kaa_desktop.services.registers import close
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.system.assets import translations_folder
from kaa_desktop.system.local_settings import LocalSettingsStore
from kaa_desktop.ui.common.errors import Trouble
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.tasks import TaskRunner
from kaa_desktop.ui.common.theme import Theme
from kaa_desktop.ui.session import Session, SessionParts
from tests.ui.drivers.main_window import MainWindowDriver
from tests.ui.registers import cheap_opener, filled_workspace

OpenSession = Callable[[Translator], MainWindowDriver]


@pytest.fixture
def store(tmp_path: Path) -> LocalSettingsStore:
    return LocalSettingsStore(tmp_path / "config" / "settings.json")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    workspace = filled_workspace(tmp_path / "stockholm.kaa")
    yield workspace
    close(workspace)


@pytest.fixture
def open_session(
    workspace: Workspace,
    store: LocalSettingsStore,
    runner: TaskRunner,
    theme: Theme,
    icons: Icons,
    qtbot: QtBot,
) -> Iterator[OpenSession]:
    drivers: list[MainWindowDriver] = []

    def show(translator: Translator) -> MainWindowDriver:
        def sentence(error: KaaError) -> str:
            return error_sentence(error, translator)

        session = Session(
            workspace,
            SessionParts(
                translator=translator,
                load_translator=lambda language: load_translator(language, translations_folder()),
                tasks=runner,
                theme=theme,
                icons=icons,
                settings=store,
                error_text=Trouble(sentence, translator).text,
                make_opener=cheap_opener,
                version="1.2.3",
                demo=False,
            ),
        )
        drivers.append(MainWindowDriver(session, qtbot, translator))
        with qtbot.waitExposed(session.window):
            session.show("people")
        return drivers[-1]

    yield show
    for driver in drivers:
        if not driver.ended:
            driver.session.end()
