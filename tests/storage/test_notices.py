from __future__ import annotations

from datetime import date

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.notices import WAITING, NoticeStatus
from kaa_desktop.domain.personal_number import read_back
from kaa_desktop.domain.register_history import PopulationRecord
from kaa_desktop.domain.sources import EnrolmentRecord, ExamRecord, NoticeKind
from kaa_desktop.domain.target_group import ExamKind
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.enrolment_columns import SHAPE as PUPILS
from kaa_desktop.files.exam_columns import SHAPE as EXAMS
from kaa_desktop.files.population_frames import SHAPE, with_birthdays
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import notices as stored
from kaa_desktop.storage.changelog import broken_operations
from kaa_desktop.storage.notice_people import NoticePeople
from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.schooling import exams_by_key, schoolings_by_key
from kaa_desktop.storage.staged_keys import StagedKeys
from kaa_desktop.storage.staging import (
    packed_enrolments,
    packed_exams,
    packed_residents,
    stage_residents,
    stage_rows,
)
from kaa_desktop.storage.tables import ImportBatch
from kaa_desktop.storage.young_people import person_id_for
from tests.registers import person, registered

JUNE = date(2026, 6, 12)


def batch(scope: OperationScope, kind: str) -> str:
    row = ImportBatch(id=new_id(), kind=kind, file_hash=new_id(), counts="{}")
    scope.session.add(row)
    scope.session.flush()
    return row.id


def add(workspace: Workspace, serial: int, status: NoticeStatus, follow_up: date | None = None) -> str:
    keys, secret = workspace.register.keys, workspace.person_secret()
    with workspace.register.operation("notice.add") as scope:
        people = NoticePeople(scope.connection, keys, secret).known([person(serial).number])
        notice = stored.NewNotice(
            kind=NoticeKind.LEAVES, dated=JUNE, school="Ek", status=status, follow_up_on=follow_up
        )
        (id_,) = stored.add_notices(scope, None, [(notice, people[person(serial).number.value])], keys)
    return id_


def stage(workspace: Workspace, *records: PopulationRecord) -> None:
    keys, secret = workspace.register.keys, workspace.person_secret()
    with workspace.register.operation("import.population") as scope:
        stage_residents(
            scope.connection,
            batch(scope, "population"),
            packed_residents(with_birthdays(SHAPE.frame(records)), NoProgress()),
            [record for record in records if record.protection],
            keys=keys,
            secret=secret,
        )
        stored.seal_protected(scope, keys)


def resident(serial: int, protection: Protection = Protection.NONE, home: str = "0180") -> PopulationRecord:
    return PopulationRecord(
        row=2, number=person(serial).number.value, protection=protection, home_municipality=home
    )


def rows(workspace: Workspace) -> list[tuple[object, ...]]:
    with workspace.register.read() as connection:
        statement = "SELECT number, sealed <> '', case_number, person_key FROM school_notice ORDER BY id"
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


def test_what_is_to_be_followed_up_comes_first(workspace: Workspace) -> None:
    later = add(workspace, 100, NoticeStatus.EARLY_WARNING, date(2026, 12, 2))
    plain = add(workspace, 101, NoticeStatus.OPEN)
    sooner = add(workspace, 102, NoticeStatus.EARLY_WARNING, date(2026, 12, 1))
    add(workspace, 103, NoticeStatus.DISMISSED)
    with workspace.register.read() as connection:
        people = NoticePeople(connection, workspace.register.keys, workspace.person_secret())
        page = stored.page_of_notices(people, statuses=WAITING, kinds=NoticeKind, offset=0, limit=9)
        second = stored.page_of_notices(people, statuses=WAITING, kinds=NoticeKind, offset=1, limit=1)
    assert [found.notice.id for found in page] == [sooner, later, plain]
    assert second == page[1:2]


def test_the_newest_population_file_tells_home_and_the_register_the_name(workspace: Workspace) -> None:
    person_id = registered(workspace, person(100, first_name="Åsa"))
    stage(workspace, resident(100, home="0114"), resident(101))
    numbers = [person(serial).number for serial in (100, 101, 102)]
    with workspace.register.read() as connection:
        people = NoticePeople(connection, workspace.register.keys, workspace.person_secret())
        known = people.known(numbers)
        facts = people.facts(known)
    in_register, in_file, nobody = (known[number.value] for number in numbers)
    assert (in_register.person_id, in_register.home_municipality) == (person_id, "0114")
    assert (in_file.person_id, in_file.home_municipality, in_file.in_sources) == ("", "0180", True)
    assert (nobody.home_municipality, nobody.details, nobody.in_sources) == (None, None, False)
    assert facts[numbers[0].value].open_episode is not None
    assert people.clear_details(nobody).number == numbers[2]


def test_who_becomes_protected_is_sealed_and_the_chain_holds(workspace: Workspace) -> None:
    add(workspace, 100, NoticeStatus.OPEN)
    add(workspace, 101, NoticeStatus.OPEN)
    stage(workspace, resident(100, Protection.CONFIDENTIALITY_MARK), resident(101))
    hidden, plain = rows(workspace)
    assert hidden[:2] == ("", 1)
    assert str(hidden[2]).startswith("S-")
    assert hidden[3] != person_id_for(person(100).number, workspace.person_secret())
    assert plain[:3] == (person(101).number.value, 0, "")
    with workspace.register.read() as connection:
        assert broken_operations(connection) == []
        texts = connection.exec_driver_sql("SELECT coalesce(old_values, '') || new_values FROM change_log")
        assert not any(person(100).number.value in str(text) for (text,) in texts)
        known = stored.contents(connection, workspace.register.keys)
    assert (person(100).number.value, NoticeKind.LEAVES, JUNE) in known


def test_enrolments_and_exams_of_some_or_all(workspace: Workspace) -> None:
    secret = workspace.person_secret()
    keys = StagedKeys(secret).of_some([person(serial).number.value for serial in (100, 101)])
    with workspace.register.operation("import.enrolment") as scope:
        pupils = [
            EnrolmentRecord(row=row, number=person(serial).number.value, first=JUNE, school="Ek")
            for row, serial in enumerate((100, 101, 100))
        ]
        exams = [ExamRecord(row=1, number=person(101).number.value, kind=ExamKind.DIPLOMA, taken_on=JUNE)]
        rows = packed_enrolments(PUPILS.frame(pupils), secret, NoProgress())
        stage_rows(scope.connection, batch(scope, "enrolment"), rows)
        rows = packed_exams(EXAMS.frame(exams), secret, NoProgress())
        stage_rows(scope.connection, batch(scope, "exams"), rows)
    with workspace.register.read() as connection:
        assert {key: len(found) for key, found in schoolings_by_key(connection).items()} == dict(
            zip(keys, (2, 1), strict=True)
        )
        assert schoolings_by_key(connection, keys[1:]).keys() == {keys[1]}
        assert schoolings_by_key(connection, []) == {}
        assert exams_by_key(connection).keys() == exams_by_key(connection, keys).keys() == {keys[1]}


def test_numbers_are_read_back_with_their_kind() -> None:
    assert read_back("200807012380").kind == "personal"
    assert read_back("200807612380").kind == "coordination"
    assert read_back("20080701T380").kind == "interim"
