"""Ways to read days that a file writes so that nothing tells which is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaa_desktop.domain.import_mappings import DateOrder
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.i18n import Translator

_YEAR = 4


def day_orders(problems: Sequence[RowProblem], translator: Translator) -> Iterator[tuple[DateOrder, str]]:
    """The orders that fit, in words, for buttons; none where no day is in doubt."""
    _ = translator.gettext
    days = [problem.text.split()[0] for problem in problems if problem.code == "cell.date_ambiguous"]
    if not days:
        return
    if any(day[-_YEAR:].isdecimal() and not day.isdecimal() for day in days):
        yield DateOrder.DAY_FIRST, _("3/4 is 3 April")
        yield DateOrder.MONTH_FIRST, _("3/4 is 4 March")
    else:
        yield DateOrder.YEAR_FIRST, _("26-04-03 is 3 April 2026")
        yield DateOrder.DAY_FIRST, _("03-04-26 is 3 April 2026")
