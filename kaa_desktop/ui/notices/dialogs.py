"""What else is asked about notices: closing, follow-up, home municipality, and why nothing is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.notices import FOLLOW_UP_AFTER, DismissReason
from kaa_desktop.i18n.notice_labels import dismiss_reason_label
from kaa_desktop.services.notice_actions import accept_closing, decide_home, dismiss, set_follow_up
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import ServiceDialog
from kaa_desktop.ui.notices.columns import notice_name
from kaa_desktop.ui.notices.lines import NoticeLine

_HERE, _ELSEWHERE = "here", "elsewhere"


class _NoticesDialog(ServiceDialog):
    """What is asked about one notice or several: the name of one, the number of many."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        operations: Operations,
        lines: Sequence[NoticeLine],
        *,
        title: str,
        submit: str,
    ) -> None:
        text = context.translator.ngettext("{n} notice", "{n} notices", len(lines))
        many = text.format(n=context.translator.number(len(lines)))
        about = notice_name(lines[0].notice) if len(lines) == 1 else many
        super().__init__(parent, context, operations, title=title, submit=submit, introduction=about)
        self.ids = tuple(line.notice.id for line in lines)


class CloseDialog(_NoticesDialog):
    """Those who have begun school; the day and the reason are each notice's unless others are given."""

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, lines: Sequence[NoticeLine]
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            lines,
            title=_("End the responsibility"),
            submit=_("End the responsibility"),
        )
        self._day = self.date_field(lines[0].proposal.on if len(lines) == 1 else None)
        self._reason = self.code_field(CodeKind.DEREGISTRATION_REASON, empty=_("As the notice proposes"))
        self.form.add(_("From"), self._day, hint=_("Empty for the day of the notice"))
        self.form.add(_("Reason"), self._reason)
        self.begin_with(self._day)
        self.on_submit(self._send)

    def _send(self) -> None:
        self.form.clear_errors()
        if self._day.text().strip() and self.day_of(self._day) is None:
            return
        translator, workspace, ids = self.context.translator, self.context.workspace, self.ids
        day, reason = self._day.day(), self._reason.code()
        text = translator.ngettext(
            "The responsibility for {n} person has ended.",
            "The responsibility for {n} people has ended.",
            len(ids),
        )
        self.change(
            lambda: (None, accept_closing(workspace, ids, deregistered_on=day, reason=reason)),
            lambda _none: text.format(n=translator.number(len(ids))),
        )


class FollowUpDialog(_NoticesDialog):
    """The municipality's own day, apart from the school's."""

    def __init__(self, parent: QWidget, context: UiContext, operations: Operations, line: NoticeLine) -> None:
        _ = context.translator.gettext
        super().__init__(parent, context, operations, [line], title=_("Set the follow-up"), submit=_("Set"))
        known = line.notice.follow_up_on
        later = self.today() + FOLLOW_UP_AFTER
        self._day = self.date_field(known if known and known > self.today() else later)
        self.form.add(_("Follow up on"), self._day)
        self.begin_with(self._day)
        self.on_submit(self._send)

    def _send(self) -> None:
        self.form.clear_errors()
        day = self.day_of(self._day)
        if day is None:
            return
        translator, workspace, (notice_id,) = self.context.translator, self.context.workspace, self.ids
        text = translator.gettext("Followed up on {day}.").format(day=translator.date(day))
        self.change(lambda: (None, set_follow_up(workspace, notice_id, day)), lambda _none: text)


class HomeDialog(_NoticesDialog):
    """Somebody has found out whether the person lives here."""

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, lines: Sequence[NoticeLine]
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent, context, operations, lines, title=_("Decide the home municipality"), submit=_("Decide")
        )
        self._home = ChoiceField(
            (
                (_HERE, _("Lives here; the notice is ours")),
                (_ELSEWHERE, _("Lives elsewhere; the notice is to be forwarded")),
            )
        )
        self.form.add(_("Home municipality"), self._home)
        self.begin_with(self._home)
        self.on_submit(self._send)

    def _send(self) -> None:
        _, workspace, ids = self.context.translator.gettext, self.context.workspace, self.ids
        here = self._home.value() == _HERE
        text = _("Decided: lives here.") if here else _("Decided: to be forwarded.")
        self.change(lambda: (None, decide_home(workspace, ids, here=here)), lambda _none: text)


class DismissDialog(_NoticesDialog):
    """Why nothing is to be done; the reason stands in the history."""

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, lines: Sequence[NoticeLine]
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent, context, operations, lines, title=_("Take off the list"), submit=_("Take off the list")
        )
        self._reason = ChoiceField(
            tuple(
                (reason.value, dismiss_reason_label(reason, context.translator)) for reason in DismissReason
            )
        )
        self.form.add(_("Reason"), self._reason)
        self.begin_with(self._reason)
        self.on_submit(self._send)

    def _send(self) -> None:
        translator, workspace, ids = self.context.translator, self.context.workspace, self.ids
        reason = DismissReason(self._reason.value())
        text = translator.ngettext(
            "{n} notice is taken off the list.", "{n} notices are taken off the list.", len(ids)
        )
        self.change(
            lambda: (None, dismiss(workspace, ids, reason)),
            lambda _none: text.format(n=translator.number(len(ids))),
        )
