from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaa_desktop.domain.alike import judge_sorts
from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.personal_number import check_digit, read_back
from kaa_desktop.domain.reconciliation import reconcile
from kaa_desktop.domain.register_history import PopulationRecord
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.source_facts import Pupil, Resident, Sources
from kaa_desktop.domain.sources import EnrolmentRecord, ExamRecord
from kaa_desktop.domain.target_group import Enrolment, Exam, ExamKind
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.enrolment_columns import SHAPE as PUPILS
from kaa_desktop.files.exam_columns import SHAPE as EXAMS
from kaa_desktop.files.population_frames import SHAPE as RESIDENTS
from kaa_desktop.files.population_frames import with_birthdays
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.at_hand import rows_at_hand
from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.source_files import erase_sources, newest_population
from kaa_desktop.storage.staged_facts import ResidentSorts
from kaa_desktop.storage.staged_keys import StagedKeys
from kaa_desktop.storage.staged_protection import Hidden, seal_staged
from kaa_desktop.storage.staged_residents import NewestResidents, residents_of, with_person_keys
from kaa_desktop.storage.staging import (
    packed_enrolments,
    packed_exams,
    packed_residents,
    stage_residents,
    stage_rows,
)
from kaa_desktop.storage.tables import ImportBatch
from kaa_desktop.storage.young_people import person_id_for

DAY = date(2026, 9, 30)
SETTINGS = RegisterSettings(municipality_code="0180")

_BIRTHS = (
    *(date(2006, 9, 30), date(2006, 10, 1), date(2006, 1, 1), date(2006, 12, 31), date(2005, 12, 31)),
    *(date(2007, 1, 1), date(2010, 6, 15), date(2010, 12, 31), date(2011, 1, 1)),
)
_near = st.integers(-400, 400).map(lambda days: DAY + timedelta(days=days))
_people = st.integers(0, 11)
_residents = st.lists(
    st.tuples(
        _people,
        st.sampled_from(["", "0180", "0114"]),
        st.sampled_from(list(Protection)),
        st.none() | _near,
        st.booleans(),
    ),
    max_size=8,
    unique_by=lambda resident: resident[0],
)
_pupils = st.lists(
    st.tuples(_people, _near, st.none() | _near, st.sampled_from(["", "Ek", "Al"])), max_size=12
)
_exams = st.lists(st.tuples(_people, st.sampled_from(list(ExamKind)), _near), max_size=8)


def number(serial: int) -> str:
    born = _BIRTHS[serial % len(_BIRTHS)]
    nine = f"{born:%y%m%d}{100 + serial:03}"
    return f"{born:%Y%m%d}{nine[6:]}{check_digit(nine)}"


def batch(scope: OperationScope, kind: str) -> str:
    row = ImportBatch(id=new_id(), kind=kind, file_hash=new_id(), counts="{}")
    scope.session.add(row)
    scope.session.flush()
    return row.id


def stage(
    workspace: Workspace,
    residents: list[PopulationRecord],
    pupils: list[EnrolmentRecord],
    exams: list[ExamRecord],
) -> None:
    secret = workspace.person_secret()
    with workspace.register.maintenance() as connection:
        erase_sources(connection)
    with workspace.register.operation("import.population") as scope:
        hidden = [record for record in residents if record.protection]
        frame, keys = with_birthdays(RESIDENTS.frame(residents)), workspace.register.keys
        population = batch(scope, "population")
        rows = packed_residents(frame, NoProgress())
        stage_residents(scope.connection, population, rows, hidden, keys=keys, secret=secret)
        rows = packed_enrolments(PUPILS.frame(pupils), secret, NoProgress())
        stage_rows(scope.connection, batch(scope, "enrolment"), rows)
        rows = packed_exams(EXAMS.frame(exams), secret, NoProgress())
        stage_rows(scope.connection, batch(scope, "exams"), rows)


def by_hand(
    secret: str,
    residents: list[PopulationRecord],
    pupils: list[EnrolmentRecord],
    exams: list[ExamRecord],
) -> Sources:
    def key(record: PopulationRecord | EnrolmentRecord | ExamRecord) -> str:
        return person_id_for(read_back(record.number), secret)

    said = Sources({}, {}, {})
    people = {
        key(record): Resident(
            key=key(record),
            file_row=record.row,
            birth_date=None if record.contradicted else record.details.number.birth_date,
            home_municipality=record.home_municipality,
            protection=record.protection,
            moved_in_on=record.moved_in_on,
        )
        for record in residents
    }
    schools: dict[str, list[Pupil]] = {}
    for pupil in pupils:
        enrolment = Enrolment(pupil.first, pupil.last or date.max)
        schools.setdefault(key(pupil), []).append(
            Pupil(file_row=pupil.row, enrolment=enrolment, programme="NA25", school=pupil.school)
        )
    results: dict[str, list[Exam]] = {}
    for exam in exams:
        results.setdefault(key(exam), []).append(Exam(exam.kind, exam.taken_on, exam.row))
    return replace(said, residents=people, pupils=schools, exams=results)


@given(residents=_residents, pupils=_pupils, exams=_exams, unpacked=st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_packed_sources_say_what_the_records_say(
    workspace: Workspace,
    residents: list[tuple[int, str, Protection, date | None, bool]],
    pupils: list[tuple[int, date, date | None, str]],
    exams: list[tuple[int, ExamKind, date]],
    *,
    unpacked: bool,
) -> None:
    people = [
        PopulationRecord(
            row, number(who), protection=mark, home_municipality=home, moved_in_on=on, contradicted=no
        )
        for row, (who, home, mark, on, no) in enumerate(residents, 2)
    ]
    enrolled = [
        EnrolmentRecord(
            row, number(who), min(first, last or first), last and max(first, last), "NA25", school
        )
        for row, (who, first, last, school) in enumerate(pupils, 2)
    ]
    passed = [ExamRecord(row, number(who), kind, on) for row, (who, kind, on) in enumerate(exams, 2)]
    stage(workspace, people, enrolled, passed)
    secret = workspace.person_secret()
    said = by_hand(secret, people, enrolled, passed)
    with workspace.register.read() as connection:
        if unpacked:
            rows_at_hand(connection).forget()
        sorts = ResidentSorts(connection, DAY, secret)
        judged = judge_sorts(sorts.alike(), DAY, SETTINGS, NoProgress())
        sources, asked = sorts.asked(judged.asking, {})
        outside = judged.outside(sorts.sizes, asked)
    found = reconcile(sources, {}, DAY, SETTINGS, counted=outside)
    expected = reconcile(said, {}, DAY, SETTINGS)
    assert sum(sorts.sizes) == len(people)
    assert (found.target_group, found.outside) == (expected.target_group, expected.outside)
    assert set(found.differences) == set(expected.differences)
    for key, resident in sources.residents.items():
        assert resident == said.residents[key]
        assert sources.pupils.get(key, []) == list(said.pupils.get(key, []))
        assert sources.exams.get(key, []) == list(said.exams.get(key, []))


@pytest.mark.parametrize("known", [0, 3])
def test_somebody_of_the_register_is_always_asked(workspace: Workspace, known: int) -> None:
    old = [PopulationRecord(row, number(row), home_municipality="0114") for row in range(2, 6)]
    stage(workspace, old, [], [])
    secret = workspace.person_secret()
    keys = {number(row): person_id_for(read_back(number(row)), secret) for row in range(2, 2 + known)}
    with workspace.register.read() as connection:
        sorts = ResidentSorts(connection, DAY, secret)
        sources, asked = sorts.asked(frozenset(), keys)
    assert list(sources.residents) == list(keys.values())
    assert sum(asked.values()) == known


def test_a_row_is_never_somebody_else(workspace: Workspace) -> None:
    stage(workspace, [PopulationRecord(row, number(row), last_name=f"N{row}") for row in (2, 3)], [], [])
    secret = workspace.person_secret()
    keys = [person_id_for(read_back(number(row)), secret) for row in (2, 3)]
    with workspace.register.read() as connection:
        newest = NewestResidents(connection, secret)
        (named,) = newest.details({keys[0]: 2}).values()
        assert newest.details({keys[0]: 3}) == {}
        assert newest.names({keys[1]: 3}).keys() == {keys[1]}
    assert named.details is not None
    assert named.details.last_name == "N2"


def test_sealing_takes_one_row_out_and_leaves_the_others(workspace: Workspace) -> None:
    people = [
        PopulationRecord(row, number(row), last_name=f"N{row}", home_municipality="0180")
        for row in range(2, 9)
    ]
    stage(workspace, people, [], [])
    keys, secret = workspace.register.keys, workspace.person_secret()
    with workspace.register.operation("person.change") as scope:
        mark = Protection.ASSUMED_IDENTITY
        seal_staged(scope.connection, [Hidden(read_back(number(4)), mark, "S-1")], keys)
    with workspace.register.read() as connection:
        file = newest_population(connection)
        found = with_person_keys(residents_of(connection, file, secret), secret)
        rows = {resident.key: resident.file_row for resident in found}
        named = NewestResidents(connection, secret).details(rows, keys)
    assert sorted(rows.values()) == list(range(2, 9))
    assert [resident.protection for resident in found if resident.protection] == [mark]
    told = {rows[key]: (who.details and who.details.last_name, who.case_number) for key, who in named.items()}
    assert told == {row: (f"N{row}", "S-1" if row == 4 else "") for row in range(2, 9)}


def test_keys_hide_numbers_and_differ_between_registers() -> None:
    numbers = [number(serial) for serial in range(50)]
    keys = StagedKeys("ab" * 32).of_some(numbers)
    assert keys == [StagedKeys("ab" * 32).of_some([one])[0] for one in numbers]
    assert len(set(keys)) == len(numbers)
    assert not set(keys) & set(StagedKeys("cd" * 32).of_some(numbers))
    assert StagedKeys("ab" * 32).of_some([]) == []
