"""Words of the lead's overview."""

from __future__ import annotations

import datetime as dt

from kaa_desktop.domain.figures import BY_ID
from kaa_desktop.domain.lead import LEAD_DEFINITIONS, FlowFigure, LeadFigure, LeadPart
from kaa_desktop.i18n.translator import Translator


def figure_title(figure: LeadFigure | FlowFigure, translator: Translator) -> str:
    """What a figure is called."""
    title = BY_ID[figure.value].title if isinstance(figure, FlowFigure) else LEAD_DEFINITIONS[figure].title
    return translator.gettext(title)


def figure_rule(figure: LeadFigure | FlowFigure, translator: Translator) -> str:
    """What a figure counts."""
    rule = BY_ID[figure.value].rule if isinstance(figure, FlowFigure) else LEAD_DEFINITIONS[figure].rule
    return translator.gettext(rule)


def worker_name(name: str, translator: Translator) -> str:
    """The case worker, or that there is none."""
    return name or translator.gettext("Unassigned")


def part_title(part: LeadPart, worker: str, translator: Translator) -> str:
    """One number of the overview in words."""
    title = figure_title(part.figure, translator)
    if part.month:
        return f"{title}, {month_name(part.month.first, translator)}"
    return title if part.worker_id is None else f"{title}: {worker_name(worker, translator)}"


def month_name(day: dt.date, translator: Translator) -> str:
    """The month with its year, e.g. October 2026."""
    from babel.dates import format_date

    return str(format_date(day, "LLLL y", locale=translator.locale))


def short_month(day: dt.date, translator: Translator) -> str:
    """The month below a bar; January has its year."""
    from babel.dates import format_date

    pattern = "LLL y" if day.month == 1 else "LLL"
    return str(format_date(day, pattern, locale=translator.locale)).replace(".", "")
