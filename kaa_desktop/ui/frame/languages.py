"""Which language the window speaks, and Qt's own texts in it."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from kaa_desktop.system.local_settings import LanguageChoice

_QT_CATALOGUE = "qtbase"


def window_language(choice: LanguageChoice, system: QLocale) -> str:
    """`sv` or `en`; Swedish where the system speaks neither."""
    if choice is not LanguageChoice.SYSTEM:
        return choice.value
    speaks = [language.split("-")[0] for language in system.uiLanguages()]
    return next((language for language in speaks if language in {"sv", "en"}), "sv")


class QtTexts:
    """Buttons of Qt's own dialogs, and its menus in text fields, in the language of the window."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._loaded: QTranslator | None = None

    def speak(self, language: str) -> None:
        """Change the language; English is in Qt itself."""
        if self._loaded is not None:
            self._app.removeTranslator(self._loaded)
            self._loaded = None
        QLocale.setDefault(QLocale("sv_SE" if language == "sv" else "en_GB"))
        if language == "en":
            return
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        texts = QTranslator(self._app)
        if texts.load(f"{_QT_CATALOGUE}_{language}", folder):
            self._app.installTranslator(texts)
            self._loaded = texts
