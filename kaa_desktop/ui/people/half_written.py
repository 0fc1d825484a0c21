"""Says which dialogs about the person were begun and not finished."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout

from kaa_desktop.domain.drafts import DraftLeft
from kaa_desktop.i18n.draft_labels import draft_form_label
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.fitted import FittedWidget
from kaa_desktop.ui.common.icons import IconLabel
from kaa_desktop.ui.common.widgets import TextRole, label
from kaa_desktop.ui.contacts.log_line import CONTACT


class HalfWritten(FittedWidget):
    """One line, hidden where there is nothing; the log line shows its own draft."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._person_id = ""
        self._text = label("", TextRole.MUTED, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(context.icons, "pencil", colour="muted"))
        row.addWidget(self._text, 1)
        self.hide()

    def show_person(self, person_id: str) -> None:
        """Look what was begun about the person."""
        self._person_id = person_id
        self._context.drafts.look_for_left(person_id, self._show, self)

    def event(self, event: QEvent) -> bool:
        """Back from a dialog perhaps, which was sent or cancelled."""
        if event.type() == QEvent.Type.WindowActivate and self._person_id:
            self.show_person(self._person_id)
        return super().event(event)

    def _show(self, drafts: tuple[DraftLeft, ...]) -> None:
        _ = self._context.translator.gettext
        forms = dict.fromkeys(draft.form for draft in drafts if draft.form != CONTACT)
        told = ", ".join(draft_form_label(form, self._context.translator) for form in forms)
        self._text.setText(_("Half-written: {what}. Open it again, and it is filled in.").format(what=told))
        self.setVisible(bool(forms))
