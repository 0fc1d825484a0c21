"""A statutory delivery that was made: who, when, and what identifies the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kaa_desktop.domain.delivery_profiles import DeliveryProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One file for one half-year; each new one replaces the former at the authority.

    Attributes:
        people: records in the file are one for each episode; these are people.
        forced_because: why it was made in spite of errors, else empty.
        suffix: `.csv` or `.xlsx`.
        file_hash: SHA-256 of the file as it left.
    """

    id: str = ""
    period: str
    made_at: datetime
    made_by: str
    profile: DeliveryProfile
    people: int
    errors: int
    warnings: int
    forced_because: str = ""
    suffix: str = ".csv"
    file_hash: str
