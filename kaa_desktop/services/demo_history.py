"""A believable demo register with years of history, the same for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from kaa_desktop.domain.episodes import TURNED_20
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import Sex
from kaa_desktop.domain.register_history import (
    ContactRecord,
    EpisodeRecord,
    MeasureRecord,
    PersonRecord,
    RegisterHistory,
)
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.demo_calendar import RegistrationCalendar
from kaa_desktop.services.demo_contacts import ContactPlan
from kaa_desktop.services.demo_dice import pick
from kaa_desktop.services.demo_lives import Span, draw_reason, draw_spans
from kaa_desktop.services.demo_measures import draw_measures
from kaa_desktop.services.demo_names import DemoNames
from kaa_desktop.services.demo_numbers import DemoIdentity, NumberSupply
from kaa_desktop.services.demo_people import PeopleMaker, draw_protection

MOST_PEOPLE = 200_000
_WOMEN = 0.45
_OPEN_PER_WORKER = 80
_WORKERS = (3, 40)
_UNASSIGNED = 0.05
_SCHOOL_ACTIVITY_NOTED = 0.6
_BIRTHDAY_SET = 0.6


@dataclass(frozen=True, slots=True)
class _Life:
    identity: DemoIdentity
    spans: list[Span]
    protection: Protection


def make_demo_history(
    *,
    people: int,
    seed: int,
    today: date,
    test_numbers: Sequence[str],
    names: DemoNames,
    home_municipality: str,
) -> RegisterHistory:
    """Make up a register.

    Args:
        people: how many; official test numbers are used first, then a made-up series.
        seed: the same seed gives the same register.
        today: the last day of the history.
        test_numbers: twelve-digit official test numbers.
        names: material for names, addresses and notes.
        home_municipality: four-digit code for everybody.

    Raises:
        InvalidInputError: `demo.people` when there are not numbers enough.
    """
    if not 0 <= people <= MOST_PEOPLE:
        raise InvalidInputError("demo.people", limit=MOST_PEOPLE)
    rng = Random(seed)  # noqa: S311 - a demo register must be repeatable, not secret
    calendar = RegistrationCalendar(today)
    lives = _draw_lives(rng, people, NumberSupply(rng, test_numbers, calendar), calendar)
    maker = PeopleMaker(rng, names)
    workers = maker.workers(_worker_count(lives))
    plan = ContactPlan(rng, workers, names.notes, calendar.today)
    records = [_person(rng, life, maker, home_municipality) for life in lives]
    episodes, contacts, measures = _draw_work(rng, lives, workers, plan, calendar.today)
    return RegisterHistory(people=records, episodes=episodes, contacts=contacts, measures=measures)


def _draw_work(
    rng: Random, lives: Sequence[_Life], workers: Sequence[str], plan: ContactPlan, today: int
) -> tuple[list[EpisodeRecord], list[ContactRecord], list[MeasureRecord]]:
    episodes: list[EpisodeRecord] = []
    contacts: list[ContactRecord] = []
    measures: list[MeasureRecord] = []
    for life in lives:
        number, born = life.identity.number.value, life.identity.born
        visits = life.protection is Protection.NONE
        for span in life.spans:
            worker = "" if rng.random() < _UNASSIGNED else pick(rng, workers)
            episodes.append(_episode(rng, number, born, span, worker))
            made, reached = plan.draw(number=number, born=born, span=span, worker=worker, visits=visits)
            contacts += made
            measures += draw_measures(
                rng, number=number, span=span, worker=worker, reached=reached, today=today
            )
    return episodes, contacts, measures


def _draw_lives(
    rng: Random, people: int, supply: NumberSupply, calendar: RegistrationCalendar
) -> list[_Life]:
    protected = draw_protection(rng, people)
    lives = []
    for position in range(people):
        identity = supply.take(Sex.WOMAN if rng.random() < _WOMEN else Sex.MAN)
        spans = draw_spans(rng, identity.born, calendar)
        lives.append(_Life(identity, spans, protected.get(position, Protection.NONE)))
    return lives


def _worker_count(lives: Sequence[_Life]) -> int:
    still_open = sum(span.end is None for life in lives for span in life.spans)
    fewest, most = _WORKERS
    return min(max(round(still_open / _OPEN_PER_WORKER), fewest), most)


def _person(rng: Random, life: _Life, maker: PeopleMaker, home_municipality: str) -> PersonRecord:
    number = life.identity.number
    birth_date = None
    if number.birth_date is None:
        turned_20 = life.spans[-1].end_reason == TURNED_20
        if turned_20 or rng.random() < _BIRTHDAY_SET:
            birth_date = date.fromordinal(life.identity.born)
    return PersonRecord(
        details=maker.details(number, life.protection),
        protection=life.protection,
        birth_date=birth_date,
        home_municipality=home_municipality,
    )


def _episode(rng: Random, number: str, born: int, span: Span, worker: str) -> EpisodeRecord:
    noted = rng.random() < _SCHOOL_ACTIVITY_NOTED
    return EpisodeRecord(
        number=number,
        registered_on=date.fromordinal(span.first),
        registration_reason=span.reason,
        last_school_activity=(span.reason or draw_reason(rng, span.first - born)) if noted else "",
        case_worker=worker,
        deregistered_on=date.fromordinal(span.end) if span.end is not None else None,
        deregistration_reason=span.end_reason,
    )
