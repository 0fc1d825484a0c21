"""Commands that read the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kaa_desktop.cli.commands import DONE, CommandContext
from kaa_desktop.cli.deliveries import delivery_protocol_report
from kaa_desktop.cli.home_visits import home_visits_report
from kaa_desktop.cli.period_reports import check_report_arguments, half_year_command, quarter_command
from kaa_desktop.domain.history import HistoryEntry, RowChange
from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.labels import DERIVED_COLUMNS, column_label, column_value, state_label, table_label
from kaa_desktop.i18n.operations import operation_label
from kaa_desktop.services.histories import find_person_id, names_in_histories, person_history
from kaa_desktop.services.searches import search, search_protected
from kaa_desktop.services.workspace import Workspace


def search_command(context: CommandContext) -> int:
    """`search TEXT`."""
    return context.run_open(_search)


def history_command(context: CommandContext) -> int:
    """`history PERSON`."""
    return context.run_open(_history)


def report_command(context: CommandContext) -> int:
    """`report KIND --period P --out FILE`."""
    return context.run_open(_report)


def _search(context: CommandContext, workspace: Workspace) -> int:
    arguments, console = context.arguments, context.console
    rows = search(workspace, arguments.text, limit=arguments.limit)
    if arguments.protected:
        rows = search_protected(workspace, arguments.text, reason=arguments.protected) + tuple(
            row for row in rows if not row.protection
        )
    t = console.translator
    if arguments.json:
        console.json([_person_json(row) for row in rows])
    elif rows:
        headers = (
            t.gettext("Name"),
            t.gettext("Identity number"),
            t.gettext("State"),
            t.gettext("Case worker"),
        )
        console.table(headers, [_search_cells(row, t) for row in rows])
    else:
        console.line(t.gettext("Nobody found."))
    return DONE


def _search_cells(row: PersonListRow, translator: Translator) -> tuple[str, ...]:
    alike = f" ({translator.gettext('sounds alike')})" if row.sounds_alike else ""
    return row.name + alike, row.number, state_label(row.state, translator), row.case_worker


def _person_json(row: PersonListRow) -> dict[str, Any]:
    days = {
        "birth_date": row.birth_date,
        "registered_on": row.registered_on,
        "deregistered_on": row.deregistered_on,
        "last_attempt_on": row.last_attempt_on,
        "last_reached_on": row.last_reached_on,
    }
    return {
        "id": row.id,
        "name": row.name,
        "personal_number": row.number.replace("-", ""),
        "kind": row.number_kind,
        "protection": row.protection.value,
        "state": row.state.value,
        "sounds_alike": row.sounds_alike,
        "city": row.city,
        "case_worker": row.case_worker,
        "occupation": row.occupation,
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


def _history(context: CommandContext, workspace: Workspace) -> int:
    arguments, console = context.arguments, context.console
    entries = person_history(workspace, find_person_id(workspace, arguments.person))
    if arguments.json:
        console.json([_entry_json(entry) for entry in entries])
        return DONE
    t = console.translator
    names = names_in_histories(workspace, t)
    for entry in entries:
        label = operation_label(entry.name, entry.details, workspace.code_lists, t)
        undone = f" ({t.gettext('undone')})" if entry.undone else ""
        console.line(f"{t.time(entry.made_at)}  {entry.actor}  {label}{undone}")
        for change in entry.changes:
            for text in _change_lines(change, workspace, names, t):
                console.line(f"    {text}")
    return DONE


def _change_lines(
    change: RowChange, workspace: Workspace, names: Mapping[str, str], t: Translator
) -> list[str]:
    if change.erased:
        return [t.gettext("{what}: the values have been erased").format(what=table_label(change.table, t))]
    lines = []
    for column in change.new or change.old:
        label = "" if column in DERIVED_COLUMNS else column_label(column, t)
        before, after = (
            column_value(change.table, column, values.get(column), workspace.code_lists, t, names)
            for values in (change.old, change.new)
        )
        if label and (before or after):
            lines.append(f"{table_label(change.table, t)}, {label}: {before} → {after}")
    return lines


def _entry_json(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "operation": entry.name,
        "details": dict(entry.details),
        "actor": entry.actor,
        "made_at": entry.made_at.isoformat(),
        "undone": entry.undone,
        "changes": [
            {
                "table": c.table,
                "id": c.row_id,
                "kind": c.kind,
                "old": dict(c.old),
                "new": dict(c.new),
                "erased": c.erased,
            }
            for c in entry.changes
        ],
    }


def _report(context: CommandContext, workspace: Workspace) -> int:
    check_report_arguments(context)
    if context.arguments.kind == "quarter":
        return quarter_command(context, workspace)
    if context.arguments.kind == "home-visits":
        return home_visits_report(context, workspace)
    if context.arguments.kind == "delivery-protocol":
        return delivery_protocol_report(context, workspace)
    return half_year_command(context, workspace)
