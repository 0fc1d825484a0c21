"""Saves lists of people as workbooks under a password."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.figure_people import PersonBehind
from kaa_desktop.domain.periods import Period
from kaa_desktop.services.figure_sheets import people_sheet, write_personal_table
from kaa_desktop.services.quarter_list import write_quarter_list
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.export_password import ExportPassword
from kaa_desktop.ui.common.file_dialogs import ask_for_place
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.reports.asked import AskedFigure


def documents() -> Path:
    """Where files of the user usually go."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def say_saved(context: UiContext, path: Path) -> None:
    """Say that a table is there, with a way to its folder."""
    _ = context.translator.gettext
    context.messages.say(
        _("The table is saved as {name}.").format(name=path.name),
        Tone.SUCCESS,
        action=_("Open the folder"),
        act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))),
    )


class SaveListDialog(FormDialog):
    """Password, place, and then the file."""

    def __init__(self, parent: QWidget, context: UiContext, *, name: str, introduction: str) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context.icons,
            context.translator,
            title=_("Save as a table"),
            submit=_("Choose a place …"),
            introduction=introduction,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._name = context, name
        self._password = ExportPassword(context.icons, context.translator)
        self.body.addWidget(self._password)
        self.on_submit(self._ask)

    @abstractmethod
    def writer(self, path: Path, password: str | None) -> Callable[[], object]:
        """What writes the file."""

    def _ask(self) -> None:
        _ = self._context.translator.gettext
        chosen = self._password.check()
        if chosen is None:
            return
        ask_for_place(
            self,
            title=_("Save as a table"),
            kinds=_("Workbooks (*.xlsx)"),
            suggested=documents() / f"{self._name}.xlsx",
            then=lambda path: self._write(path, chosen.password),
        )

    def _write(self, path: Path, password: str | None) -> None:
        self.set_busy(True)
        self._context.tasks.run(
            self.writer(path, password), lambda _result: self._done(path), self._refuse, owner=self
        )

    def _done(self, path: Path) -> None:
        say_saved(self._context, path)
        self.accept()

    def _refuse(self, error: Exception) -> None:
        self.set_busy(False)
        self.messages.say(self._context.error_text(error), Tone.DANGER)


class SavePeopleDialog(SaveListDialog):
    """The people behind a number."""

    def __init__(
        self, parent: QWidget, context: UiContext, people: Sequence[PersonBehind], asked: AskedFigure
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            name=f"{asked.part.figure} {asked.period.code}".replace("/", "-"),
            introduction=_("Identity numbers, names and towns; protected people by case number only."),
        )
        self._people = people

    def writer(self, path: Path, password: str | None) -> Callable[[], object]:
        """Write the people."""
        workspace, sheet = self._context.workspace, people_sheet(self._people, self._context.translator)
        return lambda: write_personal_table(workspace, path, sheet, password=password)


class SaveQuarterListDialog(SaveListDialog):
    """The list behind a quarterly report."""

    def __init__(self, parent: QWidget, context: UiContext, period: Period, known_on: date | None) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            name=_("List behind {period}").format(period=period.code),
            introduction=_(
                "Everybody in the register during the quarter, with case worker, attempts and occupation; "
                "protected people by case number only."
            ),
        )
        self._period, self._known_on = period, known_on

    def writer(self, path: Path, password: str | None) -> Callable[[], object]:
        """Write the list."""
        return partial(
            write_quarter_list,
            self._context.workspace,
            self._period,
            path,
            self._context.translator,
            password=password,
            known_on=self._known_on,
        )
