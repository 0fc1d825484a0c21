"""Read and change the settings of the register."""

from __future__ import annotations

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.contact_plan import check_plan, parse_plan
from kaa_desktop.domain.settings import RegisterSettings, check_municipality_code
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.settings import save_settings


def change_settings(workspace: Workspace, settings: RegisterSettings) -> Changes:
    """Write the settings that differ.

    Raises:
        InvalidInputError: `municipality.code`, or the contact plan leads nowhere.
    """
    check_municipality_code(settings.municipality_code)
    plan = parse_plan(settings.contact_plan)
    check_plan(plan)
    for step in (*plan.steps, *plan.steps_under_18):
        workspace.check_code(CodeKind.CHANNEL, step.channel)
    workspace.check_code(CodeKind.CHANNEL, plan.follow_up_channel)
    with workspace.register.operation("settings.change") as scope:
        save_settings(scope, settings)
        return workspace.register.changes(scope)
