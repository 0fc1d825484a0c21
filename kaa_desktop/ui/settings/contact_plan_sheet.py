"""The contact plan: how often and how the municipality tries, and what that would mean today."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.code_lists import CodeKind, CodeValue
from kaa_desktop.domain.contact_plan import ContactPlan, parse_plan, plan_as_text
from kaa_desktop.domain.errors import KaaError
from kaa_desktop.services.settings import change_settings
from kaa_desktop.services.work_list import DueCounts, simulate_plan
from kaa_desktop.ui.common.code_watch import CodeWatch
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.fields import CodeField
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.number_field import NumberField
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, label
from kaa_desktop.ui.settings.sections import section
from kaa_desktop.ui.settings.sheet_frame import SheetFrame
from kaa_desktop.ui.settings.steps_editor import StepsEditor

_YEAR, _WEEKS = 366, 52
_SOON_MS = 300
"""Whatever has not been counted by then is said to be on its way."""


class ContactPlanSheet(QWidget):
    """Every change is tried on the people of today before it is saved."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._operations = Operations(context, self)
        self._saved = ContactPlan()
        channels = self._channels()
        self._steps = StepsEditor(context, channels)
        self._steps_under_18 = StepsEditor(context, channels)
        self._again = NumberField(1, _YEAR)
        self._follow_up = NumberField(0, _YEAR)
        self._follow_up_channel = CodeField(channels, context.translator)
        self._letter = NumberField(0, _YEAR)
        self._handover = NumberField(0, _YEAR)
        self._weeks = NumberField(1, _WEEKS)
        self._told = label("", TextRole.BODY, wrap=True)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SOON_MS)
        self._slow.timeout.connect(lambda: self._told.setText(_("Counting …")))
        self._first = button(_("As it was at first"), self._show_first, kind=ButtonKind.GHOST)
        self._frame = SheetFrame(
            self,
            context,
            verb=_("Save the plan"),
            save=self.save,
            read=self._half_written,
            put=lambda texts: self._show(parse_plan(texts["plan"])),
            show_saved=self._show_saved,
        )
        self._lay_out()
        self._connect()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Now somebody looks."""
        super().showEvent(event)
        self._try()

    def refresh(self) -> None:
        """Show what the register holds."""
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: parse_plan(workspace.settings().contact_plan), self._take, owner=self, key="plan.read"
        )

    def save(self) -> None:
        """Write the plan; undo takes it back."""
        _, workspace, plan = self._context.translator.gettext, self._context.workspace, self._filled_in()
        self._frame.allow_saving(allowed=False)

        def work() -> tuple[None, Changes]:
            settings = replace(workspace.settings(), contact_plan=plan_as_text(plan))
            return None, change_settings(workspace, settings)

        def failed(error: Exception) -> None:
            self._look()
            self._operations.explain(error)

        self._operations.run(
            work,
            lambda _none: self._saved_as(plan),
            said=lambda _none: _("The contact plan is saved."),
            failed=failed,
        )

    def _lay_out(self) -> None:
        _ = self._context.translator.gettext
        until = _("Days are counted from the registration. Only somebody who is reached sets the clock anew.")
        later = Form()
        later.add(_("After the last step, begin again after so many days"), self._again)
        later.add(_("Follow up a measure after so many weeks without contact"), self._weeks)
        reached = Form()
        reached.add(_("So many days before the occupation is too old"), self._follow_up)
        reached.add(_("How"), self._follow_up_channel)
        twenty = Form()
        twenty.add(_("Letter, so many days before"), self._letter)
        twenty.add(_("Talk about what follows, so many days before"), self._handover)
        again = _("Whoever has been reached is asked again before what is known grows too old.")
        cards = (
            section(_("Until somebody is reached"), until, self._steps),
            section(_("Under 18"), _("The guardian may be a way to reach somebody."), self._steps_under_18),
            section(_("Later"), "", later),
            section(_("After a contact"), again, reached),
            section(_("Before the 20th birthday"), "", twenty),
        )
        self._frame.lay_out(_("Contact plan"), cards, self._first, beside=self._told)

    def _connect(self) -> None:
        for signal in (
            self._steps.changed,
            self._steps_under_18.changed,
            self._again.value_changed,
            self._follow_up.value_changed,
            self._follow_up_channel.code_changed,
            self._letter.value_changed,
            self._handover.value_changed,
            self._weeks.value_changed,
        ):
            signal.connect(self._look)
        self._context.feed.changed.connect(self._note_change)
        CodeWatch(self._context, self).changed.connect(self._offer_again)

    def _channels(self) -> tuple[CodeValue, ...]:
        workspace = self._context.workspace
        return workspace.code_lists[CodeKind.CHANNEL].offered_on(workspace.today)

    def _offer_again(self) -> None:
        """The lists have become others; what the plan uses is among them."""
        channels = self._channels()
        self._steps.offer(channels)
        self._steps_under_18.offer(channels)
        self._follow_up_channel.offer(channels)

    def _filled_in(self) -> ContactPlan:
        return ContactPlan(
            steps=self._steps.steps(),
            steps_under_18=self._steps_under_18.steps(),
            again_days=self._again.value(),
            follow_up_days=self._follow_up.value(),
            follow_up_channel=self._follow_up_channel.code(),
            letter_before_20_days=self._letter.value(),
            handover_before_20_days=self._handover.value(),
            measure_weeks=self._weeks.value(),
        )

    def _take(self, plan: ContactPlan) -> None:
        self._frame.leave()
        self._saved = plan
        self._frame.begin("settings.plan")

    def _saved_as(self, plan: ContactPlan) -> None:
        self._saved = plan
        self._frame.discard()

    def _half_written(self) -> dict[str, str]:
        plan = self._filled_in()
        return {} if plan == self._saved else {"plan": plan_as_text(plan)}

    def _show_saved(self) -> None:
        self._show(self._saved)

    def _show_first(self) -> None:
        self._show(ContactPlan())

    def _show(self, plan: ContactPlan) -> None:
        self._steps.set_steps(plan.steps)
        self._steps_under_18.set_steps(plan.steps_under_18)
        self._again.set_value(plan.again_days)
        self._follow_up.set_value(plan.follow_up_days)
        self._follow_up_channel.set_code(plan.follow_up_channel)
        self._letter.set_value(plan.letter_before_20_days)
        self._handover.set_value(plan.handover_before_20_days)
        self._weeks.set_value(plan.measure_weeks)
        self._look()

    def _look(self) -> None:
        """Try the plan as it stands, once somebody looks; other sheets need not wait for it."""
        plan = self._filled_in()
        self._frame.touched(differs=plan != self._saved)
        self._first.setVisible(plan != ContactPlan())
        if self.isVisible():
            self._try()

    def _try(self) -> None:
        plan, workspace = self._filled_in(), self._context.workspace
        if not self._slow.isActive():
            self._slow.start()
        self._context.tasks.run(
            lambda: simulate_plan(workspace, plan), self._tell, self._fail, owner=self, key="plan.simulate"
        )

    def _tell(self, counts: DueCounts) -> None:
        self._slow.stop()
        number, ngettext = self._context.translator.number, self._context.translator.ngettext
        text = ngettext(
            "With this plan {week} person would be due this week, {now} of them by today.",
            "With this plan {week} people would be due this week, {now} of them by today.",
            counts.week,
        )
        self._told.setText(text.format(week=number(counts.week), now=number(counts.now)))

    def _fail(self, error: Exception) -> None:
        self._slow.stop()
        if not isinstance(error, KaaError):
            self._operations.explain(error)
            return
        self._frame.allow_saving(allowed=False)
        self._told.setText(self._context.error_text(error))

    def _note_change(self, changes: Changes) -> None:
        if self._filled_in() == self._saved and (changes.everyone or "setting" in changes.kinds):
            self.refresh()
