"""The tables of a report of figures; a figure that is not there gives no table and no row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kaa_desktop.domain.figure_values import Breakdown, Count, Split
from kaa_desktop.domain.figure_values import Column as Of
from kaa_desktop.domain.figures import BY_ID, DEFINITIONS
from kaa_desktop.reports.period_names import heading_name
from kaa_desktop.reports.report_data import HIDDEN, NO_VALUE, ReportData
from kaa_desktop.reports.tables import Align, Column, Row, Table

_NUMBER = 62.0
_PERIOD = 66.0
_REGISTER = ("in_period", "open_at_end", "registered", "first_time_registered", "deregistered")
_CONTACT = ("reached", "attempted_only", "no_attempt")
_OFFERS = ("offers", "offers_accepted", "offers_declined", "measures_begun", "measures_ended")
_DAYS = ("days_to_first_attempt", "days_to_first_reached")
_LEFT_OUT = frozenset({"caseload"})  # names of staff do not belong in a published report
_COMPARED = (
    *_REGISTER,
    *_CONTACT,
    "attempts",
    "in_measure",
    "offers",
    "measures_begun",
    "measures_ended",
    "not_known_share",
    "followed_up_share",
    "expected_share",
    *_DAYS,
)


@dataclass(frozen=True, slots=True)
class FigureTables:
    """Makes each table from the data."""

    data: ReportData

    def register(self) -> list[Table]:
        """Who was in the register, came and left, by sex."""
        _ = self.data.translator.gettext
        return self._figures(_("The register by sex"), _("People"), _REGISTER)

    def expected(self) -> list[Table]:
        """The target group by the last reconciliation, and how many of it are in the register."""
        _ = self.data.translator.gettext
        if not self.data.has("expected", "expected_share"):
            return []
        columns = [
            Column(_("People"), align=Align.LEFT),
            *self._sex_columns(),
            Column(_("In the register"), 88),
        ]
        share = self.data.value(self.data.figures.values["expected_share"])
        split = self.data.figures.count("expected").split
        row = Row((self.data.title("expected"), *self._sexes(split), share))
        return [Table(_("Expected by the last reconciliation, and registered"), columns, [row])]

    def ages(self) -> list[Table]:
        """In the register during the period, by age and sex."""
        _ = self.data.translator.gettext
        count = self.data.figures.count("in_period")
        if not count.by_age:
            return []
        rows = [(str(age), count.by_age[age]) for age in sorted(count.by_age)]
        missing = _rest(count.split, count.by_age.values())
        if missing.total > 0 and not self.data.report.published:
            rows.append((_("Age not known"), missing))
        caption = _("In the register during the period, by age and sex")
        return [self._parts(caption, _("Age in years"), rows, count.split)]

    def registered(self) -> list[Table]:
        """Registered by reason, and how many of them for the first time."""
        _ = self.data.translator.gettext
        data = self.data
        if not data.has("registered"):
            return []
        rows = list(data.breakdown("registered", Breakdown.REASON))
        caption, head = _("Registered in the period, by reason"), _("Reason for registration")
        total = data.figures.count("registered").split
        if not data.has("first_time_registered"):
            return [self._parts(caption, head, rows, total)]
        first = data.figures.count("first_time_registered")
        by_reason = dict(data.breakdown("first_time_registered", Breakdown.REASON))
        firsts = [by_reason.get(label, Split()) for label, _split in rows]
        columns = [Column(head, align=Align.LEFT), *self._sex_columns(), Column(_("First time"), _NUMBER)]
        table = [
            Row((label, *self._sexes(split), data.cell(first_time)))
            for (label, split), first_time in zip(rows, firsts, strict=True)
        ]
        table.append(Row((_("Total"), *self._sexes(total), data.cell(first.split)), total=True))
        return [Table(caption, columns, table)]

    def deregistered(self) -> list[Table]:
        """Deregistered by reason."""
        _ = self.data.translator.gettext
        caption = _("Deregistered in the period, by reason")
        return self._breakdown(caption, _("Reason for deregistration"), "deregistered", Breakdown.REASON)

    def contact(self) -> list[Table]:
        """Reached, attempted, no attempt: the three add up to those in the register."""
        _ = self.data.translator.gettext
        if not self.data.has("in_period", *_CONTACT):
            return []
        rows = [(self.data.title(figure), self.data.figures.count(figure).split) for figure in _CONTACT]
        whole = self.data.figures.count("in_period").split
        return [self._parts(_("Contact with the young people in the period"), _("Contact"), rows, whole)]

    def attempts(self) -> list[Table]:
        """Contact attempts by channel and by outcome."""
        _ = self.data.translator.gettext
        return [
            *self._breakdown(_("Contact attempts by channel"), _("Channel"), "attempts", Breakdown.CHANNEL),
            *self._breakdown(_("Contact attempts by outcome"), _("Outcome"), "attempts", Breakdown.OUTCOME),
        ]

    def days(self) -> list[Table]:
        """Days from registration to attempt and contact."""
        _ = self.data.translator.gettext
        figures = [figure for figure in _DAYS if self.data.has(figure)]
        if not figures:
            return []
        columns = [
            Column(_("Time from registration"), align=Align.LEFT),
            Column(_("Median, days"), 84),
            Column(_("90th percentile, days"), 104),
            Column(_("Number of episodes"), 92),
        ]
        rows = []
        for figure in figures:
            days = self.data.figures.days(figure)
            count = HIDDEN if days.hidden else self.data.number(days.count)
            cells = (self.data.days(days.median), self.data.days(days.p90), count)
            rows.append(Row((self.data.title(figure), *cells)))
        return [Table(_("How soon those registered in the period were contacted"), columns, rows)]

    def measures(self) -> list[Table]:
        """People in measures, offers, and measures begun and ended."""
        _ = self.data.translator.gettext
        return [
            *self._figures(_("People in a measure, by sex"), _("People"), ("in_measure",)),
            *self._figures(_("Measures offered, begun and ended"), _("Number of measures"), _OFFERS),
        ]

    def measures_by(self) -> list[Table]:
        """Measures begun by kind; ended by reason and by occupation after."""
        _ = self.data.translator.gettext
        begun, ended = "measures_begun", "measures_ended"
        after = _("Measures ended, by occupation after the measure")
        return [
            *self._breakdown(_("Measures begun, by kind"), _("Kind of measure"), begun, Breakdown.KIND),
            *self._breakdown(_("Measures ended, by reason"), _("Reason"), ended, Breakdown.REASON),
            *self._breakdown(after, _("Occupation after the measure"), ended, Breakdown.OCCUPATION),
        ]

    def occupation(self) -> list[Table]:
        """Occupation on the last day."""
        _ = self.data.translator.gettext
        caption = _("Occupation of those in the register on the last day")
        return self._breakdown(caption, _("Occupation"), "occupation_at_end", Breakdown.KIND)

    def comparison(self) -> list[Table]:
        """The period beside those before."""
        _ = self.data.translator.gettext
        periods = self.data.all_periods
        if len(periods) <= 1:
            return []
        names = [heading_name(figures.period, self.data.translator) for figures in periods]
        columns = [Column(_("Figure"), align=Align.LEFT), *(Column(name, _PERIOD) for name in names)]
        rows = [
            Row((self._compared_title(figure), *cells))
            for figure in _COMPARED
            if self.data.has(figure)
            and (cells := tuple(self.data.value(figures.values.get(figure)) for figures in periods))
        ]
        return [Table(_("The figures of the period and of those before"), columns, rows)] if rows else []

    def definitions(self) -> list[Table]:
        """Each figure that the report uses, with rule and source."""
        _ = self.data.translator.gettext
        columns = [
            Column(_("Figure"), 112, Align.LEFT),
            Column(_("How it is counted"), 0, Align.LEFT),
            Column(_("Source"), 146, Align.LEFT),
        ]
        rows = [
            Row((_(definition.title), _(definition.rule), _(definition.source)))
            for definition in DEFINITIONS
            if self.data.has(definition.id) and definition.id not in _LEFT_OUT
        ]
        return [Table(_("Definitions of the figures"), columns, rows)] if rows else []

    def _compared_title(self, figure: str) -> str:
        if figure not in _DAYS:
            return self.data.title(figure)
        return self.data.translator.gettext("{figure}, median").format(figure=self.data.title(figure))

    def _figures(self, caption: str, head: str, figures: Sequence[str]) -> list[Table]:
        """One row per figure that is there."""
        columns = [Column(head, align=Align.LEFT), *self._sex_columns()]
        rows = [
            Row((self.data.title(figure), *self._sexes(self.data.figures.count(figure).split)))
            for figure in figures
            if isinstance(self.data.figures.values.get(figure), Count)
        ]
        return [Table(caption, columns, rows)] if rows else []

    def _breakdown(self, caption: str, head: str, figure: str, by: Breakdown) -> list[Table]:
        if not self.data.has(figure) or by not in BY_ID[figure].breakdowns:
            return []
        rows = list(self.data.breakdown(figure, by))
        return [self._parts(caption, head, rows, self.data.figures.count(figure).split)]

    def _parts(self, caption: str, head: str, rows: Iterable[tuple[str, Split]], whole: Split) -> Table:
        """Parts of a whole, with the share of each and the whole last."""
        _ = self.data.translator.gettext
        columns = [Column(head, align=Align.LEFT), *self._sex_columns(), Column(_("Share of all"), _NUMBER)]
        table = [Row((label, *self._sexes(split), self.data.percent(split, whole))) for label, split in rows]
        share = self.data.percent(whole, whole) if whole.total or whole.hidden else NO_VALUE
        table.append(Row((_("Total"), *self._sexes(whole), share), total=True))
        return Table(caption, columns, table)

    def _sex_columns(self) -> list[Column]:
        _ = self.data.translator.gettext
        return [Column(title, _NUMBER) for title in (_("Women"), _("Men"), _("Total"))]

    def _sexes(self, split: Split) -> tuple[str, str, str]:
        return self.data.cell(split, Of.WOMEN), self.data.cell(split, Of.MEN), self.data.cell(split)


def _rest(whole: Split, parts: Iterable[Split]) -> Split:
    """What the parts leave of the whole."""
    listed = list(parts)
    return Split(
        whole.total - sum(part.total for part in listed),
        whole.women - sum(part.women for part in listed),
        whole.men - sum(part.men for part in listed),
    )
