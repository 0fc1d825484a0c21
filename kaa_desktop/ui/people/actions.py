"""What can be done with people, as data for buttons, shortcuts and the sheet of shortcuts."""

from __future__ import annotations

from kaa_desktop.domain.marking import N_
from kaa_desktop.ui.common.actions import ActionSpec

_LIST = N_("Young people")
_PERSON = N_("On the page of a person")

LIST_SPECS = (
    ActionSpec(
        id="people.register",
        text=N_("Register a young person"),
        icon="user-plus",
        shortcut="Ctrl+N",
        group=_LIST,
    ),
    ActionSpec(id="people.duplicates", text=N_("Possible duplicates"), icon="users", group=_LIST),
)

MARKED_SPECS = (
    ActionSpec(
        id="people.log",
        text=N_("Log contact"),
        icon="phone",
        shortcut="Ctrl+L",
        tip=N_("Log a contact for the people who are marked"),
        group=_LIST,
    ),
    ActionSpec(
        id="people.visit",
        text=N_("Plan home visits"),
        icon="map-pin",
        shortcut="Ctrl+H",
        tip=N_("Put those who are marked on a round of home visits"),
        group=_LIST,
    ),
)

PERSON_SPECS = (
    ActionSpec(
        id="person.back",
        text=N_("Back to the list"),
        icon="arrow-left",
        shortcut="Alt+Left",
        also=("Esc",),
        group=_PERSON,
    ),
    ActionSpec(id="person.log", text=N_("Log contact"), icon="phone", shortcut="Ctrl+L", group=_PERSON),
    ActionSpec(
        id="person.offer", text=N_("Offer a measure"), icon="hand-helping", shortcut="Ctrl+M", group=_PERSON
    ),
    ActionSpec(id="person.letter", text=N_("Write a letter …"), icon="mail", group=_PERSON),
    ActionSpec(
        id="person.previous",
        text=N_("Previous in the list"),
        icon="arrow-up",
        shortcut="Alt+Up",
        group=_PERSON,
    ),
    ActionSpec(
        id="person.next", text=N_("Next in the list"), icon="arrow-down", shortcut="Alt+Down", group=_PERSON
    ),
    ActionSpec(id="person.close", text=N_("End the responsibility"), icon="log-out", group=_PERSON),
    ActionSpec(id="person.again", text=N_("Register again"), icon="user-plus", group=_PERSON),
    ActionSpec(id="person.edit", text=N_("Edit details"), icon="pencil", shortcut="Ctrl+E", group=_PERSON),
    ActionSpec(id="person.correct", text=N_("Correct the registration …"), icon="pencil", group=_PERSON),
    ActionSpec(id="person.correct_measure", text=N_("Correct a measure …"), icon="pencil", group=_PERSON),
    ActionSpec(id="person.assign", text=N_("Change the case worker"), icon="user-check", group=_PERSON),
    ActionSpec(
        id="person.history", text=N_("History of changes"), icon="history", shortcut="Ctrl+H", group=_PERSON
    ),
)

SPECS = (*LIST_SPECS, *MARKED_SPECS, *PERSON_SPECS)
