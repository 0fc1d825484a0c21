from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.clock import next_clock
from tests.registers import SetClock, person, registered

START = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def test_it_tells_the_time_where_it_can() -> None:
    value = next_clock("", START, "aa")
    assert int(value.split("-", maxsplit=1)[0], 16) == START.timestamp() * 1000


@given(st.lists(st.tuples(st.integers(-(10**9), 10**9), st.sampled_from(["aa", "0b-c", "ff"])), max_size=30))
def test_it_never_runs_backwards(steps: list[tuple[int, str]]) -> None:
    now, last = START, ""
    for milliseconds, device in steps:
        now += timedelta(milliseconds=milliseconds)
        value = next_clock(last, now, device)
        assert value > last
        assert value.endswith(device)
        last = value


def test_years_of_changes_after_a_clock_that_was_far_ahead() -> None:
    last = next_clock("", START + timedelta(days=4000), "zz")
    for _ in range(70_000):
        value = next_clock(last, START, "aa")
        assert value > last
        last = value


def test_the_register_keeps_order_when_the_wall_clock_is_set_back(
    workspace: Workspace, clock: SetClock
) -> None:
    for serial in range(100, 110):
        registered(workspace, person(serial))
        clock.forward(hours=-1)
    with workspace.register.read() as connection:
        clocks = connection.exec_driver_sql("SELECT clock FROM operation ORDER BY number").scalars().all()
    assert len(clocks) == 11
    assert list(clocks) == sorted(set(clocks))
