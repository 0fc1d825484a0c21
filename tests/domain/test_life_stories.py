"""Random lives: reconciled month by month they give what the six conditions say day by day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kaa_desktop.domain.episodes import Episode
from kaa_desktop.domain.reconciliation import Group, reconcile
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.source_facts import Pupil, Registered, Resident, Sources
from kaa_desktop.domain.target_group import (
    Circumstances,
    Condition,
    Enrolment,
    Exam,
    ExamKind,
    Residence,
    Verdict,
    default_end_of_compulsory_schooling,
    judge,
)
from kaa_desktop.domain.young_people import Protection

HERE, ELSEWHERE, KEY = "0180", "1480", "somebody"
SETTINGS = RegisterSettings(municipality_code=HERE)
FIRST_YEAR, MONTHS = 2024, 48
Months = tuple[int, int]
Covered = tuple[date, date | None]


def month_end(month: int) -> date:
    """The last day of the nth month."""
    year, number = FIRST_YEAR + month // 12, month % 12 + 1
    return date(year, number, calendar.monthrange(year, number)[1])


def month_start(month: int) -> date:
    return month_end(month).replace(day=1)


@dataclass(frozen=True)
class Life:
    """Schooling and moves in whole months; birthday and results on any day."""

    born: date
    away: tuple[Months, ...]
    schooling: tuple[Months, ...]
    exams: tuple[Exam, ...]

    @property
    def enrolments(self) -> tuple[Enrolment, ...]:
        return tuple(Enrolment(month_start(first), month_end(last)) for first, last in self.schooling)

    def home_on(self, day: date) -> str:
        gone = any(month_start(first) <= day <= month_end(last) for first, last in self.away)
        return ELSEWHERE if gone else HERE

    def verdict(self, day: date) -> Verdict:
        facts = Circumstances(
            birth_date=self.born,
            compulsory_schooling_ended_on=default_end_of_compulsory_schooling(self.born),
            residences=(Residence(self.home_on(day)),),
            enrolments=self.enrolments,
            exams=self.exams,
        )
        return judge(facts, day, municipality=HERE)

    def sources(self, day: date) -> Sources:
        """What the files of that day say: nothing of what is to come but days already set."""
        resident = Resident(
            key=KEY,
            file_row=2,
            birth_date=self.born,
            home_municipality=self.home_on(day),
            protection=Protection.NONE,
        )
        known = [e for e in self.enrolments if e.first <= day]
        pupils = tuple(Pupil(file_row=3, enrolment=enrolment, programme="NA25") for enrolment in known)
        return Sources({KEY: resident}, {KEY: pupils}, {KEY: [e for e in self.exams if e.taken_on <= day]})


def spans() -> st.SearchStrategy[tuple[Months, ...]]:
    one = st.tuples(st.integers(0, MONTHS - 1), st.integers(0, 14)).map(lambda s: (s[0], s[0] + s[1]))
    return st.lists(one, max_size=3).map(tuple)


LIVES = st.builds(
    Life,
    born=st.dates(date(2004, 6, 1), date(2010, 12, 31)),
    away=spans(),
    schooling=spans(),
    exams=st.lists(
        st.builds(Exam, st.sampled_from(ExamKind), st.dates(date(2024, 1, 1), date(2027, 12, 31))), max_size=2
    ).map(tuple),
)


def by_reconciling(life: Life) -> list[Covered]:
    """Month by month, doing what each difference asks for."""
    done: list[Covered] = []
    known: Registered | None = None
    for month in range(MONTHS):
        day = month_end(month)
        found = reconcile(life.sources(day), {KEY: known} if known else {}, day, SETTINGS)
        for difference in found.differences:
            assert difference.group in {Group.NEW, Group.GONE}
            if difference.group is Group.NEW:
                episode = Episode(id="1", person_id="p", registered_on=day)
                known = Registered(key=KEY, person_id="p", birth_date=life.born, open_episode=episode)
            elif difference.closing and known and known.open_episode:
                begun = known.open_episode.registered_on
                done.append((begun, max(difference.closing.on, begun)))
                known = replace(known, open_episode=None)
    if known and known.open_episode:
        done.append((known.open_episode.registered_on, None))
    return done


def day_by_day(life: Life) -> list[Covered]:
    """From the first month's end on which all conditions hold to the first day on which one does not.

    Files do not tell when somebody moved, so a move ends on the day that the file is looked at.
    """
    done: list[Covered] = []
    begun: date | None = None
    ended: date | None = None
    day, last = month_start(0), month_end(MONTHS - 1)
    while day <= last:
        verdict = life.verdict(day)
        is_looked_at = (day + timedelta(days=1)).day == 1
        if begun and ended is None and set(verdict.failed) - {Condition.HOME_MUNICIPALITY}:
            ended = day
        if is_looked_at and begun and not verdict.inside:
            done.append((begun, ended or day))
            begun = ended = None
        elif is_looked_at and begun is None and verdict.inside:
            begun = day
        day += timedelta(days=1)
    if begun:
        done.append((begun, None))
    return done


@settings(max_examples=150, deadline=None)
@given(LIVES)
def test_reconciling_every_month_gives_the_same_episodes_as_looking_every_day(life: Life) -> None:
    assert by_reconciling(life) == day_by_day(life)
