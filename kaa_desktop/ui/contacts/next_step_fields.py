"""What is to be done next: a channel and a day, or what the contact plan proposes."""

from __future__ import annotations

from datetime import date, timedelta

from kaa_desktop.domain.code_lists import CodeKind, CodeValue
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.date_field import DateField
from kaa_desktop.ui.common.fields import CodeField

_WEEK = timedelta(days=7)


class NextStepFields:
    """Two fields that belong together; the day waits until there is a channel."""

    def __init__(self, context: UiContext) -> None:
        _ = context.translator.gettext
        self._context = context
        self.channel = CodeField(self._offered(), context.translator, empty=_("By the contact plan"))
        self.day = DateField(context.icons, context.translator, today=self._today)
        self.channel.code_changed.connect(self._channel_changed)
        self.show_step("", None)

    def show_step(self, channel: str, day: date | None) -> None:
        """Show a step, or that the plan decides."""
        self.channel.set_code(channel)
        self.day.set_day(day)
        self.day.setEnabled(bool(channel))

    def offer_again(self) -> None:
        """The lists have become others."""
        self.channel.offer(self._offered())

    def is_complete(self) -> bool:
        """Whether a step that was chosen has its day."""
        return not self.channel.code() or self.day.day() is not None

    def _offered(self) -> tuple[CodeValue, ...]:
        return self._context.workspace.code_lists[CodeKind.CHANNEL].offered_on(self._today())

    def _channel_changed(self, channel: str) -> None:
        self.day.setEnabled(bool(channel))
        if not channel:
            self.day.set_day(None)
        elif self.day.day() is None:
            self.day.set_day(self._today() + _WEEK)

    def _today(self) -> date:
        return self._context.workspace.today
