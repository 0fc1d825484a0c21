"""What can be done with the people behind a number, as data for the dialog and the sheet of shortcuts."""

from __future__ import annotations

from kaa_desktop.domain.marking import N_
from kaa_desktop.ui.common.actions import ActionSpec

ASSIGN = ActionSpec(
    id="lead.assign",
    text=N_("Change the case worker …"),
    icon="user-check",
    shortcut="Ctrl+E",
    tip=N_("Of those who are marked (Ctrl+E)"),
    group=N_("Overview"),
)
