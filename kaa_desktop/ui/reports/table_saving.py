"""Saves lists of people as workbooks under a password."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.figure_people import PersonBehind
from kaa_desktop.domain.periods import Period
from kaa_desktop.services.figure_sheets import people_sheet, write_personal_table
from kaa_desktop.services.quarter_list import write_quarter_list
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.list_saving import SaveListDialog, Writer
from kaa_desktop.ui.reports.asked import AskedFigure


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

    def writer(self, path: Path, password: str | None) -> Writer:
        """Write the people."""
        workspace, sheet = self._context.workspace, people_sheet(self._people, self._context.translator)
        return lambda _progress: write_personal_table(workspace, path, sheet, password=password)


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

    def writer(self, path: Path, password: str | None) -> Writer:
        """Write the list."""
        workspace, translator = self._context.workspace, self._context.translator
        period, known_on = self._period, self._known_on
        return lambda _progress: write_quarter_list(
            workspace, period, path, translator, password=password, known_on=known_on
        )
