"""The municipality's own lines in the code lists."""

from __future__ import annotations

from dataclasses import replace

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.contact_plan import parse_plan
from kaa_desktop.domain.local_codes import (
    LocalLists,
    check_local,
    local_as_text,
    only_changed,
    parse_local,
    with_ids,
)
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.register import new_id
from kaa_desktop.storage.settings import save_settings

_OWN_PART = -12
"""The last letters of an id are drawn by lot."""


def local_lists(workspace: Workspace) -> LocalLists:
    """What the municipality makes of the lists."""
    return parse_local(workspace.settings().local_codes)


def change_lists(workspace: Workspace, local: LocalLists) -> Changes:
    """Write the lines; new values get ids, and every choice follows.

    Raises:
        InvalidInputError: a code that begins with `code.`.
    """
    settings = workspace.settings()
    plan = parse_plan(settings.contact_plan)
    channels = {step.channel for step in (*plan.steps, *plan.steps_under_18)} | {plan.follow_up_channel}
    check_local(workspace.shipped, local, channels, workspace.today)
    lists = with_ids(only_changed(workspace.shipped, local), lambda: new_id()[_OWN_PART:])
    with workspace.register.operation("codes.change") as scope:
        save_settings(scope, replace(settings, local_codes=local_as_text(lists)))
        changes = workspace.register.changes(scope)
    workspace.refresh_codes()
    return replace(changes, everyone=True)  # what is called otherwise stands in every view
