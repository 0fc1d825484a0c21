"""What can be done with school notices, as data for buttons, shortcuts and the sheet of shortcuts."""

from __future__ import annotations

from kaa_desktop.domain.marking import N_
from kaa_desktop.ui.common.actions import ActionSpec

_GROUP = N_("School notices")

COMING_IN = (
    ActionSpec(id="notices.import", text=N_("Import a file"), icon="upload", shortcut="Ctrl+O", group=_GROUP),
    ActionSpec(id="notices.add", text=N_("New notice"), icon="plus", shortcut="Ctrl+N", group=_GROUP),
)
ON_SELECTED = (
    ActionSpec(
        id="notices.register",
        text=N_("Register"),
        icon="user-plus",
        shortcut="Ctrl+R",
        tip=N_("Register those whose notices propose it"),
        group=_GROUP,
    ),
    ActionSpec(
        id="notices.close",
        text=N_("End the responsibility"),
        icon="log-out",
        shortcut="Ctrl+E",
        tip=N_("End the responsibility for those who have begun school"),
        group=_GROUP,
    ),
    ActionSpec(
        id="notices.follow_up",
        text=N_("Set the follow-up"),
        icon="calendar-days",
        shortcut="Ctrl+U",
        tip=N_("The day when the early warning is looked at again"),
        group=_GROUP,
    ),
    ActionSpec(
        id="notices.episode",
        text=N_("Has left school"),
        icon="school",
        shortcut="Ctrl+L",
        tip=N_("The early warning becomes a registration"),
        group=_GROUP,
    ),
    ActionSpec(
        id="notices.home",
        text=N_("Decide the home municipality"),
        icon="house",
        shortcut="Ctrl+B",
        tip=N_("Say whether the person lives here"),
        group=_GROUP,
    ),
    ActionSpec(
        id="notices.forward",
        text=N_("Note as forwarded"),
        icon="mail",
        shortcut="Ctrl+F",
        tip=N_("Note that the notices have been sent on to the home municipality"),
        group=_GROUP,
    ),
    ActionSpec(id="notices.dismiss", text=N_("Take off the list"), icon="x", shortcut="Ctrl+D", group=_GROUP),
    ActionSpec(
        id="notices.person",
        text=N_("Open the person"),
        icon="user",
        shortcut="Ctrl+P",
        tip=N_("Open the page of the person, who is in the register"),
        group=_GROUP,
    ),
    ActionSpec(
        id="notices.settle",
        text=N_("Clear what is settled"),
        icon="check",
        tip=N_("Take off the list whoever is outside the target group or in the register already"),
        group=_GROUP,
    ),
)
SPECS = (*COMING_IN, *ON_SELECTED)
