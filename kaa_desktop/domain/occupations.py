"""What a young person does, and when we last knew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

UNKNOWN = "unknown"
DEFAULT_FRESHNESS_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """An occupation and the day it was verified by a contact, a school notice or a register check."""

    id: str
    person_id: str
    kind: str
    verified_on: date
    source: str
    from_date: date | None = None
    contact_attempt_id: str | None = None


def known_on(occupation: Occupation | None, day: date, *, freshness_days: int) -> bool:
    """Whether the occupation counts as known on the day; exactly as old as the limit still counts."""
    if occupation is None or occupation.kind == UNKNOWN:
        return False
    return day - occupation.verified_on <= timedelta(days=freshness_days)
