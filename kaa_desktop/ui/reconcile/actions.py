"""What can be done in reconciliation, as data for buttons, shortcuts and the sheet of shortcuts."""

from __future__ import annotations

from kaa_desktop.domain.marking import N_
from kaa_desktop.ui.common.actions import ActionSpec

_GROUP = N_("Reconciliation")

SPECS = (
    ActionSpec(
        id="reconcile.population",
        text=N_("Import a population file"),
        icon="upload",
        shortcut="Ctrl+O",
        group=_GROUP,
    ),
    ActionSpec(
        id="reconcile.workbook",
        text=N_("From a register workbook"),
        icon="file-spreadsheet",
        group=_GROUP,
    ),
    ActionSpec(
        id="reconcile.register",
        text=N_("Register selected"),
        icon="user-plus",
        shortcut="Ctrl+R",
        group=_GROUP,
    ),
    ActionSpec(
        id="reconcile.dismiss",
        text=N_("Take off the list"),
        icon="x",
        shortcut="Ctrl+D",
        group=_GROUP,
    ),
    ActionSpec(id="reconcile.all", text=N_("Register all that are ready"), icon="users", group=_GROUP),
)
