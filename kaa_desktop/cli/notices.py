"""The import of school notices."""

from __future__ import annotations

from typing import Any

from kaa_desktop.cli.commands import DONE, FOUND, CommandContext
from kaa_desktop.cli.import_results import problems_json, tell_counts, tell_problems
from kaa_desktop.cli.intakes import take_in_source
from kaa_desktop.domain.notices import NoticeStatus
from kaa_desktop.domain.sources import FileKind, NoticeKind
from kaa_desktop.i18n.notice_labels import incoming_label
from kaa_desktop.services.notice_imports import NoticesImport, import_notices
from kaa_desktop.services.workspace import Workspace


def import_notices_command(context: CommandContext, workspace: Workspace) -> int:
    """`import notices FILE`: 1 where rows need somebody's eyes."""
    arguments, console = context.arguments, context.console
    result, as_read = take_in_source(context, workspace, FileKind.NOTICES, import_notices)
    if arguments.json:
        console.json(_as_json(context, result) | as_read)
    else:
        _tell(context, result)
        tell_problems(context, result.problems)
    to_decide = any(status is NoticeStatus.TO_DECIDE for _kind, status in result.outcome.new)
    return FOUND if result.problems or to_decide else DONE


def _tell(context: CommandContext, result: NoticesImport) -> None:
    t = context.console.translator
    outcome = result.outcome
    rows = [(t.gettext("Rows read"), outcome.rows)]
    rows += [(incoming_label(kind, status, t), count) for (kind, status), count in outcome.new.items()]
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
        "problems": problems_json(context, result.problems),
    }
