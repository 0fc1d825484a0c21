"""Every list of the window and its dialogs can be copied and saved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from kaa_desktop.domain.changes import NoProgress, Progress
from kaa_desktop.services.figure_sheets import clipboard_text, write_personal_table, write_table
from kaa_desktop.ui.common.clipboard import copy_personal
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.file_dialogs import ask_for_place, documents
from kaa_desktop.ui.common.list_menu import fill_list_menu
from kaa_desktop.ui.common.list_requests import ListDeed
from kaa_desktop.ui.common.list_saving import SaveListDialog, Writer, say_saved, table_kinds
from kaa_desktop.ui.common.list_sheets import every_row, list_sheet
from kaa_desktop.ui.common.menus import begin_at_first
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.table_model import Fetch
from kaa_desktop.ui.common.table_view import TableView
from kaa_desktop.ui.common.tokens import Tone

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|]')


class Lists(QObject):
    """Answers for the lists of one window.

    Args:
        window: the list that the keyboard was in last, of those that show there, is meant when none is named.
    """

    def __init__(self, context: UiContext, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window

    def act(self, view: object, deed: str) -> None:
        """Copy or save a list, or offer to."""
        chosen = view if isinstance(view, TableView) else _in_front(self._window)
        fetch = chosen.rows.source if chosen else None
        if chosen is None or fetch is None or not chosen.rows.rowCount():
            text = self._context.translator.gettext("There is no list here to copy or save.")
            self._context.messages.say(text, Tone.WARNING)
            return
        match ListDeed(deed):
            case ListDeed.COPY_ROWS:
                self._copy_marked(chosen, fetch)
            case ListDeed.COPY_ALL:
                self._copy_all(chosen, fetch)
            case ListDeed.SAVE:
                self._save(chosen, fetch)
            case ListDeed.OFFER:
                self._offer(chosen)

    def _copy_marked(self, view: TableView, fetch: Fetch[Any]) -> None:
        """Without titles; rows that have not come yet are fetched."""
        numbers, rows = view.marked_numbers(), view.marked_rows()
        if rows is not None:
            self._put(rows, view, titles=False)
            return
        wanted = frozenset(numbers)
        self._context.tasks.run(
            lambda: [row for number, row in enumerate(every_row(fetch, NoProgress())) if number in wanted],
            lambda found: self._put(found, view, titles=False),
            owner=view,
        )

    def _copy_all(self, view: TableView, fetch: Fetch[Any]) -> None:
        translator = self._context.translator
        self._context.tasks.run_long(
            lambda progress: list(every_row(fetch, progress)),
            lambda rows: self._put(rows, view, titles=True),
            owner=view,
            dialog=ProgressDialog(view.window(), translator, title=translator.gettext("Copying the list")),
        )

    def _put(self, rows: Sequence[Any], view: TableView, *, titles: bool) -> None:
        if not rows:
            return
        text = clipboard_text(list_sheet(view.accessibleName(), view.rows.columns, rows))
        copy_personal(text if titles else text.partition("\n")[2])
        translator = self._context.translator
        said = translator.ngettext(
            "{n} row is on the clipboard.", "{n} rows are on the clipboard.", len(rows)
        ).format(n=translator.number(len(rows)))
        warning = translator.gettext("The clipboard holds personal data.") if view.holds_people else ""
        self._context.messages.say(f"{said} {warning}".strip(), Tone.INFO)

    def _save(self, view: TableView, fetch: Fetch[Any]) -> None:
        _, name = self._context.translator.gettext, self._file_name(view)
        if view.holds_people:
            SaveAnyListDialog(view, self._context, fetch, name=name).open()
            return
        ask_for_place(
            view.window(),
            title=_("Save as a table"),
            kinds=table_kinds(self._context),
            suggested=documents() / f"{name}.xlsx",
            then=lambda path: self._write(path, view, fetch),
        )

    def _file_name(self, view: TableView) -> str:
        name = _NOT_IN_FILE_NAMES.sub("", view.accessibleName()).strip()
        return f"{name} {self._context.workspace.today.isoformat()}"

    def _write(self, path: Path, view: TableView, fetch: Fetch[Any]) -> None:
        name, columns, translator = view.accessibleName(), view.rows.columns, self._context.translator
        self._context.tasks.run_long(
            lambda progress: write_table(path, list_sheet(name, columns, every_row(fetch, progress))),
            lambda _done: say_saved(self._context, path),
            owner=view,
            dialog=ProgressDialog(view.window(), translator, title=translator.gettext("Saving the list")),
        )

    def _offer(self, view: TableView) -> None:
        """From a button what any list offers; in the list, what itself offers comes first."""
        opener = _pressed(self._window)
        menu = QMenu(view)
        menu.aboutToHide.connect(menu.deleteLater)
        if opener is None:
            menu.addActions([action for action in view.actions() if action.isEnabled()])
            menu.addSeparator()
        fill_list_menu(menu, view, self._context.translator)
        row = view.visualRect(view.currentIndex()).bottomLeft()
        if opener is not None:
            menu.popup(opener.mapToGlobal(opener.rect().bottomLeft()))
        else:
            menu.popup(QCursor.pos() if view.underMouse() else view.viewport().mapToGlobal(row))
        if not view.underMouse():
            begin_at_first(menu)


class SaveAnyListDialog(SaveListDialog):
    """A list of people, as it is filtered and sorted."""

    def __init__(self, view: TableView, context: UiContext, fetch: Fetch[Any], *, name: str) -> None:
        translator = context.translator
        rows = view.rows.rowCount()
        introduction = translator.ngettext(
            "The row of the list as it is shown now; protected people by case number only.",
            "All {n} rows of the list as it is shown now; protected people by case number only.",
            rows,
        )
        super().__init__(
            view.window(), context, name=name, introduction=introduction.format(n=translator.number(rows))
        )
        self._title, self._columns, self._fetch = view.accessibleName(), view.rows.columns, fetch

    def writer(self, path: Path, password: str | None) -> Writer:
        """Write all rows."""
        workspace, title, columns, fetch = self._context.workspace, self._title, self._columns, self._fetch

        def write(progress: Progress) -> None:
            sheet = list_sheet(title, columns, every_row(fetch, progress))
            write_personal_table(workspace, path, sheet, password=password)

        return write


def _pressed(window: QWidget) -> QWidget | None:
    """The button of the window that the keyboard is on, which is the one that was pressed last."""
    focused = window.focusWidget() if window.isActiveWindow() else None
    return focused if isinstance(focused, QAbstractButton) else None


def _in_front(window: QWidget) -> TableView | None:
    """The list the keyboard was in last, else the largest."""
    shown = [view for view in window.findChildren(TableView) if view.isVisible()]
    return max(shown, key=lambda view: (view.entered_at, view.width() * view.height()), default=None)
