"""The events of a timeline as one list: arrows go from one to the next, Enter offers what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.menus import begin_at_first
from kaa_desktop.ui.people.timeline_events import TimelineEvent
from kaa_desktop.ui.people.timeline_painting import PlacedEvent, TimelinePainter, placed

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_LEAST_WIDTH = 260
_NEAR = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSteps:
    """What the page does about a contact attempt."""

    correct: Callable[[ContactAttempt], object]
    remove: Callable[[ContactAttempt], object]


class _Events(QAbstractListModel):
    """Each event as one sentence, for those who hear it."""

    def __init__(self, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._translator = translator
        self.rows: tuple[PlacedEvent, ...] = ()

    def show_events(self, events: Sequence[TimelineEvent]) -> None:
        """Rows come and go at the end: what a screen reader knows of the others stays true."""
        rows, before = tuple(placed(events)), len(self.rows)
        if len(rows) > before:
            self.beginInsertRows(QModelIndex(), before, len(rows) - 1)
            self.rows = rows
            self.endInsertRows()
        elif len(rows) < before:
            self.beginRemoveRows(QModelIndex(), len(rows), before - 1)
            self.rows = rows
            self.endRemoveRows()
        self.rows = rows
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        event = self.rows[index.row()].event
        return "\n".join([self._translator.date(event.day), event.title, *filter(None, event.details)])


class _EventDelegate(QStyledItemDelegate):
    """Draws the row as the painter has laid it out."""

    def __init__(self, view: EventList, painter: TimelinePainter) -> None:
        super().__init__(view)
        self._view = view
        self._painter = painter

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the list."""
        del option
        width = self._view.viewport().width()
        return QSize(width, self._painter.height(index.row(), self._view.row(index.row()), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        number = index.row()
        self._painter.paint(
            painter,
            option.rect,
            number,
            self._view.row(number),
            focused=bool(option.state & QStyle.StateFlag.State_HasFocus),
            more=self._view.lit == number,
        )


class EventList(QListView):
    """As high as its events; the page around it scrolls.

    The height is set for the width that it has. A layout that asks for heights asks for those of widths that
    nobody sees as well, and to break all texts anew for each takes longer than to draw them.

    Attributes:
        lit: the row on whose dots the mouse is; -1 for none.
    """

    def __init__(self, context: UiContext, steps: ContactSteps) -> None:
        super().__init__()
        self.lit = -1
        self._context = context
        self._steps = steps
        self._painter = TimelinePainter(context.icons, context.translator)
        self._events = _Events(context.translator, self)
        self.setModel(self._events)
        self.setItemDelegate(_EventDelegate(self, self._painter))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.setAccessibleName(context.translator.gettext("Timeline"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_events(self, events: Sequence[TimelineEvent]) -> None:
        """Show other events, all of them."""
        self.lit = -1
        self._painter.forget()
        self._events.show_events(events)
        if not self.hasFocus():
            self.setCurrentIndex(QModelIndex())
        self._fit()

    def row(self, number: int) -> PlacedEvent:
        """What stands there."""
        return self._events.rows[number]

    def sizeHint(self) -> QSize:
        """At the width of the moment."""
        return QSize(_LEAST_WIDTH, self.height())

    def minimumSizeHint(self) -> QSize:
        """Narrow, if need be."""
        return QSize(_LEAST_WIDTH, 0)

    def changeEvent(self, event: QEvent) -> None:
        """Another font: everything has another size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._painter.use_font(self.font())
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: other heights."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """For the page."""
        event.ignore()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """The page scrolls; the list is never higher than it shows."""
        del hint
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        page = area.widget() if area is not None else None
        if area is not None and page is not None:
            rect = self.visualRect(index)
            for corner in (rect.bottomLeft(), rect.topLeft()):
                place = self.viewport().mapTo(page, corner)
                area.ensureVisible(place.x(), place.y(), 0, _NEAR)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by keyboard lands on an event, in sight."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            if not self.currentIndex().isValid() and self._events.rows:
                self.setCurrentIndex(self._events.index(0))
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open what can be done."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and not event.modifiers():
            self._offer(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same for the row under the mouse, or the one that the keyboard is on."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        self._offer(index.row(), event.globalPos() if by_mouse else None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dots that do something look so."""
        super().mouseMoveEvent(event)
        self._light(self._dots_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is elsewhere."""
        super().leaveEvent(event)
        self._light(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the dots."""
        super().mouseReleaseEvent(event)
        number = self._dots_at(event.position().toPoint())
        if number >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._offer(number)

    def _fit(self) -> None:
        """All events, one below the other; texts are broken where there is no room."""
        width = self.viewport().width()
        self.setFixedHeight(
            sum(self._painter.height(number, row, width) for number, row in enumerate(self._events.rows))
        )
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()  # in time: where it is painted first, it is painted twice

    def _dots_at(self, place: QPoint) -> int:
        index = self.indexAt(place)
        if not index.isValid() or self.row(index.row()).event.contact is None:
            return -1
        row, rect = self.row(index.row()), self.visualRect(index)
        return index.row() if self._painter.more_place(row, rect).contains(place) else -1

    def _light(self, number: int) -> None:
        if number != self.lit:
            self.lit = number
            told = self._context.translator.gettext("Correct or remove") if number >= 0 else ""
            self.viewport().setToolTip(told)
            self.viewport().update()

    def _offer(self, number: int, place: QPoint | None = None) -> None:
        """What can be done about a contact; nothing about anything else."""
        contact = self.row(number).event.contact if number >= 0 else None
        if contact is None:
            return
        _ = self._context.translator.gettext
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, icon, act in (
            (_("Correct …"), "pencil", self._steps.correct),
            (_("Remove …"), "trash-2", self._steps.remove),
        ):
            action = menu.addAction(text, partial(act, contact))
            self._context.icons.set(action, icon)
        rect = self._painter.more_place(self.row(number), self.visualRect(self._events.index(number)))
        menu.popup(place or self.viewport().mapToGlobal(rect.bottomLeft()))
        if place is None:
            begin_at_first(menu)
