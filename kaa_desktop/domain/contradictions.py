"""Sources that contradict each other: by one somebody is still in school, by another has left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kaa_desktop.domain.residents import DecideReason
from kaa_desktop.domain.schooling import same_school
from kaa_desktop.domain.source_facts import Leaving, Pupil, Sources
from kaa_desktop.domain.target_group import Condition, Verdict

_CHANGE_OF_SCHOOL = timedelta(days=31)
"""For so long after the new school has begun, the school before may still list its pupil."""


def contradiction(key: str, verdict: Verdict, sources: Sources, as_of: date) -> DecideReason | None:
    """Nothing but an enrolment keeps the person out, and another source says that it has ended."""
    if verdict.failed != (Condition.NOT_ENROLLED,):
        return None
    left = contradicted(sources.pupils[key], sources.leavings.get(key, ()), as_of)
    return DecideReason.CONTRADICTION if left else None


def contradicted(pupils: Sequence[Pupil], leavings: Sequence[Leaving], as_of: date) -> bool:
    """Whether of each enrolment that goes on it is said, too, that the person has left.

    Nobody has set the end of such an enrolment; one whose last day is set for later is believed.
    """
    holding = [p for p in pupils if p.enrolment.first <= as_of <= p.enrolment.last]
    ended = [p for p in pupils if p.enrolment.last < as_of]
    return all(
        held.enrolment.last == date.max
        and (
            any(_ended_since(held, other) for other in ended)
            or any(_left_since(held, leaving) for leaving in leavings)
        )
        for held in holding
    )


def _ended_since(held: Pupil, other: Pupil) -> bool:
    """Whether the other row tells of a leaving after the held one had begun, and of no change of school."""
    begun = held.enrolment.first
    if other.enrolment.first == begun and not _elsewhere(held.school, other.school):
        return True
    return other.enrolment.first > begun or other.enrolment.last > begun + _CHANGE_OF_SCHOOL


def _left_since(held: Pupil, leaving: Leaving) -> bool:
    begun = held.enrolment.first
    if _elsewhere(held.school, leaving.school):
        return leaving.dated > begun + _CHANGE_OF_SCHOOL
    return leaving.dated >= begun


def _elsewhere(school: str, other: str) -> bool:
    return bool(school and other) and not same_school(school, other)
