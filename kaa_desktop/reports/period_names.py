"""What a period is called in running text, in headings and in days."""

from __future__ import annotations

from kaa_desktop.domain.periods import Period
from kaa_desktop.i18n import Translator


def heading_name(period: Period, translator: Translator) -> str:
    """The name as a heading or the head of a column, e.g. "First half of 2026"."""
    _ = translator.gettext
    match _half(period):
        case 1:
            return _("First half of {year}").format(year=period.first.year)
        case 2:
            return _("Second half of {year}").format(year=period.first.year)
        case _other:
            quarter = _quarter(period)
            text = _("Quarter {number} of {year}")
            return (
                text.format(number=quarter, year=period.first.year) if quarter else days(period, translator)
            )


def sentence_name(period: Period, translator: Translator) -> str:
    """The name within a sentence, e.g. "the first half of 2026"."""
    _ = translator.gettext
    match _half(period):
        case 1:
            return _("the first half of {year}").format(year=period.first.year)
        case 2:
            return _("the second half of {year}").format(year=period.first.year)
        case _other:
            if quarter := _quarter(period):
                text = _("quarter {number} of {year}")
                return text.format(number=quarter, year=period.first.year)
            return _("the period {days}").format(days=days(period, translator))


def days(period: Period, translator: Translator) -> str:
    """First and last day in words."""
    return f"{translator.long_date(period.first)} – {translator.long_date(period.last)}"


def _quarter(period: Period) -> int:
    """Which quarter it is; 0 for none."""
    quarters = (1, 2, 3, 4)
    return next((one for one in quarters if period.code == f"{period.first.year}Q{one}"), 0)


def _half(period: Period) -> int | None:
    if period.code == f"{period.first.year}H1":
        return 1
    return 2 if period.code == f"{period.first.year}H2" else None
