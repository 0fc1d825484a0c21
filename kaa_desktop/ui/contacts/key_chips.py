"""A choice of one value by a single key that stands on each chip, by arrows, or by mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.pick_button import PickButton
from kaa_desktop.ui.common.theme import Theme

_PAD = 9
_CAP_GAP = 7


@dataclass(frozen=True, slots=True)
class Choice:
    """One value: its code, what it is called, and the key that chooses it."""

    code: str
    text: str
    key: str


class _Chip(PickButton):
    """Draws its text and its key as a small key cap; chosen ones have a thick edge, not only a colour.

    What it has drawn is kept: the same chips are painted with every person that is opened.
    """

    entered = Signal()

    def __init__(self, choice: Choice, theme: Theme) -> None:
        super().__init__()
        self._choice = choice
        self._theme = theme
        self._drawn: dict[tuple[bool, bool, bool, int, int, float], QPixmap] = {}
        self.setAutoDefault(False)
        self.setStyleSheet("min-height: 0;")  # drawn by itself; the theme's height is for its own buttons
        self.setAccessibleName(choice.text)
        self.setAccessibleDescription(choice.key.upper())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._draw_again)

    def sizeHint(self) -> QSize:
        """The text, the cap, and air."""
        metrics = self._theme.tokens.metrics
        width = QFontMetrics(self._font()).horizontalAdvance(self._choice.text)
        return QSize(width + self._cap() + _CAP_GAP + 2 * _PAD, metrics.body * 2 + 2)

    def minimumSizeHint(self) -> QSize:
        """Never cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it as it is at the moment."""
        del event
        chosen, focused, scale = self.isChecked(), self.hasFocus(), self.devicePixelRatioF()
        key = (chosen, focused, self.underMouse(), self.width(), self.height(), scale)
        if key not in self._drawn:
            pixmap = QPixmap(self.size() * scale)
            pixmap.setDevicePixelRatio(scale)
            pixmap.fill(QColor(0, 0, 0, 0))
            self._draw(pixmap, chosen=chosen, focused=focused)
            self._drawn[key] = pixmap
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn[key])
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Another font perhaps."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._draw_again()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody has come here."""
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only the space bar is the chip's own; all other keys are for the row of chips."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _draw_again(self) -> None:
        self._drawn.clear()
        self.update()

    def _draw(self, pixmap: QPixmap, *, chosen: bool, focused: bool) -> None:
        """Edge, text and cap."""
        colours = self._theme.tokens.colours
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = colours.focus if focused else colours.accent if chosen else colours.control
        width = 2 if focused or chosen else 1
        painter.setPen(QPen(QColor(edge), width))
        fill = colours.soft if chosen else colours.sunken if self.underMouse() else colours.surface
        painter.setBrush(QColor(fill))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        painter.setFont(self._font())
        painter.setPen(QColor(colours.soft_text if chosen else colours.text))
        words = self.rect().adjusted(_PAD, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._choice.text)
        self._draw_cap(painter)
        painter.end()

    def _draw_cap(self, painter: QPainter) -> None:
        colours, metrics = self._theme.tokens.colours, self._theme.tokens.metrics
        side = self._cap()
        cap = QRect(self.width() - _PAD - side, (self.height() - side) // 2, side, side)
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.setBrush(QColor(colours.window))
        painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        font = QFont(self.font())
        font.setPixelSize(metrics.body - 4)
        painter.setFont(font)
        painter.setPen(QColor(colours.muted))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._choice.key.upper())

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.tokens.metrics.body - 1)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _cap(self) -> int:
        return self._theme.tokens.metrics.body + 3


class KeyChips(QWidget):
    """Chips in as many lines as they need.

    Signals:
        chosen: the code, also when it is chosen again.
        entered: the keyboard has come to a chip.
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, choices: Sequence[Choice], theme: Theme, *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._theme = theme
        self._choices: tuple[Choice, ...] = ()
        self._group = QButtonGroup(self)
        self._chips: dict[str, _Chip] = {}
        self._flow = FlowLayout(self)
        self.offer(choices)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer other values; what is chosen stays so where it is still among them."""
        former, before = self.code(), next(iter(self._chips.values()), None)
        place = before.previousInFocusChain() if before else None
        for chip in self._chips.values():
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._choices, self._chips = tuple(choices), {}
        for choice in self._choices:
            chip = _Chip(choice, self._theme)
            chip.picked.connect(partial(self.choose, choice.code))
            chip.entered.connect(self.entered)
            self._group.addButton(chip)
            self._chips[choice.code] = chip
            self._flow.addWidget(chip)
            if place is not None:
                self.setTabOrder(place, chip)
                place = chip
        self.set_code(former)

    def code(self) -> str:
        """What is chosen, or an empty text."""
        return next((code for code, chip in self._chips.items() if chip.isChecked()), "")

    def choose(self, code: str) -> None:
        """Choose as the user does."""
        self.set_code(code)
        self.chosen.emit(code)

    def set_code(self, code: str) -> None:
        """Show a choice; an empty code clears it."""
        self._group.setExclusive(False)
        for value, chip in self._chips.items():
            chip.mark(checked=value == code)
        self._group.setExclusive(True)

    def focus(self) -> None:
        """Go to the chosen chip, or to the first."""
        chip = self._chips.get(self.code()) or next(iter(self._chips.values()))
        chip.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter chooses; arrows move."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        letter = event.text().casefold()
        choice = next((choice for choice in self._choices if letter and choice.key == letter), None)
        if plain and choice is not None:
            self.choose(choice.code)
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)
