"""The rows of the palette on the screen: icon, text, detail, and a state or shortcut at the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kaa_desktop.ui.common.icons import ICON_SIZE, Icons
from kaa_desktop.ui.frame.palette_entries import Entry

Index = QModelIndex | QPersistentModelIndex
_EDGE, _BETWEEN, _BAR = 12, 12, 3


class _Rows(QAbstractListModel):
    """Holds the entries."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Others than before."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text; a screen reader says the whole row."""
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        return None


class _RowPainter(QStyledItemDelegate):
    """Draws an entry; the chosen one has a bar too, so that it does not rest on colour alone."""

    def __init__(self, rows: _Rows, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as a row of a table."""
        del option, index
        return QSize(0, self._icons.theme.tokens.metrics.row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, icon, and the three texts; the detail gives way first."""
        entry = self._rows.entries[index.row()]
        colours = self._icons.theme.tokens.colours
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        rect = option.rect
        hovered = option.state & QStyle.StateFlag.State_MouseOver
        painter.fillRect(
            rect, QColor(colours.soft if chosen else colours.sunken if hovered else colours.surface)
        )
        if chosen:
            painter.fillRect(QRect(rect.topLeft(), QSize(_BAR, rect.height())), QColor(colours.accent))
        if entry.begins_group:
            painter.fillRect(QRect(rect.topLeft(), QSize(rect.width(), 1)), QColor(colours.edge))
        body = rect.adjusted(_EDGE, 0, -_EDGE, 0)
        self._paint_icon(painter, body, entry.icon, "soft_text" if chosen else "muted")
        body.setLeft(body.left() + ICON_SIZE + _BETWEEN)
        self._paint_texts(painter, body, entry, colours.soft_text if chosen else "")
        painter.restore()

    def _paint_icon(self, painter: QPainter, body: QRect, name: str, colour: str) -> None:
        if name:
            place = QRect(body.left(), body.center().y() - ICON_SIZE // 2 + 1, ICON_SIZE, ICON_SIZE)
            self._icons.paint(painter, place, name, colour)

    def _paint_texts(self, painter: QPainter, body: QRect, entry: Entry, ink: str) -> None:
        tokens = self._icons.theme.tokens
        font = QFont(painter.font())
        font.setPixelSize(tokens.metrics.body)
        small = QFont(font)
        small.setPixelSize(tokens.metrics.small)
        text_ink, pale_ink = ink or tokens.colours.text, ink or tokens.colours.muted
        room = body.width()
        right = QFontMetrics(small).horizontalAdvance(entry.right)
        if right and right + _BETWEEN < room // 2:
            _draw(painter, small, pale_ink, body, entry.right, Qt.AlignmentFlag.AlignRight)
            room -= right + _BETWEEN
        used = _draw(painter, font, text_ink, QRect(body.topLeft(), QSize(room, body.height())), entry.text)
        rest = QRect(body.left() + used + _BETWEEN, body.top(), room - used - _BETWEEN, body.height())
        if rest.width() > 0:
            _draw(painter, small, pale_ink, rest, entry.detail)


def _draw(
    painter: QPainter,
    font: QFont,
    colour: str,
    room: QRect,
    text: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Draw as much of the text as there is room for; returns its width."""
    measure = QFontMetrics(font)
    shown = measure.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return measure.horizontalAdvance(shown)


class PaletteView(QListView):
    """The list; the keyboard stays in the search box, which moves the chosen row from there.

    Signals:
        entry_clicked: an entry.
    """

    entry_clicked = Signal(object)

    def __init__(self, icons: Icons, *, name: str) -> None:
        super().__init__()
        self._rows = _Rows(self)
        self._theme = icons.theme
        self.setAccessibleName(name)
        self.setModel(self._rows)
        self.setItemDelegate(_RowPainter(self._rows, icons, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(True)  # opaque: the page beneath is not drawn again and again
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.entry_clicked.emit(self._rows.entries[index.row()]))

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Others than before; the first is chosen."""
        self._rows.show(entries)
        if entries:
            self.setCurrentIndex(self._rows.index(0))

    def chosen(self) -> Entry | None:
        """Where the keyboard is."""
        index = self.currentIndex()
        return self._rows.entries[index.row()] if index.isValid() else None

    def step(self, by: int) -> None:
        """Up or down; beyond the end it begins again."""
        count = self._rows.rowCount()
        if count:
            self.setCurrentIndex(self._rows.index((self.currentIndex().row() + by) % count))

    def wanted_height(self) -> int:
        """So much shows every row."""
        return self._rows.rowCount() * self._theme.tokens.metrics.row + 2 * self.frameWidth() + 2
