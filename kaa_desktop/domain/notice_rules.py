"""What a school notice asks for: the six conditions decide, as far as the person is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from kaa_desktop.domain.episodes import Episode
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.notices import (
    WAITING,
    NoticeRule,
    NoticeStatus,
    Proposal,
    ProposalKind,
    SchoolNotice,
)
from kaa_desktop.domain.schooling import Schooling, latest, on_day, same_school
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.domain.target_group import (
    Circumstances,
    Condition,
    Enrolment,
    Exam,
    ExamKind,
    Residence,
    Verdict,
    default_end_of_compulsory_schooling,
    judge,
)
from kaa_desktop.domain.young_people import Protection

_INTRODUCTORY_WORDS = re.compile(r"introduktion|\bIM[AVYS]?\b", re.IGNORECASE)
_ONE_DAY = timedelta(days=1)


class Home(StrEnum):
    """Whose the person is (29 kap. 6 §)."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    """What is known of the person of a notice.

    Attributes:
        readable: False for a protected person where the user lacks the right; nothing else is known then.
        person_id: of the register; empty where the person is not in it.
        in_sources: the newest population file holds the person, so that exams and enrolments can be judged.
        home_municipality: None where nobody knows the person.
    """

    readable: bool = True
    person_id: str = ""
    in_sources: bool = False
    birth_date: date | None = None
    home_municipality: str | None = None
    protection: Protection = Protection.NONE
    schoolings: tuple[Schooling, ...] = ()
    exams: tuple[Exam, ...] = ()
    open_episode: Episode | None = None


def home_of(facts: NoticeFacts, settings: RegisterSettings) -> Home:
    """Whether the person is ours; a protected registration may hide that somebody stays here."""
    own = settings.municipality_code
    if facts.open_episode or not own:
        return Home.HERE
    if facts.home_municipality is None:
        return Home.UNKNOWN
    if facts.home_municipality in ("", own):
        return Home.HERE
    return Home.HIDDEN if facts.protection is Protection.PROTECTED_REGISTRATION else Home.ELSEWHERE


def placed(kind: NoticeKind, facts: NoticeFacts, settings: RegisterSettings) -> NoticeStatus:
    """Where a notice that comes in is put; those on other municipalities' people are set aside."""
    home = home_of(facts, settings)
    if home is Home.ELSEWHERE:
        return NoticeStatus.TO_FORWARD
    if home is not Home.HERE:
        return NoticeStatus.TO_DECIDE
    return local_status(kind)


def settled(notice: SchoolNotice, proposal: Proposal) -> NoticeStatus | None:
    """What has become of a notice by itself, where it asks for nothing more; None where it still waits."""
    if notice.status not in WAITING or proposal.kind is not ProposalKind.NOTHING:
        return None
    registered = NoticeRule.ALREADY_REGISTERED in proposal.rules
    return NoticeStatus.REGISTERED if registered else NoticeStatus.DISMISSED


def local_status(kind: NoticeKind) -> NoticeStatus:
    """Where a notice on one of our own is put."""
    return NoticeStatus.EARLY_WARNING if kind is NoticeKind.ABSENT else NoticeStatus.OPEN


def propose(notice: SchoolNotice, facts: NoticeFacts, day: date, settings: RegisterSettings) -> Proposal:
    """What to do about a notice on the day, and why."""
    if notice.status not in WAITING:
        return Proposal(kind=ProposalKind.NOTHING, rules=(NoticeRule.DEALT_WITH,))
    if not facts.readable:
        return Proposal(kind=ProposalKind.DECIDE, rules=(NoticeRule.IDENTITY_HIDDEN,))
    home = home_of(facts, settings)
    if home is Home.ELSEWHERE:
        return Proposal(kind=ProposalKind.FORWARD, rules=(NoticeRule.OTHER_MUNICIPALITY,))
    proposal = _BY_KIND[notice.kind](notice, facts, day, settings)
    decided = home is Home.HERE or notice.status is local_status(notice.kind)
    if decided or proposal.failed:  # one who is outside wherever at home needs nobody's decision
        return proposal
    rule = NoticeRule.PROTECTED_REGISTRATION if home is Home.HIDDEN else NoticeRule.HOME_UNKNOWN
    return Proposal(kind=ProposalKind.DECIDE, rules=(rule,))


def verdict_on(facts: NoticeFacts, day: date, settings: RegisterSettings) -> Verdict:
    """The conditions for one whose home has been settled."""
    born = facts.birth_date
    ended = born and default_end_of_compulsory_schooling(
        born, month=settings.schooling_ends_month, day=settings.schooling_ends_day
    )
    circumstances = Circumstances(
        birth_date=born,
        compulsory_schooling_ended_on=ended,
        residences=(Residence(settings.municipality_code),),
        enrolments=tuple(Enrolment(s.first, s.last) for s in facts.schoolings),
        exams=facts.exams,
    )
    return judge(circumstances, day, municipality=settings.municipality_code)


def still_out(facts: NoticeFacts, left: date, today: date, settings: RegisterSettings) -> str:
    """The reason to register one who left school on that day, whatever the enrolment files say.

    Raises:
        InvalidInputError: `notice.still_enrolled` where the pupil has begun again since, or is in school
            today; `notice.not_to_register` where another condition does not hold.
    """
    ended = (replace(s, last=min(s.last, left)) if s.first <= left else s for s in facts.schoolings)
    believed = replace(facts, schoolings=tuple(ended))
    failed = verdict_on(believed, today, settings).failed
    if Condition.NOT_ENROLLED in failed:
        raise InvalidInputError("notice.still_enrolled")
    if failed:
        raise InvalidInputError("notice.not_to_register")
    return registration_reason(believed, today)


def registration_reason(facts: NoticeFacts, day: date) -> str:
    """The reason for a registration after school."""
    if _has_study_certificate(facts, day):
        return "study_certificate"
    last = latest(facts.schoolings, day)
    return "completed_introductory" if last and last.introductory else "dropped_out"


def _leaves(notice: SchoolNotice, facts: NoticeFacts, day: date, settings: RegisterSettings) -> Proposal:
    """Leaving proposes a registration if the conditions hold once the school's word is believed."""
    if facts.open_episode:
        return Proposal(kind=ProposalKind.NOTHING, rules=(NoticeRule.ALREADY_REGISTERED,))
    if notice.dated >= day:
        return Proposal(
            kind=ProposalKind.WAIT, rules=(NoticeRule.TAKES_EFFECT_LATER,), on=notice.dated + _ONE_DAY
        )
    verdict = verdict_on(_without_school(notice, facts), day, settings)
    if verdict.failed == (Condition.NOT_ENROLLED,) and not verdict.undecided:
        return _enrolled_all_the_same(notice, facts, day)
    return _by_verdict(verdict, _without_school(notice, facts), day, NoticeRule.LEFT_SCHOOL)


def _begins(notice: SchoolNotice, facts: NoticeFacts, day: date, _settings: RegisterSettings) -> Proposal:
    """Beginning proposes to close the open episode, on the day of the notice."""
    if facts.open_episode is None:
        return Proposal(kind=ProposalKind.NOTHING, rules=(NoticeRule.NOT_REGISTERED,))
    reason = closing_reason(notice, facts)
    if notice.dated > day:
        return Proposal(
            kind=ProposalKind.WAIT, rules=(NoticeRule.TAKES_EFFECT_LATER,), reason=reason, on=notice.dated
        )
    if notice.dated < facts.open_episode.registered_on:
        rules = (NoticeRule.REGISTERED_AFTER_NOTICE,)
        return Proposal(kind=ProposalKind.DECIDE, rules=rules, reason=reason)
    return Proposal(kind=ProposalKind.CLOSE, rules=(NoticeRule.BEGAN_SCHOOL,), reason=reason, on=notice.dated)


def _absent(notice: SchoolNotice, facts: NoticeFacts, day: date, settings: RegisterSettings) -> Proposal:
    """Absence is followed up while the pupil is enrolled; it becomes an episode when the pupil has left."""
    if facts.open_episode:
        return Proposal(kind=ProposalKind.NOTHING, rules=(NoticeRule.ALREADY_REGISTERED,))
    follow_up = Proposal(kind=ProposalKind.FOLLOW_UP, on=notice.follow_up_on)
    verdict = verdict_on(facts, day, settings)
    if verdict.failed == (Condition.NOT_ENROLLED,):
        return replace(follow_up, rules=(NoticeRule.STILL_ENROLLED,))
    if not verdict.failed and not facts.schoolings:
        return replace(follow_up, rules=(NoticeRule.NO_ENROLMENT_KNOWN,))
    return _by_verdict(verdict, facts, day, NoticeRule.LEFT_SCHOOL)


def closing_reason(notice: SchoolNotice, facts: NoticeFacts) -> str:
    """Which education began: by the enrolment that covers the day, else by the words of the notice."""
    schooling = on_day(facts.schoolings, notice.dated)
    told = schooling.introductory if schooling else bool(_INTRODUCTORY_WORDS.search(notice.school))
    return "began_introductory" if told else "began_national_programme"


def _by_verdict(verdict: Verdict, facts: NoticeFacts, day: date, rule: NoticeRule) -> Proposal:
    if verdict.failed:
        outside = (NoticeRule.OUTSIDE_TARGET_GROUP,)
        return Proposal(kind=ProposalKind.NOTHING, rules=outside, failed=verdict.failed)
    reason = registration_reason(facts, day)
    if verdict.undecided:
        unknown = (NoticeRule.BIRTHDAY_UNKNOWN,)
        return Proposal(kind=ProposalKind.DECIDE, rules=unknown, reason=reason, on=day)
    if not facts.in_sources:
        rules = (rule, NoticeRule.NOT_IN_SOURCES)
        return Proposal(kind=ProposalKind.DECIDE, rules=rules, reason=reason, on=day)
    certified = (NoticeRule.STUDY_CERTIFICATE,) if _has_study_certificate(facts, day) else ()
    return Proposal(kind=ProposalKind.REGISTER, rules=(rule, *certified), reason=reason, on=day)


def _without_school(notice: SchoolNotice, facts: NoticeFacts) -> NoticeFacts:
    """The school that sends the notice knows better than an enrolment file when its pupil left."""
    ended = (
        replace(s, last=min(s.last, notice.dated))
        if s.first <= notice.dated and same_school(s.school, notice.school)
        else s
        for s in facts.schoolings
    )
    return replace(facts, schoolings=tuple(ended))


def _enrolled_all_the_same(notice: SchoolNotice, facts: NoticeFacts, day: date) -> Proposal:
    """Begun since, so in school; begun before, so the sources contradict each other and a person decides."""
    current = on_day(_without_school(notice, facts).schoolings, day)
    if current and current.first > notice.dated:
        return Proposal(
            kind=ProposalKind.NOTHING,
            rules=(NoticeRule.ENROLLED_AFTER_NOTICE,),
            failed=(Condition.NOT_ENROLLED,),
        )
    return Proposal(
        kind=ProposalKind.DECIDE,
        rules=(NoticeRule.STILL_ENROLLED,),
        reason=registration_reason(facts, day),
        on=day,
    )


def _has_study_certificate(facts: NoticeFacts, day: date) -> bool:
    return any(e.kind is ExamKind.STUDY_CERTIFICATE and e.taken_on <= day for e in facts.exams)


_Rule = Callable[[SchoolNotice, NoticeFacts, date, RegisterSettings], Proposal]
_BY_KIND: Mapping[NoticeKind, _Rule] = MappingProxyType(
    {NoticeKind.LEAVES: _leaves, NoticeKind.BEGINS: _begins, NoticeKind.ABSENT: _absent}
)
