"""Choose who is visited: by postal code, by words, by case worker, or one by one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kaa_desktop.domain.case_workers import CaseWorker
from kaa_desktop.domain.home_visits import CandidateFilter, VisitArea, VisitCandidate
from kaa_desktop.services.case_workers import list_case_workers
from kaa_desktop.services.home_visits import (
    MOST_CANDIDATES,
    AddedVisits,
    add_visits,
    find_visit_candidates,
    list_visit_areas,
)
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.table_model import Page, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, label
from kaa_desktop.ui.visits.columns import candidate_columns

Choices = tuple[tuple[VisitArea, ...], tuple[CaseWorker, ...]]
_BETWEEN = "\x1f"


class ChooseDialog(FormDialog):
    """Marked rows are put on the round; `done` is called when they are."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        operations: Operations,
        round_id: str,
        done: Callable[[], object],
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context.icons,
            context.translator,
            title=_("Choose people"),
            submit=_("Put on the round"),
            introduction=_("People with protected personal data are never among them."),
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._operations = context, operations
        self._round_id, self._done = round_id, done
        self._area = ChoiceField((("", _("All areas")),))
        self._worker = ChoiceField((("", _("All case workers")),))
        self._text = QLineEdit()
        self._text.setPlaceholderText(_("Name or street"))
        self._found = label("", TextRole.MUTED, wrap=True)
        self._model = PagedTableModel(
            candidate_columns(context),
            context.tasks,
            context.icons,
            page_size=MOST_CANDIDATES,
            parent=self,
        )
        self._panel = TablePanel(self._model, context.icons, name=_("People to visit"))
        self._panel.set_empty("users", _("Nobody with an address is left by this choice."))
        self._panel.view.allow_several()
        self._lay_out()
        self._connect()
        self._offer()
        self._load()

    def _connect(self) -> None:
        self._area.activated.connect(self._load)
        self._worker.activated.connect(self._load)
        self._text.textChanged.connect(self._load)
        self._model.loaded.connect(self._count)
        self._panel.view.activated_row.connect(lambda _row: self.submit())
        self.on_submit(self._send)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the area."""
        super().showEvent(event)
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        _ = self._context.translator.gettext
        form = Form(columns=3)
        form.add(_("Area"), self._area)
        form.add(_("Search"), self._text)
        form.add(_("Case worker"), self._worker)
        self.body.addWidget(form)
        self.body.addWidget(self._panel, 1)
        self.body.addWidget(self._found)
        room = self.screen().availableSize()
        self._panel.setMinimumHeight(max(96, min(360, room.height() - 420)))
        self.resize(min(920, room.width() - 40), min(640, room.height() - 60))

    def _offer(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: (list_visit_areas(workspace), list_case_workers(workspace)), self._fill, owner=self
        )

    def _fill(self, choices: Choices) -> None:
        _, number = self._context.translator.gettext, self._context.translator.number
        areas, workers = choices
        named = (
            (
                f"{area.postal_code}{_BETWEEN}{area.city}",
                f"{area.text} ({number(area.people)})",
            )
            for area in areas
        )
        self._area.offer((("", _("All areas")), *named), value=self._area.value())
        names = ((worker.name, worker.name) for worker in workers)
        self._worker.offer((("", _("All case workers")), *names), value=self._worker.value())

    def _load(self) -> None:
        workspace = self._context.workspace
        postal_code, _, city = self._area.value().partition(_BETWEEN)
        wanted = CandidateFilter(
            postal_code=postal_code, city=city, text=self._text.text(), worker=self._worker.value()
        )

        def fetch(offset: int, limit: int) -> Page[VisitCandidate]:
            people = find_visit_candidates(workspace, wanted)
            return Page(people[offset : offset + limit], len(people))

        self._model.set_source(fetch)

    def _count(self, total: int) -> None:
        translator = self._context.translator
        if total >= MOST_CANDIDATES:
            text = translator.gettext("The first {n} people; choose an area or type to see others.")
        else:
            text = translator.ngettext(
                "{n} person. Shift, Ctrl and Ctrl+A mark several.",
                "{n} people. Shift, Ctrl and Ctrl+A mark several.",
                total,
            )
        self._found.setText(text.format(n=translator.number(total)))

    def _send(self) -> None:
        _ = self._context.translator.gettext
        marked = self._panel.view.marked_rows() or []
        people = [row.person_id for row in marked if isinstance(row, VisitCandidate)]
        if not people:
            self.messages.say(_("Mark whom you will visit first."), Tone.INFO)
            return
        workspace, round_id = self._context.workspace, self._round_id
        self.set_busy(True)
        self._operations.run(
            lambda: add_visits(workspace, round_id, people),
            self._finish,
            said=self._said,
            failed=self._refuse,
            owner=self,
        )

    def _said(self, added: AddedVisits) -> str:
        translator = self._context.translator
        text = translator.ngettext(
            "{n} person is put on the round.", "{n} people are put on the round.", added.added
        )
        return text.format(n=translator.number(added.added))

    def _finish(self, _added: AddedVisits) -> None:
        self.accept()
        self._done()

    def _refuse(self, error: Exception) -> None:
        self.set_busy(False)
        self.messages.say(self._context.error_text(error), Tone.DANGER)
