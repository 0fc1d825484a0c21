from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.changes import Changes, NoProgress
from kaa_desktop.domain.errors import CancelledError, InvalidInputError, NotAllowedError
from kaa_desktop.domain.notices import (
    WAITING,
    DismissReason,
    NoticeRule,
    NoticesOutcome,
    NoticeStatus,
    Proposal,
    ProposalKind,
    SchoolNotice,
)
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.domain.personal_number import parse_personal_number
from kaa_desktop.domain.sources import FileKind, NoticeKind
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.notice_actions import (
    accept_closing,
    accept_registration,
    decide_home,
    dismiss,
    forward,
    set_follow_up,
    settle_notices,
    to_episode,
)
from kaa_desktop.services.notice_imports import NoticeEntry, add_notice, import_notices
from kaa_desktop.services.notice_registration import NoticeRegistration
from kaa_desktop.services.notices import (
    count_notices,
    days_to_first_contact,
    list_notices,
    propose_for,
)
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.reconciliation import name_people, standing
from kaa_desktop.services.reconciliation_closing import apply_reconciliation
from kaa_desktop.services.source_files import import_source
from kaa_desktop.services.undo import redo, undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import change_person, open_person
from tests.services.workspaces import (
    FIXTURES,
    TODAY,
    Cancelled,
    counts,
    details,
    number,
    operations,
    reads,
    registered,
)

TOWN = FIXTURES / "kommun"
FACIT = json.loads((TOWN / "facit.json").read_text("utf-8"))
NOTICES = TOWN / "anmalningar.xlsx"
ADA, BO = number("20080701"), number("20080702")
NOBODY = number("20080701", "101")
NOTHING_SAID = NoticeRegistration()


def take_in_sources(workspace: Workspace) -> None:
    import_population(workspace, TOWN / "folkbokforing.csv", NoProgress())
    import_source(workspace, TOWN / "elever.xlsx", NoProgress(), kind=FileKind.ENROLMENT)
    import_source(workspace, TOWN / "examina.csv", NoProgress(), kind=FileKind.EXAMS)


def take_in(workspace: Workspace, path: Path = NOTICES) -> NoticesOutcome:
    return import_notices(workspace, path, NoProgress())[0].outcome


def town(workspace: Workspace, folder: Path, *rows: str) -> None:
    """A population file: number, home, protection mark."""
    path = folder / f"befolkning{len(list(folder.iterdir()))}.csv"
    header = "Personnr;Kommunkod;Skydd;Efternamn;Förnamn"
    path.write_text("\n".join((header, *(f"{row};Åkesson;Ada" for row in rows))) + "\n", "cp1252")
    import_population(workspace, path, NoProgress())


def noted(
    workspace: Workspace,
    value: str = ADA,
    kind: NoticeKind = NoticeKind.LEAVES,
    dated: date = date(2026, 9, 1),
    school: str = "Gymnasium 1",
) -> str:
    entry = NoticeEntry(
        number=parse_personal_number(value, today=TODAY), kind=kind, dated=dated, school=school
    )
    return add_notice(workspace, entry)[0]


def listed(workspace: Workspace, *statuses: NoticeStatus, reason: str = "") -> Sequence[SchoolNotice]:
    return list_notices(
        workspace, statuses=statuses or tuple(NoticeStatus), offset=0, limit=1000, reason=reason
    )


def propose_all(workspace: Workspace) -> Mapping[str, Proposal]:
    return propose_for(workspace, [notice.id for notice in listed(workspace, *WAITING)])


def get_notice(workspace: Workspace, id_: str) -> SchoolNotice:
    return next(notice for notice in listed(workspace) if notice.id == id_)


def statuses(workspace: Workspace) -> dict[str, int]:
    found = Counter(status.value for (_, status), n in count_notices(workspace).items() for _ in range(n))
    return dict(found)


def notice_rows(workspace: Workspace) -> list[tuple[object, ...]]:
    with workspace.register.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM school_notice ORDER BY id")]


def clear_traces(workspace: Workspace, text: str) -> int:
    statement = (
        "SELECT (SELECT count(*) FROM change_log WHERE"
        " instr(coalesce(old_values, '') || coalesce(new_values, ''), ?) > 0)"
        " + (SELECT count(*) FROM school_notice WHERE instr(number || school, ?) > 0)"
    )
    with workspace.register.read() as connection:
        return int(connection.exec_driver_sql(statement, (text, text)).scalar_one())


def test_the_municipalitys_notices_are_placed(workspace: Workspace) -> None:
    take_in_sources(workspace)
    outcome = take_in(workspace)
    assert (outcome.rows, outcome.taken, outcome.known, outcome.unreadable) == (643, 643, 0, 0)
    assert outcome.new == {
        (NoticeKind.LEAVES, NoticeStatus.OPEN): 595,
        (NoticeKind.LEAVES, NoticeStatus.TO_DECIDE): 5,
        (NoticeKind.LEAVES, NoticeStatus.TO_FORWARD): 15,
        (NoticeKind.ABSENT, NoticeStatus.EARLY_WARNING): 25,
        (NoticeKind.ABSENT, NoticeStatus.TO_FORWARD): 3,
    }
    absent = [n for n in listed(workspace) if n.kind is NoticeKind.ABSENT]
    assert len(absent) == FACIT["absent_notices"]
    assert count_notices(workspace) == outcome.new
    warnings = listed(workspace, NoticeStatus.EARLY_WARNING)
    assert {notice.follow_up_on for notice in warnings} == {date(2026, 10, 14)}


def test_what_they_propose_agrees_with_the_target_group(workspace: Workspace) -> None:
    take_in_sources(workspace)
    take_in(workspace)
    proposals = propose_all(workspace)
    notices = {notice.id: notice for notice in listed(workspace, reason="test")}
    inside = set(FACIT["personnummer"])
    by_kind: dict[ProposalKind, set[str]] = {kind: set() for kind in ProposalKind}
    for id_, proposal in proposals.items():
        told = notices[id_].person.details
        assert told is not None
        by_kind[proposal.kind].add(told.number.value)
    leavers = {
        n.person.details.number.value
        for n in notices.values()
        if n.kind is NoticeKind.LEAVES and n.person.details
    }
    assert by_kind[ProposalKind.REGISTER] == leavers & inside
    assert by_kind[ProposalKind.DECIDE] == leavers & set(FACIT["ask_hemkommun"])
    assert Counter(p.kind for p in proposals.values()) == {
        ProposalKind.REGISTER: 139,
        ProposalKind.NOTHING: 460,
        ProposalKind.FOLLOW_UP: 25,
        ProposalKind.FORWARD: 18,
        ProposalKind.DECIDE: 1,
    }


def test_the_files_may_come_in_any_order(workspace: Workspace) -> None:
    outcome = take_in(workspace)
    assert {status for _, status in outcome.new} == {NoticeStatus.TO_DECIDE}
    take_in_sources(workspace)
    assert count_notices(workspace) == {
        (NoticeKind.LEAVES, NoticeStatus.OPEN): 595,
        (NoticeKind.LEAVES, NoticeStatus.TO_DECIDE): 5,
        (NoticeKind.LEAVES, NoticeStatus.TO_FORWARD): 15,
        (NoticeKind.ABSENT, NoticeStatus.EARLY_WARNING): 25,
        (NoticeKind.ABSENT, NoticeStatus.TO_FORWARD): 3,
    }
    assert all(n.follow_up_on for n in listed(workspace, NoticeStatus.EARLY_WARNING))
    sealed = [n for n in listed(workspace) if n.person.case_number]
    assert len(sealed) == 16
    assert {n.person.details for n in sealed} == {None}


def test_a_file_taken_in_twice_changes_nothing(workspace: Workspace) -> None:
    take_in_sources(workspace)
    tried, changes = import_notices(workspace, NOTICES, NoProgress(), dry_run=True)
    assert (changes, notice_rows(workspace)) == (Changes(), [])
    assert take_in(workspace) == tried.outcome
    before = (counts(workspace), notice_rows(workspace))
    result, changes = import_notices(workspace, NOTICES, NoProgress())
    assert (result.outcome.known, result.outcome.taken, changes.operation_id) == (643, 0, None)
    assert (counts(workspace), notice_rows(workspace)) == before


def test_an_import_is_cancelled_or_undone_as_a_whole(workspace: Workspace) -> None:
    with pytest.raises(CancelledError):
        import_notices(workspace, NOTICES, Cancelled(at_step=2))
    assert notice_rows(workspace) == []
    take_in(workspace)
    rows = notice_rows(workspace)
    undo(workspace)
    assert (notice_rows(workspace), counts(workspace)["import_batch"]) == ([], 0)
    redo(workspace)
    assert notice_rows(workspace) == rows
    assert operations(workspace)[1] == "notice.import"


def test_all_who_are_proposed_are_registered_at_once(workspace: Workspace) -> None:
    take_in_sources(workspace)
    take_in(workspace)
    before = notice_rows(workspace)
    ids = [id_ for id_, p in propose_all(workspace).items() if p.kind is ProposalKind.REGISTER]
    changes = accept_registration(workspace, ids, NOTHING_SAID)
    assert changes.kinds == {"school_notice", "young_person", "episode"}
    assert counts(workspace)["episode"] == 139
    assert statuses(workspace)["registered"] == 139
    outcome = name_people(workspace, standing(workspace, TODAY, NoProgress()), reason="test")
    assert len(outcome.target_group) == 499
    undo(workspace)
    assert counts(workspace)["episode"] == counts(workspace)["young_person"] == 0
    assert notice_rows(workspace) == before


def test_a_closed_reconciliation_settles_the_notices(workspace: Workspace) -> None:
    take_in_sources(workspace)
    take_in(workspace)
    apply_reconciliation(workspace, TODAY, NoProgress())
    assert statuses(workspace) == {
        "registered": 139,
        "dismissed": 460,
        "to_forward": 18,
        "to_decide": 1,
        "early_warning": 25,
    }
    days = days_to_first_contact(workspace, parse_period("2026H1"))
    assert days.count == 0


def test_without_sources_nobody_is_proposed_blindly(workspace: Workspace) -> None:
    take_in_sources(workspace)
    take_in(workspace)
    apply_reconciliation(workspace, TODAY, NoProgress())
    before = statuses(workspace)
    new = noted(workspace, NOBODY)
    assert get_notice(workspace, new).status is NoticeStatus.TO_DECIDE
    decide_home(workspace, [new], here=True)
    proposal = propose_for(workspace, [new])[new]
    assert (proposal.kind, proposal.may_register) == (ProposalKind.DECIDE, True)
    assert proposal.rules == (NoticeRule.LEFT_SCHOOL, NoticeRule.NOT_IN_SOURCES)
    accept_registration(workspace, [new], NoticeRegistration(details=details(NOBODY)))
    assert statuses(workspace) == before | {"registered": 140}
    assert import_notices(workspace, NOTICES, NoProgress())[1].operation_id is None


def test_one_is_registered_with_what_was_filled_in(workspace: Workspace, tmp_path: Path) -> None:
    town(workspace, tmp_path, f"{ADA};0180;")
    id_ = noted(workspace)
    filled_in = NoticeRegistration(registered_on=date(2026, 9, 15), reason="never_began")
    accept_registration(workspace, [id_], filled_in)
    person = get_notice(workspace, id_).person
    view = open_person(workspace, person.key)
    (episode,) = view.episodes
    assert (episode.registered_on, episode.registration_reason) == (date(2026, 9, 15), "never_began")
    assert view.person.details is not None
    assert view.person.details.last_name == "Åkesson"
    with pytest.raises(InvalidInputError, match=r"notice\.dealt_with"):
        accept_registration(workspace, [id_], filled_in)


def test_all_are_registered_or_none(workspace: Workspace, tmp_path: Path) -> None:
    old = number("20060901")
    town(workspace, tmp_path, f"{ADA};0180;", f"{old};0180;")
    ids = [noted(workspace), noted(workspace, old)]
    before = counts(workspace)
    with pytest.raises(InvalidInputError, match=r"notice\.not_to_register"):
        accept_registration(workspace, ids, NOTHING_SAID)
    with pytest.raises(InvalidInputError, match=r"notice\.unknown"):
        accept_registration(workspace, [ids[0], "nobody"], NOTHING_SAID)
    with pytest.raises(InvalidInputError, match=r"code\.unknown"):
        accept_registration(workspace, ids[:1], NoticeRegistration(reason="invented"))
    with pytest.raises(InvalidInputError, match=r"notice\.other_number"):
        accept_registration(workspace, ids[:1], NoticeRegistration(details=details(BO)))
    assert counts(workspace) == before


def test_who_begins_is_closed_on_the_day_of_the_notice(workspace: Workspace) -> None:
    person = registered(workspace, ADA)
    id_ = noted(workspace, ADA, NoticeKind.BEGINS, date(2026, 9, 7), "Introduktionsprogrammet")
    assert propose_for(workspace, [id_])[id_].kind is ProposalKind.CLOSE
    before = notice_rows(workspace)
    accept_closing(workspace, [id_])
    view = open_person(workspace, person)
    (episode,) = view.episodes
    assert (episode.deregistered_on, episode.deregistration_reason) == (
        date(2026, 9, 7),
        "began_introductory",
    )
    assert view.occupation is not None
    assert (view.occupation.kind, view.occupation.verified_on) == (
        "introductory_programme",
        date(2026, 9, 7),
    )
    assert get_notice(workspace, id_).status is NoticeStatus.CLOSED
    undo(workspace)
    assert open_person(workspace, person).open_episode is not None
    assert notice_rows(workspace) == before
    accept_closing(workspace, [id_], deregistered_on=date(2026, 9, 8), reason="began_national_programme")
    assert open_person(workspace, person).episodes[0].deregistered_on == date(2026, 9, 8)


def test_only_who_begins_and_is_registered_is_closed(workspace: Workspace, tmp_path: Path) -> None:
    town(workspace, tmp_path, f"{ADA};0180;")
    with pytest.raises(InvalidInputError, match=r"notice\.not_to_close"):
        accept_closing(workspace, [noted(workspace, ADA, NoticeKind.BEGINS)])
    registered(workspace, BO)
    with pytest.raises(InvalidInputError, match=r"notice\.not_to_close"):
        accept_closing(workspace, [noted(workspace, BO)])


def test_an_early_warning_becomes_an_episode_in_one_action(workspace: Workspace, tmp_path: Path) -> None:
    town(workspace, tmp_path, f"{ADA};0180;")
    id_ = noted(workspace, ADA, NoticeKind.ABSENT)
    assert get_notice(workspace, id_).follow_up_on == date(2026, 10, 14)
    assert propose_for(workspace, [id_])[id_].kind is ProposalKind.FOLLOW_UP
    set_follow_up(workspace, id_, date(2026, 10, 1))
    assert get_notice(workspace, id_).follow_up_on == date(2026, 10, 1)
    undo(workspace)
    assert get_notice(workspace, id_).follow_up_on == date(2026, 10, 14)
    with pytest.raises(InvalidInputError, match=r"notice\.left_in_future"):
        to_episode(workspace, id_, date(2026, 10, 1), NOTHING_SAID)
    to_episode(workspace, id_, date(2026, 9, 28), NOTHING_SAID)
    notice = get_notice(workspace, id_)
    assert (notice.status, notice.person.registered) == (NoticeStatus.REGISTERED, True)
    (episode,) = open_person(workspace, notice.person.key).episodes
    assert (episode.registered_on, episode.registration_reason) == (TODAY, "dropped_out")
    undo(workspace)
    assert get_notice(workspace, id_).status is NoticeStatus.EARLY_WARNING
    with pytest.raises(InvalidInputError, match=r"notice\.no_early_warning"):
        to_episode(workspace, noted(workspace), date(2026, 9, 28), NOTHING_SAID)


def test_notices_are_dismissed_and_forwarded(workspace: Workspace, tmp_path: Path) -> None:
    town(workspace, tmp_path, f"{ADA};0114;", f"{BO};0180;")
    ada, bo = noted(workspace), noted(workspace, BO)
    assert get_notice(workspace, ada).status is NoticeStatus.TO_FORWARD
    assert propose_for(workspace, [ada])[ada].kind is ProposalKind.FORWARD
    forward(workspace, [ada])
    dismiss(workspace, [bo], DismissReason.SETTLED_WITH_SCHOOL)
    assert statuses(workspace) == {"forwarded": 1, "dismissed": 1}
    assert list_notices(workspace, offset=0, limit=10) == ()
    assert operations(workspace)[-2:] == ["notice.forward", "notice.dismiss"]
    undo(workspace)
    undo(workspace)
    assert statuses(workspace) == {"to_forward": 1, "open": 1}
    with pytest.raises(InvalidInputError, match=r"notice\.home_known"):
        decide_home(workspace, [bo], here=False)


def test_what_asks_for_nothing_is_taken_off_the_list(workspace: Workspace, tmp_path: Path) -> None:
    old = number("20060901")
    town(workspace, tmp_path, f"{ADA};0180;", f"{old};0180;", f"{BO};0180;")
    registered(workspace, BO)
    ids = [noted(workspace), noted(workspace, old), noted(workspace, BO)]
    assert settle_notices(workspace)[0] == 2
    assert [get_notice(workspace, id_).status.value for id_ in ids] == ["open", "dismissed", "registered"]
    assert settle_notices(workspace)[1].operation_id is None
    undo(workspace)
    assert statuses(workspace) == {"open": 3}


def test_the_same_notice_is_noted_once(workspace: Workspace) -> None:
    noted(workspace)
    with pytest.raises(InvalidInputError, match=r"notice\.known"):
        noted(workspace, school="Gymnasium 2")
    with pytest.raises(InvalidInputError, match=r"notice\.future"):
        noted(workspace, kind=NoticeKind.ABSENT, dated=date(2026, 10, 1))


def test_protected_people_are_case_numbers_without_right_and_reason(
    workspace: Workspace, tmp_path: Path
) -> None:
    town(workspace, tmp_path, f"{ADA};0180;01003")
    id_ = noted(workspace)
    (notice,) = listed(workspace)
    assert notice.person.details is None
    assert notice.person.case_number
    assert clear_traces(workspace, ADA) == 0
    (clear,) = listed(workspace, reason="Samtal med skolan")
    assert clear.person.details is not None
    assert (clear.person.details.number.value, clear.person.details.last_name) == (ADA, "Åkesson")
    assert reads(workspace)[-1][1:] == ("notices", "Samtal med skolan")
    accept_registration(workspace, [id_], NOTHING_SAID)
    registered_one = get_notice(workspace, id_).person
    assert open_person(workspace, registered_one.key).person.details is None
    assert open_person(workspace, registered_one.key).person.case_number == registered_one.case_number
    assert clear_traces(workspace, ADA) == 0


def test_one_without_the_right_learns_nothing(workspace: Workspace, tmp_path: Path) -> None:
    town(workspace, tmp_path, f"{ADA};0180;01003")
    id_ = noted(workspace)
    workspace.register.keys = replace(workspace.register.keys, protected_key=None)
    with pytest.raises(NotAllowedError, match=r"person\.no_right"):
        listed(workspace, reason="Nyfiken")
    assert listed(workspace)[0].person.details is None
    assert propose_for(workspace, [id_])[id_].rules == (NoticeRule.IDENTITY_HIDDEN,)
    with pytest.raises(NotAllowedError, match=r"person\.no_right"):
        accept_registration(workspace, [id_], NOTHING_SAID)
    dismiss(workspace, [id_], DismissReason.OTHER)


@pytest.mark.parametrize("way", ["file", "hand"])
def test_who_becomes_protected_is_sealed_in_the_notices_too(
    workspace: Workspace, tmp_path: Path, way: str
) -> None:
    person = registered(workspace, ADA, on=date(2026, 8, 1))
    id_ = noted(workspace, ADA, NoticeKind.BEGINS)
    assert clear_traces(workspace, ADA) > 0
    if way == "file":
        town(workspace, tmp_path, f"{ADA};0180;01003")
    else:
        change_person(
            workspace,
            person,
            details=details(ADA),
            birth_date=None,
            protection=Protection.CONFIDENTIALITY_MARK,
            home_municipality="0180",
        )
    assert clear_traces(workspace, ADA) == 0
    notice = get_notice(workspace, id_)
    assert (notice.person.details, notice.person.key) == (None, person)
    accept_closing(workspace, [id_])
    assert open_person(workspace, person).open_episode is None


def test_days_from_notice_to_first_contact(workspace: Workspace, tmp_path: Path) -> None:
    protected = number("20080703")
    town(workspace, tmp_path, f"{ADA};0180;", f"{BO};0180;", f"{protected};0180;01003")
    ids = [noted(workspace, value) for value in (ADA, BO, protected)]
    noted(workspace, ADA, dated=date(2026, 9, 5))
    accept_registration(workspace, ids, NOTHING_SAID)
    people = [get_notice(workspace, id_).person.key for id_ in ids]
    period = parse_period("2026H2")
    assert days_to_first_contact(workspace, period).count == 0

    def contact(person: str, day: date) -> None:
        entry = ContactEntry(made_on=day, channel="phone", outcome="no_answer")
        log_contact(workspace, [person], entry)

    contact(people[0], date(2026, 8, 1))
    contact(people[0], date(2026, 9, 6))
    contact(people[0], date(2026, 9, 20))
    contact(people[2], date(2026, 9, 11))
    days = days_to_first_contact(workspace, period)
    assert (days.count, days.median, days.p90) == (2, 7.5, 9.5)
    assert days_to_first_contact(workspace, parse_period("2026-08")).count == 0
    assert days_to_first_contact(workspace, parse_period("2026-09-01..2026-09-06")).count == 1
