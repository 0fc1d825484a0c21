"""Measures of the demo register: offered when somebody was reached, answered, begun and ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from kaa_desktop.domain.measures import ACCEPTED, DECLINED, NO_RESPONSE_YET
from kaa_desktop.domain.register_history import MeasureRecord
from kaa_desktop.services.demo_dice import Weighted, between, pick
from kaa_desktop.services.demo_lives import Span

_OFFERED = 0.39
_ANOTHER = 0.35
_FORGOTTEN_OFFER = 90
_ENDS_EPISODE = {"began_national_programme": "began_studies", "began_introductory": "began_studies"}

_KINDS = Weighted(
    {
        "other_measure": 22,
        "guidance": 21,
        "regular_talks": 20,
        "single_talks": 13,
        "work_placement": 12,
        "studies": 12,
    }
)
_RESPONSES = Weighted({ACCEPTED: 76, DECLINED: 14, NO_RESPONSE_YET: 10})
_END_REASONS = Weighted(
    {
        "completed": 48,
        "ended_by_young_person": 23,
        "ended_by_municipality": 5,
        "began_studies": 13,
        "began_work": 11,
    }
)
_ANY_OCCUPATION = Weighted(
    {
        "no_occupation": 24,
        "job_seeking": 22,
        "work": 18,
        "adult_education": 10,
        "other_occupation": 8,
        "unknown": 18,
    }
)
_OCCUPATION_AFTER = {
    "began_studies": Weighted({"adult_education": 60, "folk_high_school": 25, "other_occupation": 15}),
    "began_work": Weighted({"work": 1}),
    "began_national_programme": Weighted({"national_programme": 1}),
    "began_introductory": Weighted({"introductory_programme": 1}),
}


def draw_measures(
    rng: Random, *, number: str, span: Span, worker: str, reached: Sequence[int], today: int
) -> list[MeasureRecord]:
    """The measures of an episode; none where nobody has reached the person."""
    records: list[MeasureRecord] = []
    if not reached or rng.random() > _OFFERED:
        return records
    offered = pick(rng, reached)
    while True:
        record = _measure(rng, number=number, span=span, worker=worker, offered=offered, today=today)
        records.append(record)
        if record.ended_on is None or rng.random() > _ANOTHER:
            return records
        ended = record.ended_on.toordinal()
        later = [day for day in reached if day > ended]
        if not later:
            return records
        offered = later[0]


def _measure(rng: Random, *, number: str, span: Span, worker: str, offered: int, today: int) -> MeasureRecord:
    kind, response = _KINDS.draw(rng), _RESPONSES.draw(rng)
    if response == NO_RESPONSE_YET and today - offered > _FORGOTTEN_OFFER:
        response = DECLINED
    begins = offered + between(rng, 0, 28)
    started = begins if response == ACCEPTED and begins <= span.last_day(today) else None
    ended, reason, after = _end(rng, kind, started, span, today)
    return MeasureRecord(
        number=number,
        kind=kind,
        offered_on=date.fromordinal(offered),
        response=response,
        started_on=date.fromordinal(started) if started else None,
        ended_on=date.fromordinal(ended) if ended else None,
        end_reason=reason,
        occupation_after=after,
        case_worker=worker,
    )


def _end(rng: Random, kind: str, started: int | None, span: Span, today: int) -> tuple[int | None, str, str]:
    if started is None:
        return None, "", ""
    ended = started + (between(rng, 0, 14) if kind == "single_talks" else between(rng, 30, 330))
    if span.end is not None and ended >= span.end:
        reason = _ENDS_EPISODE.get(span.end_reason, "responsibility_ended")
        return span.end, reason, _OCCUPATION_AFTER.get(span.end_reason, _ANY_OCCUPATION).draw(rng)
    if ended > today:
        return None, "", ""
    reason = _END_REASONS.draw(rng)
    return ended, reason, _OCCUPATION_AFTER.get(reason, _ANY_OCCUPATION).draw(rng)
