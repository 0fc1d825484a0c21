"""The people behind one number of the figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.figure_people import PersonBehind
from kaa_desktop.domain.figures import BY_ID
from kaa_desktop.i18n import Translator
from kaa_desktop.services.figure_people import people_of_figure
from kaa_desktop.services.figure_sheets import clipboard_text, people_sheet
from kaa_desktop.ui.common.clipboard import copy_personal
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.list_dialog import ListDialog
from kaa_desktop.ui.common.list_requests import ListDeed, ask_host
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.person_columns import name_column
from kaa_desktop.ui.common.table_model import Column, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, button, heading, label
from kaa_desktop.ui.reports.asked import AskedFigure
from kaa_desktop.ui.reports.table_saving import SavePeopleDialog


class FigurePeopleDialog(ListDialog):
    """Enter opens somebody: `opened` carries the id."""

    def __init__(self, parent: QWidget, context: UiContext, asked: AskedFigure) -> None:
        _ = context.translator.gettext
        super().__init__(parent, context, title=_("People behind the number"))
        self._asked = asked
        self._people: tuple[PersonBehind, ...] = ()
        self._count = label(_("Counting …"), TextRole.MUTED, wrap=True)
        self._messages = MessageBar(context.icons, context.translator)
        self._model = PagedTableModel(_columns(context), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("People behind the number"))
        self._panel.set_empty("users", _("Nobody stands behind this number."))
        self._panel.view.activated_row.connect(self._open)
        self._save = button(_("Save as a table …"), self._ask, icons=context.icons, icon="save")
        self._copy = button(_("Copy"), self._copy_people, icons=context.icons, icon="copy")
        self._lay_out()
        self._load()

    def act_on_list(self, view: QWidget, deed: ListDeed) -> None:
        """The keys of lists do what the buttons do."""
        own = {ListDeed.SAVE: self._ask, ListDeed.COPY_ALL: self._copy_people}
        if deed in own:
            own[deed]()
        else:
            ask_host(self, view, deed)

    def _lay_out(self) -> None:
        rule = self._context.translator.gettext(BY_ID[self._asked.part.figure].rule)
        for one in (self._save, self._copy):
            one.setEnabled(False)
        self.lay_out(
            heading(self._asked.title),
            label(rule, TextRole.MUTED, wrap=True),
            self._panel,
            self._count,
            self._messages,
            stretch=self._panel,
            largest=(720, 600),
            buttons=[self._save, self._copy],
        )

    def _load(self) -> None:
        workspace, asked = self._context.workspace, self._asked
        self._context.tasks.run(
            lambda: people_of_figure(workspace, asked.period, asked.part, known_on=asked.known_on),
            self._show,
            self._explain,
            owner=self,
        )

    def _show(self, people: tuple[PersonBehind, ...]) -> None:
        self._people = people
        self._count.setText(counted(people, self._context.translator))
        self._model.set_rows(people)
        for one in (self._save, self._copy):
            one.setEnabled(bool(people))

    def _explain(self, error: Exception) -> None:
        self._count.setText("")
        self._messages.say(self._context.error_text(error), Tone.DANGER)

    def _open(self, person: PersonBehind) -> None:
        self.leave_for(person.id)

    def _ask(self) -> None:
        SavePeopleDialog(self, self._context, self._people, self._asked).open()

    def _copy_people(self) -> None:
        _ = self._context.translator.gettext
        copy_personal(clipboard_text(people_sheet(self._people, self._context.translator)))
        self._messages.say(_("The list is on the clipboard. It holds personal data."), Tone.INFO)


def counted(people: Sequence[PersonBehind], translator: Translator) -> str:
    """How many people there are, and why the number may be larger."""
    _, number = translator.gettext, translator.number
    total = sum(one.count for one in people)
    said = translator.ngettext("{n} person", "{n} people", len(people)).format(n=number(len(people)))
    if not people:
        return said
    if total == len(people):
        return _("{people}; each is counted once.").format(people=said)
    more = _(
        "{people}, counted {total} times: whoever has two attempts or two measures in the number, for "
        "instance, is counted twice."
    )
    return more.format(people=said, total=number(total))


def _columns(context: UiContext) -> tuple[Column[PersonBehind], ...]:
    _, translator = context.translator.gettext, context.translator
    return (
        name_column(context, lambda one: one.protected, width=190),
        Column[PersonBehind](
            id="number",
            title=_("Identity number"),
            text=lambda one: _("protected") if one.protected else one.number,
            width=136,
        ),
        Column[PersonBehind](id="city", title=_("Town"), text=lambda one: one.city, width=118),
        Column[PersonBehind](
            id="count",
            title=_("Times counted"),
            text=lambda one: translator.number(one.count),
            width=112,
            align_right=True,
        ),
    )
