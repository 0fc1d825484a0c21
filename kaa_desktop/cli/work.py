"""The work list from a terminal."""

from __future__ import annotations

from typing import Any

from kaa_desktop.cli.commands import DONE, CommandContext
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.work_list import WorkFilter, WorkGroup, WorkRow
from kaa_desktop.i18n.work_labels import due_label, group_label, step_label, why_label
from kaa_desktop.services.case_workers import list_case_workers
from kaa_desktop.services.work_list import count_work, has_own_work, list_work
from kaa_desktop.services.workspace import Workspace

_TITLES = (N_("Name"), N_("Due"), N_("Next step"), N_("Why here"), N_("Case worker"))


def today_command(context: CommandContext) -> int:
    """`today [--worker NAME|--all] [--group GROUP]`."""
    return context.run_open(_today)


def _today(context: CommandContext, workspace: Workspace) -> int:
    """One's own people unless somebody else's are named; everybody's for those who have none."""
    arguments, console = context.arguments, context.console
    own = not arguments.all and not arguments.worker and has_own_work(workspace)
    worker = _worker_called(workspace, arguments.worker) if arguments.worker else ""
    wanted = WorkFilter(group=WorkGroup(arguments.group), mine=own, worker=worker)
    rows = list_work(workspace, wanted, offset=0, limit=arguments.limit)
    counts = count_work(workspace, wanted)
    t = console.translator
    if arguments.json:
        found = {"counts": {group.value: number for group, number in counts.items()}}
        console.json({**found, "people": [_row_json(row) for row in rows]})
        return DONE
    console.line(f"{group_label(wanted.group, t)}: {t.number(counts[wanted.group])}")
    if rows:
        headers = tuple(map(t.gettext, _TITLES))
        console.table(headers, [_cells(context, workspace, row) for row in rows])
    return DONE


def _worker_called(workspace: Workspace, name: str) -> str:
    names = {worker.name.casefold(): worker.name for worker in list_case_workers(workspace)}
    if name.casefold() not in names:
        raise InvalidInputError("worker.unknown", name=name, known=", ".join(names.values()) or "–")
    return names[name.casefold()]


def _cells(context: CommandContext, workspace: Workspace, row: WorkRow) -> tuple[str, ...]:
    t, step = context.console.translator, row.item.step
    return (
        row.person.name,
        due_label(step.due_on, workspace.today, t),
        step_label(step, workspace.code_lists, t),
        why_label(step, row.reasons, t),
        row.person.case_worker,
    )


def _row_json(row: WorkRow) -> dict[str, Any]:
    step, item = row.item.step, row.item
    return {
        "id": row.person.id,
        "name": row.person.name,
        "protection": row.person.protection.value,
        "case_worker": row.person.case_worker,
        "due_on": step.due_on.isoformat(),
        "channel": step.channel,
        "step": step.reason.value,
        "reasons": [reason.value for reason in row.reasons],
        "muted_until": item.muted_until.isoformat() if item.muted_until else None,
    }
