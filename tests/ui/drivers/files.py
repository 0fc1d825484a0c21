"""Answers the dialog for files and folders."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog

from tests.ui.drivers.base import Driver


def choose_file(driver: Driver, path: Path) -> None:
    """Choose the path in the open dialog and press the button."""
    driver.wait_until(lambda: _dialog() is not None, "a file dialog")
    dialog = _dialog()
    assert dialog is not None
    dialog.selectFile(str(path))
    verb = "Save" if dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave else "Open"
    driver.click("Choose" if dialog.fileMode() is QFileDialog.FileMode.Directory else verb)
    driver.wait_until(lambda: _dialog() is None, "the file dialog to close")


def choose_files(driver: Driver, *paths: Path) -> None:
    """Choose several files in the open dialog by their names, and press the button."""
    driver.wait_until(lambda: _dialog() is not None, "a file dialog")
    dialog = _dialog()
    assert dialog is not None
    dialog.setDirectory(str(paths[0].parent))
    driver.fill("File name:", " ".join(f'"{path.name}"' for path in paths))
    driver.click("Open")
    driver.wait_until(lambda: _dialog() is None, "the file dialog to close")


def _dialog() -> QFileDialog | None:
    dialog = QApplication.activeModalWidget()
    return dialog if isinstance(dialog, QFileDialog) else None
