"""What is to be done next for the person, why, and how to change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kaa_desktop.domain.work_list import WorkItem, WorkRow
from kaa_desktop.i18n.work_labels import due_label, mute_label, step_label, why_label
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.widgets import TextRole, button, card, heading, label


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSteps:
    """What the page does about it."""

    change: Callable[[], object]
    mute: Callable[[], object]
    unmute: Callable[[], object]


class StepCard(QWidget):
    """Hidden for people without an open episode."""

    def __init__(self, context: UiContext, steps: NextSteps) -> None:
        super().__init__()
        self._context = context
        self._steps = steps
        self._shown: QWidget | None = None
        frame = card(heading(context.translator.gettext("Next step")), spacing=8)
        self._body = QVBoxLayout()
        layout = frame.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(self._body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.hide()

    def show_work(self, row: WorkRow | None) -> None:
        """Where the person stands in the contact plan."""
        self.setVisible(row is not None)
        if row is None:
            return
        fresh = QWidget()
        rows = QVBoxLayout(fresh)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        for widget in self._lines(row):
            rows.addWidget(widget)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.setContentsMargins(0, 6, 0, 0)
        for widget in self._buttons(row.item):
            flow.addWidget(widget)
        rows.addWidget(buttons)
        if self._shown is not None:
            self._body.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = fresh
        self._body.addWidget(fresh)

    def _lines(self, row: WorkRow) -> Iterator[QWidget]:
        item = row.item
        translator, workspace = self._context.translator, self._context.workspace
        what = step_label(item.step, workspace.code_lists, translator)
        when = due_label(item.step.due_on, workspace.today, translator)
        told = translator.gettext("{step}, {day}").format(step=what, day=when)
        yield label(told, TextRole.LABEL, wrap=True)
        yield label(why_label(item.step, row.reasons, translator), TextRole.MUTED, wrap=True)
        if self._muted(item):
            yield label(mute_label(item, translator), TextRole.WARNING, wrap=True)

    def _muted(self, item: WorkItem) -> bool:
        return item.muted_until is not None and item.muted_until > self._context.workspace.today

    def _buttons(self, item: WorkItem) -> Iterator[QWidget]:
        _, icons = self._context.translator.gettext, self._context.icons
        yield button(_("Change …"), self._steps.change, icons=icons, icon="pencil")
        if not self._muted(item):
            yield button(_("Mute …"), self._steps.mute, icons=icons, icon="bell-off")
        else:
            yield button(_("Show again"), self._steps.unmute, icons=icons, icon="bell")
