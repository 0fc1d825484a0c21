"""What can be done in reconciliation, as data for buttons, shortcuts and the sheet of shortcuts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.ui.common.actions import ActionSpec

_GROUP = N_("Reconciliation")

SPECS = (
    ActionSpec(id="reconcile.file", text=N_("Import files"), icon="upload", shortcut="Ctrl+O", group=_GROUP),
    ActionSpec(
        id="reconcile.run", text=N_("Reconcile"), icon="git-compare-arrows", shortcut="F5", group=_GROUP
    ),
    ActionSpec(id="reconcile.close", text=N_("Finish"), icon="check", group=_GROUP),
    ActionSpec(
        id="reconcile.accept", text=N_("Act on selected"), icon="check", shortcut="Ctrl+R", group=_GROUP
    ),
    ActionSpec(id="reconcile.all", text=N_("Act on all"), icon="users", group=_GROUP),
    ActionSpec(id="reconcile.reject", text=N_("Reject"), icon="x", shortcut="Ctrl+D", group=_GROUP),
    ActionSpec(id="reconcile.assign", text=N_("Assign"), icon="user-check", group=_GROUP),
)

VERBS: Mapping[Group, tuple[str, str]] = MappingProxyType(
    {
        Group.NEW: (N_("Register selected"), N_("Register all")),
        Group.GONE: (N_("Deregister selected"), N_("Deregister all")),
        Group.CHANGED: (N_("Take over selected"), N_("Take over all")),
        Group.DECIDE: (N_("Belongs here"), ""),
        Group.MISSING: (N_("Deregister selected"), ""),
    }
)
"""What acting means in each group: on the selected, and on all where a rule may decide."""
