"""A form dialog that ends in a service call: busy meanwhile, open with everything typed when it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.date_field import DateField
from kaa_desktop.ui.common.dialog_draft import HalfWritten, keep_dialog_draft
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.fields import CodeField
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.placing import centre, keep_on_screen
from kaa_desktop.ui.common.tokens import Tone

T = TypeVar("T")
_AROUND = QSize(40, 60)
_SOME_LINES = 120
_COLUMN = 230
"""What a field with its label takes beside others; where the screen is narrower, fewer stand in a row."""


class FormScroll(QScrollArea):
    """As large as the form where there is room; scrolls on small screens and large scales."""

    def __init__(self, form: QWidget) -> None:
        super().__init__()
        self._form = form
        form.installEventFilter(self)
        form.setProperty("ground", "none")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(form)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A form that has grown by an error asks for more room."""
        if watched is self._form and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """The form and the bar beside it."""
        return self._form.sizeHint() + QSize(16, 0)

    def minimumSizeHint(self) -> QSize:
        """Some lines, or all where there are few."""
        lines = min(_SOME_LINES, self._form.sizeHint().height())
        return QSize(self._form.minimumSizeHint().width() + 16, lines)


class ServiceDialog(FormDialog):
    """Base of the dialogs that change something; `form` scrolls where the screen is small."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        operations: Operations,
        *,
        title: str,
        submit: str,
        introduction: str = "",
        columns: int = 1,
        width: int = 520,
    ) -> None:
        super().__init__(
            parent, context.icons, context.translator, title=title, submit=submit, introduction=introduction
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.context = context
        self.operations = operations
        self._width = width
        self._first: QWidget | None = None
        room = (self.screen().availableSize() - _AROUND).width()
        self.form = Form(columns=min(columns, max(1, room // _COLUMN)))
        self.form_scroll = FormScroll(self.form)
        self.body.addWidget(self.form_scroll)

    def begin_with(self, field: QWidget) -> None:
        """Where the user starts."""
        self._first = field

    def keep_draft(
        self, place: str, written: Mapping[str, QWidget] | HalfWritten, *, person_id: str = ""
    ) -> None:
        """Keep what is typed in these fields until the dialog is sent or cancelled.

        Called once they are filled with what they begin with.
        """
        kept = written if isinstance(written, HalfWritten) else HalfWritten(written)
        keep_dialog_draft(self, self.context, kept, place=place, person_id=person_id)

    def showEvent(self, event: QShowEvent) -> None:
        """Not larger than the screen, and in the first field."""
        super().showEvent(event)
        self.resize(self.minimumSize())
        self._grow()
        centre(self)
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Make room for errors and warnings that have appeared."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
            keep_on_screen(self)
        return handled

    def _grow(self) -> None:
        room = self.screen().availableSize() - _AROUND
        width = min(max(self._width, self.width()), room.width())
        layout = self.layout()
        wanted = layout.totalHeightForWidth(width) if layout and layout.hasHeightForWidth() else 0
        height = max(wanted, self.sizeHint().height(), self.height())
        self.resize(width, min(height, room.height()))

    def date_field(self, day: date | None) -> DateField:
        """A field for a day."""
        context = self.context
        return DateField(context.icons, context.translator, today=self.today, day=day)

    def code_field(
        self, kind: CodeKind, *, empty: str | None = None, code: str = "", also: Iterable[str] = ()
    ) -> CodeField:
        """A choice of what the list offers today, and of what was chosen earlier."""
        codes, kept = self.context.workspace.code_lists[kind], {code, *also}
        offered = codes.offered_on(self.today())
        values = [value for value in codes.values if value in offered or value.id in kept]
        return CodeField(values, self.context.translator, empty=empty, code=code)

    def today(self) -> date:
        """The day where the user is."""
        return self.context.workspace.today

    def day_of(self, field: DateField) -> date | None:
        """The day in a field; None after saying at the field that it lacks one."""
        day = field.day()
        if day is None:
            sentence = self.context.translator.gettext("Which day? Type it as 2026-09-30 or 30/9.")
            self.form.set_error(field, sentence)
        return day

    def code_of(self, field: CodeField) -> str:
        """The code in a field; empty after saying at the field that one must be chosen."""
        if not field.code():
            self.form.set_error(field, self.context.translator.gettext("Choose one."))
        return field.code()

    def change(
        self,
        work: Callable[[], tuple[T, Changes]],
        said: Callable[[T], str],
        done: Callable[[T], object] | None = None,
    ) -> None:
        """Call the service; close when it has answered, explain when it refuses."""
        self.set_busy(True)

        def finish(result: T) -> None:
            self.accept()
            if done is not None:
                done(result)

        self.operations.run(work, finish, said=said, failed=self.refuse, owner=self)

    def refuse(self, error: Exception) -> None:
        """Say what is wrong; everything typed stays."""
        self.set_busy(False)
        self.messages.say(self.context.error_text(error), Tone.DANGER)
