"""Words for operations, as history and undo show them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from kaa_desktop.domain.code_lists import CodeKind, CodeLists
from kaa_desktop.domain.marking import N_
from kaa_desktop.i18n.translator import Translator

_OPERATIONS = MappingProxyType(
    {
        "register.create": N_("Create the register"),
        "person.register": N_("Register a person"),
        "person.change": N_("Change details"),
        "episode.close": N_("Close: {reason}"),
        "episode.assign": N_("Change case worker"),
        "episode.correct": N_("Correct the registration"),
        "case_worker.add": N_("Add case worker"),
        "contact.log": N_("Log contact: {channel}, {outcome}"),
        "contact.correct": N_("Correct contact: {channel}, {outcome}"),
        "contact.remove": N_("Remove contact"),
        "measure.offer": N_("Offer measure: {kind}"),
        "measure.answer": N_("Note answer: {response}"),
        "measure.begin": N_("Begin measure"),
        "measure.end": N_("End measure: {reason}"),
        "measure.correct": N_("Correct a measure"),
        "measure.remove": N_("Remove a measure"),
        "candidates.register": N_("Register {people} from the list"),
        "candidates.dismiss": N_("Take {people} off the list"),
        "import.population": N_("Import population file"),
        "import.register": N_("Import register workbook"),
        "import.enrolment": N_("Import enrolment file"),
        "mapping.save": N_("Remember how a kind of file is read"),
        "mapping.remove": N_("Forget how a kind of file is read"),
        "import.exams": N_("Import exam file"),
        "reconcile.close": N_("Close the reconciliation"),
        "settings.change": N_("Change settings"),
        "letters.change": N_("Change the texts of letters"),
        "codes.change": N_("Change the lists to choose from"),
        "demo.fill": N_("Fill with {people} made-up people"),
        "person.merge": N_("Merge two people"),
        "duplicate.different": N_("Note that two people are not the same"),
        "notice.import": N_("Import school notices"),
        "notice.add": N_("Note a school notice"),
        "notice.register": N_("Register from {notices} school notices"),
        "notice.close": N_("Close from {notices} school notices"),
        "notice.follow_up": N_("Set follow-up of an early warning"),
        "notice.dismiss": N_("Take {notices} school notices off the list"),
        "notice.forward": N_("Forward {notices} school notices"),
        "notice.decide": N_("Decide the home municipality of {notices} school notices"),
        "notice.settle": N_("Take settled school notices off the list"),
        "reconcile.accept": N_("Act on the reconciliation"),
        "reconcile.reject": N_("Reject in the reconciliation"),
        "reconcile.take_back": N_("Take back {people} rejections in the reconciliation"),
        "reconcile.assign": N_("Assign in the reconciliation"),
        "visit.plan": N_("Plan a round of {people} home visits"),
        "visit.change": N_("Change a round of home visits"),
        "visit.remove": N_("Remove a round of home visits"),
        "visit.add": N_("Put {people} on a round of home visits"),
        "visit.take_off": N_("Take {people} off a round of home visits"),
        "visit.order": N_("Order a round of home visits"),
        "visit.back": N_("Back from a round of home visits"),
        "visit.log": N_("Log {visits} home visits"),
        "delivery.profile": N_("Set the form of the delivery"),
        "delivery.make": N_("Make the delivery of {period}"),
        "next_step.set": N_("Set next step: {channel}"),
        "next_step.clear": N_("Let the contact plan propose again"),
        "work.mute": N_("Mute {people} on the work list"),
        "work.unmute": N_("Show {people} on the work list again"),
        "work.assign": N_("Change case worker for {people}"),
        "leave.add": N_("Note a leave"),
        "leave.cancel": N_("Cancel a leave"),
        "view.keep": N_("Keep a view"),
        "view.forget": N_("Take a view away"),
        "undo": N_("Undo"),
        "redo": N_("Redo"),
    }
)
_SEALING = "protection.seal"
_DETAIL_LISTS = MappingProxyType(
    {
        ("episode.close", "reason"): CodeKind.DEREGISTRATION_REASON,
        ("contact.log", "channel"): CodeKind.CHANNEL,
        ("contact.log", "outcome"): CodeKind.OUTCOME,
        ("contact.correct", "channel"): CodeKind.CHANNEL,
        ("contact.correct", "outcome"): CodeKind.OUTCOME,
        ("next_step.set", "channel"): CodeKind.CHANNEL,
        ("measure.offer", "kind"): CodeKind.MEASURE,
        ("measure.answer", "response"): CodeKind.RESPONSE,
        ("measure.end", "reason"): CodeKind.MEASURE_END_REASON,
    }
)


def operation_label(
    name: str, details: Mapping[str, Any], code_lists: CodeLists, translator: Translator
) -> str:
    """What somebody did, for history and undo."""
    shown = {key: _detail(name, key, value, code_lists, translator) for key, value in details.items()}
    if name == _SEALING:
        text = translator.ngettext(
            "Protect the details of {people} person",
            "Protect the details of {people} people",
            int(details["people"]),
        )
        return text.format(**shown)
    try:
        return translator.gettext(_OPERATIONS[name]).format(**shown)
    except KeyError:
        return name


def _detail(name: str, key: str, value: Any, code_lists: CodeLists, translator: Translator) -> str:
    kind = _DETAIL_LISTS.get((name, key))
    if kind:
        return code_lists[kind].label(str(value), translator.language)
    return translator.number(value) if isinstance(value, int) else str(value)
