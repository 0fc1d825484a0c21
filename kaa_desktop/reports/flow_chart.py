"""How many came and went, month by month, as a chart to save."""

from __future__ import annotations

from collections.abc import Sequence

from kaa_desktop.domain.lead import FlowFigure, MonthFlow
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.lead_labels import figure_title, month_name, short_month
from kaa_desktop.reports.chart_files import framed, png_of, svg_of
from kaa_desktop.reports.charts import ChartData, Series, grouped_bars
from kaa_desktop.reports.figure_charts import FigureChart
from kaa_desktop.reports.figures_on_paper import measure
from kaa_desktop.reports.fonts import register_fonts
from kaa_desktop.reports.styles import A4

_HEIGHT = 170


def flow_chart_files(
    months: Sequence[MonthFlow], municipality: str, translator: Translator
) -> dict[str, bytes]:
    """The chart by suffix: `.svg` and `.png`."""
    register_fonts()
    chart, language = framed(_chart(months, translator), municipality), translator.language
    return {".svg": svg_of(chart, language), ".png": png_of(chart, language)}


def _chart(months: Sequence[MonthFlow], translator: Translator) -> FigureChart:
    _ = translator.gettext
    title = _("Registered and deregistered by month")
    series = tuple(
        Series(figure_title(figure, translator), tuple(flow.counts[figure] for flow in months))
        for figure in FlowFigure
    )
    names = tuple(short_month(flow.month.first, translator) for flow in months)
    drawing = grouped_bars(ChartData(names, series, translator.number), A4.text_width, _HEIGHT, measure)
    parts = [f"{month_name(flow.month.first, translator)}: {_counts(flow, translator)}" for flow in months]
    return FigureChart("flow", title, drawing, f"{_('Bar chart')}. {title}. {'; '.join(parts)}.")


def _counts(flow: MonthFlow, translator: Translator) -> str:
    return ", ".join(
        f"{figure_title(figure, translator)} {translator.number(flow.counts[figure])}"
        for figure in FlowFigure
    )
