"""The half-year report: Uppföljning av kommunens aktivitetsansvar, halvår."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaa_desktop.domain.code_lists import CodeLists
from kaa_desktop.domain.period_report import PeriodReport
from kaa_desktop.i18n import Translator
from kaa_desktop.reports.blocks import BulletList, Heading, Paragraph
from kaa_desktop.reports.figure_charts import FigureCharts, on_paper
from kaa_desktop.reports.figure_tables import FigureTables
from kaa_desktop.reports.figures_on_paper import Picture
from kaa_desktop.reports.layout import Block
from kaa_desktop.reports.logo import read_logo
from kaa_desktop.reports.municipal_document import render_document
from kaa_desktop.reports.period_names import days, heading_name
from kaa_desktop.reports.report_data import ReportData
from kaa_desktop.reports.report_parts import overview, under_titles
from kaa_desktop.reports.report_texts import ReportTexts
from kaa_desktop.reports.styles import META, SENDER

_LOGO_WIDTH, _LOGO_HEIGHT = 170.0, 52.0


def build_half_year(report: PeriodReport, code_lists: CodeLists, translator: Translator) -> bytes:
    """The statutory follow-up of a half-year as a tagged PDF.

    The same report gives the same bytes. Case workers' names and personal data are never in it.
    """
    data = ReportData(report, code_lists, translator)
    title = _title(translator)
    period = heading_name(report.figures.period, translator)
    return render_document(_Content(data).blocks(), f"{title} – {period}", report, translator)


def _title(translator: Translator) -> str:
    return translator.gettext("Follow-up of the municipality's activity responsibility, half-year")


class _Content:
    """The order of the report."""

    def __init__(self, data: ReportData) -> None:
        self._data = data
        self._tables = FigureTables(data)
        self._charts = FigureCharts(data)
        self._texts = ReportTexts(data)

    def blocks(self) -> Iterator[Block]:
        """All blocks from title to definitions."""
        yield from self._title()
        yield from overview(self._texts)
        yield from under_titles(self._sections())

    def _title(self) -> Iterator[Block]:
        _ = self._data.translator.gettext
        report, translator = self._data.report, self._data.translator
        logo = read_logo(report.logo)
        if logo:
            alt = _("Logotype of {municipality}").format(municipality=report.municipality)
            yield Picture(logo, alt, width=_LOGO_WIDTH, height=_LOGO_HEIGHT)
        else:
            yield Paragraph(report.municipality, SENDER)
        period = report.figures.period
        yield Heading(1, _title(translator))
        lines = [f"{heading_name(period, translator)} ({days(period, translator)})"]
        if logo:
            lines.insert(0, report.municipality)
        yield Paragraph(" · ".join(lines), META)
        yield Paragraph(self._texts.origin(), META)

    def _sections(self) -> Iterator[tuple[str, Sequence[Block]]]:
        _ = self._data.translator.gettext
        tables, charts = self._tables, self._charts
        yield _("Development"), [*on_paper(charts.development()), *tables.comparison()]
        yield (
            _("Who was in the register"),
            [*tables.register(), *tables.expected(), *on_paper(charts.ages()), *tables.ages()],
        )
        yield _("Registered and deregistered"), [*tables.registered(), *tables.deregistered()]
        yield (
            _("Contact"),
            [*on_paper(charts.contact()), *tables.contact(), *tables.days(), *tables.attempts()],
        )
        yield _("Measures"), [*tables.measures(), *tables.measures_by()]
        yield _("Occupation on the last day"), [*on_paper(charts.occupation()), *tables.occupation()]
        method = BulletList(self._texts.method())
        yield _("How the figures are counted"), [method, *tables.definitions()]
