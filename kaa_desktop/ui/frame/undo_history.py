"""What undo would take back and redo bring back, in words, and several steps of it at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.undo_history import UndoHistory, UndoStep
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.operations import operation_label
from kaa_desktop.services.undo import history
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.list_dialog import ListDialog
from kaa_desktop.ui.common.message_bar import announce
from kaa_desktop.ui.common.table_model import Column, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, heading, label

_MOST_NAMED = 4


class UndoHistoryDialog(ListDialog):
    """The newest on top; what is undone stands above what stands. Marking a row chooses all down to it.

    Signals:
        undo_wanted: carries how many steps.
        redo_wanted: the same.
    """

    undo_wanted = Signal(int)
    redo_wanted = Signal(int)

    def __init__(self, parent: QWidget, context: UiContext, never: frozenset[str]) -> None:
        """Read the history.

        Args:
            parent: the window that waits.
            context: of the session.
            never: operations at which undo ends.
        """
        _ = context.translator.gettext
        super().__init__(parent, context, title=_("Undo history"))
        self._never = never
        self._steps: tuple[UndoStep, ...] = ()
        self._undone = 0
        self._model = PagedTableModel(_columns(context), context.tasks, context.icons)
        self._table = TablePanel(self._model, context.icons, name=_("Undo history"))
        self._table.set_empty("history", _("You have changed nothing yet on this computer."))
        self._told = label("", TextRole.BODY, wrap=True)
        self._do = button(_("Undo"), self._act, kind=ButtonKind.PRIMARY)
        self._do.setEnabled(False)
        self._table.view.selected_row.connect(self._choose)
        self._table.view.activated_row.connect(lambda _row: self._act())
        self._lay_out()
        workspace = context.workspace
        context.tasks.run(lambda: history(workspace), self._show, self._fail, owner=self)

    def _lay_out(self) -> None:
        own = self._context.translator.gettext(
            "Your own changes on this computer, the newest on top. Mark how far you want to go back."
        )
        self.lay_out(
            heading(self.windowTitle()),
            label(own, TextRole.MUTED, wrap=True),
            self._table,
            self._told,
            stretch=self._table,
            largest=(820, 600),
            verb=self._do,
        )

    def _show(self, found: UndoHistory) -> None:
        names = [step.name for step in found.undo]
        end = next((place for place, name in enumerate(names) if name in self._never), len(names))
        self._undone = len(found.redo)
        self._steps = steps = (*reversed(found.redo), *found.undo[:end])
        self._model.set_rows(steps)
        self._model.loaded.connect(self._begin)

    def _begin(self, total: int) -> None:
        """The next undo is marked, so that Enter does what Ctrl+Z would."""
        self._model.loaded.disconnect(self._begin)
        if total:
            offered = (place for place in range(self._undone, total) if not self._steps[place].stays)
            self._table.view.go_to(next(offered, min(self._undone, total - 1)))
            self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> tuple[Sequence[UndoStep], bool]:
        """The steps in the order of doing, and whether they are brought back."""
        row = self._table.view.current_row()
        if not isinstance(row, UndoStep) or row not in self._steps:
            return (), False
        place = self._steps.index(row)
        if row.undone:
            return self._steps[place : self._undone][::-1], True
        return [step for step in self._steps[self._undone : place + 1] if not step.stays], False

    def _choose(self, _row: object) -> None:
        translator = self._context.translator
        _, ngettext = translator.gettext, translator.ngettext
        steps, back = self._chosen()
        count = len(steps)
        self._do.setEnabled(count > 0)
        if back:
            self._do.setText(ngettext("Redo {n} step", "Redo {n} steps", count).format(n=count))
            told = _("Will be brought back: {what}")
        else:
            self._do.setText(ngettext("Undo {n} step", "Undo {n} steps", count).format(n=count))
            told = _("Will be undone: {what}")
        nothing = _("This stays: it cannot be undone.") if self._table.view.current_row() else ""
        text = told.format(what=self._listed(steps)) if count else nothing
        self._told.setText(text)
        announce(self, text)

    def _listed(self, steps: Sequence[UndoStep]) -> str:
        translator = self._context.translator
        named = "; ".join(_label(step, self._context) for step in steps[:_MOST_NAMED])
        more = len(steps) - _MOST_NAMED
        if more <= 0:
            return named
        text = translator.ngettext("{named}; and {n} more", "{named}; and {n} more", more)
        return text.format(named=named, n=translator.number(more))

    def _act(self) -> None:
        steps, back = self._chosen()
        if steps:
            (self.redo_wanted if back else self.undo_wanted).emit(len(steps))
            self.accept()

    def _fail(self, error: Exception) -> None:
        self.reject()
        self._context.messages.say(self._context.error_text(error), Tone.DANGER)


def _columns(context: UiContext) -> tuple[Column[UndoStep], ...]:
    translator = context.translator
    _ = translator.gettext
    return (
        Column(
            id="what",
            title=_("What"),
            text=lambda step: _label(step, context),
            width=230,
            least=140,
            stretch=True,
            firm=True,
        ),
        Column(
            id="who",
            title=_("Whom it concerns"),
            text=lambda step: _people(step, translator),
            width=235,
            least=120,
        ),
        Column(id="when", title=_("When"), text=lambda step: translator.time(step.made_at), width=145),
        Column(
            id="state",
            title=_("State"),
            text=lambda step: _state(step, translator),
            width=110,
            least=84,
            tone=lambda step: Tone.WARNING if step.undone else Tone.NEUTRAL,
        ),
    )


def _label(step: UndoStep, context: UiContext) -> str:
    return operation_label(step.name, step.details, context.workspace.code_lists, context.translator)


def _state(step: UndoStep, translator: Translator) -> str:
    _ = translator.gettext
    if step.stays:
        return _("Stays")
    return _("Undone") if step.undone else _("Done")


def _people(step: UndoStep, translator: Translator) -> str:
    named = ", ".join(step.people)
    if not step.others:
        return named
    text = translator.ngettext("{names} and {n} more", "{names} and {n} more", step.others)
    return text.format(names=named, n=translator.number(step.others))
