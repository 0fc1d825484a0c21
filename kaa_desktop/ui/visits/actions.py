"""What can be done with home visits, as data for buttons, shortcuts and the sheet of shortcuts."""

from __future__ import annotations

from kaa_desktop.domain.marking import N_
from kaa_desktop.ui.common.actions import ActionSpec

_GROUP = N_("Home visits")

LIST_SPECS = (
    ActionSpec(id="visits.new", text=N_("New round"), icon="plus", shortcut="Ctrl+N", group=_GROUP),
)
ROUND_SPECS = (
    ActionSpec(
        id="visits.close",
        text=N_("All rounds"),
        icon="arrow-left",
        shortcut="Alt+Left",
        also=("Esc",),
        group=_GROUP,
    ),
    ActionSpec(
        id="visits.log",
        text=N_("Log the visits"),
        icon="check",
        shortcut="Ctrl+L",
        tip=N_("Note in one pass what came of the visits"),
        group=_GROUP,
    ),
    ActionSpec(
        id="visits.pack",
        text=N_("Save the pack …"),
        icon="save",
        shortcut="Ctrl+S",
        tip=N_("A PDF to take along: a list, or one page for each visit"),
        group=_GROUP,
    ),
    ActionSpec(
        id="visits.back",
        text=N_("We are back"),
        icon="house",
        shortcut="Ctrl+B",
        tip=N_("Say that those who went are back; nobody is reminded after that"),
        group=_GROUP,
    ),
    ActionSpec(
        id="visits.choose",
        text=N_("Choose people"),
        icon="user-plus",
        shortcut="Ctrl+P",
        tip=N_("Put people on the round by area, name or case worker"),
        group=_GROUP,
    ),
    ActionSpec(
        id="visits.area",
        text=N_("Order by area"),
        icon="map-pin",
        shortcut="Ctrl+R",
        tip=N_("Put neighbours beside each other"),
        group=_GROUP,
    ),
    ActionSpec(id="visits.up", text=N_("Move up"), icon="arrow-up", shortcut="Alt+Up", group=_GROUP),
    ActionSpec(id="visits.down", text=N_("Move down"), icon="arrow-down", shortcut="Alt+Down", group=_GROUP),
    ActionSpec(
        id="visits.take_off",
        text=N_("Take off the round"),
        icon="x",
        shortcut="Del",
        group=_GROUP,
    ),
    ActionSpec(
        id="visits.change",
        text=N_("Change the round"),
        icon="pencil",
        shortcut="Ctrl+E",
        tip=N_("Day, area, who goes, and when they are expected back"),
        group=_GROUP,
    ),
    ActionSpec(id="visits.remove", text=N_("Remove the round"), icon="trash-2", group=_GROUP),
)
SPECS = (*LIST_SPECS, *ROUND_SPECS)
