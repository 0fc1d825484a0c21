"""Dialogs: a question with verbs on its buttons, and the frame around a form."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.enter_key import presses_button
from kaa_desktop.ui.common.icons import IconLabel, Icons
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, heading, label

SUBMIT_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class Question(QDialog):
    """Asks before something that is hard to take back; the safe answer has the focus."""

    def __init__(
        self,
        parent: QWidget | None,
        icons: Icons,
        *,
        title: str,
        text: str,
        yes: str,
        no: str,
        dangerous: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        tone, icon = ("danger", "triangle-alert") if dangerous else ("accent", "info")
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(heading(title))
        words.addWidget(label(text, TextRole.BODY, wrap=True))
        words.addStretch()
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(IconLabel(icons, icon, colour=tone, size=28), 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(words, 1)
        refuse = button(no, self.reject)
        agree = button(yes, self.accept, kind=ButtonKind.DANGER if dangerous else ButtonKind.PRIMARY)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(refuse)
        foot.addWidget(agree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(24)
        layout.addLayout(body)
        layout.addLayout(foot)
        self.setAccessibleDescription(text)
        (refuse if dangerous else agree).setAutoDefault(True)
        (refuse if dangerous else agree).setDefault(True)
        (refuse if dangerous else agree).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if not presses_button(self, event):
            super().keyPressEvent(event)


def ask(
    parent: QWidget,
    icons: Icons,
    *,
    title: str,
    text: str,
    yes: str,
    no: str,
    then: Callable[[], object],
    dangerous: bool = False,
) -> Question:
    """Ask without blocking; `then` is called after yes.

    Args:
        parent: the window that waits.
        icons: for the icon.
        title: the question.
        text: what will happen.
        yes: a verb, e.g. Deregister.
        no: a verb, e.g. Keep.
        then: what to do after yes.
        dangerous: red, and Enter means no.
    """
    question = Question(parent, icons, title=title, text=text, yes=yes, no=no, dangerous=dangerous)
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    question.accepted.connect(then)
    question.open()
    return question


class FormDialog(QDialog):
    """A form with a verb: Ctrl+Enter submits, Escape cancels, trouble is said above the buttons.

    Subclasses or callers put their form into `body`, set `submitted` work with `on_submit`, and call
    `accept` when the service has answered.
    """

    def __init__(
        self,
        parent: QWidget | None,
        icons: Icons,
        translator: Translator,
        *,
        title: str,
        submit: str,
        introduction: str = "",
        dangerous: bool = False,
    ) -> None:
        super().__init__(parent)
        _ = translator.gettext
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self.messages = MessageBar(icons, translator)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        self._on_submit: Callable[[], object] = self.accept
        kind = ButtonKind.DANGER if dangerous else ButtonKind.PRIMARY
        self._cancel = button(_("Cancel"), self.reject)
        self._submit = button(submit, self.submit, kind=kind)
        self._submit.setDefault(True)
        self._submit.setAutoDefault(True)
        self._submit.setToolTip(QKeySequence(SUBMIT_KEYS[0]).toString(QKeySequence.SequenceFormat.NativeText))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(heading(title))
        if introduction:
            layout.addWidget(label(introduction, TextRole.MUTED, wrap=True))
        layout.addLayout(self.body)
        layout.addStretch()
        layout.addWidget(self.messages)
        layout.addLayout(self._foot())
        for keys in SUBMIT_KEYS:
            QShortcut(QKeySequence(keys), self, self.submit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if not presses_button(self, event):
            super().keyPressEvent(event)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(self._cancel)
        foot.addWidget(self._submit)
        return foot

    def showEvent(self, event: QShowEvent) -> None:
        """The buttons come after the fields, which stand above them but were made later."""
        super().showEvent(event)
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.resize(self.width(), self._height_of_texts())
        last = self.previousInFocusChain()
        while last is not None and not last.focusPolicy() & Qt.FocusPolicy.TabFocus and last is not self:
            last = last.previousInFocusChain()
        if last is not None and last not in {self, self._submit}:
            self.setTabOrder(last, self._cancel)
            self.setTabOrder(self._cancel, self._submit)
        if self.focusWidget() in {None, self._cancel, self._submit}:
            self._go_to_first_field()

    def _go_to_first_field(self) -> None:
        """Where nobody has said where to begin; buttons are no beginning."""
        field = self.nextInFocusChain()
        while field is not None and field is not self:
            takes = field.focusPolicy() & Qt.FocusPolicy.TabFocus and field.isVisibleTo(self)
            if takes and field.isEnabled() and isinstance(field, QLineEdit | QComboBox | QPlainTextEdit):
                field.setFocus(Qt.FocusReason.TabFocusReason)
                return
            field = field.nextInFocusChain()

    def event(self, event: QEvent) -> bool:
        """Texts that have come need room: Qt knows how high they are only at their width."""
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self.resize(self.width(), max(self.height(), self._height_of_texts()))
        return handled

    def _height_of_texts(self) -> int:
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return self.height()
        return min(layout.totalHeightForWidth(self.width()), self.screen().availableSize().height())

    def on_submit(self, work: Callable[[], object]) -> None:
        """What the verb does: check, call the service, and `accept` when it has answered."""
        self._on_submit = work

    def submit(self) -> None:
        """Do what the verb says, unless it is already being done."""
        if self._submit.isEnabled():
            self.messages.clear()
            self._on_submit()

    def fill_with_body(self) -> None:
        """Give the body whatever room there is, for one that scrolls."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretchFactor(self.body, 1)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot for `busy_changed`
        """While the service works, the verb waits."""
        self._submit.setEnabled(not busy)
