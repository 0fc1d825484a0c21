"""Make somebody else responsible for people, one or many at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kaa_desktop.services.work_actions import assign_people
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.new_worker import add_worker_button
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.worker_field import WorkerField
from kaa_desktop.ui.contacts.also_for import OtherPerson
from kaa_desktop.ui.contacts.people_dialog import PeopleDialog


class AssignDialog(PeopleDialog):
    """Who is responsible from now on."""

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, people: Sequence[OtherPerson]
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent, context, operations, people, title=_("Change the case worker"), submit=_("Change")
        )
        self._worker = WorkerField(context)
        self.form.add(_("Case worker"), self._worker, below=add_worker_button(self._worker, context))
        self.begin_with(self._worker)
        self.on_submit(self._send)

    def _send(self) -> None:
        workspace, ids, translator = self.context.workspace, self.ids, self.context.translator
        worker = self._worker.worker_id()
        text = translator.ngettext(
            "The case worker of {n} person is changed.", "The case worker of {n} people is changed.", len(ids)
        )
        self.change(
            lambda: (None, assign_people(workspace, ids, worker)),
            lambda _none: text.format(n=translator.number(len(ids))),
        )
