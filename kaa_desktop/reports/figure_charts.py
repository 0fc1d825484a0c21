"""The charts of a report of figures, each with all its values in the alternative text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kaa_desktop.domain.figure_values import Breakdown, Column, Split
from kaa_desktop.reports.blocks import Paragraph
from kaa_desktop.reports.charts import ChartData, Series, grouped_bars, line_chart, stacked_bars
from kaa_desktop.reports.drawing import Drawing
from kaa_desktop.reports.figures_on_paper import Chart, measure
from kaa_desktop.reports.layout import Block
from kaa_desktop.reports.period_names import heading_name
from kaa_desktop.reports.report_data import ReportData
from kaa_desktop.reports.styles import A4, FIGURE_TITLE

_DEVELOPMENT = ("in_period", "reached", "in_measure")
_CONTACT = ("reached", "attempted_only", "no_attempt")
_WIDTH = A4.text_width


@dataclass(frozen=True, slots=True)
class FigureChart:
    """A chart, its title, and all it shows in words.

    Attributes:
        id: stable and short, for programs.
    """

    id: str
    title: str
    drawing: Drawing
    alt: str


def on_paper(chart: FigureChart | None) -> list[Block]:
    """The blocks of a chart; none for none."""
    if chart is None:
        return []
    return [Paragraph(chart.title, FIGURE_TITLE, keep_with_next=True), Chart(chart.drawing, chart.alt)]


@dataclass(frozen=True, slots=True)
class FigureCharts:
    """Makes each chart from the data; without figures there is none."""

    data: ReportData

    def all(self) -> list[FigureChart]:
        """Every chart that there are figures for, in the order of the report."""
        charts = (self.development(), self.ages(), self.contact(), self.occupation())
        return [chart for chart in charts if chart is not None]

    def of_quarter(self) -> list[FigureChart]:
        """Those that the quarterly report shows."""
        return [chart for chart in (self.contact(), self.occupation()) if chart is not None]

    def development(self) -> FigureChart | None:
        """In the register, reached and in a measure period by period."""
        _ = self.data.translator.gettext
        figures = [figure for figure in _DEVELOPMENT if self.data.has(figure)]
        periods = [one for one in self.data.all_periods if one.values]
        if not figures or len(periods) <= 1:
            return None
        names = tuple(heading_name(one.period, self.data.translator) for one in periods)
        series = tuple(
            Series(
                self.data.title(figure),
                tuple(
                    one.count(figure).split.shown(Column.TOTAL) if figure in one.values else None
                    for one in periods
                ),
            )
            for figure in figures
        )
        if all(value is None for one in series for value in one.values):
            return None
        chart = ChartData(names, series, self.data.number)
        drawing = line_chart(chart, _WIDTH, 232, measure)
        return self._figure(
            "development", _("Number of young people, period by period"), _("Line chart"), chart, drawing
        )

    def ages(self) -> FigureChart | None:
        """In the register during the period, by age and sex."""
        _ = self.data.translator.gettext
        by_age = self.data.figures.count("in_period").by_age
        if not by_age:
            return None
        shown = [age for age in sorted(by_age) if not by_age[age].hidden]
        if not shown:
            return None
        names = tuple(_("{age} years").format(age=age) for age in shown)
        chart = self._by_sex(names, [by_age[age] for age in shown])
        drawing = grouped_bars(chart, _WIDTH, 150, measure)
        return self._figure("ages", _("Age and sex"), _("Bar chart"), chart, drawing)

    def contact(self) -> FigureChart | None:
        """Shares reached, attempted and without attempt: all, women, men."""
        _ = self.data.translator.gettext
        whole = self.data.figures.count("in_period").split
        if not self.data.has(*_CONTACT) or not whole.total:
            return None
        groups = ((_("All"), Column.TOTAL), (_("Women"), Column.WOMEN), (_("Men"), Column.MEN))
        parts = [self.data.figures.count(figure).split for figure in _CONTACT]
        shown = [
            (name, column)
            for name, column in groups
            if whole.shown(column) and not any(column in part.hidden for part in parts)
        ]
        if not shown:
            return None
        series = tuple(
            Series(
                self.data.title(figure),
                tuple(
                    (self.data.figures.count(figure).split.shown(column) or 0) / (whole.shown(column) or 1)
                    for _name, column in shown
                ),
            )
            for figure in _CONTACT
        )
        chart = ChartData(tuple(name for name, _column in shown), series, self.data.translator.percent)
        drawing = stacked_bars(chart, _WIDTH, measure, whole=True)
        return self._figure("contact", _("Share reached in the period"), _("Bar chart"), chart, drawing)

    def occupation(self) -> FigureChart | None:
        """Occupation on the last day, by sex."""
        _ = self.data.translator.gettext
        if not self.data.figures.count("occupation_at_end").total:
            return None
        rows = [
            row
            for row in self.data.breakdown("occupation_at_end", Breakdown.KIND)
            if row[1].total and not row[1].hidden
        ]
        if not rows:
            return None
        chart = self._by_sex(tuple(label for label, _split in rows), [split for _label, split in rows])
        drawing = stacked_bars(chart, _WIDTH, measure)
        return self._figure(
            "occupation", _("Occupation on the last day, by sex"), _("Bar chart"), chart, drawing
        )

    def _by_sex(self, names: tuple[str, ...], splits: Sequence[Split]) -> ChartData:
        _ = self.data.translator.gettext
        series = [
            Series(_("Women"), tuple(split.women for split in splits)),
            Series(_("Men"), tuple(split.men for split in splits)),
        ]
        rest = tuple(split.total - split.women - split.men for split in splits)
        if any(rest):
            series.append(Series(_("Sex not known"), rest))
        return ChartData(names, tuple(series), self.data.number)

    def _figure(self, own: str, title: str, kind: str, chart: ChartData, drawing: Drawing) -> FigureChart:
        parts = [
            f"{name}: "
            + ", ".join(f"{series.name} {self._value(chart, series, index)}" for series in chart.series)
            for index, name in enumerate(chart.categories)
        ]
        alt = f"{kind}. {title}. " + "; ".join(parts) + "."
        if self.data.report.published:
            alt += " " + self.data.translator.gettext("Values that are not shown are left out.")
        return FigureChart(own, title, drawing, alt)

    def _value(self, chart: ChartData, series: Series, index: int) -> str:
        value = series.values[index]
        return self.data.unknown if value is None else chart.format_value(value)
