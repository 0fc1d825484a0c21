"""Draws the cells of a table straight from its rows; to ask for each role of each cell takes far longer."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kaa_desktop.ui.common.drawn_text import Lettering
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.table_model import PagedTableModel
from kaa_desktop.ui.common.tokens import Tone

Index = QModelIndex | QPersistentModelIndex
_BAR, _PAD, _ICON, _ICON_GAP = 3, 11, 18, 6
_BADGE_PAD, _BADGE_INSET = 8, 10
_SELECTED = QStyle.StateFlag.State_Selected.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value
_ENABLED = QStyle.StateFlag.State_Enabled.value


class CellDelegate(QStyledItemDelegate):
    """Text, icon and badge on one line, shortened with dots where there is no room.

    The selected row is marked at its left edge as well, so that selection does not rest on colour alone.
    """

    def __init__(self, model: PagedTableModel[Any], icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = model
        self._icons = icons
        self._colours: dict[str, QColor] = {}
        self._letters: tuple[Lettering, Lettering] | None = None
        icons.theme.changed.connect(self._forget)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell; one that has not come yet is empty and is asked for."""
        rect, state, place = option.rect, option.state.value, index.column()
        selected = bool(state & _SELECTED)
        if selected or state & _HOVERED:
            painter.fillRect(rect, self._colour("soft" if selected else "sunken"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._colour("edge"))
        column, row = self._rows.columns[place], self._rows.row_or_ask(index.row())
        if row is not None:
            text, tone = column.text(row), column.tone(row) if column.tone else None
            if tone is not None:
                self._draw_badge(painter, rect, text, tone)
            else:
                ink = "soft_text" if selected else "text" if state & _ENABLED else "disabled"
                painter.setPen(self._colour(ink))
                icon = column.icon(row) if column.icon else ""
                self._draw_text(painter, rect, text, icon, right=column.align_right)
        if selected and place == 0:
            painter.fillRect(rect.left(), rect.top(), _BAR, rect.height() - 1, self._colour("accent"))

    def _draw_text(self, painter: QPainter, cell: QRect, text: str, icon: str, *, right: bool) -> None:
        left, room = cell.left() + _PAD, cell.width() - 2 * _PAD
        middle = cell.top() + (cell.height() - 1) / 2
        if icon:
            corner = QRect(left, round(middle - _ICON / 2), _ICON, _ICON)
            self._icons.paint(painter, corner, icon, "muted")
            left, room = left + _ICON + _ICON_GAP, room - _ICON - _ICON_GAP
        text = text.replace("\n", " ")
        letters, _small = self._lettering()
        whole = letters.fits(text, room)
        if right and whole:
            left += room - letters.width(text)
        painter.setFont(letters.font)
        baseline = round(middle + letters.ascent - letters.height / 2)
        painter.drawText(QPointF(left, baseline), text if whole else letters.elided(text, room))

    def _draw_badge(self, painter: QPainter, cell: QRect, text: str, tone: Tone) -> None:
        tokens = self._icons.theme.tokens
        colours = tokens.colours.tone(tone)
        _plain, small = self._lettering()
        height = tokens.metrics.body + 9
        needed = small.width(text)
        width = min(needed + 2 * _BADGE_INSET, cell.width() - 2 * _BADGE_PAD)
        rect = QRect(cell.left() + _BADGE_PAD, cell.center().y() - height // 2, width, height)
        if needed > width - 2 * _BADGE_INSET:
            text = small.elided(text, width - 14)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.setBrush(QColor(colours.fill))
        painter.drawRoundedRect(QRectF(rect), height / 2, height / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setFont(small.font)
        painter.setPen(QColor(colours.text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _lettering(self) -> tuple[Lettering, Lettering]:
        if self._letters is None:
            parent = self.parent()
            font = parent.font() if isinstance(parent, QWidget) else QFont()
            small = self._icons.theme.tokens.metrics.small
            self._letters = Lettering(font), Lettering(font, pixels=small, strong=True)
        return self._letters

    def _colour(self, name: str) -> QColor:
        if name not in self._colours:
            self._colours[name] = QColor(self._icons.colour(name))
        return self._colours[name]

    def _forget(self) -> None:
        self._colours.clear()
        self._letters = None
