"""The form of the file at a glance: confirmed or not, where it comes from, and the deadline."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kaa_desktop.domain.delivery_profiles import DeliveryProfile
from kaa_desktop.services.delivery_profiles import days_to_deadline
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, badge, button, card, heading, label, set_badge

_SOON = 14


class FormCard(QWidget):
    """Leads to the authority's template and to the columns and codes."""

    def __init__(
        self, context: UiContext, *, load: Callable[[], object], change: Callable[[], object]
    ) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._state = badge("", Tone.NEUTRAL)
        self._deadline = badge("", Tone.NEUTRAL)
        self._source = label("", TextRole.MUTED, wrap=True)
        self._badges = QWidget()
        self._badges.hide()  # until it is known how things stand
        row = FlowLayout(self._badges, gap=8, line_gap=6)
        row.addWidget(self._state)
        row.addWidget(self._deadline)
        buttons = QWidget()
        doing = FlowLayout(buttons, gap=8, line_gap=8)
        icons = context.icons
        doing.addWidget(
            button(_("Load the authority's template …"), load, icons=icons, icon="file-spreadsheet")
        )
        doing.addWidget(button(_("Columns, codes, deadline …"), change, icons=icons, icon="settings"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card(heading(_("The form of the file")), self._badges, self._source, buttons))

    def show_profile(self, profile: DeliveryProfile) -> None:
        """Say how things stand."""
        self._badges.show()
        t = self._context.translator
        _ = t.gettext
        if profile.confirmed:
            set_badge(self._state, _("Confirmed by the authority's documents"), Tone.SUCCESS)
        else:
            set_badge(self._state, _("Unconfirmed"), Tone.WARNING)
        self._source.setText(_("Source: {source}").format(source=t.gettext(profile.source)))
        left = days_to_deadline(profile, self._context.workspace.today)
        if left is None or profile.deadline is None:
            set_badge(self._deadline, _("No deadline set"), Tone.NEUTRAL)
            return
        day = t.date(profile.deadline)
        if left < 0:
            set_badge(self._deadline, _("The deadline {day} has passed").format(day=day), Tone.DANGER)
            return
        text = t.ngettext("{n} day left, until {day}", "{n} days left, until {day}", left)
        tone = Tone.WARNING if left <= _SOON else Tone.INFO
        set_badge(self._deadline, text.format(n=t.number(left), day=day), tone)
