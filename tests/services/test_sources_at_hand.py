"""Sources that have just been taken in are not unpacked to be reconciled; nothing else is seen for that."""

from __future__ import annotations

import gc
import itertools
from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pytest

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.personal_number import read_back
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.reconcile_rows import describe
from kaa_desktop.services.reconciliation import standing
from kaa_desktop.services.registers import close
from kaa_desktop.services.source_intakes import take_in_sources
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.at_hand import FileState, RowsAtHand, rows_at_hand, state_of
from kaa_desktop.storage.source_files import erase_sources, files_in_force, newest_population
from kaa_desktop.storage.staged_joins import Joined, joined
from kaa_desktop.storage.staged_parts import DETAILS, ENROLMENTS, EXAMS, RESIDENTS, read_parts
from kaa_desktop.storage.staged_protection import Hidden, seal_staged
from tests.services.test_source_intakes import AS_OF, GIVEN
from tests.services.workspaces import PASSPHRASE, MovableClock, opener

KINDS = {"population": (RESIDENTS, DETAILS), "enrolment": (ENROLMENTS,), "exams": (EXAMS,)}


def all_rows(workspace: Workspace) -> list[pl.DataFrame]:
    with workspace.register.read() as connection:
        return [
            read_parts(connection, files_in_force(connection, kind), packed)
            for kind, several in KINDS.items()
            for packed in several
        ]


def shown(workspace: Workspace) -> tuple[object, ...]:
    stands = standing(workspace, AS_OF, NoProgress())
    rows = [describe(workspace, stands, stands.groups[group]) for group in Group]
    return stands.outcome, stands.groups, stands.sources, rows


def is_at_hand(workspace: Workspace) -> bool:
    with workspace.register.read() as connection:
        return rows_at_hand(connection).holds(state_of(connection, newest_population(connection)))


def frames_with(texts: Iterable[str]) -> int:
    """How many frames are in memory in which one of those numbers stands."""
    gc.collect()
    wanted = list(texts)
    frames = [thing for thing in gc.get_objects() if isinstance(thing, pl.DataFrame)]
    return sum("number" in frame.columns and frame["number"].is_in(wanted).any() for frame in frames)


@pytest.fixture
def anew(workspace: Workspace, register_path: Path, clock: MovableClock) -> Iterable[Workspace]:
    """The same register once more, as another program opens it, with all sources taken in."""
    take_in_sources(workspace, GIVEN, NoProgress())
    other = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    yield other
    close(other)


def test_what_is_at_hand_is_what_lies_packed(workspace: Workspace, anew: Workspace) -> None:
    assert is_at_hand(workspace)
    assert not is_at_hand(anew)
    for kept, unpacked in zip(all_rows(workspace), all_rows(anew), strict=True):
        assert kept.schema == unpacked.schema
        assert kept.equals(unpacked)


def test_the_outcome_is_the_same_in_another_session(workspace: Workspace, anew: Workspace) -> None:
    told = shown(workspace)
    assert told == shown(anew)
    assert told == shown(workspace)


def test_who_becomes_protected_is_at_hand_no_more(workspace: Workspace, anew: Workspace) -> None:
    (residents, *_rest) = all_rows(workspace)
    number = residents["number"][0]
    with anew.register.operation("person.change") as scope:
        somebody = Hidden(read_back(number), Protection.ASSUMED_IDENTITY, "S-1")
        seal_staged(scope.connection, [somebody], anew.register.keys)

    assert not is_at_hand(workspace), "another program has sealed the row"
    assert number not in all_rows(workspace)[0]["number"]
    assert shown(workspace) == shown(anew)


def test_sealing_forgets_what_was_in_clear(workspace: Workspace) -> None:
    take_in_sources(workspace, GIVEN, NoProgress())
    shown(workspace)
    number = all_rows(workspace)[0]["number"][0]
    with workspace.register.operation("person.change") as scope:
        somebody = Hidden(read_back(number), Protection.ASSUMED_IDENTITY, "S-1")
        seal_staged(scope.connection, [somebody], workspace.register.keys)

    assert not frames_with([number])


def test_closing_forgets_everything(workspace: Workspace) -> None:
    take_in_sources(workspace, GIVEN, NoProgress())
    shown(workspace)
    numbers = all_rows(workspace)[0]["number"].to_list()
    assert frames_with(numbers)

    close(workspace)

    assert not frames_with(numbers)


def test_erasing_and_undoing_forget(workspace: Workspace) -> None:
    for away in (lambda: undo(workspace), lambda: erased(workspace)):
        take_in_sources(workspace, GIVEN, NoProgress())
        numbers = all_rows(workspace)[0]["number"].to_list()
        shown(workspace)
        away()
        assert not frames_with(numbers)


def erased(workspace: Workspace) -> None:
    with workspace.register.maintenance() as connection:
        erase_sources(connection)


def test_what_is_taken_back_before_it_is_written_is_not_at_hand(workspace: Workspace) -> None:
    take_in_sources(workspace, GIVEN, NoProgress(), dry_run=True)
    with workspace.register.read() as connection:
        assert not rows_at_hand(connection).holds(state_of(connection, 1))
    with pytest.raises(RuntimeError):
        keep_and_fail(workspace)
    with workspace.register.read() as connection:
        assert not rows_at_hand(connection).holds(FileState(1, "b", 0))


def keep_and_fail(workspace: Workspace) -> None:
    with workspace.register.maintenance() as connection:
        rows_at_hand(connection).keep(FileState(1, "b", 0), {"residents": pl.DataFrame({"row": [1]})})
        raise RuntimeError


def test_what_came_first_goes_first() -> None:
    rows = pl.DataFrame({"row": range(1000)})
    states = [FileState(number, "batch", 0) for number in range(4)]
    at_hand = RowsAtHand(int(3.5 * rows.estimated_size()))
    for state in states:
        at_hand.keep(state, {"residents": rows})

    assert [at_hand.holds(state) for state in states] == [False, True, True, True]


def test_nothing_is_kept_of_a_register_that_is_closed() -> None:
    at_hand, state = RowsAtHand(), FileState(1, "batch", 0)
    at_hand.close()
    at_hand.keep(state, {"residents": pl.DataFrame({"row": [1]})})

    assert not at_hand.holds(state)


def test_files_are_joined_once(workspace: Workspace) -> None:
    take_in_sources(workspace, GIVEN, NoProgress())
    secret = workspace.person_secret()
    with workspace.register.read() as connection:
        first, second = joined(connection, secret), joined(connection, secret)
    assert first is second


def test_a_join_that_fails_beside_is_made_again(workspace: Workspace) -> None:
    take_in_sources(workspace, GIVEN, NoProgress())
    secret = workspace.person_secret()
    with workspace.register.read() as connection:
        good = joined(connection, secret)
    at_hand, states, calls = RowsAtHand(), (FileState(1, "batch", 0),), itertools.count()

    def failing() -> Joined:
        raise MemoryError(next(calls))

    at_hand.join_beside(states, failing)
    assert at_hand.joined(states, lambda: good) is good
    assert at_hand.joined(states, lambda: good) is good
    assert next(calls) == 1
