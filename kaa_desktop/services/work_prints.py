"""The work list as a PDF, encrypted unless that is declined, and logged."""

from __future__ import annotations

from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.work_list import WorkFilter
from kaa_desktop.domain.work_prints import WorkPrint
from kaa_desktop.i18n import Translator
from kaa_desktop.services.report_files import write_report
from kaa_desktop.services.work_list import length_of_work, list_work
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.histories import log_read

LOGGED_AS = "work_list"
MOST_ROWS = 500
"""Nobody works off a longer list on paper."""


def print_of_work(workspace: Workspace, wanted: WorkFilter) -> WorkPrint:
    """What a print of the list holds; protected people are counted and left out."""
    rows = list_work(workspace, wanted, offset=0, limit=MOST_ROWS)
    open_to_all = tuple(row for row in rows if not row.person.protection)
    settings = workspace.settings()
    return WorkPrint(
        municipality=settings.municipality,
        secrecy_line=settings.secrecy_line,
        group=wanted.group,
        rows=open_to_all,
        total=length_of_work(workspace, wanted),
        left_out=len(rows) - len(open_to_all),
        made_on=workspace.today,
    )


def write_work_list(
    workspace: Workspace, wanted: WorkFilter, path: Path, translator: Translator, *, password: str | None
) -> WorkPrint:
    """Draw the list and write it; that each of its people left the register is logged first.

    Args:
        workspace: the open register.
        wanted: which part of the list.
        path: a PDF; one that is there is replaced.
        translator: of the language of the list.
        password: what opens the file; None where the user has declined encryption.

    Raises:
        InvalidInputError: `export.password_missing` or `report.not_written`.
    """
    from kaa_desktop.reports.encryption import encrypted_pdf
    from kaa_desktop.reports.work_list import build_work_list

    if password == "":
        raise InvalidInputError("export.password_missing")
    printed = print_of_work(workspace, wanted)
    content = build_work_list(printed, workspace.code_lists, translator)
    if password is not None:
        content = encrypted_pdf(content, password)
    for row in printed.rows:
        log_read(workspace.register, row.person.id, what=LOGGED_AS)
    write_report(path, content)
    return printed
