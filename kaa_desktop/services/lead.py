"""The lead's overview, and the people behind each of its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from kaa_desktop.domain.lead import LeadOverview, LeadPart, last_months
from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.services.work_list import bring_up_to_date
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.lead import ids_of_rows, month_flows, rows_behind, worker_loads
from kaa_desktop.storage.person_lists import rows_for


def lead_overview(workspace: Workspace) -> LeadOverview:
    """How the work stands today."""
    bring_up_to_date(workspace)
    today = workspace.today
    with workspace.register.read() as connection:
        return LeadOverview(
            today,
            worker_loads(connection, today),
            month_flows(connection, last_months(today), today),
        )


def people_behind(workspace: Workspace, part: LeadPart) -> tuple[int, ...]:
    """Row numbers of everybody behind a number, by name; `lead_rows` tells who they are."""
    bring_up_to_date(workspace)
    with workspace.register.read() as connection:
        return tuple(rows_behind(connection, part, workspace.today))


def ids_behind(workspace: Workspace, row_numbers: Sequence[int]) -> tuple[str, ...]:
    """The ids of some of them."""
    with workspace.register.read() as connection:
        return tuple(ids_of_rows(connection, row_numbers))


def lead_rows(workspace: Workspace, row_numbers: Sequence[int]) -> tuple[PersonListRow, ...]:
    """List rows for some of them, in that order; protected people by case number only."""
    with workspace.register.read() as connection:
        return rows_for(connection, row_numbers, reached=workspace.code_lists.reached_outcomes)
