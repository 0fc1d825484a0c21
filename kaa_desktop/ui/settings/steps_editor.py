"""A row of steps of the contact plan: on which day, and how; added, removed and put in another order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.code_lists import CodeValue
from kaa_desktop.domain.contact_plan import MOST_DAYS, PlanStep
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.fields import CodeField
from kaa_desktop.ui.common.number_field import NumberField
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, label

_FURTHER = 7
"""Days from the last step to a new one."""


class StepsEditor(QWidget):
    """Emits `changed`; the days stay where they are when two steps change places."""

    changed = Signal()

    def __init__(self, context: UiContext, channels: Sequence[CodeValue]) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._channels = tuple(channels)
        self._rows: list[_StepRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._column)
        icons = context.icons
        self._add = button(_("Add a step"), self.add_step, kind=ButtonKind.GHOST, icons=icons, icon="plus")
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch()
        layout.addLayout(foot)

    def steps(self) -> tuple[PlanStep, ...]:
        """What is filled in."""
        return tuple(row.step() for row in self._rows)

    def set_steps(self, steps: Sequence[PlanStep]) -> None:
        """Show other steps, without telling anybody."""
        while len(self._rows) > len(steps):
            self._drop(self._rows[-1])
        while len(self._rows) < len(steps):
            self._append()
        for row, step in zip(self._rows, steps, strict=True):
            row.set_step(step)

    def offer(self, channels: Sequence[CodeValue]) -> None:
        """Offer other channels."""
        self._channels = tuple(channels)
        for row in self._rows:
            row.offer(channels)

    def add_step(self) -> None:
        """A week after the last one, in the same way."""
        last = self._rows[-1].step() if self._rows else PlanStep(-_FURTHER, self._channels[0].id)
        self._append()
        self._rows[-1].set_step(PlanStep(min(last.day + _FURTHER, MOST_DAYS), last.channel))
        self._rows[-1].setFocus()
        self.changed.emit()

    def _append(self) -> None:
        row = _StepRow(self._context, self._channels, len(self._rows) + 1)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        row.moved_up.connect(lambda: self._move_up(row))
        self._rows.append(row)
        self._column.addWidget(row)
        for one, following in pairwise((self._add, *row.stops, self._add)):
            QWidget.setTabOrder(one, following)

    def _remove(self, row: _StepRow) -> None:
        steps = [other.step() for other in self._rows if other is not row]
        self.set_steps(steps)
        self.changed.emit()

    def _move_up(self, row: _StepRow) -> None:
        place = self._rows.index(row)
        if place:
            above = self._rows[place - 1]
            upper, lower = above.step(), row.step()
            above.set_step(PlanStep(upper.day, lower.channel))
            row.set_step(PlanStep(lower.day, upper.channel))
            above.setFocus()
            self.changed.emit()

    def _drop(self, row: _StepRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()


class _StepRow(QWidget):
    """One step."""

    changed = Signal()
    removed = Signal()
    moved_up = Signal()

    def __init__(self, context: UiContext, channels: Sequence[CodeValue], number: int) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._day = NumberField(0, MOST_DAYS)
        self._day.setAccessibleName(_("Day of step {n}").format(n=number))
        self._day.setMaximumWidth(76)
        self._channel = CodeField(channels, context.translator)
        self._channel.setAccessibleName(_("Channel of step {n}").format(n=number))
        self._channel.setMaximumWidth(340)
        self.setFocusProxy(self._channel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(_("Day"), TextRole.MUTED))
        row.addWidget(self._day)
        row.addWidget(self._channel, 4)
        self.stops: tuple[QWidget, ...] = (self._day, self._channel)
        for icon, name, signal, enabled in (
            ("arrow-up", _("Move step {n} up"), self.moved_up.emit, number > 1),
            ("x", _("Remove step {n}"), self.removed.emit, True),
        ):
            small = _small(context, icon, name.format(n=number), signal, enabled=enabled)
            self.stops = (*self.stops, small)
            row.addWidget(small)
        row.addStretch(1)
        self._day.value_changed.connect(self.changed)
        self._channel.code_changed.connect(self.changed)

    def step(self) -> PlanStep:
        """What is filled in."""
        return PlanStep(self._day.value(), self._channel.code())

    def offer(self, channels: Sequence[CodeValue]) -> None:
        """Offer other channels."""
        self._channel.offer(channels)

    def set_step(self, step: PlanStep) -> None:
        """Show a step."""
        before = self.blockSignals(True)
        self._day.set_value(step.day)
        self._channel.set_code(step.channel)
        self.blockSignals(before)


def _small(context: UiContext, icon: str, name: str, act: Callable[[], object], *, enabled: bool) -> QWidget:
    made = button("", act, kind=ButtonKind.GHOST, icons=context.icons, icon=icon)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setEnabled(enabled)
    return made
