"""A real register behind the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kaa_desktop.i18n import Translator
from kaa_desktop.services.registers import close
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.common.change_feed import ChangeFeed
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.tasks import TaskRunner
from tests.services.workspaces import PASSPHRASE, SETTINGS, USER, MovableClock, opener
from tests.ui.drivers.pages import Surroundings


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made, _recovery_key = opener(MovableClock()).create(
        tmp_path / "register.kaa", user=USER, passphrase=PASSPHRASE, settings=SETTINGS
    )
    yield made
    close(made)


@pytest.fixture
def surroundings(workspace: Workspace, english: Translator, runner: TaskRunner, icons: Icons) -> Surroundings:
    return Surroundings(
        workspace=workspace,
        translator=english,
        tasks=runner,
        icons=icons,
        bar=MessageBar(icons, english),
        feed=ChangeFeed(),
    )
