"""The words of a report of figures: the summary made of its figures, key numbers, and method."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kaa_desktop.domain.figure_values import Column, Count, FigureSet, Split
from kaa_desktop.domain.suppression import LIMIT
from kaa_desktop.reports.blocks import KeyNumber
from kaa_desktop.reports.period_names import heading_name, sentence_name
from kaa_desktop.reports.report_data import HIDDEN, ReportData

_MOST = 6


@dataclass(frozen=True, slots=True)
class ReportTexts:
    """Writes the texts."""

    data: ReportData

    def origin(self) -> str:
        """When it was made, of what the register knew when, and for whom."""
        _, translator, report = self.data.translator.gettext, self.data.translator, self.data.report
        parts = [_("Made on {day}").format(day=translator.long_date(report.made_on))]
        if report.known_on:
            text = _("The register as it stood at the end of {day}")
            parts.append(text.format(day=translator.long_date(report.known_on)))
        if report.published:
            parts.append(_("Version for publication"))
        return " · ".join(parts)

    def summary(self) -> str:
        """A few plain sentences; what is not known is not said."""
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if not self.data.has("in_period"):
            return
        yield self._covered()
        count = self.data.figures.count
        if not count("in_period").total:
            return
        if self.data.shows("reached"):
            yield self._of_all(
                self.data.translator.gettext("The municipality reached {number} of them ({share})."),
                "reached",
            )
        yield from self._how_soon()
        if self.data.shows("in_measure"):
            yield self._of_all(
                self.data.translator.gettext("Of all, {number} ({share}) took part in a measure."),
                "in_measure",
            )
        yield from self._came_and_left()
        if self.data.shows("open_at_end", "not_known_share") and count("open_at_end").total:
            yield self._last_day()
        if self.data.shows("expected", "expected_share"):
            yield self._expected()

    def _covered(self) -> str:
        translator = self.data.translator
        split = self.data.figures.count("in_period").split
        period = sentence_name(self.data.figures.period, translator)
        if split.hidden:
            return self._covered_without_sexes(split, period)
        if not split.total:
            text = translator.gettext("In {period}, no young people were in the register.")
            return text.format(period=period)
        text = translator.ngettext(
            "In {period}, the municipality's activity responsibility covered {number} young person "
            "(women: {women}, men: {men}).",
            "In {period}, the municipality's activity responsibility covered {number} young people "
            "(women: {women}, men: {men}).",
            split.total,
        )
        number = self.data.number
        return text.format(
            period=period, number=number(split.total), women=number(split.women), men=number(split.men)
        )

    def _covered_without_sexes(self, split: Split, period: str) -> str:
        """What a published report may say where women and men are few."""
        translator = self.data.translator
        if Column.TOTAL in split.hidden:
            text = translator.gettext(
                "In {period}, the municipality's activity responsibility covered few young people."
            )
            return text.format(period=period)
        text = translator.gettext(
            "In {period}, the municipality's activity responsibility covered {number} young people."
        )
        return text.format(period=period, number=self.data.cell(split))

    def _came_and_left(self) -> Iterator[str]:
        if self.data.shows("registered", "deregistered"):
            count = self.data.figures.count
            text = self.data.translator.gettext(
                "During it {registered} were registered and {deregistered} deregistered."
            )
            yield text.format(
                registered=self.data.cell(count("registered").split),
                deregistered=self.data.cell(count("deregistered").split),
            )

    def _how_soon(self) -> Iterator[str]:
        """Days to the first attempt and the first contact."""
        days = self.data.figures.days
        attempt, reached = days("days_to_first_attempt").median, days("days_to_first_reached").median
        if attempt is None or reached is None:
            return
        text = self.data.translator.gettext(
            "Counted in days, the median time from registration to the first attempt was {attempt}, "
            "and to the first contact {reached}."
        )
        yield text.format(attempt=self.data.days(attempt), reached=self.data.days(reached))

    def _expected(self) -> str:
        share = self.data.figures.share("expected_share")
        text = self.data.translator.gettext(
            "By the last reconciliation {expected} young people belong to the target group; {registered} of "
            "them ({share}) were in the register."
        )
        return text.format(
            expected=self.data.number(share.whole),
            registered=self.data.number(share.part),
            share=self.data.translator.percent(share.share),
        )

    def _of_all(self, text: str, figure: str) -> str:
        part, whole = self.data.figures.count(figure).split, self.data.figures.count("in_period").split
        return text.format(number=self.data.cell(part), share=self.data.percent(part, whole))

    def _last_day(self) -> str:
        translator = self.data.translator
        total = self.data.figures.count("open_at_end").total
        unknown = self.data.figures.share("not_known_share")
        text = translator.ngettext(
            "On the last day there was {number} young person in the register; "
            "what they do is not known for {unknown} ({share}).",
            "On the last day there were {number} young people in the register; "
            "what they do is not known for {unknown} ({share}).",
            total,
        )
        number = self.data.number
        share = translator.percent(unknown.share)
        return text.format(number=number(total), unknown=number(unknown.part), share=share)

    def key_numbers(self) -> list[KeyNumber]:
        """Four to six headline figures, each with the period before."""
        _ = self.data.translator.gettext
        shown = [
            ("in_period", self.data.title("in_period"), False),
            ("open_at_end", self.data.title("open_at_end"), False),
            ("reached", _("Share reached"), True),
            ("in_measure", self.data.title("in_measure"), False),
            ("expected_share", _("Expected in the register"), False),
            ("followed_up_share", self.data.title("followed_up_share"), False),
            ("not_known_share", self.data.title("not_known_share"), False),
        ]
        there = [number for number in shown if self.data.has(number[0])]
        if len(there) > _MOST:
            there = [number for number in there if number[0] != "followed_up_share"]
        return [
            KeyNumber(
                label, self._key(self.data.figures, figure, share=share), self._before(figure, share=share)
            )
            for figure, label, share in there
        ]

    def _key(self, figures: FigureSet, figure: str, *, share: bool) -> str:
        value = figures.values.get(figure)
        if share and isinstance(value, Count):
            return self.data.percent(value.split, figures.count("in_period").split)
        return self.data.value(value)

    def _before(self, figure: str, *, share: bool) -> tuple[str, ...]:
        if not self.data.report.earlier or figure not in self.data.report.earlier[-1].values:
            return ()
        before = self.data.report.earlier[-1]
        name = heading_name(before.period, self.data.translator)
        return f"{name}:", self._key(before, figure, share=share)

    def not_ended(self) -> str:
        """The remark on a period that has not ended, else nothing."""
        if self.data.ended:
            return ""
        text = self.data.translator.gettext(
            "The period has not ended. The figures count the days up to {day}, which stands for the last day."
        )
        return text.format(day=self.data.translator.long_date(self.data.figures.counted.last))

    def method(self) -> list[str]:
        """How the figures were made, point by point."""
        _ = self.data.translator.gettext
        points = [
            _("The figures count people, unless the table says attempts or measures."),
            _(
                "A person is in the register from the day of registration up to, but not including, "
                "the day of deregistration. The responsibility has ended on the 20th birthday."
            ),
            _(
                "Sex is taken from the identity number. "
                "Age is whole years on the last covered day in the period."
            ),
            _(
                "Someone who was registered or deregistered twice in the period "
                "may be counted under two reasons."
            ),
            _("A person registered in error is counted only among the deregistered."),
            *self._hiding(),
        ]
        if self.data.has("occupation_at_end") or self.data.has("not_known_share"):
            points.append(self._freshness())
        if self.data.has("days_to_first_attempt") or self.data.has("days_to_first_reached"):
            points.append(_("The 90th percentile is the number of days that was enough for nine out of ten."))
        if self._sex_missing():
            points.append(_("The totals include people whose sex does not follow from an identity number."))
        return [*points, self.not_ended()] if self.not_ended() else points

    def _hiding(self) -> list[str]:
        _ = self.data.translator.gettext
        if not self.data.report.published:
            return []
        return [
            _(
                "This is the version for publication. Two dots ({dots}) stand for a number below {limit}, or "
                "for one from which such a number could be worked out. Rows without anybody are left out."
            ).format(dots=HIDDEN, limit=self.data.number(LIMIT))
        ]

    def _freshness(self) -> str:
        days = self.data.report.freshness_days
        text = self.data.translator.ngettext(
            "An occupation last verified more than {days} day before the last day counts as not known.",
            "An occupation last verified more than {days} days before the last day counts as not known.",
            days,
        )
        return text.format(days=self.data.number(days))

    def _sex_missing(self) -> bool:
        counts = (value for value in self.data.figures.values.values() if isinstance(value, Count))
        splits = (count.split for count in counts)
        return any(not one.hidden and one.women + one.men < one.total for one in splits)
