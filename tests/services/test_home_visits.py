from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.home_visits import (
    Address,
    CandidateFilter,
    RoundPlan,
    VisitReport,
    VisitResult,
    VisitRound,
    address_key,
)
from kaa_desktop.domain.person_log import RemovalReason
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.case_workers import add_case_worker
from kaa_desktop.services.contacts import remove_contact
from kaa_desktop.services.duplicates import merge_people
from kaa_desktop.services.episodes import close_episode
from kaa_desktop.services.home_visit_log import log_visits
from kaa_desktop.services.home_visits import (
    add_visits,
    change_round,
    check_in,
    find_visit_candidates,
    list_rounds,
    list_visit_areas,
    missing_rounds,
    open_round,
    order_by_area,
    order_visits,
    plan_round,
    remove_round,
    remove_visits,
)
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import change_person, open_person
from kaa_desktop.storage.contacts import contacts_of
from tests.services.workspaces import TODAY, MovableClock, details, number, operations, registered

HOMES = (
    ("Ada", "Storgatan 12", "123 45", "Ekköping"),
    ("Bo", "Storgatan 9", "123 45", "Ekköping"),
    ("Cleo", "Åvägen 1", "111 11", "Ekköping"),
)


def somebody(workspace: Workspace, place: int) -> str:
    first, street, postal_code, city = HOMES[place]
    return registered(
        workspace,
        number("20080701", f"23{place}"),
        first=first,
        street=street,
        postal_code=postal_code,
        city=city,
    )


@pytest.fixture
def people(workspace: Workspace) -> list[str]:
    return [somebody(workspace, place) for place in range(3)]


def contacts(workspace: Workspace, person_id: str) -> list[ContactAttempt]:
    with workspace.register.read() as connection:
        return list(contacts_of(connection, person_id))


def names(workspace: Workspace, round_id: str) -> list[str]:
    return [visit.name.split()[0] for visit in open_round(workspace, round_id).visits]


def planned(workspace: Workspace, people: list[str], plan: RoundPlan | None = None) -> str:
    added, _ = plan_round(workspace, plan or RoundPlan(planned_on=TODAY), people)
    return added.round_id


def test_a_new_round_is_ordered_by_area_and_then_by_hand(workspace: Workspace, people: list[str]) -> None:
    round_id = planned(
        workspace, people, RoundPlan(planned_on=TODAY, area="  Norr ", expected_back=time(16, 30))
    )
    assert names(workspace, round_id) == ["Cleo", "Bo", "Ada"]
    view = open_round(workspace, round_id)
    assert (view.round.plan.area, view.round.visits, view.round.logged) == ("Norr", 3, 0)
    assert [visit.age for visit in view.visits] == [18, 18, 18]

    ids = [visit.id for visit in view.visits]
    order_visits(workspace, round_id, [ids[2], ids[0], ids[1]])
    assert names(workspace, round_id) == ["Ada", "Cleo", "Bo"]
    undo(workspace)
    assert names(workspace, round_id) == ["Cleo", "Bo", "Ada"]
    remove_visits(workspace, round_id, [ids[1]])
    added, _ = add_visits(workspace, round_id, people)
    assert (added.added, names(workspace, round_id)) == (1, ["Cleo", "Ada", "Bo"])
    order_by_area(workspace, round_id)
    assert names(workspace, round_id) == ["Cleo", "Bo", "Ada"]
    remove_round(workspace, round_id)
    assert list_rounds(workspace) == ()


def test_house_numbers_are_ordered_as_people_walk() -> None:
    streets = ["Storgatan 12 B", "Storgatan 9", "Storgatan 12", "storgatan 100"]
    homes = [Address(street=street, postal_code="123 45", city="X") for street in streets]
    assert [home.street for home in sorted(homes, key=address_key)] == [
        "Storgatan 9",
        "Storgatan 12",
        "Storgatan 12 B",
        "storgatan 100",
    ]


def test_people_are_chosen_by_area_text_and_worker(workspace: Workspace, people: list[str]) -> None:
    somebody_protected = registered(
        workspace,
        number("20080701", "239"),
        protection=Protection.CONFIDENTIALITY_MARK,
        first="Dag",
        street="Hemliga vägen 1",
        postal_code="123 45",
        city="Ekköping",
    )
    areas = list_visit_areas(workspace)
    assert [(area.postal_code, area.people) for area in areas] == [("11111", 1), ("12345", 2)]

    def found(**wanted: str) -> list[str]:
        people = find_visit_candidates(workspace, CandidateFilter(**wanted))
        return [candidate.name.split()[0] for candidate in people]

    assert found() == ["Cleo", "Ada", "Bo"]
    assert found(postal_code="123 45", city="Ekköping") == ["Ada", "Bo"]
    assert found(text="storg 9") == ["Bo"]
    assert found(worker="Nobody of that name") == []
    added, _ = plan_round(workspace, RoundPlan(planned_on=TODAY), [*people, somebody_protected])
    assert (added.added, added.left_out) == (3, 1)
    assert "Hemliga" not in repr(open_round(workspace, added.round_id))


def test_who_becomes_protected_is_hidden_on_the_round(workspace: Workspace, people: list[str]) -> None:
    round_id = planned(workspace, people)
    change_person(
        workspace,
        people[0],
        details=details(number("20080701", "230"), first="Ada", street="Storgatan 12"),
        birth_date=None,
        protection=Protection.PROTECTED_REGISTRATION,
        home_municipality="",
    )
    view = open_round(workspace, round_id)
    assert names(workspace, round_id) == ["Cleo", "Bo"]
    assert (view.round.visits, view.round.hidden) == (2, 1)


def test_a_round_is_logged_in_one_operation_and_taken_back_in_one(
    workspace: Workspace, people: list[str]
) -> None:
    round_id = planned(workspace, people)
    cleo, bo, ada = (visit.id for visit in open_round(workspace, round_id).visits)
    new_home = Address(street=" Nygatan 3 ", postal_code="222 22", city="Nystad")
    before = len(operations(workspace))
    logged, changes = log_visits(
        workspace,
        round_id,
        TODAY,
        [
            VisitReport(visit_id=cleo, result=VisitResult.HOME, occupation="work", note="Talked at the door"),
            VisitReport(visit_id=bo, result=VisitResult.NOT_HOME),
            VisitReport(visit_id=ada, result=VisitResult.MOVED, address=new_home),
        ],
    )
    assert (logged, operations(workspace)[before:]) == (3, ["visit.log"])
    assert changes.person_ids == frozenset(people)
    ada_id, bo_id, cleo_id = people
    (attempt,) = contacts(workspace, cleo_id)
    assert (attempt.channel, attempt.outcome, attempt.occupation) == ("home_visit", "reached", "work")
    assert attempt.note == "Talked at the door"
    assert open_person(workspace, cleo_id).occupation_known
    assert [c.outcome for c in contacts(workspace, bo_id)] == ["no_answer"]
    moved = open_person(workspace, ada_id).person.details
    assert moved is not None
    assert (moved.street, moved.city) == ("Nygatan 3", "Nystad")
    assert open_round(workspace, round_id).round.logged == 3

    undo(workspace)
    assert [contacts(workspace, person) for person in people] == [[], [], []]
    back = open_person(workspace, ada_id).person.details
    assert back is not None
    assert back.street == "Storgatan 12"
    assert open_round(workspace, round_id).round.logged == 0


def test_what_is_logged_is_not_logged_again(workspace: Workspace, people: list[str]) -> None:
    round_id = planned(workspace, people[:1])
    (visit,) = open_round(workspace, round_id).visits
    report = VisitReport(visit_id=visit.id, result=VisitResult.NOT_HOME)
    assert log_visits(workspace, round_id, TODAY, [report])[0] == 1
    assert log_visits(workspace, round_id, TODAY, [report])[0] == 0
    (attempt,) = contacts(workspace, people[0])
    remove_contact(workspace, attempt.id, next(iter(RemovalReason)))
    assert open_round(workspace, round_id).round.logged == 0


@pytest.mark.parametrize(
    ("report", "day", "code"),
    [
        (None, TODAY, "visit.nothing_reported"),
        (VisitReport(visit_id="x", result=VisitResult.HOME), date(2027, 1, 1), "contact.future"),
        (VisitReport(visit_id="x", result=VisitResult.HOME), TODAY, "visit.gone"),
        (VisitReport(visit_id="x", result=VisitResult.HOME, occupation="?"), TODAY, "code.unknown"),
        (
            VisitReport(
                visit_id="x",
                result=VisitResult.MOVED,
                address=Address(street=" ", postal_code="", city="Ekköping"),
            ),
            TODAY,
            "visit.street_missing",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    workspace: Workspace, people: list[str], report: VisitReport | None, day: date, code: str
) -> None:
    round_id = planned(workspace, people)
    with pytest.raises(InvalidInputError, match=code):
        log_visits(workspace, round_id, day, [report] if report else [])
    assert operations(workspace)[-1] == "visit.plan"


def test_who_is_not_back_in_time_is_missed_until_they_check_in(
    workspace: Workspace, clock: MovableClock, people: list[str]
) -> None:
    anna, _ = add_case_worker(workspace, "Anna")
    bosse, _ = add_case_worker(workspace, "Bosse")
    with pytest.raises(InvalidInputError, match=r"visit\.same_worker"):
        plan_round(workspace, RoundPlan(planned_on=TODAY, worker_id=anna, companion_id=anna))
    plan = RoundPlan(planned_on=TODAY, worker_id=anna, companion_id=bosse, phone="070-1740605")
    round_id = planned(workspace, people, plan)
    assert missing_rounds(workspace) == ()

    def at(hour: int) -> list[VisitRound]:
        local = clock.moment.astimezone().replace(hour=hour, minute=0)
        clock.moment = local.astimezone(clock.moment.tzinfo)
        return list(missing_rounds(workspace))

    change_round(workspace, round_id, replace(plan, expected_back=time(15, 30)))
    assert at(15) == []
    (missing,) = at(16)
    assert (missing.workers, missing.plan.phone) == (("Anna", "Bosse"), "070-1740605")
    check_in(workspace, round_id)
    assert at(17) == []


def test_a_round_holds_what_can_be_visited_in_a_day(workspace: Workspace) -> None:
    crowd = [registered(workspace, number("20080701", str(serial))) for serial in range(100, 161)]
    with pytest.raises(InvalidInputError, match=r"visit\.too_many"):
        plan_round(workspace, RoundPlan(planned_on=TODAY), crowd)
    assert list_rounds(workspace) == ()


def test_a_merge_carries_the_visits(workspace: Workspace, people: list[str]) -> None:
    ada, bo, cleo = people
    both = planned(workspace, [ada, bo])
    one = planned(workspace, [bo, cleo])
    visits = {visit.person_id: visit.id for visit in open_round(workspace, both).visits}
    log_visits(workspace, both, TODAY, [VisitReport(visit_id=visits[bo], result=VisitResult.HOME)])
    (episode,) = open_person(workspace, ada).episodes
    close_episode(workspace, episode.id, deregistered_on=date(2026, 8, 1), reason="registered_in_error")
    merge_people(workspace, ada, bo)
    (visit,) = open_round(workspace, both).visits
    assert (visit.person_id, visit.outcome) == (ada, "reached")
    assert sorted(names(workspace, one)) == ["Ada", "Cleo"]
    undo(workspace)
    assert sorted(names(workspace, one)) == ["Bo", "Cleo"]
