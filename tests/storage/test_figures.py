"""The figures by SQL equal the same figures counted slowly, person by person and day by day."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kaa_desktop.domain.figure_values import Count, Days, Split
from kaa_desktop.domain.figures import BY_ID
from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.register_history import RegisterHistory
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.figures import FigureRules, count_figures
from tests.storage.random_registers import FRESHNESS, P, days, holding, registers
from tests.storage.slow_figures import slow_figures


@settings(max_examples=100)
@given(
    registers(),
    st.just(P)
    | st.tuples(days, st.integers(0, 40)).map(
        lambda pair: Period(pair[0], pair[0] + timedelta(days=pair[1]))
    ),
)
def test_sql_counts_what_a_person_with_a_calendar_counts(
    shared: Workspace, history: RegisterHistory, period: Period
) -> None:
    expected = slow_figures(history, period, freshness=FRESHNESS)
    with holding(shared, history, period) as found:
        assert set(found.values) == set(expected)
        for name, value in expected.items():
            assert (name, found.values[name]) == (name, value)
        parts = [found.count(name).split for name in ("reached", "attempted_only", "no_attempt")]
        whole = found.count("in_period").split
        assert whole == Split(
            sum(p.total for p in parts), sum(p.women for p in parts), sum(p.men for p in parts)
        )


def test_every_figure_has_a_definition_and_only_its_own_breakdowns(shared: Workspace) -> None:
    with holding(shared, RegisterHistory(), P) as found:
        never_reconciled = {"expected", "expected_share"}
        assert set(found.values) == set(BY_ID) - never_reconciled
    with shared.register.read() as connection:
        empty = count_figures(connection, P, P, FigureRules(reached=["reached"], freshness_days=90))
    for name, value in empty.values.items():
        assert value in (Count(), Days(0, None, None)) or getattr(value, "share", 0) is None, name
