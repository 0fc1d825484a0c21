"""Notices that become registrations: of those who have left, and of early warnings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.young_people import PersonDetails
from kaa_desktop.services.notice_actions import accept_registration, to_episode
from kaa_desktop.services.notice_registration import NoticeRegistration
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.new_worker import add_worker_button
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import ServiceDialog
from kaa_desktop.ui.common.worker_field import WorkerField
from kaa_desktop.ui.notices.columns import notice_name
from kaa_desktop.ui.notices.lines import NoticeLine

_TEXT_LIMIT = 120


class RegistrationDialog(ServiceDialog):
    """From which day, why, who is responsible; and the name where no source tells it."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        operations: Operations,
        lines: Sequence[NoticeLine],
        *,
        title: str,
        introduction: str,
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent, context, operations, title=title, submit=_("Register"), introduction=introduction
        )
        self._lines = tuple(lines)
        self._unnamed = _unnamed(lines)
        self._given_name, self._family_name = QLineEdit(), QLineEdit()
        self._day = self.date_field(self.today())
        self._reason = self.code_field(CodeKind.REGISTRATION_REASON, empty=_("As the notice proposes"))
        self._worker = WorkerField(context)
        self.add_fields()
        one = lines[0].notice.id if len(lines) == 1 else "several"
        self.keep_draft(f"notice.register:{one}", self.by_name())
        self.on_submit(self._check)

    def add_fields(self) -> None:
        """In the order in which they are filled in."""
        _ = self.context.translator.gettext
        if self._unnamed:
            for text, field in ((_("First name"), self._given_name), (_("Last name"), self._family_name)):
                field.setMaxLength(_TEXT_LIMIT)
                self.form.add(text, field)
        self.form.add(_("Registered on"), self._day)
        self.form.add(_("Reason for registration"), self._reason)
        self.form.add(_("Case worker"), self._worker, below=add_worker_button(self._worker, self.context))
        self.begin_with(self._given_name if self._unnamed else self._day)

    def by_name(self) -> dict[str, QWidget]:
        """All fields, for a draft."""
        return {
            "first_name": self._given_name,
            "last_name": self._family_name,
            "day": self._day,
            "reason": self._reason,
            "worker": self._worker,
        }

    def send(self, ids: Sequence[str], registration: NoticeRegistration) -> None:
        """Call the service."""
        workspace, translator = self.context.workspace, self.context.translator
        text = translator.ngettext("{n} person is registered.", "{n} people are registered.", len(ids))
        self.change(
            lambda: (None, accept_registration(workspace, ids, registration)),
            lambda _none: text.format(n=translator.number(len(ids))),
        )

    def _check(self) -> None:
        self.form.clear_errors()
        day = self.day_of(self._day)
        if day is None:
            return
        registration = NoticeRegistration(
            registered_on=day,
            reason=self._reason.code(),
            case_worker_id=self._worker.worker_id(),
            details=self._details(),
        )
        self.send([line.notice.id for line in self._lines], registration)

    def _details(self) -> PersonDetails | None:
        first, last = self._given_name.text().strip(), self._family_name.text().strip()
        if self._unnamed is None or not (first or last):
            return None
        return replace(self._unnamed, first_name=first, last_name=last)


class RegisterDialog(RegistrationDialog):
    """One or many at once; all or nothing."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        operations: Operations,
        lines: Sequence[NoticeLine],
        *,
        left_out: int = 0,
    ) -> None:
        translator = context.translator
        if len(lines) == 1:
            text = translator.gettext("{name} will be registered.").format(name=notice_name(lines[0].notice))
        else:
            text = translator.ngettext(
                "{n} person will be registered.", "{n} people will be registered.", len(lines)
            ).format(n=translator.number(len(lines)))
        if left_out:
            more = translator.ngettext(
                "{n} of the selected is left out, since the notice does not lead to a registration.",
                "{n} of the selected are left out, since the notices do not lead to a registration.",
                left_out,
            )
            text = f"{text} {more.format(n=translator.number(left_out))}"
        super().__init__(
            parent,
            context,
            operations,
            lines,
            title=translator.gettext("Register from the notice"),
            introduction=text,
        )


class EpisodeDialog(RegistrationDialog):
    """The pupil of an early warning has left on a day, whatever the enrolment file says."""

    def __init__(self, parent: QWidget, context: UiContext, operations: Operations, line: NoticeLine) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            [line],
            title=_("From early warning to registration"),
            introduction=_("{name} has left school and is registered.").format(name=notice_name(line.notice)),
        )

    def add_fields(self) -> None:
        """The day of leaving first."""
        _ = self.context.translator.gettext
        self._left = self.date_field(min(self._lines[0].notice.dated, self.today()))
        hint = _("The school's word counts, whatever the enrolment file says.")
        self.form.add(_("Last day in school"), self._left, hint=hint)
        super().add_fields()
        self.begin_with(self._left)

    def by_name(self) -> dict[str, QWidget]:
        """All fields, for a draft."""
        return super().by_name() | {"left": self._left}

    def send(self, ids: Sequence[str], registration: NoticeRegistration) -> None:
        """Call the service."""
        left = self.day_of(self._left)
        if left is None:
            return
        workspace, _ = self.context.workspace, self.context.translator.gettext
        self.change(
            lambda: (None, to_episode(workspace, ids[0], left, registration)),
            lambda _none: _("The early warning has become a registration."),
        )


def _unnamed(lines: Sequence[NoticeLine]) -> PersonDetails | None:
    """The details of the one person whom no source names."""
    details = lines[0].notice.person.details if len(lines) == 1 else None
    return details if details and not (details.first_name or details.last_name) else None
