"""Asks for files and folders without blocking the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

Then = Callable[[Path], object]


def documents() -> Path:
    """Where files of the user usually go."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def ask_for_file(parent: QWidget, *, title: str, kinds: str, folder: Path | str, then: Then) -> QFileDialog:
    """Ask for a file that is there.

    Args:
        parent: the window that waits.
        title: what the file is for.
        kinds: a filter such as `Registers (*.kaa)`.
        folder: where to begin.
        then: gets the file that was chosen.
    """
    dialog = _dialog(parent, title, folder, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    dialog.open()
    return dialog


def ask_for_files(
    parent: QWidget, *, title: str, kinds: str, then: Callable[[Sequence[Path]], object]
) -> QFileDialog:
    """Ask for one file or several."""
    dialog = QFileDialog(parent, title, "")
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(kinds)
    dialog.filesSelected.connect(lambda chosen: then([Path(one) for one in chosen]))
    dialog.open()
    return dialog


def ask_for_place(parent: QWidget, *, title: str, kinds: str, suggested: Path, then: Then) -> QFileDialog:
    """Ask under which name a file shall be saved; a name without an ending gets the suggested one's."""
    dialog = _dialog(parent, title, suggested.parent, then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(kinds)
    dialog.setDefaultSuffix(suggested.suffix.removeprefix("."))
    dialog.selectFile(suggested.name)
    dialog.open()
    return dialog


def ask_for_folder(parent: QWidget, *, title: str, folder: Path | str, then: Then) -> QFileDialog:
    """Ask for a folder that is there."""
    dialog = _dialog(parent, title, folder, then)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str, folder: Path | str, then: Then) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    return dialog
