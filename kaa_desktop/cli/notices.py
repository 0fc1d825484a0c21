"""The import of school notices."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from kaa_desktop.cli.commands import DONE, FOUND, CommandContext
from kaa_desktop.cli.import_results import problems_json, tell_counts, tell_problems
from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.notices import NoticeStatus
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.services.notice_imports import NoticesImport, import_notices
from kaa_desktop.services.workspace import Workspace

_TEXTS: Mapping[tuple[NoticeKind, NoticeStatus], str] = MappingProxyType(
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


def import_notices_command(context: CommandContext, workspace: Workspace) -> int:
    """`import notices FILE`: 1 where rows need somebody's eyes."""
    arguments, console = context.arguments, context.console
    with console.progress() as progress:
        result, _changes = import_notices(workspace, arguments.file, progress, dry_run=arguments.dry_run)
    if arguments.json:
        console.json(_as_json(context, result))
    else:
        _tell(context, result)
        tell_problems(context, result.problems)
    to_decide = any(status is NoticeStatus.TO_DECIDE for _kind, status in result.outcome.new)
    return FOUND if result.problems or to_decide else DONE


def _tell(context: CommandContext, result: NoticesImport) -> None:
    t = context.console.translator
    outcome = result.outcome
    rows = [(t.gettext("Rows read"), outcome.rows)]
    rows += [(t.gettext(text), outcome.new[place]) for place, text in _TEXTS.items() if place in outcome.new]
    rows += [
        (t.gettext("Had come before"), outcome.known),
        (t.gettext("Rows that could not be used"), outcome.unreadable),
    ]
    tell_counts(context, rows)


def _as_json(context: CommandContext, result: NoticesImport) -> dict[str, Any]:
    outcome = result.outcome
    new: dict[str, dict[str, int]] = {kind.value: {} for kind in NoticeKind}
    for (kind, status), number in outcome.new.items():
        new[kind.value][status.value] = number
    return {
        "rows": outcome.rows,
        "new": new,
        "known": outcome.known,
        "unreadable": outcome.unreadable,
        "encoding": result.encoding,
        "separator": result.separator,
        "problems": problems_json(context, result.problems),
    }
