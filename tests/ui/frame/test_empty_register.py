"""The first steps in an empty register, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kaa_desktop.i18n import Translator
from kaa_desktop.services.registers import close
from kaa_desktop.services.workspace import Workspace
from tests.ui.frame.conftest import OpenSession
from tests.ui.registers import new_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made, _recovery_key = new_workspace(tmp_path / "empty.kaa")
    yield made
    close(made)


def test_getting_started_puts_the_keyboard_where_the_next_step_is(
    open_session: OpenSession, english: Translator
) -> None:
    window = open_session(english)
    window.wait_for_text("The register is empty")
    window.press("Ctrl+1")
    window.wait_for_text("Register the first young person, or import a file.")
    window.click("Get started")
    assert window.focused_name() == "Register a young person"
    window.press("Tab")
    assert window.focused_name() == "Import from a file"
    window.press("Shift+Tab")
    window.press("Return")
    window.wait_for_text("Identity number")
