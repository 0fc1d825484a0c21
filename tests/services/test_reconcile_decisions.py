from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.errors import CancelledError, InvalidInputError
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.domain.personal_number import parse_personal_number
from kaa_desktop.domain.placements import Placement
from kaa_desktop.domain.reconcile_decisions import RejectReason, SourceKind
from kaa_desktop.domain.reconciliation import Closing, Group
from kaa_desktop.domain.residents import DecideReason
from kaa_desktop.domain.sources import FileKind, NoticeKind
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.i18n import load_translator
from kaa_desktop.i18n.source_labels import evidence_text
from kaa_desktop.services.case_workers import add_case_worker
from kaa_desktop.services.notice_imports import NoticeEntry, add_notice
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.reconcile_acting import Acceptance
from kaa_desktop.services.reconcile_decisions import Accepted, accept, assign, reject, why_registered
from kaa_desktop.services.reconcile_rejections import rejected_rows, take_back
from kaa_desktop.services.reconcile_rows import describe
from kaa_desktop.services.reconcile_words import ReconcileWords
from kaa_desktop.services.reconciliation import Standing, standing
from kaa_desktop.services.reconciliation_closing import close_reconciliation
from kaa_desktop.services.registration_origins import registration_origin
from kaa_desktop.services.source_files import import_source
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from kaa_desktop.system.assets import translations_folder
from tests.services.workspaces import CODE_LISTS, TODAY, Cancelled, counts, number, operations, registered

ADA, BO, CAJ, DAN = (number(f"2008070{day}") for day in (1, 2, 3, 4))
HEADER = "Personnr;Efternamn;Förnamn;Adress;Postnr;Postort;Kommunkod;Skydd"
NOTHING: tuple[str, ...] = ()


class Town:
    """A register and the files of its sources."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.workspace = workspace
        self._folder = folder

    def population(self, *rows: str) -> None:
        self._write("bef.csv", HEADER, rows)
        import_population(self.workspace, self._folder / "bef.csv", NoProgress())

    def pupils(self, *rows: str) -> None:
        self._write("elever.csv", "Personnr;Startdatum;Slutdatum;Studievägskod;Skolenhet", rows)
        import_source(self.workspace, self._folder / "elever.csv", NoProgress(), kind=FileKind.ENROLMENT)

    def exams(self, *rows: str) -> None:
        self._write("examina.csv", "Personnr;Datum;Bevis", rows)
        import_source(self.workspace, self._folder / "examina.csv", NoProgress(), kind=FileKind.EXAMS)

    def notice(self, value: str, kind: NoticeKind, dated: date) -> None:
        told = parse_personal_number(value, today=TODAY)
        add_notice(self.workspace, NoticeEntry(number=told, kind=kind, dated=dated, school="Norrskolan"))

    def standing(self, as_of: date = TODAY) -> Standing:
        return standing(self.workspace, as_of, NoProgress())

    def keys(self, group: Group) -> tuple[str, ...]:
        return tuple(found.key for found in self.standing().groups[group])

    def accept(self, group: Group, *keys: str, closing: Closing | None = None) -> Accepted:
        told = Acceptance(closing=closing)
        return accept(self.workspace, TODAY, group, keys or None, NoProgress(), told)[0]

    def person(self, person_id: str) -> PersonView:
        return open_person(self.workspace, person_id, reason="test")

    def _write(self, name: str, header: str, rows: tuple[str, ...]) -> None:
        (self._folder / name).write_text("\n".join((header, *rows)) + "\n", "utf-8")


def resident(
    value: str, last: str = "Ek", street: str = "Åvägen 1", home: str = "0180", mark: str = ""
) -> str:
    return f"{value};{last};Ada;{street};37729;Norrvik;{home};{mark}"


@pytest.fixture
def town(workspace: Workspace, tmp_path: Path) -> Town:
    return Town(workspace, tmp_path)


def test_the_new_are_registered_with_the_reason_that_the_files_tell(town: Town) -> None:
    town.population(*map(resident, (ADA, BO, CAJ, DAN)))
    town.pupils(
        f"{ADA};2024-08-19;2026-03-02;NA25;Norrskolan",
        f"{BO};2024-08-19;2026-06-10;IMV;Norrskolan",
        f"{CAJ};2024-08-19;2026-06-10;EK25;Norrskolan",
    )
    town.exams(f"{CAJ};2026-06-10;Studiebevis")
    assert town.accept(Group.NEW) == Accepted(4)
    stands = town.standing()
    assert (stands.expected, stands.registered, stands.groups[Group.NEW]) == (4, 4, ())
    reasons = {}
    for key in stands.outcome.target_group:
        view = town.person(key)
        assert view.person.details is not None
        assert view.episodes[0].registered_on == TODAY
        reasons[view.person.details.number.value] = view.episodes[0].registration_reason
    assert reasons == {
        ADA: "dropped_out",
        BO: "completed_introductory",
        CAJ: "study_certificate",
        DAN: "never_began",
    }
    undo(town.workspace)
    assert len(town.keys(Group.NEW)) == 4
    assert counts(town.workspace)["young_person"] == 0


def test_one_is_registered_and_it_is_told_why_even_when_the_sources_are_gone(town: Town) -> None:
    town.population(resident(ADA), resident(BO))
    town.pupils(f"{ADA};2024-08-19;2026-03-02;NA25;Norrskolan", f"{BO};2024-08-19;2026-03-02;NA25;Norrskolan")
    first, second = town.keys(Group.NEW)
    assert town.accept(Group.NEW, first) == Accepted(1)
    assert town.keys(Group.NEW) == (second,)
    close_reconciliation(town.workspace, TODAY, NoProgress())
    why = why_registered(town.workspace, first)
    assert why is not None
    assert (why.group, why.as_of) == (Group.NEW, TODAY)
    population, school = why.evidence
    assert (population.source, population.what) == (SourceKind.POPULATION, "0180")
    assert (school.what, school.where, school.last) == ("NA25", "Norrskolan", date(2026, 3, 2))
    by_hand = registered(town.workspace, CAJ)
    assert why_registered(town.workspace, by_hand) is None
    origin = registration_origin(town.workspace, first)
    assert origin is not None
    assert (origin.operation, origin.as_of, origin.evidence) == ("reconcile.accept", TODAY, why.evidence)
    assert set(origin.taken_in) == {SourceKind.POPULATION, SourceKind.ENROLMENT}
    other = registration_origin(town.workspace, by_hand)
    assert other is not None
    assert (other.operation, other.as_of, other.evidence) == ("person.register", None, ())


def test_who_is_gone_is_closed_with_the_reason_and_day_that_fit(town: Town) -> None:
    ids = {
        value: registered(town.workspace, value, on=date(2026, 7, 1))
        for value in (number("20060901"), ADA, BO, CAJ)
    }
    town.population(resident(number("20060901")), resident(ADA), resident(BO), resident(CAJ, home="1280"))
    town.pupils(f"{ADA};2026-08-19;;IMY;Norrskolan")
    town.exams(f"{BO};2026-08-30;Gymnasieexamen")
    assert town.accept(Group.GONE) == Accepted(4)
    ended = {
        value: (episode.deregistration_reason, episode.deregistered_on)
        for value, person_id in ids.items()
        for episode in town.person(person_id).episodes
    }
    assert ended == {
        number("20060901"): ("turned_20", date(2026, 9, 1)),
        ADA: ("began_introductory", date(2026, 8, 19)),
        BO: ("exam", date(2026, 8, 30)),
        CAJ: ("moved", TODAY),
    }


def test_changed_details_are_listed_and_taken_over_one_by_one(town: Town) -> None:
    person = registered(town.workspace, ADA, last="Ek", first="Ada")
    town.population(resident(ADA, last="Alm", street="Nygatan 2"))
    (found,) = town.standing().groups[Group.CHANGED]
    assert found.changes == ("last_name", "street", "postal_code", "city")
    assert town.accept(Group.CHANGED, found.key) == Accepted(1)
    details = town.person(person).person.details
    assert details is not None
    assert (details.last_name, details.street, details.first_name) == ("Alm", "Nygatan 2", "Ada")
    assert town.keys(Group.CHANGED) == NOTHING


def test_the_rejected_do_not_come_back_until_the_facts_change(town: Town) -> None:
    town.population(resident(ADA), resident(BO))
    key = town.keys(Group.NEW)[0]
    count, _changes = reject(town.workspace, TODAY, Group.NEW, [key], RejectReason.KNOWN_OTHERWISE)
    assert (count, len(town.keys(Group.NEW)), town.standing().decided) == (1, 1, 1)
    assert key not in town.keys(Group.NEW)
    close_reconciliation(town.workspace, TODAY, NoProgress())
    town.population(resident(ADA), resident(BO))
    assert key not in town.keys(Group.NEW)
    for value in (ADA, BO):
        town.pupils(f"{value};2024-08-19;2026-03-02;NA25;Norrskolan")
    assert key in town.keys(Group.NEW)


def test_a_rejection_is_undone(town: Town) -> None:
    town.population(resident(ADA))
    reject(town.workspace, TODAY, Group.NEW, town.keys(Group.NEW), RejectReason.NOT_OURS)
    assert town.keys(Group.NEW) == NOTHING
    assert operations(town.workspace)[-1] == "reconcile.reject"
    undo(town.workspace)
    assert len(town.keys(Group.NEW)) == 1


def test_who_was_assigned_becomes_the_case_worker(town: Town) -> None:
    worker, _changes = add_case_worker(town.workspace, "Karin Handläggare")
    town.population(resident(ADA))
    (key,) = town.keys(Group.NEW)
    assign(town.workspace, TODAY, Group.NEW, [key], worker)
    assert town.standing().assigned == {(key, Group.NEW): worker}
    town.accept(Group.NEW, key)
    assert town.person(key).episodes[0].case_worker_id == worker
    undo(town.workspace)
    undo(town.workspace)
    assert town.standing().assigned == {}


def test_who_is_missing_in_the_source_is_closed_by_hand_alone(town: Town) -> None:
    person = registered(town.workspace, ADA)
    town.population(resident(BO))
    (key,) = town.keys(Group.MISSING)
    assert town.accept(Group.MISSING) == Accepted(0, left_alone=1)
    with pytest.raises(InvalidInputError, match=r"reconcile\.closing_missing"):
        town.accept(Group.MISSING, key)
    assert town.person(person).episodes[0].open
    town.accept(Group.MISSING, key, closing=Closing(reason="deceased", on=date(2026, 9, 3)))
    assert town.person(person).episodes[0].deregistration_reason == "deceased"


def test_a_hidden_home_is_decided_once(town: Town) -> None:
    town.population(resident(ADA, home="1480", mark="01020"))
    (found,) = town.standing().groups[Group.DECIDE]
    assert town.accept(Group.DECIDE, found.key) == Accepted(1)
    stands = town.standing()
    assert (stands.expected, stands.registered, stands.groups[Group.DECIDE]) == (1, 1, ())
    with town.workspace.register.read() as connection:
        row = connection.exec_driver_sql(
            "SELECT sealed, home_municipality, protection FROM young_person"
        ).one()
    assert row.sealed
    assert (row.home_municipality, row.protection) == ("0180", Protection.PROTECTED_REGISTRATION)


def test_schools_that_contradict_each_other_are_decided_by_hand(town: Town) -> None:
    person = registered(town.workspace, ADA)
    town.population(resident(ADA))
    town.pupils(f"{ADA};2024-08-19;;NA25;Norrskolan", f"{ADA};2026-01-07;2026-05-02;NA25;Söderskolan")
    (found,) = town.standing().groups[Group.DECIDE]
    assert town.keys(Group.GONE) == NOTHING
    assert town.accept(Group.DECIDE, found.key) == Accepted(1)
    assert town.person(person).episodes[0].open
    assert town.keys(Group.DECIDE) == NOTHING


def test_a_row_without_an_end_never_hides_silently_who_has_left(town: Town) -> None:
    town.population(*map(resident, (ADA, BO, CAJ)))
    town.pupils(
        f"{ADA};2024-08-19;2026-03-02;NA25;Norrskolan",
        f"{ADA};2024-08-19;;NA25;Norrskolan",
        f"{BO};2024-08-19;;NA25;Norrskolan",
        f"{CAJ};2024-08-19;;NA25;Norrskolan",
    )
    town.notice(BO, NoticeKind.LEAVES, date(2026, 5, 2))
    town.notice(CAJ, NoticeKind.LEAVES, date(2026, 5, 2))
    town.notice(CAJ, NoticeKind.BEGINS, date(2026, 8, 17))
    asked = town.standing().groups[Group.DECIDE]
    assert {found.decide for found in asked} == {DecideReason.CONTRADICTION}
    by_row, by_notice = describe(town.workspace, town.standing(), asked)
    assert [one.file_row for one in by_row.evidence] == [2, 2, 3]
    assert [one.source for one in by_notice.evidence] == [
        *(SourceKind.POPULATION, SourceKind.ENROLMENT, SourceKind.NOTICE)
    ]
    words = ReconcileWords(CODE_LISTS, load_translator("en", translations_folder()))
    assert words.why(by_notice) == "Contradicting sources: in school, or has left?"
    assert words.evidence(by_notice) == "Population row 3, Pupils row 4, School notice"
    told = evidence_text(by_notice.evidence[-1], words.translator)
    assert told == "School notice: Leaves school, 2 May 2026, Norrskolan"
    reject(town.workspace, TODAY, Group.DECIDE, [asked[1].key], RejectReason.SOURCE_WRONG)
    assert town.keys(Group.DECIDE) == (asked[0].key,)
    town.notice(BO, NoticeKind.LEAVES, date(2026, 9, 2))
    assert town.keys(Group.DECIDE) == (asked[0].key, asked[1].key)


def test_what_is_no_more_is_refused_and_what_is_cancelled_changes_nothing(town: Town) -> None:
    town.population(resident(ADA), resident(BO))
    keys = town.keys(Group.NEW)
    before = counts(town.workspace)
    with pytest.raises(InvalidInputError, match=r"reconcile\.changed_since"):
        town.accept(Group.NEW, "nobody")
    with pytest.raises(CancelledError):
        accept(town.workspace, TODAY, Group.NEW, keys, Cancelled(at_step=2))
    assert counts(town.workspace) == before


def test_a_rejection_is_taken_back_and_that_is_undone(town: Town) -> None:
    town.population(resident(ADA), resident(BO))
    reject(town.workspace, TODAY, Group.NEW, town.keys(Group.NEW), RejectReason.NOT_OURS)
    assert town.keys(Group.NEW) == ()
    rows = rejected_rows(town.workspace, town.standing())
    assert [(row.reason, row.as_of) for row in rows] == [(RejectReason.NOT_OURS, TODAY)] * 2
    count, _changes = take_back(town.workspace, [rows[0].key])
    assert (count, len(town.keys(Group.NEW))) == (1, 1)
    with pytest.raises(InvalidInputError, match=r"reconcile\.changed_since"):
        take_back(town.workspace, [rows[0].key])
    undo(town.workspace)
    assert town.keys(Group.NEW) == ()


def test_a_birthday_that_contradicts_the_number_is_decided_by_hand(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "bef.csv"
    path.write_text(
        "Personnr;Namn;Kommunkod;Födelsedatum\n"
        f"{ADA};Alm, Ada;0180;2008-07-01\n"
        f"{BO};Ek, Bo;0180;2018-07-02\n",
        encoding="utf-8",
    )
    result, _changes = import_population(town.workspace, path, NoProgress())
    assert [(problem.row, problem.code, problem.fatal) for problem in result.problems] == [
        (3, "birth_date.contradicts", False)
    ]
    assert result.outcome.new == {Placement.CANDIDATE: 1, Placement.DECIDE_BIRTHDAY: 1}
    (doubtful,) = town.standing().groups[Group.DECIDE]
    assert doubtful.decide is DecideReason.BIRTHDAY
    assert town.accept(Group.DECIDE, doubtful.key) == Accepted(1)
    assert town.person(doubtful.key).person.birth_date == date(2008, 7, 2)
    assert town.keys(Group.DECIDE) == ()
