"""All figures of a period; every number opens into its people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kaa_desktop.domain.figure_values import FigureSet
from kaa_desktop.domain.personal_number import Sex
from kaa_desktop.services.figure_sheets import clipboard_text, figure_sheet, write_table
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.file_dialogs import ask_for_place, documents
from kaa_desktop.ui.common.list_dialog import ListDialog
from kaa_desktop.ui.common.list_requests import ListDeed, ask_host
from kaa_desktop.ui.common.list_saving import say_saved, table_kinds
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.table_model import Column, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, button, heading, label
from kaa_desktop.ui.reports.asked import AskedFigure
from kaa_desktop.ui.reports.changes_dialog import ChangesDialog
from kaa_desktop.ui.reports.figure_lines import FigureLine, figure_lines
from kaa_desktop.ui.reports.people_dialog import FigurePeopleDialog

_WOMEN, _MEN = 1, 2


class FiguresDialog(ListDialog):
    """Enter opens the people of a line, a click those of a number; `opened` carries who was chosen there."""

    def __init__(
        self, parent: QWidget, context: UiContext, figures: FigureSet, known_on: date | None
    ) -> None:
        _ = context.translator.gettext
        super().__init__(parent, context, title=_("All figures"))
        self._figures, self._known_on = figures, known_on
        lines = figure_lines(context.workspace, figures, context.translator)
        self._model = PagedTableModel(_columns(context), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("All figures"))
        self._panel.view.activated_row.connect(self._open)
        self._panel.view.clicked.connect(lambda index: self._clicked(index.row(), index.column()))
        self._messages = MessageBar(context.icons, context.translator)
        self._lay_out()
        self._model.set_rows(lines)

    def act_on_list(self, view: QWidget, deed: ListDeed) -> None:
        """The keys of lists do what the buttons do."""
        own = {ListDeed.SAVE: self._save, ListDeed.COPY_ALL: self._copy}
        if deed in own:
            own[deed]()
        else:
            ask_host(self, view, deed)

    def _lay_out(self) -> None:
        context, _ = self._context, self._context.translator.gettext
        buttons = [
            button(_("Save as a table …"), self._save, icons=context.icons, icon="save"),
            button(_("Copy"), self._copy, icons=context.icons, icon="copy"),
        ]
        if self._known_on:
            buttons.append(button(_("What has changed since …"), self._explain))
        words = _("Enter or a click on a number shows the people behind it.")
        self.lay_out(
            heading(self._title()),
            label(words, TextRole.MUTED, wrap=True),
            self._panel,
            self._messages,
            stretch=self._panel,
            largest=(820, 720),
            buttons=buttons,
        )

    def _title(self) -> str:
        translator = self._context.translator
        counted = self._figures.counted
        days = f"{translator.date(counted.first)} – {translator.date(counted.last)}"
        if self._known_on is None:
            return days
        text = translator.gettext("{days}, as known on {day}")
        return text.format(days=days, day=translator.date(self._known_on))

    def _clicked(self, row: int, column: int) -> None:
        line = self._model.row(row)
        if column and isinstance(line, FigureLine):
            sex = {_WOMEN: Sex.WOMAN, _MEN: Sex.MAN}.get(column)
            self._open(line, sex)

    def _open(self, line: FigureLine, sex: Sex | None = None) -> None:
        _ = self._context.translator.gettext
        if line.part is None:
            text = _("A closed reconciliation keeps this number only, not who stands behind it.")
            self._messages.say(text, Tone.INFO)
            return
        names = [line.title]
        names += [line.name.strip()] if line.name != line.title else []
        names += [_("Women") if sex is Sex.WOMAN else _("Men")] if sex else []
        asked = AskedFigure(
            replace(line.part, sex=sex), self._figures.period, self._known_on, ", ".join(names)
        )
        dialog = FigurePeopleDialog(self, self._context, asked)
        dialog.opened.connect(self.leave_for)
        dialog.open()

    def _explain(self) -> None:
        if self._known_on:
            dialog = ChangesDialog(self, self._context, self._figures.period, self._known_on)
            dialog.opened.connect(self.leave_for)
            dialog.open()

    def _copy(self) -> None:
        _ = self._context.translator.gettext
        sheet = figure_sheet(self._context.workspace, self._figures, self._context.translator)
        QGuiApplication.clipboard().setText(clipboard_text(sheet))
        self._messages.say(_("The figures are on the clipboard."), Tone.INFO)

    def _save(self) -> None:
        _ = self._context.translator.gettext
        code = self._figures.period.code.replace("/", "-")
        ask_for_place(
            self,
            title=_("Save as a table"),
            kinds=table_kinds(self._context),
            suggested=documents() / f"{_('Figures {period}').format(period=code)}.xlsx",
            then=self._write,
        )

    def _write(self, path: Path) -> None:
        """The page is told, for the dialog may be closed by then."""
        context, figures = self._context, self._figures
        workspace, translator = context.workspace, context.translator

        def refused(error: Exception) -> None:
            bar = self._messages if isValid(self) else context.messages
            bar.say(context.error_text(error), Tone.DANGER)

        context.tasks.run(
            lambda: write_table(path, figure_sheet(workspace, figures, translator)),
            lambda _done: say_saved(context, path),
            refused,
            owner=context.tasks,
        )


def _columns(context: UiContext) -> tuple[Column[FigureLine], ...]:
    _ = context.translator.gettext
    return (
        Column[FigureLine](
            id="name", title=_("Figure"), text=lambda line: line.name, width=220, stretch=True
        ),
        Column[FigureLine](
            id="women", title=_("Women"), text=lambda line: line.women, width=72, align_right=True
        ),
        Column[FigureLine](id="men", title=_("Men"), text=lambda line: line.men, width=72, align_right=True),
        Column[FigureLine](
            id="total", title=_("Total"), text=lambda line: line.total, width=84, align_right=True
        ),
    )
