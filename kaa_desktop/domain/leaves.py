"""Leave of case workers, and who stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.errors import InvalidInputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Somebody is away from the first to the last day, both included."""

    id: str
    case_worker_id: str
    substitute_id: str
    first_day: date
    last_day: date


def check_leave(leave: Leave) -> None:
    """Refuse a leave that ends before it begins, or in which somebody stands in for themselves.

    Raises:
        InvalidInputError: `leave.order` or `leave.same`.
    """
    if leave.last_day < leave.first_day:
        raise InvalidInputError("leave.order")
    if leave.case_worker_id == leave.substitute_id:
        raise InvalidInputError("leave.same")
