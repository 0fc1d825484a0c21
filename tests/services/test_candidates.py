from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.candidates import CandidateStatus, Placement, PopulationOutcome
from kaa_desktop.domain.changes import Changes, NoProgress
from kaa_desktop.domain.errors import CancelledError, InvalidInputError
from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.candidates import (
    count_candidates,
    dismiss_candidates,
    import_population,
    list_candidates,
    register_candidates,
)
from kaa_desktop.services.searches import search
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import change_person, count_people, open_person
from tests.services.workspaces import (
    POPULATION,
    TODAY,
    Cancelled,
    MovableClock,
    counts,
    details,
    number,
    operations,
    registered,
)

HEADER = "Personnr;Efternamn;Förnamn;Adress;Postnr;Postort;Kommunkod;Skydd"
ADA = number("20080701")


def population(folder: Path, *rows: str) -> Path:
    """A population file with those rows."""
    path = folder / "befolkning.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", "cp1252")
    return path


def resident(value: str = ADA, last: str = "Åkesson", home: str = "0180", mark: str = "") -> str:
    return f"{value};{last};Ada;Storgatan 1;11122;Lund;{home};{mark}"


def take_in(workspace: Workspace, path: Path) -> PopulationOutcome:
    return import_population(workspace, path, NoProgress())[0].outcome


def put_in_register(workspace: Workspace, ids: list[str], progress: object = None) -> int:
    return register_candidates(
        workspace,
        ids,
        registered_on=TODAY,
        reason="dropped_out",
        case_worker_id=None,
        progress=progress if isinstance(progress, Cancelled) else NoProgress(),
    )[0]


def on_list(workspace: Workspace) -> list[str]:
    return [candidate.id for candidate in list_candidates(workspace, offset=0, limit=10_000)]


def test_the_population_file_is_counted_to_the_last_row(workspace: Workspace) -> None:
    result, changes = import_population(workspace, POPULATION, NoProgress())
    outcome = result.outcome
    assert (result.encoding, result.separator, list(result.problems)) == ("cp1252", ";", [])
    assert outcome.new == {Placement.CANDIDATE: 3024, Placement.DECIDE_MUNICIPALITY: 18}
    assert outcome.outside == {
        Placement.TURNED_20: 553,
        Placement.COMPULSORY_SCHOOLING: 729,
        Placement.OTHER_MUNICIPALITY: 68,
    }
    assert outcome.rows == 4392 == sum(outcome.new.values()) + sum(outcome.outside.values())
    assert changes.kinds == {"candidate", "import_batch"}
    assert count_candidates(workspace) == 3042 == counts(workspace)["candidate"]
    first = list_candidates(workspace, offset=0, limit=18)
    assert {candidate.status for candidate in first} == {CandidateStatus.DECIDE_BY_HAND}
    assert {candidate.details for candidate in first} == {None}
    assert list_candidates(workspace, offset=18, limit=1)[0].status is CandidateStatus.WAITING


def test_a_second_import_changes_nothing(workspace: Workspace) -> None:
    take_in(workspace, POPULATION)
    before = counts(workspace)
    result, changes = import_population(workspace, POPULATION, NoProgress())
    assert (result.outcome.known, result.outcome.new, result.outcome.changed) == (3042, {}, 0)
    assert changes.operation_id is None
    assert counts(workspace) == before
    assert operations(workspace) == ["register.create", "import.population"]


def test_a_trial_writes_nothing_and_tells_the_same(workspace: Workspace) -> None:
    before = counts(workspace)
    tried, changes = import_population(workspace, POPULATION, NoProgress(), dry_run=True)
    assert changes == Changes()
    assert counts(workspace) == before
    assert import_population(workspace, POPULATION, NoProgress())[0].outcome == tried.outcome


def test_an_import_that_is_cancelled_or_undone_leaves_nothing(workspace: Workspace) -> None:
    before = counts(workspace)
    with pytest.raises(CancelledError):
        import_population(workspace, POPULATION, Cancelled(at_step=3))
    assert counts(workspace) == before
    take_in(workspace, POPULATION)
    undo(workspace)
    assert (counts(workspace)["candidate"], counts(workspace)["import_batch"]) == (0, 0)


def test_many_are_registered_at_once_or_none(workspace: Workspace) -> None:
    take_in(workspace, POPULATION)
    ids = [c.id for c in list_candidates(workspace, offset=18, limit=2500)]
    before = counts(workspace)
    with pytest.raises(CancelledError):
        put_in_register(workspace, ids, Cancelled(at_step=3))
    assert counts(workspace) == before
    assert put_in_register(workspace, ids) == 2500
    assert count_people(workspace, PeopleFilter.OPEN) == 2500
    assert count_candidates(workspace) == 542
    assert take_in(workspace, POPULATION).registered == 2500
    undo(workspace)
    assert (counts(workspace)["young_person"], count_candidates(workspace)) == (0, 3042)


def test_one_who_cannot_be_registered_stops_all_and_nothing_is_written(workspace: Workspace) -> None:
    take_in(workspace, POPULATION)
    ids = [c.id for c in list_candidates(workspace, offset=18, limit=20)]
    before = counts(workspace)
    with pytest.raises(InvalidInputError, match=r"candidate\.unknown"):
        put_in_register(workspace, [*ids, "nobody"])
    with pytest.raises(InvalidInputError, match=r"code\.unknown"):
        register_candidates(
            workspace,
            ids,
            registered_on=TODAY,
            reason="invented",
            case_worker_id=None,
            progress=NoProgress(),
        )
    assert counts(workspace) == before


def test_a_registered_candidate_keeps_id_name_and_address(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, population(tmp_path, resident()))
    (candidate,) = list_candidates(workspace, offset=0, limit=5)
    put_in_register(workspace, [candidate.id])
    view = open_person(workspace, candidate.id)
    assert view.person.details == candidate.details
    assert view.episodes[0].registration_reason == "dropped_out"
    assert [row.id for row in search(workspace, "åkesson ada storgatan")] == [candidate.id]


def test_the_dismissed_do_not_come_back(workspace: Workspace, tmp_path: Path) -> None:
    path = population(tmp_path, resident(), resident(number("20080702"), "Berg"))
    take_in(workspace, path)
    dismissed, kept = on_list(workspace)[::-1]
    changes = dismiss_candidates(workspace, [dismissed])
    assert changes.kinds == {"candidate"}
    outcome = take_in(workspace, path)
    assert (outcome.dismissed, outcome.known) == (1, 1)
    assert on_list(workspace) == [kept]
    assert operations(workspace)[-1] == "candidates.dismiss"
    undo(workspace)
    assert len(on_list(workspace)) == 2


def test_who_moves_away_leaves_the_list_and_who_moves_back_returns(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, population(tmp_path, resident()))
    away = take_in(workspace, population(tmp_path, resident(home="1280")))
    assert (away.outside, on_list(workspace)) == ({Placement.OTHER_MUNICIPALITY: 1}, [])
    before = counts(workspace)
    again = take_in(workspace, population(tmp_path, resident(home="1280")))
    assert again.outside == {Placement.OTHER_MUNICIPALITY: 1}
    assert counts(workspace) == before
    back = take_in(workspace, population(tmp_path, resident()))
    assert (back.changed, len(on_list(workspace))) == (1, 1)


def test_who_turns_20_leaves_the_list(workspace: Workspace, clock: MovableClock, tmp_path: Path) -> None:
    path = population(tmp_path, resident(number("20061001")))
    take_in(workspace, path)
    assert len(on_list(workspace)) == 1
    clock.moment = clock.moment.replace(month=10, day=1)
    assert take_in(workspace, path).outside == {Placement.TURNED_20: 1}
    assert on_list(workspace) == []


def test_changed_facts_are_taken_over(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, population(tmp_path, resident()))
    outcome = take_in(workspace, population(tmp_path, resident(last="Ärlig")))
    assert (outcome.changed, outcome.known) == (1, 0)
    (candidate,) = list_candidates(workspace, offset=0, limit=5)
    assert candidate.details is not None
    assert candidate.details.last_name == "Ärlig"


def clear_traces(workspace: Workspace, text: str) -> int:
    """Rows of tables and log that hold the text in clear."""
    statement = (
        "SELECT (SELECT count(*) FROM change_log WHERE"
        " instr(coalesce(old_values, '') || coalesce(new_values, ''), ?) > 0)"
        " + (SELECT count(*) FROM young_person WHERE instr(last_name || number, ?) > 0)"
        " + (SELECT count(*) FROM candidate WHERE instr(last_name || number, ?) > 0)"
    )
    with workspace.register.read() as connection:
        return int(connection.exec_driver_sql(statement, (text, text, text)).scalar_one())


@pytest.mark.parametrize(("mark", "home"), [("01003", "0180"), ("01020", "0180"), ("01020", "0114")])
def test_a_candidate_who_becomes_protected_is_sealed(
    workspace: Workspace, tmp_path: Path, mark: str, home: str
) -> None:
    take_in(workspace, population(tmp_path, resident()))
    path = population(tmp_path, resident(mark=mark, home=home))
    assert take_in(workspace, path).changed == 1
    (candidate,) = list_candidates(workspace, offset=0, limit=5)
    assert candidate.details is None
    assert candidate.case_number
    assert clear_traces(workspace, "Åkesson") == clear_traces(workspace, ADA) == 0
    assert take_in(workspace, path).known == 1


def test_a_registered_person_whom_the_file_marks_becomes_protected(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, population(tmp_path, resident()))
    (person,) = on_list(workspace)
    put_in_register(workspace, [person])
    path = population(tmp_path, resident(mark="01003"))
    assert take_in(workspace, path).registered == 1
    view = open_person(workspace, person, reason="test")
    assert view.person.protection is Protection.CONFIDENTIALITY_MARK
    assert view.person.details is not None
    assert clear_traces(workspace, "Åkesson") == clear_traces(workspace, ADA) == 0
    before = counts(workspace)
    assert take_in(workspace, path).registered == 1
    assert counts(workspace) == before
    assert take_in(workspace, population(tmp_path, resident())).registered == 1
    assert open_person(workspace, person).person.protection is Protection.CONFIDENTIALITY_MARK


def test_a_trial_tells_that_somebody_would_become_protected_and_seals_nobody(
    workspace: Workspace, tmp_path: Path
) -> None:
    registered(workspace, ADA)
    before = counts(workspace)
    path = population(tmp_path, resident(mark="01003"))
    import_population(workspace, path, NoProgress(), dry_run=True)
    assert counts(workspace) == before


def test_a_registered_candidate_who_is_protected_by_hand_is_sealed_in_both_places(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, population(tmp_path, resident()))
    (person,) = on_list(workspace)
    put_in_register(workspace, [person])
    found = open_person(workspace, person).person.details
    assert found is not None
    change_person(
        workspace,
        person,
        details=replace(found, phone="070-174 06 05"),
        birth_date=date(2008, 7, 1),
        protection=Protection.ASSUMED_IDENTITY,
        home_municipality="0180",
    )
    assert clear_traces(workspace, "Åkesson") == clear_traces(workspace, ADA) == 0


@pytest.mark.parametrize("protection", [Protection.NONE, Protection.CONFIDENTIALITY_MARK])
@pytest.mark.parametrize("mark", ["", "01003"])
def test_a_candidate_registered_by_hand_leaves_the_list(
    workspace: Workspace, tmp_path: Path, protection: Protection, mark: str
) -> None:
    path = population(tmp_path, resident(mark=mark), resident(number("20080702"), "Berg"))
    take_in(workspace, path)
    registered(workspace, ADA, protection=protection, last="Åkesson")
    assert len(on_list(workspace)) == 1
    if protection:
        assert clear_traces(workspace, "Åkesson") == clear_traces(workspace, ADA) == 0
    outcome = take_in(workspace, path)
    assert (outcome.registered, outcome.known) == (1, 1)
    put_in_register(workspace, on_list(workspace))


def test_a_coordination_number_without_birthday_is_decided_by_hand(
    workspace: Workspace, tmp_path: Path
) -> None:
    unknown = number("20080760")
    outcome = take_in(workspace, population(tmp_path, resident(unknown)))
    assert outcome.new == {Placement.DECIDE_BIRTHDAY: 1}
    (candidate,) = list_candidates(workspace, offset=0, limit=5)
    assert (candidate.birth_date, candidate.reason) == (None, Placement.DECIDE_BIRTHDAY)
    assert candidate.details == details(
        unknown, "Ada", street="Storgatan 1", postal_code="11122", city="Lund"
    )


def test_the_log_keeps_no_file_name(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, population(tmp_path, resident()))
    with workspace.register.read() as connection:
        kind, told = connection.exec_driver_sql("SELECT kind, counts FROM import_batch").one()
    assert (kind, json.loads(told)) == ("population", {"rows": 1, "new": 1})
