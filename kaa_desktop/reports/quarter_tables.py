"""The tables of the quarterly report that the half-year report does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.figure_values import Count, Days, FigureValue, Share
from kaa_desktop.domain.quarter_report import AreaLine, QuarterReport, WorkerLine
from kaa_desktop.reports.layout import Block
from kaa_desktop.reports.period_names import heading_name
from kaa_desktop.reports.report_data import NO_VALUE, ReportData
from kaa_desktop.reports.tables import Align, Column, Row, Table

_NUMBER, _WIDE, _NAME = 62.0, 84.0, 96.0
_MOST_AREAS = 40
_COMPARED = (
    "in_period",
    "open_at_end",
    "registered",
    "first_time_registered",
    "deregistered",
    "reached",
    "attempted_only",
    "no_attempt",
    "attempts",
    "in_measure",
    "offers",
    "offers_accepted",
    "measures_begun",
    "measures_ended",
    "not_known_share",
    "followed_up_share",
    "days_to_first_attempt",
    "days_to_first_reached",
)


@dataclass(frozen=True, slots=True)
class QuarterTables:
    """Makes each table."""

    report: QuarterReport
    data: ReportData

    def changes(self) -> list[Block]:
        """Each figure beside the quarter before, and the difference."""
        _ = self.data.translator.gettext
        if not self.report.base.earlier:
            return []
        before, now = self.report.base.earlier[-1], self.report.base.figures
        columns = [
            Column(_("Figure"), align=Align.LEFT),
            Column(heading_name(before.period, self.data.translator), _WIDE),
            Column(heading_name(now.period, self.data.translator), _WIDE),
            Column(_("Difference"), _NUMBER),
        ]
        rows = [
            Row(
                (
                    self._title(figure, now.values[figure]),
                    self.data.value(before.values.get(figure)),
                    self.data.value(now.values[figure]),
                    self._change(before.values.get(figure), now.values[figure]),
                )
            )
            for figure in _COMPARED
            if figure in now.values
        ]
        return [Table(_("The quarter beside the one before"), columns, rows)]

    def caseload(self) -> list[Block]:
        """Caseload and flow by case worker."""
        _ = self.data.translator.gettext
        shown: list[tuple[str, Callable[[WorkerLine], int]]] = [
            (_("At the beginning"), lambda line: line.before),
            (_("People registered"), lambda line: line.registered),
            (_("People deregistered"), lambda line: line.deregistered),
            (_("On the last day"), lambda line: line.at_end),
            (_("Not known"), lambda line: line.not_known),
            (_("No attempt"), lambda line: line.without_attempt),
        ]
        caption = _("Young people by case worker: who came, left and remains")
        return self._by_worker(caption, shown)

    def work_done(self) -> list[Block]:
        """Attempts, offers and measures by who did it, and what is overdue by the contact plan."""
        _ = self.data.translator.gettext
        shown: list[tuple[str, Callable[[WorkerLine], int]]] = [
            (_("Attempts"), lambda line: line.attempts),
            (_("Offers"), lambda line: line.offers),
            (_("Measures begun"), lambda line: line.measures_begun),
        ]
        if any(line.overdue is not None for line in self.report.details.workers):
            day = self.data.translator.date(self.report.base.made_on)
            shown.append((_("Overdue on {day}").format(day=day), lambda line: line.overdue or 0))
        return self._by_worker(_("Work of the quarter by case worker"), shown)

    def channels(self) -> list[Block]:
        """Attempts by channel, and how many of them reached somebody."""
        _ = self.data.translator.gettext
        columns = [
            Column(_("Channel"), align=Align.LEFT),
            Column(_("Attempts"), _NUMBER),
            Column(_("Reached"), _NUMBER),
            Column(_("Share that reached"), _WIDE),
        ]
        channels = self.report.details.channels
        lines = [
            (
                self._label(CodeKind.CHANNEL, channel),
                sum(channels[channel].values()),
                sum(number for code, number in channels[channel].items() if code in self.report.reached),
            )
            for channel in self._in_order(CodeKind.CHANNEL, channels)
        ]
        if not lines:
            return []
        lines.append((_("Total"), sum(line[1] for line in lines), sum(line[2] for line in lines)))
        rows = [
            Row(
                (label, self.data.number(made), self.data.number(reached), self._share(reached, made)),
                total=position == len(lines),
            )
            for position, (label, made, reached) in enumerate(lines, 1)
        ]
        return [Table(_("Contact attempts by channel, and those that reached somebody"), columns, rows)]

    def outcomes(self) -> list[Block]:
        """Attempts by channel and outcome."""
        _ = self.data.translator.gettext
        channels = self.report.details.channels
        outcomes = self._in_order(CodeKind.OUTCOME, {code for found in channels.values() for code in found})
        if not outcomes:
            return []
        columns = [Column(_("Channel"), 66, Align.LEFT)]
        columns += [Column(self._label(CodeKind.OUTCOME, code)) for code in outcomes]
        rows = [
            Row(
                (
                    self._label(CodeKind.CHANNEL, channel),
                    *(self.data.number(channels[channel].get(code, 0)) for code in outcomes),
                )
            )
            for channel in self._in_order(CodeKind.CHANNEL, channels)
        ]
        sums = (sum(found.get(code, 0) for found in channels.values()) for code in outcomes)
        rows.append(Row((_("Total"), *map(self.data.number, sums)), total=True))
        return [Table(_("Contact attempts by channel and outcome"), columns, rows)]

    def freshness(self) -> list[Block]:
        """What is known of their occupation, and what will soon not be."""
        _ = self.data.translator.gettext
        fresh = self.report.details.freshness
        lines = [
            (_("Known"), fresh.known),
            (_("Known, but too old within 30 days"), fresh.going_stale),
            (_("Not known: last told too long ago"), fresh.stale),
            (_("Not known: told as unknown"), fresh.told_unknown),
            (_("Not known: never told"), fresh.never_known),
        ]
        whole = sum(number for _label, number in lines)
        columns = [
            Column(_("Occupation on the last day"), align=Align.LEFT),
            Column(_("People"), _NUMBER),
            Column(_("Share of all"), _NUMBER),
        ]
        rows = [Row((label, self.data.number(number), self._share(number, whole))) for label, number in lines]
        rows.append(Row((_("Total"), self.data.number(whole), self._share(whole, whole)), total=True))
        return [Table(_("How well the occupations are known"), columns, rows)]

    def areas(self) -> list[Block]:
        """People by area; the smallest together."""
        _ = self.data.translator.gettext
        lines = self.report.details.areas
        columns = [
            Column(_("Area"), align=Align.LEFT),
            Column(_("In the register"), _WIDE),
            Column(_("On the last day"), _WIDE),
            Column(_("Reached"), _NUMBER),
            Column(_("Not known"), _NUMBER),
        ]
        named = [(line.area or _("Address not known or protected"), line) for line in lines[:_MOST_AREAS]]
        rest = lines[_MOST_AREAS:]
        if rest:
            named.append((_("Other areas"), _together(rest)))
        rows = [Row((name, *self._area(line))) for name, line in named]
        rows.append(Row((_("Total"), *self._area(_together(lines))), total=True))
        return [Table(_("Young people by area"), columns, rows)] if lines else []

    def method(self) -> list[str]:
        """How what is new here is counted."""
        _ = self.data.translator.gettext
        return [
            _(
                "People count by the case worker of their registration; attempts, offers and measures by the "
                "one who noted them."
            ),
            _("An area is the beginning of the postal code and the town of the address as it is now."),
        ]

    def _by_worker(
        self, caption: str, shown: Sequence[tuple[str, Callable[[WorkerLine], int]]]
    ) -> list[Block]:
        _ = self.data.translator.gettext
        lines = self.report.details.workers
        if not lines:
            return []
        columns = [Column(_("Case worker"), _NAME, Align.LEFT)]
        columns += [Column(title) for title, _read in shown]
        rows = [
            Row((line.worker or _("Not assigned"), *(self.data.number(read(line)) for _title, read in shown)))
            for line in lines
        ]
        sums = (self.data.number(sum(map(read, lines))) for _title, read in shown)
        rows.append(Row((_("Total"), *sums), total=True))
        return [Table(caption, columns, rows)]

    def _title(self, figure: str, value: FigureValue) -> str:
        title = self.data.title(figure)
        if isinstance(value, Days):
            return self.data.translator.gettext("{figure}, median").format(figure=title)
        return title

    def _change(self, before: FigureValue | None, now: FigureValue) -> str:
        """With its sign; of shares in percentage points."""
        numbers = _plain(before), _plain(now)
        if numbers[0] is None or numbers[1] is None:
            return NO_VALUE
        change = numbers[1] - numbers[0]
        sign = "+" if change > 0 else "−" if change < 0 else "±"
        whole = float(change).is_integer() or isinstance(now, Share)
        text = sign + self.data.translator.number(abs(change), decimals=0 if whole else 1)
        _ = self.data.translator.gettext
        return _("{change} points").format(change=text) if isinstance(now, Share) else text

    def _in_order(self, kind: CodeKind, codes: Iterable[str]) -> list[str]:
        """Codes in the order of their list; those that it no longer holds last."""
        order = {value.id: position for position, value in enumerate(self.data.code_lists[kind].values)}
        return sorted(codes, key=lambda code: (order.get(code, len(order)), code))

    def _label(self, kind: CodeKind, code: str) -> str:
        return self.data.code_lists[kind].label(code, self.data.translator.language)

    def _share(self, part: int, whole: int) -> str:
        return self.data.translator.percent(part / whole if whole else None)

    def _area(self, line: AreaLine) -> tuple[str, ...]:
        return tuple(map(self.data.number, (line.in_period, line.at_end, line.reached, line.not_known)))


def _together(lines: Sequence[AreaLine]) -> AreaLine:
    return AreaLine(
        "",
        sum(line.in_period for line in lines),
        sum(line.at_end for line in lines),
        sum(line.reached for line in lines),
        sum(line.not_known for line in lines),
    )


def _plain(value: FigureValue | None) -> float | None:
    """A figure as a number; of shares the per cent."""
    match value:
        case Count():
            return value.total
        case Share():
            return None if value.share is None else round(value.share * 100)
        case Days():
            return value.median
        case _:
            return None
