"""What is to be done next for the person, why, and how to change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kaa_desktop.domain.work_list import WorkRow
from kaa_desktop.i18n.work_labels import due_label, mute_label, step_label, why_label
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.fitted import FittedLabel, FittedWidget
from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.widgets import TextRole, button, card, heading


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSteps:
    """What the page does about it."""

    change: Callable[[], object]
    mute: Callable[[], object]
    unmute: Callable[[], object]


class StepCard(FittedWidget):
    """Hidden for people without an open episode."""

    def __init__(self, context: UiContext, steps: NextSteps) -> None:
        super().__init__()
        _, icons = context.translator.gettext, context.icons
        self._context = context
        self._what = FittedLabel("", TextRole.LABEL)
        self._why = FittedLabel("", TextRole.MUTED)
        self._muted = FittedLabel("", TextRole.WARNING)
        self._mute = button(_("Mute …"), steps.mute, icons=icons, icon="bell-off")
        self._unmute = button(_("Show again"), steps.unmute, icons=icons, icon="bell")
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.setContentsMargins(0, 6, 0, 0)
        flow.addWidget(button(_("Change …"), steps.change, icons=icons, icon="pencil"))
        flow.addWidget(self._mute)
        flow.addWidget(self._unmute)
        rows = QVBoxLayout()
        rows.setSpacing(4)
        for widget in (self._what, self._why, self._muted, buttons):
            rows.addWidget(widget)
        frame = card(heading(_("Next step")), spacing=8)
        layout = frame.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(rows)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.hide()

    def show_work(self, row: WorkRow | None) -> None:
        """Where the person stands in the contact plan."""
        if row is None:
            self.hide()
            return
        item = row.item
        translator, workspace = self._context.translator, self._context.workspace
        what = step_label(item.step, workspace.code_lists, translator)
        when = due_label(item.step.due_on, workspace.today, translator)
        self._what.setText(translator.gettext("{step}, {day}").format(step=what, day=when))
        self._why.setText(why_label(item.step, row.reasons, translator))
        muted = item.muted_until is not None and item.muted_until > workspace.today
        self._muted.setText(mute_label(item, translator) if muted else "")
        for widget in (self._muted, self._unmute):
            widget.setVisible(muted)
        self._mute.setVisible(not muted)
        self.show()
