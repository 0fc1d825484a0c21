"""Differences and the source rows behind them in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.placements import Placement
from kaa_desktop.domain.reconcile_decisions import RejectReason
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.i18n.labels import column_label, placement_label
from kaa_desktop.i18n.source_labels import source_label
from kaa_desktop.services.reconcile_rows import Change, ReconcileRow
from kaa_desktop.ui.common.context import UiContext

REJECTIONS: Mapping[RejectReason, str] = MappingProxyType(
    {
        RejectReason.SOURCE_WRONG: N_("The source is wrong"),
        RejectReason.KNOWN_OTHERWISE: N_("We know better from the work"),
        RejectReason.NOT_OURS: N_("Not our responsibility"),
        RejectReason.AGREED: N_("Is to stay as it is"),
    }
)


def why(row: ReconcileRow, context: UiContext) -> str:
    """Why the person is listed, and what acting would do."""
    translator = context.translator
    _ = translator.gettext
    difference = row.difference
    if difference.group is Group.NEW:
        return _("In the target group: {reason}").format(
            reason=_code(CodeKind.REGISTRATION_REASON, row.reason, context)
        )
    if difference.closing:
        reason = _code(CodeKind.DEREGISTRATION_REASON, difference.closing.reason, context)
        return _("{reason}, {day}").format(reason=reason, day=translator.date(difference.closing.on))
    if difference.decide:
        return placement_label(Placement(difference.decide.value), translator)
    if difference.group is Group.CHANGED:
        return "; ".join(change_text(change, context) for change in row.changes)
    return _("In the register, but not in the population file")


def why_short(row: ReconcileRow, context: UiContext) -> str:
    """For a table, where the group is told above it."""
    if row.difference.group is Group.NEW:
        return _code(CodeKind.REGISTRATION_REASON, row.reason, context)
    return why(row, context)


def change_text(change: Change, context: UiContext) -> str:
    """What the register has and what the file says."""
    translator = context.translator
    if change.name == "protection":
        return translator.gettext("The file marks the person as protected")
    name = column_label(change.name, translator)
    return f"{name}: {change.had or '–'} → {change.said}"


def evidence_short(row: ReconcileRow, context: UiContext) -> str:
    """File and row number of each source row."""
    _ = context.translator.gettext
    return ", ".join(
        _("{source} row {row}").format(source=source_label(one.source, context.translator), row=one.file_row)
        for one in row.evidence
    )


def _code(kind: CodeKind, code: str, context: UiContext) -> str:
    if not code:
        return "–"
    return context.workspace.code_lists[kind].label(code, context.translator.language)
