"""What can be done with people of the work list, as data for buttons, shortcuts and the sheet."""

from __future__ import annotations

from kaa_desktop.domain.code_lists import CodeList
from kaa_desktop.domain.marking import N_
from kaa_desktop.ui.common.actions import ActionSpec

_GROUP = N_("Today")
NO_ANSWER = "no_answer"

ON_SELECTED = (
    ActionSpec(
        id="today.log",
        text=N_("Log contact"),
        icon="phone",
        shortcut="Ctrl+L",
        tip=N_("Log a contact for the people who are marked"),
        group=_GROUP,
    ),
    ActionSpec(
        id="today.step",
        text=N_("Set next step"),
        icon="calendar-days",
        shortcut="Ctrl+T",
        tip=N_("Say what is to be done next, and when"),
        group=_GROUP,
    ),
    ActionSpec(
        id="today.mute",
        text=N_("Mute"),
        icon="bell-off",
        shortcut="Ctrl+M",
        tip=N_("Leave off the list until a day (M in the list)"),
        group=_GROUP,
    ),
    ActionSpec(
        id="today.unmute",
        text=N_("Show again"),
        icon="bell",
        shortcut="Ctrl+Shift+M",
        tip=N_("Put those who are muted on the list again"),
        group=_GROUP,
    ),
    ActionSpec(
        id="today.letters",
        text=N_("Letters …"),
        icon="mail",
        tip=N_("Write a letter to each of those who are marked, and note it"),
        group=_GROUP,
    ),
    ActionSpec(
        id="today.visit",
        text=N_("Plan home visits"),
        icon="map-pin",
        shortcut="Ctrl+H",
        tip=N_("Put those who are marked on a round of home visits"),
        group=_GROUP,
    ),
    ActionSpec(
        id="today.assign",
        text=N_("Assign"),
        icon="user-check",
        shortcut="Ctrl+E",
        tip=N_("Make somebody responsible for those who are marked"),
        group=_GROUP,
    ),
)
ON_LIST = (
    ActionSpec(
        id="today.print",
        text=N_("Save the list as PDF"),
        icon="printer",
        shortcut="Ctrl+P",
        tip=N_("The whole list as it is filtered; protected people are left out"),
        group=_GROUP,
    ),
)
SPECS = (*ON_SELECTED, *ON_LIST)


def letters(outcomes: CodeList, language: str) -> tuple[ActionSpec, ActionSpec]:
    """Single letters, which work in the table only; the first one is that of the outcome in that language."""
    return (
        ActionSpec(
            id="today.no_answer",
            text=N_("In the list: note that nobody answered"),
            shortcut=outcomes.label(NO_ANSWER, language)[:1].upper(),
            group=_GROUP,
        ),
        ActionSpec(id="today.quiet", text=N_("In the list: mute, or no longer"), shortcut="M", group=_GROUP),
    )
