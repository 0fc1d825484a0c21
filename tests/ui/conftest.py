"""What every test of the window needs: an offscreen application in its theme, and both languages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kaa_desktop.i18n import Translator, load_translator
from kaa_desktop.services.registers import close
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.system.assets import resource, translations_folder
from kaa_desktop.ui.common.change_feed import ChangeFeed
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.tasks import TaskRunner
from kaa_desktop.ui.common.theme import STYLE, Scheme, Theme
from tests.services.workspaces import PASSPHRASE, SETTINGS, USER, MovableClock, opener
from tests.ui.drivers.pages import Surroundings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_itemcollected(item: pytest.Item) -> None:
    """The platform without a screen complains of what it cannot do; nothing else may be said."""
    item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["kaa-desktop", *STYLE]


@pytest.fixture(autouse=True)
def nothing_left_open(qapp: QApplication) -> Iterator[None]:
    """A dialog or message that a test leaves would stand in front of the window of the next."""
    yield
    for window in qapp.topLevelWidgets():
        window.hide()


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, resource(), Scheme.LIGHT)


@pytest.fixture(scope="session")
def icons(theme: Theme) -> Icons:
    return Icons(theme, resource("icons"))


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    """A task runner whose thread has ended when the test has."""
    runner = TaskRunner(qapp)
    yield runner
    runner.shutdown()
    runner.deleteLater()


@pytest.fixture(scope="session")
def swedish() -> Translator:
    return load_translator("sv", translations_folder())


@pytest.fixture(scope="session")
def english() -> Translator:
    return load_translator("en", translations_folder())


@pytest.fixture
def stretched(english: Translator) -> Translator:
    """A language whose every text is 40 per cent longer than the English one."""
    return Translator(
        language="en",
        locale="en_GB",
        gettext=lambda text: _longer(english.gettext(text)),
        ngettext=lambda one, many, n: _longer(english.ngettext(one, many, n)),
    )


def _longer(text: str) -> str:
    """As a language would be that needs two fifths more room."""
    words = text.split(" ")
    missing = max(1, round(len(text) * 0.4))
    return " ".join([*words, *["ooooo"[: min(5, missing - done)] for done in range(0, missing, 6)]])


@pytest.fixture(params=["sv", "en"])
def translator(request: pytest.FixtureRequest) -> Translator:
    """Each language in turn."""
    return load_translator(request.param, translations_folder())


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A real register, empty."""
    made, _recovery_key = opener(MovableClock()).create(
        tmp_path / "register.kaa", user=USER, passphrase=PASSPHRASE, settings=SETTINGS
    )
    yield made
    close(made)


@pytest.fixture
def surroundings(workspace: Workspace, english: Translator, runner: TaskRunner, icons: Icons) -> Surroundings:
    """What a page needs around it."""
    return Surroundings(
        workspace=workspace,
        translator=english,
        tasks=runner,
        icons=icons,
        bar=MessageBar(icons, english),
        feed=ChangeFeed(),
    )
