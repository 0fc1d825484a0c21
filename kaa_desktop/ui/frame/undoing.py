"""Undo and redo for the whole window, beside the undo of a text that is being typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.errors import KaaError
from kaa_desktop.i18n.operations import operation_label
from kaa_desktop.services.searches import whose
from kaa_desktop.services.undo import Steps, next_redo, next_undo, redo, redo_steps, undo, undo_steps
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.undo import UndoableOperation
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.frame.undo_history import UndoHistoryDialog

Offered = tuple[UndoableOperation | None, UndoableOperation | None]
_Told = tuple[UndoableOperation, Changes, str]
"""What was done, what it touched, and the name of the one person that it was done for."""
NEVER_UNDONE = frozenset({"register.create", "demo.fill"})


class Undoing(QObject):
    """Keeps the two actions true: what they would do, and whether there is anything."""

    def __init__(self, context: UiContext, undo_action: QAction, redo_action: QAction) -> None:
        super().__init__(undo_action.parent())
        self._context = context
        self._undo, self._redo = undo_action, redo_action
        for action in (undo_action, redo_action):
            action.setEnabled(False)
        context.feed.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Ask what could be undone and redone now."""
        workspace = self._context.workspace

        def ask() -> Offered:
            return next_undo(workspace), next_redo(workspace)

        self._context.tasks.run(ask, self._show, self._fail, owner=self, key="undo.next")

    def undo(self) -> None:
        """Take back what is typed in the field at hand, else the newest operation."""
        if not _in_text(forward=False):
            workspace = self._context.workspace
            self._context.tasks.run(lambda: _told(workspace, undo), self._undone, self._fail, owner=self)

    def redo(self) -> None:
        """Bring back what was undone last."""
        if not _in_text(forward=True):
            workspace = self._context.workspace
            self._context.tasks.run(lambda: _told(workspace, redo), self._redone, self._fail, owner=self)

    def show_history(self, window: QWidget) -> None:
        """Show what several steps would do, and do as many as the user wants."""
        dialog = UndoHistoryDialog(window, self._context, NEVER_UNDONE)
        dialog.undo_wanted.connect(self._undo_steps)
        dialog.redo_wanted.connect(self._redo_steps)
        dialog.open()

    def _undo_steps(self, count: int) -> None:
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: undo_steps(workspace, count), self._tell_undone, self._fail, owner=self
        )

    def _redo_steps(self, count: int) -> None:
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: redo_steps(workspace, count), self._tell_redone, self._fail, owner=self
        )

    def _tell_undone(self, steps: Steps) -> None:
        ngettext = self._context.translator.ngettext
        text = ngettext("{n} step is undone.", "{n} steps are undone.", steps.done)
        self._tell_steps(steps, text, self._context.translator.gettext("Redo"), self._redo_steps)

    def _tell_redone(self, steps: Steps) -> None:
        ngettext = self._context.translator.ngettext
        text = ngettext("{n} step is brought back.", "{n} steps are brought back.", steps.done)
        self._tell_steps(steps, text, self._context.translator.gettext("Undo"), self._undo_steps)

    def _tell_steps(self, steps: Steps, text: str, verb: str, back: Callable[[int], None]) -> None:
        told = text.format(n=self._context.translator.number(steps.done))
        tone = Tone.SUCCESS
        if steps.stopped_by is not None:
            told, tone = f"{told} {self._context.error_text(steps.stopped_by)}", Tone.WARNING
        self._context.messages.say(
            told, tone, action=verb if steps.done else "", act=lambda: back(steps.done)
        )
        self._context.feed.announce(steps.changes)

    def _undone(self, done: _Told) -> None:
        _ = self._context.translator.gettext
        text = _("Undone: {what}").format(what=self._label_of(done))
        self._context.messages.say(text, Tone.SUCCESS, action=_("Redo"), act=self.redo)
        self._context.feed.announce(done[1])

    def _redone(self, done: _Told) -> None:
        _ = self._context.translator.gettext
        text = _("Redone: {what}").format(what=self._label_of(done))
        self._context.messages.say(text, Tone.SUCCESS, action=_("Undo"), act=self.undo)
        self._context.feed.announce(done[1])

    def _show(self, offered: Offered) -> None:
        _ = self._context.translator.gettext
        texts = (
            (self._undo, offered[0], _("Undo"), _("Undo: {what}")),
            (self._redo, offered[1], _("Redo"), _("Redo: {what}")),
        )
        for action, operation, plain, full in texts:
            possible = operation is not None and operation.name not in NEVER_UNDONE
            text = full.format(what=self._label(operation)) if operation and possible else plain
            action.setEnabled(possible)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{text} ({keys})")

    def _label_of(self, done: _Told) -> str:
        operation, _changes, name = done
        label = self._label(operation)
        return (
            self._context.translator.gettext("{what} – {name}").format(what=label, name=name)
            if name
            else label
        )

    def _label(self, operation: UndoableOperation) -> str:
        context = self._context
        lists = context.workspace.code_lists
        label = operation_label(operation.name, operation.details, lists, context.translator)
        return label[:1].lower() + label[1:]

    def _fail(self, error: Exception) -> None:
        tone = Tone.WARNING if isinstance(error, KaaError) else Tone.DANGER
        self._context.messages.say(self._context.error_text(error), tone)
        if isinstance(error, KaaError) and error.code in {"undo.nothing", "redo.nothing"}:
            self.refresh()


def _told(workspace: Workspace, step: Callable[[Workspace], tuple[UndoableOperation, Changes]]) -> _Told:
    """What a step did, and for whom."""
    operation, changes = step(workspace)
    return operation, changes, whose(workspace, changes)


def _in_text(*, forward: bool) -> bool:
    """Whether a text field has the focus and has taken the step itself."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        can = field.isRedoAvailable() if forward else field.isUndoAvailable()
    elif isinstance(field, QPlainTextEdit | QTextEdit):
        document = field.document()
        can = document.isRedoAvailable() if forward else document.isUndoAvailable()
    else:
        return False
    if can:
        step = field.redo if forward else field.undo
        step()
    return can
