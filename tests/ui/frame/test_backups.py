from __future__ import annotations

import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.changes import Changes
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.frame.backups import AutomaticBackups, backup_folder
from tests.ui.drivers.pages import Surroundings


def made(workspace: Workspace) -> int:
    folder = backup_folder(workspace.register.path)
    return len(list(folder.glob("*.kaabackup"))) if folder.is_dir() else 0


def test_what_changes_during_a_backup_in_passing_is_backed_up_at_the_end(
    workspace: Workspace, surroundings: Surroundings, qtbot: QtBot
) -> None:
    owner, gate, ended = QObject(), threading.Event(), list[bool]()
    surroundings.tasks.run_beside(gate.wait, lambda _: None, owner=owner)
    backups = AutomaticBackups(surroundings.context, owner, every_ms=50)
    surroundings.feed.announce(Changes())
    qtbot.waitUntil(lambda: not backups.waiting)  # the backup in passing has been asked for
    backups.stop()
    surroundings.feed.announce(Changes())
    gate.set()
    qtbot.waitUntil(lambda: made(workspace) == 1)
    backups.finish(lambda: ended.append(True), lambda _: None)
    qtbot.waitUntil(lambda: bool(ended))
    assert made(workspace) == 2


def test_a_backup_at_the_end_holds_what_is_still_to_be_written(
    workspace: Workspace, surroundings: Surroundings, qtbot: QtBot
) -> None:
    owner, gate, order = QObject(), threading.Event(), list[str]()
    backups = AutomaticBackups(surroundings.context, owner)
    surroundings.feed.announce(Changes())
    surroundings.tasks.run(gate.wait, lambda _: order.append("written"), owner=owner)
    backups.finish(lambda: order.append("backed up"), lambda _: None)
    assert made(workspace) == 0
    gate.set()
    qtbot.waitUntil(lambda: order == ["written", "backed up"])
