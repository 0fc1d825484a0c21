"""What a report can be made for: the statutory half-years."""

from __future__ import annotations

from datetime import date

from kaa_desktop.domain.periods import Period, half_year_of
from kaa_desktop.i18n import Translator

OFFERED = 4
EARLIER = 12
_JULY = 7


def half_years(today: date, count: int) -> tuple[Period, ...]:
    """The newest half-years, the running one first."""
    period = half_year_of(today)
    found = [period]
    while len(found) < count:
        found.append(found[-1].previous())
    return tuple(found)


def half_year_label(period: Period, today: date, translator: Translator) -> str:
    """A half-year in words."""
    _ = translator.gettext
    spring = period.first.month < _JULY
    text = _("First half of {year}") if spring else _("Second half of {year}")
    label = text.format(year=period.first.year)
    return _("{period} (running)").format(period=label) if today <= period.last else label
