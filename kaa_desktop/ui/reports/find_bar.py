"""Looks for a text in the document: what, which of how many, on and back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.message_bar import announce
from kaa_desktop.ui.common.pdf_pages import Hit, find_text
from kaa_desktop.ui.common.widgets import TextRole, label, without_state


class FindBar(QWidget):
    """Hidden until it is asked for.

    Signals:
        found: the hits in the document and the one to show, or None.
        closed: the bar is gone.
    """

    found = Signal(list, object)
    closed = Signal()

    def __init__(
        self, context: UiContext, page: Callable[[], int], failed: Callable[[Exception], None]
    ) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context, self._page, self._failed = context, page, failed
        self._pdf = b""
        self._hits: list[Hit] = []
        self._current = -1
        self._text = QLineEdit()
        self._text.setProperty("search", True)
        self._text.setPlaceholderText(_("Find in the report"))
        self._text.setAccessibleName(_("Find in the report"))
        self._text.setClearButtonEnabled(True)
        self._text.setMaximumWidth(320)
        self._text.installEventFilter(self)
        self._count = label("", TextRole.MUTED)
        self._count.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay_out()
        self._text.textChanged.connect(self._search)
        self.hide()

    def set_narrow(self, *, narrow: bool) -> None:
        """The text over the rest where there is no room beside it."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._layout.setDirection(way)

    def open_bar(self) -> None:
        """Show, ready to type; what was looked for last is there."""
        self.show()
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()
        self._search()

    def close_bar(self) -> None:
        """Hide, and take the marks away."""
        self.hide()
        self._take([])
        self.closed.emit()

    def look_in(self, pdf: bytes) -> None:
        """Another document is shown."""
        self._pdf = pdf
        self._hits = []
        if self.isVisible():
            self._search()

    def next(self) -> None:
        """The hit after this one; after the last comes the first."""
        self._step(1)

    def previous(self) -> None:
        """The hit before this one."""
        self._step(-1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Shift+Enter back, Esc closes."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._step(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        _, icons = self._context.translator.gettext, self._context.icons
        steps = QHBoxLayout()
        steps.setSpacing(4)
        steps.addWidget(self._count)
        for name, icon, act in (
            (_("Previous hit"), "arrow-up", self.previous),
            (_("Next hit"), "arrow-down", self.next),
            (_("Close the search"), "x", self.close_bar),
        ):
            tool = QToolButton()
            icons.set(tool, icon)
            tool.setAccessibleName(name)
            tool.setToolTip(name)
            tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            tool.clicked.connect(without_state(act))
            steps.addWidget(tool)
        steps.addStretch()
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self._text, 1)
        self._layout.addLayout(steps, 1)

    def _search(self) -> None:
        pdf, text = self._pdf, self._text.text()
        self._context.tasks.run(
            lambda: find_text(pdf, text), self._take, self._failed, owner=self, key="report.find"
        )

    def _take(self, hits: list[Hit]) -> None:
        """Begin with the first hit from the page that is read."""
        self._hits = hits = hits if self.isVisible() else []
        later = (number for number, hit in enumerate(hits) if hit.page >= self._page())
        self._current = next(later, 0) if hits else -1
        self._tell()

    def _step(self, way: int) -> None:
        if not self.isVisible():
            self.open_bar()
        elif self._hits:
            self._current = (self._current + way) % len(self._hits)
            self._tell()

    def _tell(self) -> None:
        _ = self._context.translator.gettext
        text = ""
        if self._hits:
            text = _("{place} of {total}").format(place=self._current + 1, total=len(self._hits))
        elif self._text.text().strip() and self.isVisible():
            text = _("Not found")
        self._count.setText(text)
        if text:
            announce(self._count, text)
        self.found.emit(self._hits, self._hits[self._current] if self._hits else None)
