"""Words for enums, operations and columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from kaa_desktop.domain.code_lists import CodeKind, CodeList, CodeLists
from kaa_desktop.domain.episodes import EpisodeState
from kaa_desktop.domain.figures import NOT_STATED
from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.person_log import RemovalReason
from kaa_desktop.domain.personal_number import PersonalNumberKind, read_back
from kaa_desktop.domain.placements import Placement
from kaa_desktop.domain.work_list import MuteReason
from kaa_desktop.i18n.translator import Translator
from kaa_desktop.i18n.work_labels import mute_reason_label

_STATES = MappingProxyType(
    {
        EpisodeState.NOT_CONTACTED: N_("Not contacted"),
        EpisodeState.ATTEMPTED: N_("Attempted"),
        EpisodeState.REACHED: N_("In contact"),
        EpisodeState.MEASURE_OFFERED: N_("Measure offered"),
        EpisodeState.IN_MEASURE: N_("In a measure"),
        EpisodeState.DECLINED: N_("Declined"),
        EpisodeState.CLOSED: N_("Closed"),
    }
)
_NUMBER_KINDS = MappingProxyType(
    {
        PersonalNumberKind.PERSONAL: N_("personal identity number"),
        PersonalNumberKind.COORDINATION: N_("coordination number"),
        PersonalNumberKind.INTERIM: N_("interim number"),
    }
)
_CODE_KINDS = MappingProxyType(
    {
        CodeKind.CHANNEL: N_("channel"),
        CodeKind.OUTCOME: N_("outcome"),
        CodeKind.REGISTRATION_REASON: N_("reason for registration"),
        CodeKind.OCCUPATION: N_("occupation"),
        CodeKind.MEASURE: N_("measure"),
        CodeKind.RESPONSE: N_("answer"),
        CodeKind.MEASURE_END_REASON: N_("reason why the measure ended"),
        CodeKind.DEREGISTRATION_REASON: N_("reason for deregistration"),
        CodeKind.PROTECTION: N_("protection"),
    }
)
_PLACEMENTS = MappingProxyType(
    {
        Placement.CANDIDATE: N_("May be in the target group"),
        Placement.DECIDE_MUNICIPALITY: N_("Protected registration with another municipality's code"),
        Placement.DECIDE_BIRTHDAY: N_("The birthday is unknown or contradicts the number"),
        Placement.DECIDE_CONTRADICTION: N_("Contradicting sources: in school, or has left?"),
        Placement.TURNED_20: N_("Has turned 20"),
        Placement.COMPULSORY_SCHOOLING: N_("Compulsory schooling has not ended"),
        Placement.OTHER_MUNICIPALITY: N_("Another home municipality"),
        Placement.ENROLLED: N_("In upper secondary school"),
        Placement.HAS_RESULT: N_("Has a diploma or equivalent"),
    }
)
_REMOVALS = MappingProxyType(
    {
        RemovalReason.WRONG_PERSON: N_("It was about somebody else"),
        RemovalReason.LOGGED_TWICE: N_("It was logged twice"),
        RemovalReason.NEVER_MADE: N_("It was never made"),
        RemovalReason.OTHER: N_("Another reason"),
    }
)
_TABLES = MappingProxyType(
    {
        "setting": N_("Setting"),
        "case_worker": N_("Case worker"),
        "young_person": N_("Person"),
        "episode": N_("Registration"),
        "contact_attempt": N_("Contact attempt"),
        "occupation": N_("Occupation"),
        "measure": N_("Measure"),
        "candidate": N_("Candidate"),
        "import_batch": N_("Import"),
        "import_mapping": N_("Column mapping"),
        "school_notice": N_("School notice"),
        "reconcile_decision": N_("Decision at the reconciliation"),
        "different_people": N_("Not the same person"),
        "reconciliation": N_("Reconciliation"),
        "next_step": N_("Next step"),
        "mute": N_("Muted"),
        "leave": N_("Leave"),
        "saved_view": N_("View"),
        "home_visit": N_("Home visit"),
        "visit_round": N_("Round of home visits"),
    }
)
_COLUMNS = MappingProxyType(
    {
        "number": N_("Identity number"),
        "number_kind": N_("Kind of number"),
        "birth_date": N_("Birthday"),
        "turns_20_on": N_("Turns 20"),
        "sex": N_("Sex"),
        "first_name": N_("First name"),
        "last_name": N_("Last name"),
        "street": N_("Address"),
        "postal_code": N_("Postal code"),
        "city": N_("Town"),
        "phone": N_("Phone"),
        "email": N_("E-mail"),
        "protection": N_("Protection"),
        "case_number": N_("Case number"),
        "home_municipality": N_("Home municipality"),
        "registered_on": N_("Registered"),
        "registration_reason": N_("Reason for registration"),
        "last_school_activity": N_("Latest school activity"),
        "case_worker_id": N_("Case worker"),
        "deregistered_on": N_("Deregistered"),
        "deregistration_reason": N_("Reason for deregistration"),
        "made_on": N_("Day"),
        "channel": N_("Channel"),
        "outcome": N_("Outcome"),
        "occupation": N_("Occupation"),
        "note": N_("Note"),
        "kind": N_("Kind"),
        "from_date": N_("From"),
        "verified_on": N_("Verified"),
        "offered_on": N_("Offered"),
        "response": N_("Answer"),
        "started_on": N_("Begun"),
        "ended_on": N_("Ended"),
        "end_reason": N_("Reason for ending"),
        "occupation_after": N_("Occupation after"),
        "due_on": N_("Due"),
        "set_on": N_("Set"),
        "begun_on": N_("Begun"),
        "until": N_("Until"),
        "reason": N_("Reason"),
        "round_id": N_("Round"),
        "position": N_("Place in the round"),
    }
)
_COLUMN_LISTS: Mapping[tuple[str, str], CodeKind] = MappingProxyType(
    {
        ("young_person", "protection"): CodeKind.PROTECTION,
        ("episode", "registration_reason"): CodeKind.REGISTRATION_REASON,
        ("episode", "last_school_activity"): CodeKind.REGISTRATION_REASON,
        ("episode", "deregistration_reason"): CodeKind.DEREGISTRATION_REASON,
        ("contact_attempt", "channel"): CodeKind.CHANNEL,
        ("contact_attempt", "outcome"): CodeKind.OUTCOME,
        ("contact_attempt", "occupation"): CodeKind.OCCUPATION,
        ("next_step", "channel"): CodeKind.CHANNEL,
        ("occupation", "kind"): CodeKind.OCCUPATION,
        ("measure", "kind"): CodeKind.MEASURE,
        ("measure", "response"): CodeKind.RESPONSE,
        ("measure", "end_reason"): CodeKind.MEASURE_END_REASON,
        ("measure", "occupation_after"): CodeKind.OCCUPATION,
    }
)
_DAYS = ("_on", "_date", "until")
_NAMED_COLUMNS = frozenset({"case_worker_id", "round_id"})
DERIVED_COLUMNS = frozenset({"turns_20_on", "number_kind", "sex", "sort_name"})
"""They follow from others, so that a history need not tell them."""
_HIDDEN_COLUMNS = frozenset({"id", "person_id", "sort_name", "sealed", "source", "contact_attempt_id"})


def state_label(state: EpisodeState, translator: Translator) -> str:
    """Where the work stands."""
    return translator.gettext(_STATES[state])


def number_kind_label(kind: PersonalNumberKind, translator: Translator) -> str:
    """What sort of identity number it is."""
    return translator.gettext(_NUMBER_KINDS[kind])


def code_kind_label(kind: CodeKind, translator: Translator) -> str:
    """The name of a code list within a sentence."""
    return translator.gettext(_CODE_KINDS[kind])


def placement_label(placement: Placement, translator: Translator) -> str:
    """Why a resident is, or is not, a candidate."""
    return translator.gettext(_PLACEMENTS[placement])


def removal_label(reason: RemovalReason, translator: Translator) -> str:
    """Why a contact attempt is taken out."""
    return translator.gettext(_REMOVALS[reason])


def left_out_sentence(count: int, translator: Translator) -> str:
    """How many protected people are not in a file or a round; empty for nobody."""
    text = translator.ngettext(
        "{n} person with protected personal data is left out.",
        "{n} people with protected personal data are left out.",
        count,
    )
    return text.format(n=translator.number(count)) if count else ""


def table_label(table: str, translator: Translator) -> str:
    """What sort of fact a table holds."""
    return translator.gettext(_TABLES[table]) if table in _TABLES else table


def column_label(column: str, translator: Translator) -> str:
    """What a column is called; empty for technical ones, which history leaves out."""
    if column in _HIDDEN_COLUMNS:
        return ""
    return translator.gettext(_COLUMNS[column]) if column in _COLUMNS else column


def column_value(
    table: str,
    column: str,
    value: Any,
    code_lists: CodeLists,
    translator: Translator,
    names: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """A logged value as people read it; `names` are those of the ids it may be, nothing for what is gone."""
    if value in (None, ""):
        return ""
    if column in _NAMED_COLUMNS:
        return names.get(str(value), "")
    if (table, column) == ("young_person", "number"):
        return read_back(str(value)).formatted
    if column.endswith(_DAYS):
        return translator.date(date.fromisoformat(str(value)))
    if (table, column) == ("mute", "reason"):
        return mute_reason_label(MuteReason(value), translator)
    kind = _COLUMN_LISTS.get((table, column))
    return code_lists[kind].label(str(value), translator.language) if kind else str(value)


def stated_label(code_list: CodeList, code: str, translator: Translator) -> str:
    """The label of a code; what nobody has stated says so."""
    if code == NOT_STATED:
        return translator.gettext("Not stated")
    return code_list.label(code, translator.language)
