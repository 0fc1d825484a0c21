"""Every number opens into as many people, or things of people, as it says."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.figure_people import FigurePart
from kaa_desktop.domain.figure_values import Count, FigureSet
from kaa_desktop.domain.personal_number import Sex
from kaa_desktop.domain.register_history import RegisterHistory
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.figure_people import people_behind
from kaa_desktop.storage.figures import count_figures, people_of_part
from kaa_desktop.storage.register_histories import HistoryIntake
from tests.storage.random_registers import RULES, P, registers


def parts(figures: FigureSet) -> Iterator[FigurePart]:
    """Every number of the figures that can be opened."""
    for figure, value in figures.values.items():
        yield FigurePart(figure=figure)
        if not isinstance(value, Count):
            continue
        for sex in (None, *Sex):
            yield FigurePart(figure=figure, sex=sex)
            yield from (FigurePart(figure=figure, sex=sex, age=age) for age in value.by_age)
            for breakdown, codes in value.breakdowns.items():
                yield from (FigurePart(figure=figure, sex=sex, breakdown=breakdown, code=c) for c in codes)


@settings(max_examples=25)
@given(registers())
def test_the_people_behind_a_number_are_as_many_as_it_says(
    shared: Workspace, history: RegisterHistory
) -> None:
    register = shared.register
    with register.operation("import.register", keep=False) as scope:
        HistoryIntake(scope, register.keys, shared.person_secret(), NoProgress()).take_in(history)
        figures = count_figures(scope.connection, P, P, RULES)
        for part in parts(figures):
            counts = people_of_part(scope.connection, P, RULES, part)
            people = people_behind(scope.connection, counts)
            assert (part, sum(one.count for one in people)) == (part, part.number_in(figures))
            assert len({one.id for one in people}) == len(people)
