"""Measures (åtgärder): offered, answered, begun and ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.errors import InvalidInputError

ACCEPTED = "accepted"
DECLINED = "declined"
NO_RESPONSE_YET = "no_response_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One individual measure (skollagen 29 kap. 9 §).

    It is in force from `started_on` to `ended_on`, both included.
    """

    id: str
    person_id: str
    kind: str
    offered_on: date | None = None
    response: str = NO_RESPONSE_YET
    started_on: date | None = None
    ended_on: date | None = None
    end_reason: str = ""
    occupation_after: str = ""
    case_worker_id: str | None = None

    @property
    def running(self) -> bool:
        """Begun and not ended."""
        return self.started_on is not None and self.ended_on is None


def check_measure(measure: Measure, *, today: date) -> None:
    """Refuse dates in the wrong order, dates to come, and an end without its reason.

    Raises:
        InvalidInputError: `measure.future`, `measure.begin_before_offer`, `measure.not_begun`,
            `measure.end_before_start`, `measure.reason_missing` or `measure.declined`.
    """
    for day in (measure.offered_on, measure.started_on, measure.ended_on):
        if day and day > today:
            raise InvalidInputError("measure.future", day=day)
    if measure.started_on and measure.response == DECLINED:
        raise InvalidInputError("measure.declined")
    if measure.started_on and measure.offered_on and measure.started_on < measure.offered_on:
        raise InvalidInputError("measure.begin_before_offer", day=measure.offered_on)
    if measure.ended_on:
        if measure.started_on is None:
            raise InvalidInputError("measure.not_begun")
        if measure.ended_on < measure.started_on:
            raise InvalidInputError("measure.end_before_start", day=measure.started_on)
        if not measure.end_reason:
            raise InvalidInputError("measure.reason_missing")
