"""The places of the main window, and the commands that are there everywhere."""

from __future__ import annotations

from kaa_desktop.domain.marking import N_
from kaa_desktop.ui.common.actions import ActionSpec
from kaa_desktop.ui.common.dialogs import SUBMIT_KEYS
from kaa_desktop.ui.common.list_requests import COPY_LIST_KEY, COPY_ROWS_KEY, SAVE_LIST_KEY

_EVERYWHERE = N_("Everywhere")
_GO = N_("Go to")
PLACES = (
    ActionSpec(id="today", text=N_("Today"), icon="calendar-check", shortcut="Ctrl+1", group=_GO),
    ActionSpec(id="people", text=N_("Young people"), icon="users", shortcut="Ctrl+2", group=_GO),
    ActionSpec(
        id="reconcile", text=N_("Reconciliation"), icon="git-compare-arrows", shortcut="Ctrl+3", group=_GO
    ),
    ActionSpec(id="notices", text=N_("School notices"), icon="school", shortcut="Ctrl+4", group=_GO),
    ActionSpec(id="visits", text=N_("Home visits"), icon="map-pin", shortcut="Ctrl+5", group=_GO),
    ActionSpec(id="reports", text=N_("Reports"), icon="file-text", shortcut="Ctrl+6", group=_GO),
    ActionSpec(id="delivery", text=N_("Statutory delivery"), icon="send", shortcut="Ctrl+7", group=_GO),
    ActionSpec(id="lead", text=N_("Overview"), icon="layout-dashboard", shortcut="Ctrl+8", group=_GO),
    ActionSpec(id="settings", text=N_("Settings"), icon="settings", shortcut="Ctrl+9", group=_GO),
)
ACTIONS = (
    ActionSpec(id="search", text=N_("Search"), icon="search", shortcut="Ctrl+K", group=_EVERYWHERE),
    ActionSpec(id="undo", text=N_("Undo"), icon="undo-2", shortcut="Ctrl+Z", group=_EVERYWHERE),
    ActionSpec(
        id="redo",
        text=N_("Redo"),
        icon="redo-2",
        shortcut="Ctrl+Y",
        also=("Ctrl+Shift+Z",),
        group=_EVERYWHERE,
    ),
    ActionSpec(
        id="history", text=N_("Undo history"), icon="history", shortcut="Ctrl+Shift+H", group=_EVERYWHERE
    ),
    ActionSpec(
        id="list",
        text=N_("Save or copy the list"),
        icon="download",
        tip=N_("Save or copy the list (Ctrl+Shift+S, Ctrl+Shift+C)"),
        group=_EVERYWHERE,
    ),
    ActionSpec(
        id="copy_list", text=N_("Copy the list"), icon="copy", shortcut=COPY_LIST_KEY, group=_EVERYWHERE
    ),
    ActionSpec(
        id="save_list", text=N_("Save the list …"), icon="save", shortcut=SAVE_LIST_KEY, group=_EVERYWHERE
    ),
    ActionSpec(
        id="shortcuts", text=N_("Keyboard shortcuts"), icon="keyboard", shortcut="F1", group=_EVERYWHERE
    ),
    ActionSpec(
        id="lock", text=N_("Lock the register"), icon="lock", shortcut="Ctrl+Shift+L", group=_EVERYWHERE
    ),
)
KEYS = (
    ActionSpec(id="copy_rows", text=N_("Copy the marked rows"), shortcut=COPY_ROWS_KEY, group=_EVERYWHERE),
    ActionSpec(
        id="submit",
        text=N_("Save what is written"),
        shortcut=SUBMIT_KEYS[0],
        also=SUBMIT_KEYS[1:],
        group=_EVERYWHERE,
    ),
)
"""What keys do in lists and forms, for the sheet."""
