"""Register candidates: from which day, why, and who is responsible."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.services.candidates import register_candidates
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import ServiceDialog
from kaa_desktop.ui.common.worker_field import WorkerField, add_worker_button


class RegisterCandidatesDialog(ServiceDialog):
    """One or many at once; all or nothing."""

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, ids: Sequence[str]
    ) -> None:
        _ = context.translator.gettext
        count = context.translator.ngettext(
            "{n} person will be registered.", "{n} people will be registered.", len(ids)
        )
        super().__init__(
            parent,
            context,
            operations,
            title=_("Register from the list"),
            submit=_("Register"),
            introduction=count.format(n=context.translator.number(len(ids))),
        )
        self._ids = tuple(ids)
        self._day = self.date_field(self.today())
        self._reason = self.code_field(CodeKind.REGISTRATION_REASON, empty=_("Not stated"))
        self._worker = WorkerField(context)
        self.begin_with(self._day)
        self.form.add(_("Registered on"), self._day)
        self.form.add(_("Reason for registration"), self._reason)
        self.form.add(_("Case worker"), self._worker)
        self.body.addWidget(add_worker_button(self._worker, context))
        self.on_submit(self._send)

    def _send(self) -> None:
        self.form.clear_errors()
        day = self.day_of(self._day)
        if day is None:
            return
        _ = self.context.translator.gettext
        workspace, ids = self.context.workspace, self._ids
        reason, worker_id = self._reason.code(), self._worker.worker_id()
        self.set_busy(True)
        self.operations.run_long(
            lambda progress: register_candidates(
                workspace,
                ids,
                registered_on=day,
                reason=reason,
                case_worker_id=worker_id,
                progress=progress,
            ),
            lambda _count: self.accept(),
            said=self._said,
            title=_("Registering"),
            owner=self,
            failed=self.refuse,
            cancelled=lambda: self.set_busy(False),
        )

    def _said(self, count: int) -> str:
        translator = self.context.translator
        text = translator.ngettext("{n} person is registered.", "{n} people are registered.", count)
        return text.format(n=translator.number(count))
