"""What the residents of a population file come to, as far as the files in force tell, in counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from kaa_desktop.domain.alike import Alike
from kaa_desktop.domain.personal_number import turns_20_on
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.target_group import Condition, default_end_of_compulsory_schooling


class Placement(StrEnum):
    """What a population row came to."""

    CANDIDATE = "candidate"
    DECIDE_MUNICIPALITY = "decide_municipality"
    DECIDE_BIRTHDAY = "decide_birthday"
    DECIDE_CONTRADICTION = "decide_contradiction"
    TURNED_20 = "turned_20"
    COMPULSORY_SCHOOLING = "compulsory_schooling"
    OTHER_MUNICIPALITY = "other_municipality"
    ENROLLED = "enrolled"
    HAS_RESULT = "has_result"


POSSIBLE = (Placement.CANDIDATE, Placement.DECIDE_MUNICIPALITY, Placement.DECIDE_BIRTHDAY)
"""Those who may belong to the target group."""


@dataclass(frozen=True, slots=True)
class PopulationOutcome:
    """What came of a population file; every row is in exactly one of the numbers.

    Attributes:
        rows: rows with a person, read or not.
        new: people who may belong to the target group and are not in the register, by placement.
        known: the same, where this very file has been taken in already.
        registered: already in the register.
        outside: rows outside the target group, by placement.
        unreadable: rows in the list of exceptions.
    """

    rows: int
    new: Mapping[Placement, int]
    known: int
    registered: int
    outside: Mapping[Placement, int]
    unreadable: int

    @property
    def to_decide(self) -> int:
        """How many of the new somebody has to decide by hand."""
        return self.new.get(Placement.DECIDE_MUNICIPALITY, 0) + self.new.get(Placement.DECIDE_BIRTHDAY, 0)


def place(alike: Alike, day: date, settings: RegisterSettings, *, year: int = 0) -> Placement:
    """What can be said of a resident from what the files tell (skollagen 29 kap. 6 and 9 §§).

    The first condition that does not hold gives the reason. A person with protected registration may carry
    another municipality's code and still stay here; that is decided by hand, never silently.

    Args:
        alike: what the files say.
        day: the day that is judged.
        settings: home municipality and the end of compulsory schooling.
        year: of birth, of those without a birthday: it decides as long as no day of it could matter.
    """
    if alike.birth_date is None and year:
        if day >= turns_20_on(date(year, 12, 31)):
            return Placement.TURNED_20
        if day <= default_end_of_compulsory_schooling(
            date(year, 1, 1), month=settings.schooling_ends_month, day=settings.schooling_ends_day
        ):
            return Placement.COMPULSORY_SCHOOLING
    judged = alike.judge(day, settings)
    if judged.decide:
        return Placement(judged.decide.value)
    failed = judged.verdict.failed
    return next((place for condition, place in _OUTSIDE.items() if condition in failed), Placement.CANDIDATE)


_OUTSIDE = MappingProxyType(
    {
        Condition.UNDER_20: Placement.TURNED_20,
        Condition.COMPULSORY_SCHOOLING_ENDED: Placement.COMPULSORY_SCHOOLING,
        Condition.HOME_MUNICIPALITY: Placement.OTHER_MUNICIPALITY,
        Condition.NOT_ENROLLED: Placement.ENROLLED,
        Condition.NO_DIPLOMA: Placement.HAS_RESULT,
        Condition.NO_ADAPTED_CERTIFICATE: Placement.HAS_RESULT,
        Condition.NO_EQUIVALENT_EDUCATION: Placement.HAS_RESULT,
    }
)
