"""What can be done on the page of reports."""

from __future__ import annotations

from kaa_desktop.domain.marking import N_
from kaa_desktop.ui.common.actions import ActionSpec

_GROUP = N_("Reports")
ACTIONS = (
    ActionSpec(
        id="report.save",
        text=N_("Save as PDF …"),
        icon="save",
        shortcut="Ctrl+S",
        group=_GROUP,
        anywhere=False,
    ),
    ActionSpec(
        id="report.print", text=N_("Print …"), icon="printer", shortcut="Ctrl+P", group=_GROUP, anywhere=False
    ),
    ActionSpec(
        id="report.zoom_in",
        text=N_("Larger"),
        icon="zoom-in",
        shortcut="Ctrl++",
        group=_GROUP,
        anywhere=False,
    ),
    ActionSpec(
        id="report.zoom_out",
        text=N_("Smaller"),
        icon="zoom-out",
        shortcut="Ctrl+-",
        group=_GROUP,
        anywhere=False,
    ),
    ActionSpec(
        id="report.fit",
        text=N_("As wide as the window"),
        icon="move-horizontal",
        shortcut="Ctrl+0",
        group=_GROUP,
        anywhere=False,
    ),
)
