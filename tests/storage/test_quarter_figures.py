"""What the quarterly report shows adds up to the figures."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given, settings

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.figure_values import Breakdown
from kaa_desktop.domain.register_history import RegisterHistory
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.figures import count_figures
from kaa_desktop.storage.quarter_figures import quarter_details, quarter_people
from kaa_desktop.storage.register_histories import HistoryIntake
from tests.storage.random_registers import RULES, P, registers
from tests.storage.slow_figures import REACHED


@settings(max_examples=40)
@given(registers())
def test_the_lines_add_up_to_the_figures(shared: Workspace, history: RegisterHistory) -> None:
    register = shared.register
    with register.operation("import.register", keep=False) as scope:
        HistoryIntake(scope, register.keys, shared.person_secret(), NoProgress()).take_in(history)
        figures = count_figures(scope.connection, P, P, RULES)
        details = quarter_details(scope.connection, P, RULES, {"Lo": 2})
        people = quarter_people(scope.connection, P, RULES)
    total = {name: value.total for name, value in figures.values.items() if hasattr(value, "total")}
    not_known = figures.share("not_known_share").part
    caseload = figures.count("caseload").breakdowns.get(Breakdown.WORKER, {})

    assert {line.worker: line.at_end for line in details.workers if line.at_end} == {
        worker: split.total for worker, split in caseload.items()
    }
    assert sum(line.not_known for line in details.workers) == not_known
    assert sum(line.attempts for line in details.workers) == total["attempts"]
    assert sum(line.offers for line in details.workers) == total["offers"]
    assert sum(line.measures_begun for line in details.workers) == total["measures_begun"]
    assert sum(line.overdue or 0 for line in details.workers) == 2
    assert sum(sum(outcomes.values()) for outcomes in details.channels.values()) == total["attempts"]
    assert sum(area.in_period for area in details.areas) == total["in_period"] == len(people)
    assert sum(area.at_end for area in details.areas) == total["open_at_end"]
    assert sum(area.reached for area in details.areas) == total["reached"]
    assert sum(area.not_known for area in details.areas) == not_known
    fresh = details.freshness
    assert sum(getattr(fresh, field.name) for field in fields(fresh)) == total["open_at_end"]
    assert fresh.stale + fresh.told_unknown + fresh.never_known == not_known
    assert sum(one.at_end for one in people) == total["open_at_end"]
    assert sum(one.reached for one in people) == total["reached"]
    assert sum(one.attempts for one in people) == total["attempts"]
    assert {outcome for outcomes in details.channels.values() for outcome in outcomes} <= {
        *REACHED,
        "no_answer",
        "returned",
    }
