from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kaa_desktop.domain.episodes import Episode
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.notice_rules import (
    NoticeFacts,
    closing_reason,
    placed,
    propose,
    settled,
    still_out,
)
from kaa_desktop.domain.notices import (
    NoticePerson,
    NoticeRule,
    NoticeStatus,
    ProposalKind,
    SchoolNotice,
    check_follow_up,
    check_notice,
)
from kaa_desktop.domain.percentiles import days_summary
from kaa_desktop.domain.schooling import Schooling
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.domain.target_group import Condition, Exam, ExamKind
from kaa_desktop.domain.young_people import Protection

DAY = date(2026, 9, 30)
JUNE = date(2026, 6, 12)
SETTINGS = RegisterSettings(municipality_code="0180")
LEFT = Schooling(first=date(2024, 8, 18), last=JUNE, programme="EK", school="Gymnasium 1")
HERE = NoticeFacts(
    in_sources=True, birth_date=date(2008, 3, 14), home_municipality="0180", schoolings=(LEFT,)
)
EPISODE = Episode(id="e", person_id="p", registered_on=date(2026, 7, 1))


def notice(
    kind: NoticeKind = NoticeKind.LEAVES,
    dated: date = JUNE,
    *,
    status: NoticeStatus | None = None,
    school: str = "Gymnasium 1",
) -> SchoolNotice:
    default = NoticeStatus.EARLY_WARNING if kind is NoticeKind.ABSENT else NoticeStatus.OPEN
    person = NoticePerson(key="p", details=None)
    return SchoolNotice(
        id="n", kind=kind, dated=dated, school=school, status=status or default, person=person
    )


def kind_of(notice: SchoolNotice, facts: NoticeFacts) -> tuple[ProposalKind, tuple[NoticeRule, ...]]:
    proposal = propose(notice, facts, DAY, SETTINGS)
    return proposal.kind, proposal.rules


def exam(kind: ExamKind) -> tuple[Exam, ...]:
    return (Exam(kind, JUNE),)


def test_one_who_left_is_proposed_for_registration_today() -> None:
    proposal = propose(notice(), HERE, DAY, SETTINGS)
    assert (proposal.kind, proposal.reason, proposal.on) == (ProposalKind.REGISTER, "dropped_out", DAY)
    assert proposal.rules == (NoticeRule.LEFT_SCHOOL,)
    assert proposal.may_register


def test_a_study_certificate_stays_in_the_target_group() -> None:
    proposal = propose(notice(), replace(HERE, exams=exam(ExamKind.STUDY_CERTIFICATE)), DAY, SETTINGS)
    assert (proposal.kind, proposal.reason) == (ProposalKind.REGISTER, "study_certificate")
    assert NoticeRule.STUDY_CERTIFICATE in proposal.rules


def test_an_introductory_programme_is_its_own_reason() -> None:
    facts = replace(HERE, schoolings=(replace(LEFT, programme="IMV"),))
    assert propose(notice(), facts, DAY, SETTINGS).reason == "completed_introductory"


@pytest.mark.parametrize(
    ("facts", "condition"),
    [
        (replace(HERE, exams=exam(ExamKind.DIPLOMA)), Condition.NO_DIPLOMA),
        (replace(HERE, exams=exam(ExamKind.ADAPTED_CERTIFICATE)), Condition.NO_ADAPTED_CERTIFICATE),
        (replace(HERE, exams=exam(ExamKind.EQUIVALENT)), Condition.NO_EQUIVALENT_EDUCATION),
        (replace(HERE, birth_date=date(2006, 9, 30)), Condition.UNDER_20),
        (replace(HERE, birth_date=date(2011, 1, 1)), Condition.COMPULSORY_SCHOOLING_ENDED),
    ],
)
def test_one_outside_the_target_group_is_not_registered(facts: NoticeFacts, condition: Condition) -> None:
    proposal = propose(notice(), facts, DAY, SETTINGS)
    assert (proposal.kind, proposal.failed) == (ProposalKind.NOTHING, (condition,))
    assert not proposal.may_register
    assert settled(notice(), proposal) is NoticeStatus.DISMISSED


def test_the_day_before_the_birthday_still_counts() -> None:
    facts = replace(HERE, birth_date=date(2006, 10, 1))
    assert propose(notice(), facts, DAY, SETTINGS).kind is ProposalKind.REGISTER


def test_people_of_another_municipality_are_forwarded() -> None:
    facts = replace(HERE, home_municipality="0114")
    for kind in NoticeKind:
        assert placed(kind, facts, SETTINGS) is NoticeStatus.TO_FORWARD
        assert kind_of(notice(kind), facts) == (ProposalKind.FORWARD, (NoticeRule.OTHER_MUNICIPALITY,))


def test_a_hidden_or_unknown_home_is_decided_by_hand() -> None:
    hidden = replace(HERE, home_municipality="0114", protection=Protection.PROTECTED_REGISTRATION)
    unknown = NoticeFacts(birth_date=HERE.birth_date)
    undecided = notice(status=NoticeStatus.TO_DECIDE)
    for facts, rule in (
        (hidden, NoticeRule.PROTECTED_REGISTRATION),
        (unknown, NoticeRule.HOME_UNKNOWN),
    ):
        assert placed(NoticeKind.LEAVES, facts, SETTINGS) is NoticeStatus.TO_DECIDE
        assert kind_of(undecided, facts) == (ProposalKind.DECIDE, (rule,))
        assert not propose(undecided, facts, DAY, SETTINGS).may_register
    assert propose(notice(), hidden, DAY, SETTINGS).kind is ProposalKind.REGISTER


def test_one_who_is_outside_anyway_needs_no_decision_on_the_home() -> None:
    facts = NoticeFacts(birth_date=date(2006, 1, 1))
    assert propose(notice(status=NoticeStatus.TO_DECIDE), facts, DAY, SETTINGS).failed == (
        Condition.UNDER_20,
    )


def test_one_whom_no_source_holds_is_left_to_judgement() -> None:
    proposal = propose(notice(), replace(HERE, in_sources=False), DAY, SETTINGS)
    assert proposal.kind is ProposalKind.DECIDE
    assert proposal.rules == (NoticeRule.LEFT_SCHOOL, NoticeRule.NOT_IN_SOURCES)
    assert proposal.may_register


def test_the_school_is_believed_about_its_own_pupil() -> None:
    stale = replace(HERE, schoolings=(replace(LEFT, last=date.max, school="GYMNASIUM  1"),))
    assert propose(notice(), stale, DAY, SETTINGS).kind is ProposalKind.REGISTER


def test_begun_elsewhere_since_is_in_school() -> None:
    after = Schooling(first=date(2026, 8, 18), programme="VF", school="Gymnasium 2")
    facts = replace(HERE, schoolings=(LEFT, after))
    proposal = propose(notice(), facts, DAY, SETTINGS)
    assert (proposal.kind, proposal.rules) == (ProposalKind.NOTHING, (NoticeRule.ENROLLED_AFTER_NOTICE,))


def test_enrolled_at_another_school_all_the_while_is_a_contradiction() -> None:
    other = replace(LEFT, last=date.max, school="Gymnasium 2")
    facts = replace(HERE, schoolings=(other,))
    assert kind_of(notice(), facts) == (ProposalKind.DECIDE, (NoticeRule.STILL_ENROLLED,))


def test_an_unknown_birthday_is_decided_by_hand() -> None:
    facts = replace(HERE, birth_date=None)
    assert kind_of(notice(), facts) == (ProposalKind.DECIDE, (NoticeRule.BIRTHDAY_UNKNOWN,))


@pytest.mark.parametrize("kind", [NoticeKind.LEAVES, NoticeKind.BEGINS])
def test_what_takes_effect_later_waits(kind: NoticeKind) -> None:
    facts = replace(HERE, open_episode=EPISODE) if kind is NoticeKind.BEGINS else HERE
    later = notice(kind, DAY + timedelta(days=1))
    assert kind_of(later, facts) == (ProposalKind.WAIT, (NoticeRule.TAKES_EFFECT_LATER,))


def test_beginning_closes_the_open_episode_on_the_day() -> None:
    began = notice(NoticeKind.BEGINS, date(2026, 8, 18))
    proposal = propose(began, replace(HERE, open_episode=EPISODE), DAY, SETTINGS)
    assert (proposal.kind, proposal.on) == (ProposalKind.CLOSE, date(2026, 8, 18))
    assert proposal.reason == "began_national_programme"


@pytest.mark.parametrize(
    ("school", "programme", "reason"),
    [
        ("Gymnasium 1", "", "began_national_programme"),
        ("Gymnasium 1, introduktionsprogram", "", "began_introductory"),
        ("IMY Gymnasium 1", "", "began_introductory"),
        ("Simgymnasiet", "", "began_national_programme"),
        ("Gymnasium 1", "IMA", "began_introductory"),
        ("Introduktionen", "EK", "began_national_programme"),
    ],
)
def test_which_education_began(school: str, programme: str, reason: str) -> None:
    began = notice(NoticeKind.BEGINS, date(2026, 8, 18), school=school)
    now = (Schooling(first=date(2026, 8, 18), programme=programme),) if programme else ()
    assert closing_reason(began, replace(HERE, schoolings=now)) == reason


def test_beginning_without_an_episode_asks_for_nothing() -> None:
    began = notice(NoticeKind.BEGINS, date(2026, 8, 18))
    proposal = propose(began, HERE, DAY, SETTINGS)
    assert proposal.rules == (NoticeRule.NOT_REGISTERED,)
    assert settled(began, proposal) is NoticeStatus.DISMISSED


def test_registered_after_having_begun_is_decided_by_hand() -> None:
    began = notice(NoticeKind.BEGINS, date(2026, 6, 30))
    facts = replace(HERE, open_episode=EPISODE)
    assert kind_of(began, facts) == (ProposalKind.DECIDE, (NoticeRule.REGISTERED_AFTER_NOTICE,))
    assert not propose(began, facts, DAY, SETTINGS).may_register


def test_the_absent_are_followed_up_while_enrolled() -> None:
    absent = notice(NoticeKind.ABSENT, date(2026, 9, 20))
    enrolled = replace(HERE, schoolings=(replace(LEFT, last=date.max),))
    assert placed(NoticeKind.ABSENT, enrolled, SETTINGS) is NoticeStatus.EARLY_WARNING
    assert kind_of(absent, enrolled) == (ProposalKind.FOLLOW_UP, (NoticeRule.STILL_ENROLLED,))
    unknown = replace(HERE, schoolings=())
    assert kind_of(absent, unknown) == (ProposalKind.FOLLOW_UP, (NoticeRule.NO_ENROLMENT_KNOWN,))
    assert kind_of(absent, HERE)[0] is ProposalKind.REGISTER


def test_one_who_is_registered_already_is_settled() -> None:
    proposal = propose(notice(), replace(HERE, open_episode=EPISODE), DAY, SETTINGS)
    assert proposal.rules == (NoticeRule.ALREADY_REGISTERED,)
    assert settled(notice(), proposal) is NoticeStatus.REGISTERED


def test_what_has_been_dealt_with_proposes_nothing_more() -> None:
    done = notice(status=NoticeStatus.DISMISSED)
    proposal = propose(done, HERE, DAY, SETTINGS)
    assert proposal.rules == (NoticeRule.DEALT_WITH,)
    assert settled(done, proposal) is None


def test_nothing_is_told_of_people_whom_the_user_may_not_know() -> None:
    hidden = NoticeFacts(readable=False)
    assert kind_of(notice(), hidden) == (ProposalKind.DECIDE, (NoticeRule.IDENTITY_HIDDEN,))


def test_the_workers_word_that_a_pupil_has_left() -> None:
    enrolled = replace(HERE, schoolings=(replace(LEFT, last=date.max),))
    assert still_out(enrolled, date(2026, 9, 25), DAY, SETTINGS) == "dropped_out"
    with pytest.raises(InvalidInputError, match=r"notice\.still_enrolled"):
        still_out(enrolled, DAY, DAY, SETTINGS)
    since = replace(enrolled, schoolings=(Schooling(first=date(2026, 9, 28)),))
    with pytest.raises(InvalidInputError, match=r"notice\.still_enrolled"):
        still_out(since, date(2026, 9, 25), DAY, SETTINGS)
    examined = replace(enrolled, exams=exam(ExamKind.DIPLOMA))
    with pytest.raises(InvalidInputError, match=r"notice\.not_to_register"):
        still_out(examined, date(2026, 9, 25), DAY, SETTINGS)


def test_absence_and_follow_up_have_their_days() -> None:
    with pytest.raises(InvalidInputError, match=r"notice\.future"):
        check_notice(kind=NoticeKind.ABSENT, dated=DAY + timedelta(days=1), today=DAY)
    check_notice(kind=NoticeKind.BEGINS, dated=DAY + timedelta(days=1), today=DAY)
    with pytest.raises(InvalidInputError, match=r"notice\.no_early_warning"):
        check_follow_up(notice(), DAY, DAY)
    with pytest.raises(InvalidInputError, match=r"notice\.follow_up_past"):
        check_follow_up(notice(NoticeKind.ABSENT), DAY - timedelta(days=1), DAY)


def test_days_are_summed_up_by_linear_interpolation() -> None:
    assert days_summary([]).median is None
    summary = days_summary([1, 2, 3, 10])
    assert (summary.count, summary.median) == (4, 2.5)
    assert summary.p90 == pytest.approx(7.9)
