from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.changes import Changes, NoProgress
from kaa_desktop.domain.errors import CancelledError
from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.domain.placements import Placement, PopulationOutcome
from kaa_desktop.domain.reconciliation import Difference, Group
from kaa_desktop.domain.residents import DecideReason
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.reconcile_decisions import accept
from kaa_desktop.services.reconcile_rows import describe
from kaa_desktop.services.reconciliation import standing
from kaa_desktop.services.searches import search
from kaa_desktop.services.source_files import import_source
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import change_person, count_people, open_person
from kaa_desktop.storage.source_files import files_in_force, newest_population
from kaa_desktop.storage.staged_parts import DETAILS, read_parts
from kaa_desktop.storage.staged_residents import residents_of
from tests.services.workspaces import (
    POPULATION,
    TODAY,
    Cancelled,
    MovableClock,
    counts,
    details,
    new_people,
    number,
    operations,
    register_new,
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


def found(workspace: Workspace, group: Group = Group.NEW) -> tuple[Difference, ...]:
    return standing(workspace, workspace.today, NoProgress()).groups[group]


def test_the_population_file_is_counted_to_the_last_row(workspace: Workspace) -> None:
    result, changes = import_population(workspace, POPULATION, NoProgress())
    outcome = result.outcome
    assert (result.source.encoding, result.source.separator, list(result.problems)) == ("cp1252", ";", [])
    assert outcome.new == {Placement.CANDIDATE: 3024, Placement.DECIDE_MUNICIPALITY: 18}
    assert outcome.outside == {
        Placement.TURNED_20: 553,
        Placement.COMPULSORY_SCHOOLING: 729,
        Placement.OTHER_MUNICIPALITY: 68,
    }
    assert outcome.rows == 4392 == sum(outcome.new.values()) + sum(outcome.outside.values())
    assert changes.kinds == {"import_batch"}
    assert staged_rows(workspace) == 4392
    assert (len(found(workspace)), len(found(workspace, Group.DECIDE))) == (3024, 18)


def test_pupils_of_an_enrolment_file_that_came_first_are_counted_as_such(
    workspace: Workspace, tmp_path: Path
) -> None:
    pupils = tmp_path / "elever.csv"
    pupils.write_text(f"Personnr;Startdatum\n{ADA};2025-08-18\n", "utf-8")
    import_source(workspace, pupils, NoProgress(), kind=FileKind.ENROLMENT)
    outcome = take_in(workspace, population(tmp_path, resident(), resident(number("20080702"), "Berg")))
    assert (outcome.new, outcome.outside) == ({Placement.CANDIDATE: 1}, {Placement.ENROLLED: 1})


def test_a_second_import_changes_nothing(workspace: Workspace) -> None:
    take_in(workspace, POPULATION)
    before = counts(workspace)
    result, changes = import_population(workspace, POPULATION, NoProgress())
    assert (result.outcome.known, result.outcome.new) == (3042, {})
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
        import_population(workspace, POPULATION, Cancelled(at_step=1))
    assert counts(workspace) == before
    take_in(workspace, POPULATION)
    undo(workspace)
    assert counts(workspace)["import_batch"] == 0


def test_whom_an_import_protected_stays_so_when_it_is_undone(workspace: Workspace) -> None:
    asa = registered(workspace, "20070505-2389")
    take_in(workspace, POPULATION)
    undo(workspace)
    assert counts(workspace)["import_batch"] == 0
    assert open_person(workspace, asa).person.protection is Protection.CONFIDENTIALITY_MARK


def test_many_are_registered_at_once_or_none(workspace: Workspace) -> None:
    take_in(workspace, POPULATION)
    before = counts(workspace)
    with pytest.raises(CancelledError):
        accept(workspace, TODAY, Group.NEW, None, Cancelled(at_step=8))
    assert counts(workspace) == before
    accepted, _changes = accept(workspace, TODAY, Group.NEW, None, NoProgress())
    assert (accepted.done, accepted.left_alone) == (3024, 0)
    assert count_people(workspace, PeopleFilter.OPEN) == 3024
    assert take_in(workspace, POPULATION).registered == 3024
    undo(workspace)
    assert counts(workspace)["young_person"] == 0
    assert len(found(workspace)) == 3024


def test_whom_the_file_names_keeps_name_and_address(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, population(tmp_path, resident()))
    (row,) = describe(workspace, standing(workspace, TODAY, NoProgress()), found(workspace))
    (person,) = new_people(workspace)
    register_new(workspace, [person])
    view = open_person(workspace, person)
    assert view.person.details == row.details
    assert view.episodes[0].registration_reason == "dropped_out"
    assert [hit.id for hit in search(workspace, "åkesson ada storgatan")] == [person]


def test_who_moves_away_leaves_the_list_and_who_moves_back_returns(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, population(tmp_path, resident()))
    away = take_in(workspace, population(tmp_path, resident(home="1280")))
    assert (away.outside, found(workspace)) == ({Placement.OTHER_MUNICIPALITY: 1}, ())
    before = counts(workspace)
    again = take_in(workspace, population(tmp_path, resident(home="1280")))
    assert again.outside == {Placement.OTHER_MUNICIPALITY: 1}
    assert counts(workspace) == before
    path = population(tmp_path, resident(), resident(number("20060701"), "Berg"))
    assert take_in(workspace, path).new == {Placement.CANDIDATE: 1}
    assert len(found(workspace)) == 1


def test_who_turns_20_leaves_the_list(workspace: Workspace, clock: MovableClock, tmp_path: Path) -> None:
    path = population(tmp_path, resident(number("20061001")))
    take_in(workspace, path)
    assert len(found(workspace)) == 1
    clock.moment = clock.moment.replace(month=10, day=1)
    assert take_in(workspace, path).outside == {Placement.TURNED_20: 1}
    assert found(workspace) == ()


def test_the_newest_facts_count(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, population(tmp_path, resident()))
    take_in(workspace, population(tmp_path, resident(last="Ärlig")))
    (row,) = describe(workspace, standing(workspace, TODAY, NoProgress()), found(workspace))
    assert row.details is not None
    assert row.details.last_name == "Ärlig"


def clear_traces(workspace: Workspace, text: str) -> int:
    """Rows of register and log that hold the text in clear."""
    statement = (
        "SELECT (SELECT count(*) FROM change_log WHERE"
        " instr(coalesce(old_values, '') || coalesce(new_values, ''), ?) > 0)"
        " + (SELECT count(*) FROM young_person WHERE instr(last_name || number, ?) > 0)"
    )
    with workspace.register.read() as connection:
        return int(connection.exec_driver_sql(statement, (text, text)).scalar_one())


def staged_in_clear(workspace: Workspace) -> bool:
    """Whether a source tells who the protected person is."""
    with workspace.register.read() as connection:
        files = files_in_force(connection, "population")
        details = read_parts(connection, files, DETAILS)
    return any("Åkesson" in row or ADA in row for row in details.iter_rows())


def staged_rows(workspace: Workspace) -> int:
    """How many residents the newest population file holds."""
    with workspace.register.read() as connection:
        return residents_of(connection, newest_population(connection), workspace.person_secret()).height


@pytest.mark.parametrize(("mark", "home"), [("01003", "0180"), ("01020", "0180"), ("01020", "0114")])
def test_whom_a_file_marks_is_a_case_number(
    workspace: Workspace, tmp_path: Path, mark: str, home: str
) -> None:
    path = population(tmp_path, resident(mark=mark, home=home))
    assert sum(take_in(workspace, path).new.values()) == 1
    asked = found(workspace) + found(workspace, Group.DECIDE)
    (row,) = describe(workspace, standing(workspace, TODAY, NoProgress()), asked)
    assert row.details is None
    assert row.case_number
    assert not staged_in_clear(workspace)
    assert clear_traces(workspace, "Åkesson") == clear_traces(workspace, ADA) == 0


def test_a_registered_person_whom_the_file_marks_becomes_protected(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, population(tmp_path, resident()))
    (person,) = new_people(workspace)
    register_new(workspace, [person])
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


def test_whoever_was_registered_from_a_file_and_is_protected_by_hand_is_sealed(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, population(tmp_path, resident()))
    (person,) = new_people(workspace)
    register_new(workspace, [person])
    told = open_person(workspace, person).person.details
    assert told is not None
    change_person(
        workspace,
        person,
        details=replace(told, phone="070-174 06 05"),
        birth_date=date(2008, 7, 1),
        protection=Protection.ASSUMED_IDENTITY,
        home_municipality="0180",
    )
    assert clear_traces(workspace, "Åkesson") == clear_traces(workspace, ADA) == 0
    assert not staged_in_clear(workspace)
    assert found(workspace, Group.MISSING) == ()


@pytest.mark.parametrize("protection", [Protection.NONE, Protection.CONFIDENTIALITY_MARK])
@pytest.mark.parametrize("mark", ["", "01003"])
def test_who_is_registered_by_hand_leaves_the_list(
    workspace: Workspace, tmp_path: Path, protection: Protection, mark: str
) -> None:
    path = population(tmp_path, resident(mark=mark), resident(number("20080702"), "Berg"))
    take_in(workspace, path)
    registered(workspace, ADA, protection=protection, last="Åkesson")
    assert len(found(workspace)) == 1
    if protection:
        assert clear_traces(workspace, "Åkesson") == clear_traces(workspace, ADA) == 0
        assert not staged_in_clear(workspace)
    outcome = take_in(workspace, path)
    assert (outcome.registered, outcome.known) == (1, 1)


def test_a_coordination_number_without_birthday_is_decided_by_hand(
    workspace: Workspace, tmp_path: Path
) -> None:
    unknown = number("20080760")
    outcome = take_in(workspace, population(tmp_path, resident(unknown)))
    assert outcome.new == {Placement.DECIDE_BIRTHDAY: 1}
    asked = found(workspace, Group.DECIDE)
    assert [difference.decide for difference in asked] == [DecideReason.BIRTHDAY]
    (row,) = describe(workspace, standing(workspace, TODAY, NoProgress()), asked)
    assert row.birth_date is None
    assert row.details == details(unknown, "Ada", street="Storgatan 1", postal_code="11122", city="Lund")


@pytest.mark.parametrize("mark", ["Ja", "X", "1", "J", "true"])
def test_who_is_protected_in_an_unknown_way_is_missed_nowhere(
    workspace: Workspace, tmp_path: Path, mark: str
) -> None:
    """The home may be hidden: another municipality's code is asked about, ours is registered as usual."""
    elsewhere, plain = number("20080702"), number("20080703")
    path = population(
        tmp_path,
        resident(mark=mark),
        resident(elsewhere, "Berg", home="0114", mark=mark),
        resident(plain, "Ek", home="0114"),
    )
    outcome = take_in(workspace, path)
    assert outcome.new == {Placement.CANDIDATE: 1, Placement.DECIDE_MUNICIPALITY: 1}
    assert outcome.outside == {Placement.OTHER_MUNICIPALITY: 1}
    (asked,) = found(workspace, Group.DECIDE)
    assert asked.decide is DecideReason.MUNICIPALITY
    for value, name in ((ADA, "Åkesson"), (elsewhere, "Berg")):
        assert clear_traces(workspace, value) == clear_traces(workspace, name) == 0

    (ours,) = found(workspace)
    register_new(workspace, [ours.key])
    assert clear_traces(workspace, "Åkesson") == clear_traces(workspace, ADA) == 0
    with workspace.register.read() as connection:
        kinds = connection.exec_driver_sql("SELECT protection FROM young_person").scalars().all()
    assert kinds == [Protection.PROTECTED_REGISTRATION]


def test_a_plain_yes_beneath_secrecy_hides_no_home(workspace: Workspace, tmp_path: Path) -> None:
    path = population(tmp_path, resident(), resident(number("20080702"), "Berg", home="0114", mark="Ja"))
    path.write_text(path.read_text("cp1252").replace("Skydd", "Sekretessmarkering"), "cp1252")
    assert take_in(workspace, path).outside == {Placement.OTHER_MUNICIPALITY: 1}
    assert found(workspace, Group.DECIDE) == ()


def test_the_log_keeps_no_file_name(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, population(tmp_path, resident()))
    with workspace.register.read() as connection:
        kind, told = connection.exec_driver_sql("SELECT kind, counts FROM import_batch").one()
    assert (kind, json.loads(told)) == ("population", {"rows": 1})


@pytest.mark.parametrize("step", [1, 3, 5, 6])
def test_an_import_that_is_cancelled_leaves_nothing(workspace: Workspace, step: int) -> None:
    before = counts(workspace)
    with pytest.raises(CancelledError):
        import_population(workspace, POPULATION, Cancelled(at_step=step))
    assert counts(workspace) == before
