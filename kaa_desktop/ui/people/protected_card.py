"""A person with protected identity: the case number, and the way to open with a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialog_draft import OfferedDraft
from kaa_desktop.ui.common.draft_fields import put_texts, texts_of, watch
from kaa_desktop.ui.common.icons import IconLabel
from kaa_desktop.ui.common.into_view import bring_into_view
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, card, heading, label

_REASON_LIMIT = 200


class ProtectedCard(QWidget):
    """Nothing but the case number; `reason_given` carries why the user opens the person."""

    reason_given = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._number = heading("")
        self._may_open = context.workspace.register.keys.protected_key is not None
        self._reason = QLineEdit()
        self._reason.setMaxLength(_REASON_LIMIT)
        self._reason.setAccessibleName(_("Why do you open this person?"))
        self._reason.returnPressed.connect(self._give)
        self._messages = MessageBar(context.icons, context.translator)
        fields = {"reason": self._reason}
        self._draft = OfferedDraft(
            self,
            context,
            self._messages,
            read=lambda: texts_of(fields),
            put=lambda texts: put_texts(fields, texts),
            restore=self._reason.clear,
        )
        watch(fields, self._draft.touched)
        self._error = label("", TextRole.ERROR)
        self._error.hide()
        self._lay_out()

    def show_person(self, view: PersonView) -> None:
        """Show another protected person."""
        self._draft.leave()
        self._number.setText(view.person.case_number)
        self._reason.clear()
        self._error.hide()
        self._messages.clear()
        if self._may_open:
            self._draft.begin("person.open", view.person.id)

    def focus(self) -> None:
        """Go to the reason."""
        if self._may_open:
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(self._reason)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._number)
        words.addWidget(label(self._explanation(), wrap=True))
        if self._may_open:
            words.addSpacing(6)
            words.addLayout(self._question())
            words.addWidget(self._error)
            words.addWidget(self._messages)
        row = QHBoxLayout()
        row.setSpacing(18)
        icon = IconLabel(self._context.icons, "shield", colour="accent", size=36)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        frame = card()
        body = frame.layout()
        if isinstance(body, QVBoxLayout):
            body.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        outer.addStretch()

    def _question(self) -> QVBoxLayout:
        _ = self._context.translator.gettext
        caption = label(_("Why do you open this person?"), TextRole.LABEL)
        caption.setBuddy(self._reason)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._reason, 1)
        row.addWidget(
            button(
                _("Open with this reason"),
                self._give,
                kind=ButtonKind.PRIMARY,
                icons=self._context.icons,
                icon="lock-open",
            )
        )
        rows = QVBoxLayout()
        rows.setSpacing(4)
        rows.addWidget(caption)
        rows.addLayout(row)
        return rows

    def _explanation(self) -> str:
        _ = self._context.translator.gettext
        told = _("This person has protected personal data. Name, number and address are hidden everywhere.")
        if self._may_open:
            more = _("You may open the person if your work needs it. Who opened, when and why is logged.")
        else:
            more = _(
                "You do not have the right to open the person. Ask whoever is responsible for the register."
            )
        return f"{told} {more}"

    def _give(self) -> None:
        reason = self._reason.text().strip()
        if reason:
            self._error.hide()
            self._draft.discard()
            self.reason_given.emit(reason)
        else:
            self._error.setText(self._context.translator.gettext("Write a short reason first."))
            self._error.show()
            self._reason.setFocus()
