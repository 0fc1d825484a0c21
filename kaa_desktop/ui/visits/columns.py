"""The columns of rounds, of the visits on one, and of the people to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.home_visits import Visit, VisitCandidate, VisitRound
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.visit_labels import age_text, company_text, round_name
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.table_model import Column
from kaa_desktop.ui.common.tokens import Tone


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round, and whether those who went are missed."""

    round: VisitRound
    missing: bool


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit with its place in the order."""

    number: int
    visit: Visit


def round_columns(context: UiContext) -> tuple[Column[RoundLine], ...]:
    """Day, area, who goes, how far it has come, and whether they are back."""
    _, translator = context.translator.gettext, context.translator
    return (
        Column[RoundLine](
            id="day",
            title=_("Day"),
            text=lambda line: translator.date(line.round.plan.planned_on),
            day=lambda line: line.round.plan.planned_on,
            width=120,
        ),
        Column[RoundLine](
            id="area",
            title=_("Area"),
            text=lambda line: round_name(line.round, translator),
            width=200,
            stretch=True,
        ),
        Column[RoundLine](
            id="company",
            title=_("Who goes"),
            text=lambda line: company_text(line.round, translator),
            width=250,
        ),
        Column[RoundLine](
            id="visits",
            title=_("Visits"),
            text=lambda line: progress_text(line.round, translator),
            width=140,
        ),
        Column[RoundLine](
            id="back",
            title=_("Back"),
            text=lambda line: back_text(line, translator),
            tone=_back_tone,
            width=190,
        ),
    )


def visit_columns(context: UiContext) -> tuple[Column[VisitLine], ...]:
    """Place in the order, name, age, address, and what came of it."""
    _, translator = context.translator.gettext, context.translator
    outcomes = context.workspace.code_lists[CodeKind.OUTCOME]
    return (
        Column[VisitLine](
            id="number",
            title=_("No."),
            text=lambda line: str(line.number),
            number=lambda line: line.number,
            width=56,
            align_right=True,
        ),
        Column[VisitLine](id="name", title=_("Name"), text=lambda line: line.visit.name, width=220),
        Column[VisitLine](
            id="age",
            title=_("Age"),
            text=lambda line: age_text(line.visit.age, translator),
            number=lambda line: line.visit.age,
            width=90,
        ),
        Column[VisitLine](
            id="address",
            title=_("Address"),
            text=lambda line: line.visit.address.text or _("No address"),
            width=240,
            stretch=True,
        ),
        Column[VisitLine](
            id="outcome",
            title=_("Logged"),
            text=lambda line: (
                outcomes.label(line.visit.outcome, translator.language)
                if line.visit.outcome
                else _("Not yet")
            ),
            tone=lambda line: Tone.SUCCESS if line.visit.outcome else Tone.NEUTRAL,
            width=190,
        ),
    )


def candidate_columns(context: UiContext) -> tuple[Column[VisitCandidate], ...]:
    """Address first: rounds are put together by area."""
    _, translator = context.translator.gettext, context.translator
    return (
        Column[VisitCandidate](
            id="address",
            title=_("Address"),
            text=lambda person: person.address.text,
            width=270,
            stretch=True,
        ),
        Column[VisitCandidate](id="name", title=_("Name"), text=lambda person: person.name, width=190),
        Column[VisitCandidate](
            id="age",
            title=_("Age"),
            text=lambda person: age_text(person.age, translator),
            number=lambda person: person.age,
            width=76,
        ),
        Column[VisitCandidate](
            id="worker", title=_("Case worker"), text=lambda person: person.case_worker, width=150
        ),
        Column[VisitCandidate](
            id="visited",
            title=_("Last visit"),
            text=lambda person: translator.date(person.visited_on) if person.visited_on else _("Never"),
            day=lambda person: person.visited_on,
            width=110,
        ),
    )


def progress_text(found: VisitRound, translator: Translator) -> str:
    """How many visits there are, and how many are logged."""
    if not found.logged:
        return translator.ngettext("{n} visit", "{n} visits", found.visits).format(
            n=translator.number(found.visits)
        )
    return translator.gettext("{logged} of {n} logged").format(
        logged=translator.number(found.logged), n=translator.number(found.visits)
    )


def back_text(line: RoundLine, translator: Translator) -> str:
    """Whether they are back, or when they are expected."""
    _, plan = translator.gettext, line.round.plan
    if line.round.back_at:
        return _("Back {time}").format(time=line.round.back_at.astimezone().strftime("%H:%M"))
    if not plan.expected_back:
        return ""
    time = plan.expected_back.strftime("%H:%M")
    return (_("Missed since {time}") if line.missing else _("Expected {time}")).format(time=time)


def _back_tone(line: RoundLine) -> Tone | None:
    if line.round.back_at:
        return Tone.SUCCESS
    if not line.round.plan.expected_back:
        return None
    return Tone.DANGER if line.missing else Tone.NEUTRAL
