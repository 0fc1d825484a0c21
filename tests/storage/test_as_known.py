"""A report can be made again as it was, and what has changed since is told person by person."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, precondition, rule

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.figure_people import FigurePart
from kaa_desktop.domain.figure_values import Count, FigureSet, Share
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.domain.person_log import RemovalReason
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.contacts import ContactEntry, correct_contact, log_contact, remove_contact
from kaa_desktop.services.duplicates import merge_people
from kaa_desktop.services.episodes import close_episode
from kaa_desktop.services.figure_people import people_of_figure, what_has_changed
from kaa_desktop.services.figures import figures
from kaa_desktop.services.half_year import half_year_data
from kaa_desktop.services.settings import change_settings
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import change_person, open_person
from tests.registers import SETTINGS, SetClock, new_workspace, person, registered
from tests.storage.test_any_operations import AnyOperations

PERIODS = tuple(map(parse_period, ("2026H1", "2026H2", "2026-11")))
H2 = PERIODS[1]


def totals(found: FigureSet) -> dict[str, object]:
    """The numbers without sex, which nobody knows any more of people who became protected."""
    return {
        name: _totals(value) if isinstance(value, Count) else value for name, value in found.values.items()
    }


def _totals(count: Count) -> tuple[int, dict[str, int]]:
    parts = {
        f"{by}:{code}": split.total for by, codes in count.breakdowns.items() for code, split in codes.items()
    }
    return count.total, parts


class NightsPass(AnyOperations):
    """Random work, and what every evening's report said."""

    def __init__(self) -> None:
        super().__init__()
        self.evenings: dict[date, list[FigureSet]] = {}

    def time_goes(self, hours: int) -> None:
        """A clock that is set back would put work of one day into another."""

    @rule()
    def a_night_passes(self) -> None:
        self.evenings[self.workspace.today] = [figures(self.workspace, period) for period in PERIODS]
        self.clock.moment += timedelta(days=1)

    @invariant()
    def every_report_can_be_made_again(self) -> None:
        for day, reports in self.evenings.items():
            for period, report in zip(PERIODS, reports, strict=True):
                again = figures(self.workspace, period, known_on=day)
                assert totals(again) == totals(report)
                assert again.counted == report.counted

    @precondition(lambda self: self.evenings)
    @rule()
    def the_difference_is_told(self) -> None:
        day, reports = next(iter(self.evenings.items()))
        told: Counter[str] = Counter()
        for one in what_has_changed(self.workspace, PERIODS[0], day):
            for number in one.numbers:
                told[number.figure] += (number.now - number.then) if number.breakdown is None else 0
        now = figures(self.workspace, PERIODS[0])
        for name, value in now.values.items():
            before = reports[0].values[name]
            if isinstance(value, Count) and isinstance(before, Count):
                assert (name, told[name]) == (name, value.total - before.total)
            if isinstance(value, Share) and isinstance(before, Share):
                assert (name, told[name]) == (name, value.part - before.part)


NightsPass.TestCase.settings = settings(max_examples=10, stateful_step_count=25)
TestNightsPass = NightsPass.TestCase


def at_work(folder: Path) -> tuple[Workspace, SetClock]:
    clock = SetClock()
    return new_workspace(folder, clock=clock), clock


def call(workspace: Workspace, person_id: str, day: date, outcome: str = "reached") -> str:
    entry = ContactEntry(made_on=day, channel="phone", outcome=outcome, occupation="work")
    log_contact(workspace, [person_id], entry)
    with workspace.register.read() as connection:
        return str(connection.exec_driver_sql("SELECT max(id) FROM contact_attempt").scalar())


def test_a_correction_is_told_with_the_person_and_what_was_done(tmp_path: Path) -> None:
    workspace, clock = at_work(tmp_path)
    asa, bo = registered(workspace, person(100)), registered(workspace, person(101, first_name="Bo"))
    contact = call(workspace, asa, date(2026, 11, 2))
    other = call(workspace, bo, date(2026, 11, 3))
    day = workspace.today
    clock.forward(days=1)
    entry = ContactEntry(made_on=date(2026, 11, 2), channel="phone", outcome="no_answer")
    correct_contact(workspace, contact, entry)
    remove_contact(workspace, other, RemovalReason.WRONG_PERSON)

    assert figures(workspace, H2, known_on=day).count("reached").total == 2
    assert figures(workspace, H2).count("reached").total == 0
    then = people_of_figure(workspace, H2, FigurePart(figure="reached"), known_on=day)
    assert [one.id for one in then] == sorted([asa, bo], key=[asa, bo].index)
    told = {one.person.id: one for one in what_has_changed(workspace, H2, day, figure="reached")}
    assert {key: [(n.then, n.now) for n in one.numbers] for key, one in told.items()} == {
        asa: [(1, 0)],
        bo: [(1, 0)],
    }
    assert [entry.name for entry in told[asa].entries] == ["contact.correct"]
    workspace.register.close()


def test_the_freshness_limit_is_the_one_of_that_day(tmp_path: Path) -> None:
    workspace, clock = at_work(tmp_path)
    call(workspace, registered(workspace, person(100)), date(2026, 10, 1))
    day = workspace.today
    assert figures(workspace, H2).share("not_known_share").share == 0
    clock.forward(days=1)
    change_settings(workspace, SETTINGS.__class__(municipality_code="0180", freshness_days=3))
    assert figures(workspace, H2).share("not_known_share").share == 1
    assert figures(workspace, H2, known_on=day).share("not_known_share").share == 0
    assert half_year_data(workspace, H2, known_on=day).freshness_days == SETTINGS.freshness_days
    assert half_year_data(workspace, H2).freshness_days == 3
    workspace.register.close()


def test_who_became_protected_stays_hidden_on_earlier_days(tmp_path: Path) -> None:
    workspace, clock = at_work(tmp_path)
    asa = registered(workspace, person(100))
    day = workspace.today
    clock.forward(days=1)
    change_person(
        workspace,
        asa,
        details=person(100),
        birth_date=None,
        protection=Protection.CONFIDENTIALITY_MARK,
        home_municipality="0180",
    )
    (then,) = people_of_figure(workspace, H2, FigurePart(figure="in_period"), known_on=day)
    assert then.protected
    assert then.name == then.number
    assert "Öberg" not in then.name
    part = FigurePart(figure="in_period")
    (clear,) = people_of_figure(workspace, H2, part, known_on=day, protected_reason="utredning")
    assert clear.name == "Åsa Öberg"
    with workspace.register.read() as connection:
        logged = connection.exec_driver_sql("SELECT person_id, what, reason FROM read_log").all()
    assert (asa, "figures", "utredning") in [tuple(row) for row in logged]
    workspace.register.close()


def test_whoever_was_merged_and_then_protected_still_counts_on_earlier_days(tmp_path: Path) -> None:
    workspace, clock = at_work(tmp_path)
    other = registered(workspace, person(102))
    episode = open_person(workspace, other).episodes[0]
    close_episode(workspace, episode.id, deregistered_on=date(2026, 9, 1), reason="moved")
    one = registered(workspace, person(100), on=date(2026, 10, 1))
    said, day = figures(workspace, H2), workspace.today
    clock.forward(days=1)
    merge_people(workspace, one, other)
    clock.forward(days=1)
    change_person(
        workspace,
        one,
        details=person(100),
        birth_date=None,
        protection=Protection.CONFIDENTIALITY_MARK,
        home_municipality="0180",
    )
    assert figures(workspace, H2, known_on=day).values == said.values
    then = people_of_figure(workspace, H2, FigurePart(figure="in_period"), known_on=day)
    assert {(who.id, who.protected) for who in then} == {(one, True), (other, True)}
    assert not any("Öberg" in f"{who.name}{who.number}" for who in then)
    told = what_has_changed(workspace, H2, known_on=day)
    assert sorted((who.person.id, who.person.protected) for who in told) == sorted(
        [(one, True), (other, True)]
    )
    workspace.register.close()


def test_a_day_to_come_and_a_number_without_people_are_refused(tmp_path: Path) -> None:
    workspace, _clock = at_work(tmp_path)
    with pytest.raises(InvalidInputError, match=r"figure\.known_later"):
        figures(workspace, H2, known_on=date(2026, 11, 21))
    for part, code in (("expected", "no_people"), ("nonsense", "unknown")):
        with pytest.raises(InvalidInputError, match=rf"figure\.{code}"):
            people_of_figure(workspace, H2, FigurePart(figure=part))
    workspace.register.close()
