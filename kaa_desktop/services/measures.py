"""Offer, answer, begin and end measures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.measures import ACCEPTED, Measure, check_measure
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.case_workers import ids_by_name
from kaa_desktop.storage.measures import delete_measure, get_measure, save_measure
from kaa_desktop.storage.register import OperationScope, new_id


def offer_measure(
    workspace: Workspace, person_id: str, *, kind: str, offered_on: date
) -> tuple[str, Changes]:
    """Offer a measure; returns its id.

    Raises:
        InvalidInputError: unknown kind, or a day to come.
    """
    workspace.check_code(CodeKind.MEASURE, kind)
    register = workspace.register
    with register.operation("measure.offer", {"kind": kind}) as scope:
        worker_id = ids_by_name(scope, [register.actor])[register.actor]
        measure = Measure(
            id=new_id(), person_id=person_id, kind=kind, offered_on=offered_on, case_worker_id=worker_id
        )
        _save(workspace, scope, measure)
        return measure.id, register.changes(scope)


def answer_offer(workspace: Workspace, measure_id: str, *, response: str) -> Changes:
    """Note the young person's answer.

    Raises:
        InvalidInputError: unknown answer, or declined although it has begun.
    """
    workspace.check_code(CodeKind.RESPONSE, response)
    with workspace.register.operation("measure.answer", {"response": response}) as scope:
        _save(workspace, scope, replace(_existing(scope, measure_id), response=response))
        return workspace.register.changes(scope)


def begin_measure(workspace: Workspace, measure_id: str, *, started_on: date) -> Changes:
    """The first day; whoever begins has accepted.

    Raises:
        InvalidInputError: before the offer, or a day to come.
    """
    with workspace.register.operation("measure.begin") as scope:
        measure = _existing(scope, measure_id)
        _save(workspace, scope, replace(measure, started_on=started_on, response=ACCEPTED))
        return workspace.register.changes(scope)


def end_measure(
    workspace: Workspace, measure_id: str, *, ended_on: date, reason: str, occupation_after: str
) -> Changes:
    """The last day, why it ended, and what the young person does after it.

    Raises:
        InvalidInputError: not begun, before the start, a day to come, or no reason.
    """
    workspace.check_code(CodeKind.MEASURE_END_REASON, reason)
    workspace.check_code(CodeKind.OCCUPATION, occupation_after, required=False)
    with workspace.register.operation("measure.end", {"reason": reason}) as scope:
        measure = _existing(scope, measure_id)
        ended = replace(measure, ended_on=ended_on, end_reason=reason, occupation_after=occupation_after)
        _save(workspace, scope, ended)
        return workspace.register.changes(scope)


def correct_measure(workspace: Workspace, measure: Measure) -> Changes:
    """Put right what was written wrong; a measure without a last day is open again.

    Raises:
        InvalidInputError: unknown codes, or days and reasons that contradict each other.
    """
    workspace.check_code(CodeKind.MEASURE, measure.kind)
    workspace.check_code(CodeKind.RESPONSE, measure.response)
    workspace.check_code(CodeKind.MEASURE_END_REASON, measure.end_reason, required=False)
    workspace.check_code(CodeKind.OCCUPATION, measure.occupation_after, required=False)
    with workspace.register.operation("measure.correct") as scope:
        former = _existing(scope, measure.id)
        _save(workspace, scope, replace(measure, person_id=former.person_id))
        return workspace.register.changes(scope)


def remove_measure(workspace: Workspace, measure_id: str) -> Changes:
    """Take out a measure that never was; the change log keeps it.

    Raises:
        InvalidInputError: `measure.unknown`.
    """
    with workspace.register.operation("measure.remove") as scope:
        delete_measure(scope, _existing(scope, measure_id).id)
        return workspace.register.changes(scope)


def _existing(scope: OperationScope, measure_id: str) -> Measure:
    measure = get_measure(scope.connection, measure_id)
    if measure is None:
        raise InvalidInputError("measure.unknown")
    return measure


def _save(workspace: Workspace, scope: OperationScope, measure: Measure) -> None:
    check_measure(measure, today=workspace.today)
    save_measure(scope, measure)
