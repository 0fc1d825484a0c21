"""Lucide icons in the colours of the theme, sharp at every scale of the screen."""

from __future__ import annotations

from pathlib import Path
from weakref import WeakKeyDictionary

from PySide6.QtCore import QByteArray, QObject, QRect, QRectF, QSize
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget
from shiboken6 import isValid

from kaa_desktop.ui.common.theme import Theme
from kaa_desktop.ui.common.tokens import ToneColours

ICON_SIZE = 20
GAP = 5
_SCALES = (1.0, 2.0)


class Icons(QObject):
    """Draws icons by their Lucide name and keeps those it has set in the theme's colours.

    Args:
        theme: where the colours are from.
        folder: where the icons stand.
        complete: False draws only what shows at once, until `complete` is called.
    """

    def __init__(self, theme: Theme, folder: Path, *, complete: bool = True) -> None:
        super().__init__(theme)
        self.theme = theme
        self._folder = folder
        self._complete = complete
        self._sources: dict[str, bytes] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._renderers: dict[tuple[str, str], QSvgRenderer] = {}
        self._pictures: dict[tuple[str, str, int, float], QPixmap] = {}
        self._targets: WeakKeyDictionary[QObject, tuple[str, str, int]] = WeakKeyDictionary()
        theme.changed.connect(self._recolour)

    def complete(self) -> None:
        """Draw for screens that may come, and what is disabled, from now on."""
        self._complete = True
        self._recolour()

    def icon(self, name: str, colour: str = "text", *, gap: int = 0) -> QIcon:
        """An icon as it looks now; `set` keeps it right when the theme changes.

        Args:
            name: the file name in `resources/icons` without its ending.
            colour: a field of `Colours`, e.g. `muted`, `accent_text`, or the name of a tone.
            gap: empty space to the right, since Qt sets text too close to an icon.
        """
        key = (name, colour, gap)
        if key not in self._icons:
            self._icons[key] = self._build(name, colour, gap)
        return self._icons[key]

    def set(self, target: QObject, name: str, colour: str = "text") -> None:
        """Give a button or an action its icon, now and after each change of theme."""
        gap = GAP if isinstance(target, QPushButton) else 0
        if isinstance(target, QPushButton):
            target.setIconSize(QSize(ICON_SIZE + gap, ICON_SIZE))
        self._targets[target] = (name, colour, gap)
        self._give(target, name, colour, gap)

    def paint(self, painter: QPainter, rect: QRect, name: str, colour: str = "text") -> None:
        """Draw an icon into a widget that draws itself; a square one, as large as the rectangle is wide."""
        key = (name, colour, rect.width(), painter.device().devicePixelRatio())
        if key not in self._pictures:
            self._pictures[key] = self.pixmap(*key)
        painter.drawPixmap(rect.topLeft(), self._pictures[key])

    def pixmap(self, name: str, colour: str, size: int, scale: float) -> QPixmap:
        """An icon as a picture of `size` device-independent pixels."""
        return _draw(self._renderer(name, self.colour(colour)), size, 0, scale)

    def colour(self, name: str) -> str:
        """The value of a colour field, or the text colour of a tone."""
        value: str | ToneColours = getattr(self.theme.tokens.colours, name)
        return value.text if isinstance(value, ToneColours) else value

    def _build(self, name: str, colour: str, gap: int) -> QIcon:
        icon = QIcon()
        scales = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
        normal = self._renderer(name, self.colour(colour))
        for scale in sorted({*_SCALES, *scales} if self._complete else scales):
            icon.addPixmap(_draw(normal, ICON_SIZE, gap, scale))
            if self._complete:
                disabled = self._renderer(name, self.colour("disabled"))
                icon.addPixmap(_draw(disabled, ICON_SIZE, gap, scale), QIcon.Mode.Disabled)
        return icon

    def _give(self, target: QObject, name: str, colour: str, gap: int) -> None:
        if isinstance(target, QAbstractButton | QAction):
            target.setIcon(self.icon(name, colour, gap=gap))

    def _renderer(self, name: str, colour: str) -> QSvgRenderer:
        if (name, colour) not in self._renderers:
            if name not in self._sources:
                self._sources[name] = self._folder.joinpath(f"{name}.svg").read_bytes()
            drawn = self._sources[name].replace(b"currentColor", colour.encode())
            self._renderers[name, colour] = QSvgRenderer(QByteArray(drawn))
        return self._renderers[name, colour]

    def _recolour(self) -> None:
        self._icons.clear()
        self._renderers.clear()
        self._pictures.clear()
        for target, (name, colour, gap) in list(self._targets.items()):
            if isValid(target):
                self._give(target, name, colour, gap)


def _draw(renderer: QSvgRenderer, size: int, gap: int, scale: float) -> QPixmap:
    pixmap = QPixmap(QSize(round((size + gap) * scale), round(size * scale)))
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


class IconLabel(QWidget):
    """An icon that decorates; screen readers pass it by."""

    def __init__(
        self,
        icons: Icons,
        name: str,
        *,
        colour: str = "text",
        size: int = ICON_SIZE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._name = name
        self._colour = colour
        self.setFixedSize(size, size)
        icons.theme.changed.connect(self.update)

    def show_icon(self, name: str, colour: str) -> None:
        """Show another icon."""
        self._name, self._colour = name, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon in the colours of the moment."""
        del event
        painter = QPainter(self)
        self._icons.paint(painter, self.rect(), self._name, self._colour)
        painter.end()
