"""Counts whom the delivery would be refused about, little by little: others wait for the same thread."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from kaa_desktop.domain.changes import Changes
from kaa_desktop.services.delivery_checks import RefusedPart, refused_after, refused_of
from kaa_desktop.ui.common.context import UiContext

_AT_ONCE = 200
_PAUSE_MS = 10
_MOST_CHANGED = 50
_CONCERNED = frozenset({"episode", "contact_attempt", "measure", "young_person"})


class RefusedCount(QObject):
    """Looks at everybody once a day, then at those about whom something changes.

    Signals:
        counted: how many they are, each time that the number is another.
    """

    counted = Signal(int)

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._day: date | None = None
        self._refused: set[str] = set()
        self._found: set[str] = set()
        self._walking = self._again = False
        self._told = 0
        self._next = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._go_on)
        context.feed.changed.connect(self._changed)

    def begin(self) -> None:
        """Look at everybody, unless it has been done today."""
        today = self._context.workspace.today
        if self._day != today:
            self._day = today
            self._look_at_everybody()

    def _look_at_everybody(self) -> None:
        if self._walking:
            self._again = True
            return
        self._walking, self._again = True, False
        self._found, self._next = set(), ""
        self._go_on()

    def _go_on(self) -> None:
        workspace, after = self._context.workspace, self._next
        self._context.tasks.run(
            lambda: refused_after(workspace, after, limit=_AT_ONCE), self._take, self._stop, owner=self
        )

    def _take(self, part: RefusedPart) -> None:
        self._found |= part.refused
        self._next = part.until
        if part.until:
            self._pause.start()
            return
        self._walking = False
        self._refused = self._found
        self._tell()
        if self._again:
            self._look_at_everybody()

    def _stop(self, error: Exception) -> None:
        self._walking, self._day = False, None
        self._context.tasks.failed.emit(error)

    def _changed(self, changes: Changes) -> None:
        if self._day is None or not (changes.everyone or changes.kinds & _CONCERNED):
            return
        if changes.everyone or self._walking or len(changes.person_ids) > _MOST_CHANGED:
            self._look_at_everybody()
            return
        workspace, people = self._context.workspace, changes.person_ids

        def take(refused: frozenset[str]) -> None:
            self._refused = (self._refused - people) | refused
            self._tell()

        self._context.tasks.run(lambda: refused_of(workspace, people), take, owner=self)

    def _tell(self) -> None:
        if len(self._refused) != self._told:
            self._told = len(self._refused)
            self.counted.emit(self._told)
