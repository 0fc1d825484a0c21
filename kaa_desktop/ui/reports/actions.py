"""What can be done on the page of reports."""

from __future__ import annotations

from functools import partial

from kaa_desktop.domain.marking import N_
from kaa_desktop.ui.common.actions import ActionSpec

_spec = partial(ActionSpec, group=N_("Reports"), anywhere=False)
ACTIONS = (
    _spec(id="report.save", text=N_("Save as PDF …"), icon="save", shortcut="Ctrl+S"),
    _spec(id="report.print", text=N_("Print …"), icon="printer", shortcut="Ctrl+P"),
    _spec(id="report.zoom_in", text=N_("Larger"), icon="zoom-in", shortcut="Ctrl++"),
    _spec(id="report.zoom_out", text=N_("Smaller"), icon="zoom-out", shortcut="Ctrl+-"),
    _spec(id="report.fit", text=N_("As wide as the window"), icon="move-horizontal", shortcut="Ctrl+0"),
    _spec(id="report.find", text=N_("Find in the report"), icon="search", shortcut="Ctrl+F"),
    _spec(id="report.find_next", text=N_("Next hit"), icon="arrow-down", shortcut="F3"),
    _spec(id="report.find_previous", text=N_("Previous hit"), icon="arrow-up", shortcut="Shift+F3"),
    _spec(id="report.next_page", text=N_("Next page"), icon="arrow-down", shortcut="Ctrl+PgDown"),
    _spec(id="report.previous_page", text=N_("Previous page"), icon="arrow-up", shortcut="Ctrl+PgUp"),
)
