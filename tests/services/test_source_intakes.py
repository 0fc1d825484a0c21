"""Several sources at once come to what one after the other does, or to nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.errors import CancelledError, FilesRefusedError
from kaa_desktop.domain.side_by_side import SideBySide
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.reconciliation import standing
from kaa_desktop.services.registers import close
from kaa_desktop.services.source_files import import_source
from kaa_desktop.services.source_intakes import GivenFile, take_in_sources, take_in_unsorted
from kaa_desktop.services.undo import next_undo, undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.source_files import has_rows
from tests.services.test_reconciliation import EXPECTED, FILES
from tests.services.workspaces import PASSPHRASE, SETTINGS, USER, Cancelled, MovableClock, opener

AS_OF = date.fromisoformat(EXPECTED["as_of"])

GIVEN = [GivenFile(FileKind(kind), path) for kind, path in FILES]


def is_empty(workspace: Workspace) -> bool:
    with workspace.register.read() as connection:
        return not has_rows(connection)


def test_several_files_come_to_what_one_after_the_other_does(
    workspace: Workspace, clock: MovableClock, tmp_path: Path
) -> None:
    apart, _key = opener(clock).create(
        tmp_path / "apart.kaa", user=USER, passphrase=PASSPHRASE, settings=SETTINGS
    )
    works: tuple[Callable[..., tuple[object, object]], ...] = (
        import_population,
        partial(import_source, kind=FileKind.ENROLMENT),
        partial(import_source, kind=FileKind.EXAMS),
    )

    together = [one.result for one in take_in_sources(workspace, GIVEN, NoProgress())]
    in_turn = [work(apart, one.path, NoProgress())[0] for work, one in zip(works, GIVEN, strict=True)]

    assert together == in_turn
    first, second = (standing(one, AS_OF, NoProgress()).outcome for one in (workspace, apart))
    assert len(first.target_group) == len(second.target_group) == len(EXPECTED["personnummer"])
    assert first.outside == second.outside
    close(apart)


def test_each_file_is_undone_by_itself(workspace: Workspace) -> None:
    take_in_sources(workspace, GIVEN, NoProgress())

    names = []
    while newest := next_undo(workspace):
        names.append(newest.name)
        undo(workspace)

    assert names == ["import.exams", "import.enrolment", "import.population"]
    assert is_empty(workspace)


def test_a_trial_keeps_nothing(workspace: Workspace) -> None:
    tried = take_in_sources(workspace, GIVEN, NoProgress(), dry_run=True)

    assert is_empty(workspace)
    assert [one.result for one in tried] == [
        one.result for one in take_in_sources(workspace, GIVEN, NoProgress())
    ]


def test_one_file_that_cannot_be_read_keeps_all_out(workspace: Workspace, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("Nobody;knows\n1;2\n", "utf-8")

    with pytest.raises(FilesRefusedError) as caught:
        take_in_sources(workspace, [*GIVEN, GivenFile(FileKind.EXAMS, bad)], NoProgress())

    assert [(one.path, one.trouble.code) for one in caught.value.refused] == [(bad, "file.header_missing")]
    assert is_empty(workspace)


def test_all_that_cannot_be_read_are_told_in_the_order_in_which_they_were_given(
    workspace: Workspace, tmp_path: Path
) -> None:
    gone, unknown, listed = (tmp_path / name for name in ("gone.csv", "unknown.csv", "listed.csv"))
    unknown.write_text("Nobody;knows\n1;2\n", "utf-8")
    listed.write_text("Personnr;Förnamn;Efternamn;Klass\n200706302395;Bo;Ek;NA25\n", "utf-8")

    with pytest.raises(FilesRefusedError) as caught:
        take_in_unsorted(workspace, [listed, *(one.path for one in GIVEN), unknown, gone], NoProgress())

    assert [(one.path, one.trouble.code) for one in caught.value.refused] == [
        (listed, "enrolment.no_day"),
        (unknown, "sources.other_kind"),
        (gone, "file.missing"),
    ]
    assert caught.value.given == len(GIVEN) + 3
    assert is_empty(workspace)


@pytest.mark.parametrize("step", [1, 3, 6, 9])
def test_cancelling_keeps_nothing(workspace: Workspace, step: int) -> None:
    with pytest.raises(CancelledError):
        take_in_sources(workspace, GIVEN, Cancelled(at_step=step))

    assert is_empty(workspace)


def test_progress_of_several_never_goes_back_and_reaches_the_end(workspace: Workspace) -> None:
    told: list[float] = []

    class Watching:
        def step(self, done: int, total: int) -> None:
            told.append(done / total)

    take_in_sources(workspace, GIVEN, Watching())

    assert told == sorted(told)
    assert told[-1] > 0.9


def test_where_one_is_told_to_stop_all_stop() -> None:
    beside = SideBySide(Cancelled(at_step=2), 2)
    first, second = beside.parts()

    first.step(1, 2)
    with pytest.raises(CancelledError):
        second.step(1, 2)
    failed = []

    def later() -> None:
        try:
            first.step(2, 2)
        except CancelledError:
            failed.append(True)

    thread = threading.Thread(target=later)
    thread.start()
    thread.join()
    assert failed
