"""Words of home visits, for screen and paper."""

from __future__ import annotations

from types import MappingProxyType

from kaa_desktop.domain.home_visits import VisitResult, VisitRound
from kaa_desktop.domain.marking import N_
from kaa_desktop.i18n.translator import Translator

_RESULTS = MappingProxyType(
    {
        VisitResult.HOME: N_("Was home"),
        VisitResult.DECLINED: N_("Did not want contact"),
        VisitResult.NOT_HOME: N_("Not home"),
        VisitResult.MESSAGE_LEFT: N_("Left a message"),
        VisitResult.MOVED: N_("Lives elsewhere"),
    }
)


def result_label(result: VisitResult, translator: Translator) -> str:
    """What came of a visit."""
    return translator.gettext(_RESULTS[result])


def age_text(age: int | None, translator: Translator) -> str:
    """How old somebody is; empty where nobody knows."""
    if age is None:
        return ""
    return translator.ngettext("{n} year", "{n} years", age).format(n=age)


def company_text(found: VisitRound, translator: Translator) -> str:
    """Who goes with whom."""
    if not found.workers:
        return translator.gettext("Nobody chosen yet")
    if len(found.workers) == 1:
        return translator.gettext("{name}, alone").format(name=found.workers[0])
    first, second = found.workers
    return translator.gettext("{name} with {companion}").format(name=first, companion=second)


def round_name(found: VisitRound, translator: Translator) -> str:
    """The area of a round, or its day."""
    day = translator.date(found.plan.planned_on)
    return found.plan.area or translator.gettext("Round on {day}").format(day=day)
