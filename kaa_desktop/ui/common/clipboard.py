"""Puts personal data on the clipboard, and asks the system to keep no history of it."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_KEEP_OUT = (
    (_WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"), b"1"),
    (_WINDOWS.format("CanIncludeInClipboardHistory"), b"\0\0\0\0"),
    (_WINDOWS.format("CanUploadToCloudClipboard"), b"\0\0\0\0"),
    ("x-kde-passwordManagerHint", b"secret"),
)
"""How Windows and KDE are told that neither a history nor another device may have it."""


def copy_personal(text: str) -> None:
    """Copy a text for pasting once, not for keeping."""
    data = QMimeData()
    data.setText(text)
    for kind, value in _KEEP_OUT:
        data.setData(kind, QByteArray(value))
    QGuiApplication.clipboard().setMimeData(data)
