"""The parts of the settings as commands, in the words that somebody looks for."""

from __future__ import annotations

from kaa_desktop.domain.marking import N_
from kaa_desktop.ui.common.actions import ActionSpec

_GROUP = N_("Settings")

SPECS = (
    ActionSpec(
        id="settings.municipality",
        text=N_("Municipality, freshness, secrecy line, logo"),
        icon="settings",
        group=_GROUP,
    ),
    ActionSpec(id="settings.plan", text=N_("Contact plan"), icon="calendar-days", group=_GROUP),
    ActionSpec(id="settings.texts", text=N_("Texts of letters and text messages"), icon="mail", group=_GROUP),
    ActionSpec(id="settings.codes", text=N_("Lists to choose from"), icon="list", group=_GROUP),
    ActionSpec(id="settings.leave", text=N_("Leave, holiday and substitutes"), icon="users", group=_GROUP),
    ActionSpec(
        id="settings.computer", text=N_("Language and colours, light or dark"), icon="settings", group=_GROUP
    ),
    ActionSpec(
        id="settings.safety",
        text=N_("Passphrase, recovery key, automatic lock, backups, export"),
        icon="key-round",
        group=_GROUP,
    ),
    ActionSpec(id="settings.about", text=N_("About the program"), icon="info", group=_GROUP),
)
