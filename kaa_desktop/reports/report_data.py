"""What the parts of a report of figures share: the figures, the words for them, and rows by sex."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kaa_desktop.domain.code_lists import CodeKind, CodeLists
from kaa_desktop.domain.figure_values import (
    Breakdown,
    Column,
    Count,
    Days,
    FigureSet,
    FigureValue,
    Share,
    Split,
)
from kaa_desktop.domain.figures import BY_ID
from kaa_desktop.domain.period_report import PeriodReport
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.labels import stated_label

NO_VALUE = "–"
HIDDEN = ".."
"""In place of a number that a published report does not show."""


@dataclass(frozen=True, slots=True)
class ReportData:
    """The report's figures together with code lists and translator."""

    report: PeriodReport
    code_lists: CodeLists
    translator: Translator

    @property
    def figures(self) -> FigureSet:
        """The figures of the period itself."""
        return self.report.figures

    @property
    def all_periods(self) -> tuple[FigureSet, ...]:
        """The periods of the comparison, oldest first."""
        return (*self.report.earlier, self.report.figures)

    @property
    def ended(self) -> bool:
        """Whether the whole period has been."""
        return self.figures.counted.last >= self.figures.period.last

    @property
    def unknown(self) -> str:
        """What stands for a value that a chart does not show."""
        return HIDDEN if self.report.published else NO_VALUE

    def has(self, *figures: str) -> bool:
        """Whether all of the figures are there; those without a source in the register are left out."""
        return all(figure in self.figures.values for figure in figures)

    def title(self, figure: str) -> str:
        """What a figure is called."""
        return self.translator.gettext(BY_ID[figure].title)

    def number(self, value: float) -> str:
        """A number for a cell."""
        return self.translator.number(value)

    def cell(self, split: Split, column: Column = Column.TOTAL) -> str:
        """One number of a split for a cell."""
        number = split.shown(column)
        return HIDDEN if number is None else self.number(number)

    def percent(self, part: Split, whole: Split, column: Column = Column.TOTAL) -> str:
        """A share for a cell."""
        numbers = part.shown(column), whole.shown(column)
        if numbers[0] is None or numbers[1] is None:
            return HIDDEN
        return self.translator.percent(numbers[0] / numbers[1] if numbers[1] else None)

    def shows(self, *figures: str) -> bool:
        """Whether the totals of all of the figures are there and not hidden."""
        found = [self.figures.values.get(figure) for figure in figures]
        return all(
            value is not None and Column.TOTAL not in value.split.hidden
            if isinstance(value, Count)
            else value is not None and not value.hidden
            for value in found
        )

    def value(self, value: FigureValue | None) -> str:
        """Any figure as a short text; a dash where there is none."""
        match value:
            case Count():
                return self.cell(value.split)
            case Share():
                return HIDDEN if value.hidden else self.translator.percent(value.share)
            case Days():
                return self.days(value.median)
            case _:
                return NO_VALUE

    def days(self, days: float | None) -> str:
        """A number of days, with a decimal only where it has one."""
        if days is None:
            return NO_VALUE
        return self.translator.number(days, decimals=0 if float(days).is_integer() else 1)

    def breakdown(self, figure: str, by: Breakdown) -> Iterator[tuple[str, Split]]:
        """Labels and numbers in the order of the code list: what could be chosen and what was counted."""
        counted = self.figures.count(figure).breakdowns.get(by, {})
        kind = BY_ID[figure].breakdowns[by]
        if kind is None:
            raise ValueError(figure)
        for code in self._codes(kind, counted):
            yield self._label(kind, code), counted.get(code, Split())

    def _codes(self, kind: CodeKind, counted: Mapping[str, Split]) -> list[str]:
        last, all_of_them = self.figures.period.last, not self.report.published
        listed = [
            code.id
            for code in self.code_lists[kind].values
            if (all_of_them and code.valid_on(last)) or code.id in counted
        ]
        return listed + [code for code in counted if code not in self.code_lists[kind]]

    def _label(self, kind: CodeKind, code: str) -> str:
        return stated_label(self.code_lists[kind], code, self.translator)
