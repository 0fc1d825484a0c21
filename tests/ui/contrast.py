"""Whether what is drawn can be told from its ground (WCAG 2.1: 4.5 for text, 3 for large text and signs)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontInfo, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QToolButton,
    QWidget,
)

from kaa_desktop.ui.common.icons import IconLabel
from tests.ui.drivers.base import elements

TEXT, GRAPHIC = 4.5, 3.0
_SCALE = 3
"""So many pixels for one: the stems of letters are then drawn in their full colour."""
_EDGE = 4
_BOX = 30
_ENOUGH_PIXELS = 12
_LARGE, _LARGE_BOLD = 24, 18.66
_MOST_ROWS = 6


def contrast(one: str, other: str) -> float:
    """Between two colours, from 1 to 21."""
    return _ratio(int(one[1:], 16), int(other[1:], 16))


def faint(window: QWidget) -> list[str]:
    """Texts and signs in a window that stand out too little; what is disabled is excused."""
    image = QImage(window.size() * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    image.fill(0)
    window.render(image)
    found = []
    for place, least, said in _drawn(window):
        seen = _contrast_in(image, place)
        if seen is not None and seen < least:
            found.append(f"{seen:.2f} < {least}: {said}")
    return found


def _drawn(window: QWidget) -> Iterator[tuple[QRect, float, str]]:
    seen: set[int] = set()
    for element in elements(window):
        widget = element.widget
        if widget is None or widget is window or id(widget) in seen:
            continue
        if widget.window() is not window or not widget.isEnabled():
            continue
        seen.add(id(widget))
        place = QRect(widget.mapTo(window, QPoint()), widget.size()).intersected(_clip(widget, window))
        if isinstance(widget, QTableView):
            yield from _cells(widget, window)
        elif isinstance(widget, IconLabel):
            yield place, GRAPHIC, f"icon {widget.accessibleName()}"
        elif _text(widget):
            left = _BOX if isinstance(widget, QCheckBox | QRadioButton) else _EDGE
            inner = place.adjusted(left, _EDGE, -_EDGE, -_EDGE)
            yield inner, _least(widget.font()), f"{type(widget).__name__} {_text(widget)!r}"
        elif isinstance(widget, QToolButton | QPushButton):
            yield place, GRAPHIC, f"sign {widget.accessibleName() or widget.toolTip()}"


def _clip(widget: QWidget, window: QWidget) -> QRect:
    """What the holders of the widget let through."""
    shown = window.rect()
    holder = widget.parentWidget()
    while holder is not None and holder is not window:
        shown &= QRect(holder.mapTo(window, QPoint()), holder.size())
        holder = holder.parentWidget()
    return shown


def _cells(view: QTableView, window: QWidget) -> Iterator[tuple[QRect, float, str]]:
    origin = view.viewport().mapTo(window, QPoint())
    model = view.model()
    for row in range(min(_MOST_ROWS, model.rowCount())):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            inside = view.visualRect(index).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
            if index.data() and view.viewport().rect().contains(inside):
                yield inside.translated(origin), TEXT, f"cell {index.data()}"


def _text(widget: QWidget) -> str:
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return ""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() or widget.placeholderText() if isinstance(widget, QLineEdit) else ""


def _least(font: QFont) -> float:
    size, bold = QFontInfo(font).pixelSize(), font.weight() >= QFont.Weight.Bold
    return GRAPHIC if size >= _LARGE or (bold and size >= _LARGE_BOLD) else TEXT


def _contrast_in(image: QImage, place: QRect) -> float | None:
    """Between the ground and what differs most from it; None where nothing else is drawn."""
    if place.width() < _EDGE or place.height() < _EDGE:
        return None
    rect = QRect(place.topLeft() * _SCALE, place.size() * _SCALE)
    part = image.copy(rect).convertToFormat(QImage.Format.Format_RGB32)
    counts = Counter(memoryview(part.constBits()).cast("B").cast("I"))
    ground = counts.most_common(1)[0][0]
    inks = [_ratio(ink, ground) for ink, count in counts.items() if count >= _ENOUGH_PIXELS and ink != ground]
    return max(inks, default=None)


def _ratio(one: int, other: int) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: int) -> float:
    parts = [(colour >> shift & 0xFF) / 255 for shift in (16, 8, 0)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
