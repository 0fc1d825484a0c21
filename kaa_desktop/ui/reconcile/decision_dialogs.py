"""Reject, assign, and close those missing in the source."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.reconcile_decisions import RejectReason
from kaa_desktop.domain.reconciliation import Closing
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import ServiceDialog
from kaa_desktop.ui.common.worker_field import WorkerField
from kaa_desktop.ui.reconcile.words import REJECTIONS

Decided = tuple[int, Changes]


class RejectDialog(ServiceDialog):
    """Why nothing is done; it does not come back until the facts change."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        operations: Operations,
        people: int,
        work: Callable[[RejectReason], Decided],
    ) -> None:
        translator = context.translator
        _ = translator.gettext
        text = translator.ngettext(
            "{n} row goes off the list and does not come back until the facts change.",
            "{n} rows go off the list and do not come back until the facts change.",
            people,
        )
        super().__init__(
            parent,
            context,
            operations,
            title=_("Reject"),
            submit=_("Reject"),
            introduction=text.format(n=translator.number(people)),
        )
        self._work = work
        self._reason = ChoiceField(tuple((reason.value, _(label)) for reason, label in REJECTIONS.items()))
        self._reason.setAccessibleName(_("Reason"))
        self.begin_with(self._reason)
        self.form.add(_("Reason"), self._reason)
        self.on_submit(self._send)

    def _send(self) -> None:
        reason = RejectReason(self._reason.value())
        translator = self.context.translator

        def said(count: int) -> str:
            text = translator.ngettext("{n} row is rejected.", "{n} rows are rejected.", count)
            return text.format(n=translator.number(count))

        self.change(lambda: self._work(reason), said)


class AssignDialog(ServiceDialog):
    """Who looks into it."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        operations: Operations,
        work: Callable[[str | None], Decided],
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            title=_("Assign"),
            submit=_("Assign"),
            introduction=_("Whoever is assigned becomes the case worker when the person is registered."),
        )
        self._work = work
        self._worker = WorkerField(context)
        self.begin_with(self._worker)
        self.form.add(_("Case worker"), self._worker)
        self.on_submit(self._send)

    def _send(self) -> None:
        worker_id, translator = self._worker.worker_id(), self.context.translator

        def said(count: int) -> str:
            text = translator.ngettext("{n} row is assigned.", "{n} rows are assigned.", count)
            return text.format(n=translator.number(count))

        self.change(lambda: self._work(worker_id), said)


class CloseMissingDialog(ServiceDialog):
    """Why and when the registration ends; the source does not tell."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        operations: Operations,
        accept_with: Callable[[Closing], None],
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            title=_("Deregister those missing in the source"),
            submit=_("Deregister"),
            introduction=_("Find out first: a person who is missing in a file may still live here."),
        )
        self._accept_with = accept_with
        self._reason = self.code_field(CodeKind.DEREGISTRATION_REASON, empty=_("Choose a reason"))
        self._day = self.date_field(self.today())
        self.begin_with(self._reason)
        self.form.add(_("Reason for deregistration"), self._reason)
        self.form.add(_("Deregistered on"), self._day)
        self.on_submit(self._send)

    def _send(self) -> None:
        self.form.clear_errors()
        reason, day = self.code_of(self._reason), self.day_of(self._day)
        if reason and day:
            self.accept()
            self._accept_with(Closing(reason=reason, on=day))
