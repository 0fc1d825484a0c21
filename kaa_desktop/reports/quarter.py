"""The quarterly report for the team lead: who carries what, what was tried, what is known, what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaa_desktop.domain.code_lists import CodeLists
from kaa_desktop.domain.quarter_report import QuarterReport
from kaa_desktop.i18n import Translator
from kaa_desktop.reports.blocks import BulletList, Heading, Paragraph
from kaa_desktop.reports.figure_charts import FigureCharts, on_paper
from kaa_desktop.reports.figure_tables import FigureTables
from kaa_desktop.reports.layout import Block
from kaa_desktop.reports.municipal_document import render_document
from kaa_desktop.reports.period_names import days, heading_name
from kaa_desktop.reports.quarter_tables import QuarterTables
from kaa_desktop.reports.report_data import ReportData
from kaa_desktop.reports.report_parts import overview, under_titles
from kaa_desktop.reports.report_texts import ReportTexts
from kaa_desktop.reports.styles import META, SENDER


def build_quarter(report: QuarterReport, code_lists: CodeLists, translator: Translator) -> bytes:
    """The quarter as a tagged PDF; case workers by name, young people never.

    The same report gives the same bytes.
    """
    _, base = translator.gettext, report.base
    title, period = _("Quarterly report"), heading_name(base.figures.period, translator)
    blocks = _Content(report, code_lists, translator).blocks()
    return render_document(blocks, f"{title} – {period}", base, translator)


class _Content:
    """The order of the report."""

    def __init__(self, report: QuarterReport, code_lists: CodeLists, translator: Translator) -> None:
        self._report = report
        self._data = ReportData(report.base, code_lists, translator)
        self._tables = QuarterTables(report, self._data)
        self._figures = FigureTables(self._data)
        self._charts = FigureCharts(self._data)
        self._texts = ReportTexts(self._data)

    def blocks(self) -> Iterator[Block]:
        """All blocks from title to definitions."""
        _, translator, base = self._data.translator.gettext, self._data.translator, self._report.base
        period = base.figures.period
        yield Paragraph(base.municipality, SENDER)
        yield Heading(1, _("Quarterly report"))
        yield Paragraph(f"{heading_name(period, translator)} ({days(period, translator)})", META)
        yield Paragraph(self._texts.origin(), META)
        yield from overview(self._texts)
        yield from under_titles(self._sections())

    def _sections(self) -> Iterator[tuple[str, Sequence[Block]]]:
        _ = self._data.translator.gettext
        tables, figures = self._tables, self._figures
        yield _("Case workers"), [*tables.caseload(), *tables.work_done()]
        yield _("Since the quarter before"), tables.changes()
        yield (
            _("Contact"),
            [*on_paper(self._charts.contact()), *tables.channels(), *tables.outcomes(), *figures.days()],
        )
        yield (
            _("What they do"),
            [*on_paper(self._charts.occupation()), *tables.freshness(), *figures.occupation()],
        )
        yield _("Measures"), [*figures.measures(), *figures.measures_by()]
        yield _("Registered and deregistered"), [*figures.registered(), *figures.deregistered()]
        yield _("Areas"), tables.areas()
        method = BulletList([*self._texts.method(), *tables.method()])
        yield _("How the figures are counted"), [method, *figures.definitions()]
