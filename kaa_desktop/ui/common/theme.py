"""The theme: follows light, dark and high contrast of the system and dresses the application live."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from kaa_desktop.ui.common.style_sheet import style_sheet
from kaa_desktop.ui.common.tokens import DARK, LIGHT, Colours, Metrics, Tokens

STYLE = ("-style", "fusion")
"""Arguments that an application is made with: the style sheet lies over this style on every system."""

_MIDDLE = 128
_POINTS_PER_INCH = 72
_FONT = "Source Sans 3"
_FONT_FILES = ("SourceSans3_400Regular.ttf", "SourceSans3_600SemiBold.ttf")


class Scheme(StrEnum):
    """What the user has chosen in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Dresses the application.

    Qt's hints answer with enumerations of `Qt`, which take a tenth of the time to the first window to make.
    So light or dark is first read off the system's palette; `settle` asks the hints once that window stands.

    `changed` tells widgets that draw themselves to draw again.
    """

    changed = Signal()

    def __init__(self, app: QApplication, resources: Path, scheme: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._controls = (resources / "icons" / "controls").as_posix()
        self._scheme = scheme
        self._system_palette = app.palette()
        self._applying = False
        for name in _FONT_FILES:
            QFontDatabase.addApplicationFont(str(resources / "fonts" / name))
        self._metrics = Metrics(body=max(Metrics().body, min(_text_size(app), 2 * Metrics().body)))
        self._tokens = Tokens(LIGHT, self._metrics)
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self.refresh)
        hints.accessibility().contrastPreferenceChanged.connect(self.refresh)
        self._dress(self._first_colours())

    @property
    def tokens(self) -> Tokens:
        """The colours and measures in force."""
        return self._tokens

    @property
    def scheme(self) -> Scheme:
        """What the user has chosen."""
        return self._scheme

    def set_scheme(self, scheme: Scheme) -> None:
        """Follow the system, or stay light or dark."""
        self._scheme = scheme
        self.refresh()

    def settle(self) -> None:
        """Ask the system itself, after the first paint; only high contrast looks different then."""
        if self._colours() != self._tokens.colours:
            self.refresh()

    def refresh(self) -> None:
        """Read the system's wishes again and dress the application."""
        self._dress(self._colours())

    def _dress(self, colours: Colours) -> None:
        if self._applying:
            return
        self._applying = True
        try:
            self._tokens = Tokens(colours, self._metrics)
            self._app.setPalette(_palette(self._tokens.colours))
            self._app.setFont(self._font())
            self._app.setStyleSheet(style_sheet(self._tokens, family=_FONT, controls=self._controls))
        finally:
            self._applying = False
        self.changed.emit()

    def _font(self) -> QFont:
        font = QFont(_FONT)
        font.setPixelSize(self._metrics.body)
        return font

    def _first_colours(self) -> Colours:
        if self._scheme is Scheme.SYSTEM:
            window = self._system_palette.color(QPalette.ColorRole.Window)
            return DARK if window.lightness() < _MIDDLE else LIGHT
        return DARK if self._scheme is Scheme.DARK else LIGHT

    def _colours(self) -> Colours:
        hints = self._app.styleHints()
        if hints.accessibility().contrastPreference() == QtCore.Qt.ContrastPreference.HighContrast:
            from kaa_desktop.ui.common.high_contrast import high_contrast_colours

            return high_contrast_colours(self._system_palette)
        if self._scheme is Scheme.SYSTEM:
            return DARK if hints.colorScheme() == QtCore.Qt.ColorScheme.Dark else LIGHT
        return DARK if self._scheme is Scheme.DARK else LIGHT


def _text_size(app: QApplication) -> int:
    """Pixels of the system's text; reckoned, since `QFontInfo` loads a font that nothing is written in."""
    font = app.font()
    if font.pixelSize() > 0:
        return font.pixelSize()
    return round(font.pointSizeF() * app.primaryScreen().logicalDotsPerInchY() / _POINTS_PER_INCH)


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for key, value in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.sunken,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.accent_text,
        role.PlaceholderText: colours.muted,
        role.ToolTipBase: colours.text,
        role.ToolTipText: colours.surface,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.accent_text,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Light: colours.surface,
        role.Midlight: colours.sunken,
        role.Mid: colours.edge,
        role.Dark: colours.control,
    }.items():
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(colours.disabled))
    return palette
