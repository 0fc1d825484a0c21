"""Words for school notices, what they propose, and where pupils went."""

from __future__ import annotations

from types import MappingProxyType

from kaa_desktop.domain.flows import Destination, Origin
from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.notices import DismissReason, NoticeRule, NoticeStatus, ProposalKind
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.domain.target_group import Condition
from kaa_desktop.i18n.translator import Translator

_KINDS = MappingProxyType(
    {
        NoticeKind.LEAVES: N_("Leaves school"),
        NoticeKind.BEGINS: N_("Begins school"),
        NoticeKind.ABSENT: N_("Absent"),
    }
)
_STATUSES = MappingProxyType(
    {
        NoticeStatus.OPEN: N_("To deal with"),
        NoticeStatus.EARLY_WARNING: N_("Early warning"),
        NoticeStatus.TO_DECIDE: N_("Home municipality to decide"),
        NoticeStatus.TO_FORWARD: N_("To forward"),
        NoticeStatus.REGISTERED: N_("Registered"),
        NoticeStatus.CLOSED: N_("Closed"),
        NoticeStatus.FORWARDED: N_("Forwarded"),
        NoticeStatus.DISMISSED: N_("Taken off the list"),
    }
)
_PROPOSALS = MappingProxyType(
    {
        ProposalKind.REGISTER: N_("Register"),
        ProposalKind.CLOSE: N_("Close"),
        ProposalKind.FOLLOW_UP: N_("Follow up"),
        ProposalKind.FORWARD: N_("Forward"),
        ProposalKind.DECIDE: N_("Decide by hand"),
        ProposalKind.WAIT: N_("Wait for the day"),
        ProposalKind.NOTHING: N_("Nothing to do"),
    }
)
_RULES = MappingProxyType(
    {
        NoticeRule.LEFT_SCHOOL: N_("Has left school"),
        NoticeRule.STUDY_CERTIFICATE: N_("Has a study certificate, no diploma"),
        NoticeRule.BEGAN_SCHOOL: N_("Has begun school"),
        NoticeRule.STILL_ENROLLED: N_("Is enrolled by the enrolment file"),
        NoticeRule.NO_ENROLMENT_KNOWN: N_("No enrolment is known"),
        NoticeRule.NOT_IN_SOURCES: N_("Not in the newest population file; check exams and enrolments"),
        NoticeRule.ENROLLED_AFTER_NOTICE: N_("Has begun elsewhere after the notice"),
        NoticeRule.TAKES_EFFECT_LATER: N_("Takes effect on a later day"),
        NoticeRule.OUTSIDE_TARGET_GROUP: N_("Outside the target group"),
        NoticeRule.ALREADY_REGISTERED: N_("Is already registered"),
        NoticeRule.NOT_REGISTERED: N_("Is not registered"),
        NoticeRule.REGISTERED_AFTER_NOTICE: N_("Was registered after having begun"),
        NoticeRule.OTHER_MUNICIPALITY: N_("Has another home municipality"),
        NoticeRule.HOME_UNKNOWN: N_("The home municipality is not known"),
        NoticeRule.PROTECTED_REGISTRATION: N_("Protected registration with another municipality's code"),
        NoticeRule.BIRTHDAY_UNKNOWN: N_("The birthday is unknown"),
        NoticeRule.IDENTITY_HIDDEN: N_("Protected person; needs the right"),
        NoticeRule.DEALT_WITH: N_("Has been dealt with"),
    }
)
_DISMISSALS = MappingProxyType(
    {
        DismissReason.OUTSIDE_TARGET_GROUP: N_("Outside the target group"),
        DismissReason.ALREADY_REGISTERED: N_("Already registered"),
        DismissReason.SETTLED_WITH_SCHOOL: N_("Settled with the school"),
        DismissReason.WRONG_NOTICE: N_("The notice was wrong"),
        DismissReason.DUPLICATE: N_("Came twice"),
        DismissReason.OTHER: N_("Other reason"),
    }
)
_FAILED = MappingProxyType(
    {
        Condition.HOME_MUNICIPALITY: N_("Has another home municipality"),
        Condition.UNDER_20: N_("Has turned 20"),
        Condition.COMPULSORY_SCHOOLING_ENDED: N_("Compulsory schooling has not ended"),
        Condition.NOT_ENROLLED: N_("In upper secondary school"),
        Condition.NO_DIPLOMA: N_("Has a diploma"),
        Condition.NO_ADAPTED_CERTIFICATE: N_("Has a certificate of adapted upper secondary school"),
        Condition.NO_EQUIVALENT_EDUCATION: N_("Has an equivalent education"),
    }
)
_ORIGINS = MappingProxyType(
    {
        Origin.PUPIL: N_("Pupils then"),
        Origin.COMPULSORY_SCHOOL: N_("Left compulsory school since"),
    }
)
_DESTINATIONS = MappingProxyType(
    {
        Destination.SAME: N_("Same school and programme"),
        Destination.CHANGED_PROGRAMME: N_("Changed programme"),
        Destination.CHANGED_SCHOOL: N_("Changed school"),
        Destination.BEGAN: N_("Began upper secondary school"),
        Destination.DIPLOMA: N_("Diploma"),
        Destination.STUDY_CERTIFICATE: N_("Study certificate, no further enrolment"),
        Destination.NEVER_BEGAN: N_("Never began"),
        Destination.LEFT_REGISTERED: N_("Left, in the register"),
        Destination.LEFT_NOT_KNOWN: N_("Left, not known"),
        Destination.MOVED: N_("Moved"),
        Destination.TURNED_20: N_("Turned 20"),
    }
)
_INCOMING = MappingProxyType(
    {
        (NoticeKind.LEAVES, NoticeStatus.OPEN): N_("Leaves school"),
        (NoticeKind.LEAVES, NoticeStatus.TO_DECIDE): N_("Leaves school; home municipality to be decided"),
        (NoticeKind.LEAVES, NoticeStatus.TO_FORWARD): N_("Leaves school; to be forwarded"),
        (NoticeKind.BEGINS, NoticeStatus.OPEN): N_("Begins school"),
        (NoticeKind.BEGINS, NoticeStatus.TO_DECIDE): N_("Begins school; home municipality to be decided"),
        (NoticeKind.BEGINS, NoticeStatus.TO_FORWARD): N_("Begins school; to be forwarded"),
        (NoticeKind.ABSENT, NoticeStatus.EARLY_WARNING): N_("Absent: early warning"),
        (NoticeKind.ABSENT, NoticeStatus.TO_DECIDE): N_("Absent; home municipality to be decided"),
        (NoticeKind.ABSENT, NoticeStatus.TO_FORWARD): N_("Absent; to be forwarded"),
    }
)


def notice_kind_label(kind: NoticeKind, translator: Translator) -> str:
    """What the school tells."""
    return translator.gettext(_KINDS[kind])


def notice_status_label(status: NoticeStatus, translator: Translator) -> str:
    """What has become of a notice."""
    return translator.gettext(_STATUSES[status])


def proposal_label(kind: ProposalKind, translator: Translator) -> str:
    """What a notice proposes."""
    return translator.gettext(_PROPOSALS[kind])


def notice_rule_label(rule: NoticeRule, translator: Translator) -> str:
    """Why it proposes that."""
    return translator.gettext(_RULES[rule])


def dismiss_reason_label(reason: DismissReason, translator: Translator) -> str:
    """Why nothing is done."""
    return translator.gettext(_DISMISSALS[reason])


def failed_condition_label(condition: Condition, translator: Translator) -> str:
    """Why somebody is outside the target group, by the condition that does not hold."""
    return translator.gettext(_FAILED[condition])


def origin_label(origin: Origin, translator: Translator) -> str:
    """Where somebody was."""
    return translator.gettext(_ORIGINS[origin])


def destination_label(destination: Destination, translator: Translator) -> str:
    """Where somebody is."""
    return translator.gettext(_DESTINATIONS[destination])


def incoming_label(kind: NoticeKind, status: NoticeStatus, translator: Translator) -> str:
    """What a notice that comes in says, and where it is put."""
    text = _INCOMING.get((kind, status))
    if text:
        return translator.gettext(text)
    return f"{notice_kind_label(kind, translator)}: {notice_status_label(status, translator).lower()}"
