"""The list behind the quarterly report: a workbook of its own, under a password."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.quarter_report import QuarterPerson, check_quarter
from kaa_desktop.files.spreadsheets import Kind, TableColumn, TableSheet, Value
from kaa_desktop.i18n import Translator
from kaa_desktop.services.figure_sheets import write_personal_table
from kaa_desktop.services.figures import figure_rules, last_known_day
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.as_known import as_known
from kaa_desktop.storage.quarter_figures import quarter_people


def write_quarter_list(
    workspace: Workspace,
    period: Period,
    path: Path,
    translator: Translator,
    *,
    password: str | None,
    known_on: date | None = None,
) -> int:
    """Everybody in the register during the quarter, protected people by case number; how many there are.

    Raises:
        InvalidInputError: `report.not_quarter`, `report.period_to_come`, `figure.known_later`, or as
            `write_personal_table`.
    """
    last = last_known_day(workspace, known_on)
    check_quarter(period, last)
    with workspace.register.read() as connection, as_known(connection, known_on):
        people = quarter_people(connection, period.until(last), figure_rules(workspace, connection))
    sheet = TableSheet(period.code, _columns(translator), _rows(workspace, people, translator))
    write_personal_table(workspace, path, sheet, password=password)
    return len(people)


def _columns(translator: Translator) -> tuple[TableColumn, ...]:
    _ = translator.gettext
    return (
        TableColumn(_("Case worker"), width=24),
        TableColumn(_("Identity number"), width=18),
        TableColumn(_("Name"), width=32),
        TableColumn(_("Age"), Kind.NUMBER, 8),
        TableColumn(_("Area"), width=20),
        TableColumn(_("In the register on the last day"), width=14),
        TableColumn(_("Attempts"), Kind.NUMBER, 10),
        TableColumn(_("Reached"), width=10),
        TableColumn(_("In a measure"), width=12),
        TableColumn(_("Occupation"), width=28),
        TableColumn(_("Last told"), Kind.DATE, 14),
    )


def _rows(
    workspace: Workspace, people: Iterable[QuarterPerson], translator: Translator
) -> Iterator[Sequence[Value]]:
    yes, no = translator.gettext("Yes"), translator.gettext("No")
    occupations = workspace.code_lists[CodeKind.OCCUPATION]
    for one in people:
        yield (
            one.worker,
            one.number,
            one.name,
            one.age,
            one.area,
            yes if one.at_end else no,
            one.attempts,
            yes if one.reached else no,
            yes if one.in_measure else no,
            occupations.label(one.occupation, translator.language) if one.occupation else "",
            one.verified_on,
        )
