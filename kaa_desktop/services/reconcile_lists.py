"""The differences of a reconciliation as a file, to go through on paper or with others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.files.exception_lists import write_list
from kaa_desktop.i18n import Translator
from kaa_desktop.services.reconcile_rows import describe
from kaa_desktop.services.reconcile_words import ReconcileWords
from kaa_desktop.services.reconciliation import Standing
from kaa_desktop.services.workspace import Workspace

GROUPS: Mapping[Group, str] = MappingProxyType(
    {
        Group.NEW: N_("New"),
        Group.GONE: N_("Gone"),
        Group.CHANGED: N_("Changed"),
        Group.DECIDE: N_("Decide by hand"),
        Group.MISSING: N_("Missing in source"),
    }
)
_WIDTHS = (20, 28, 18, 60, 40, 24)
_CHUNK = 1000


def write_differences(
    workspace: Workspace, standing: Standing, path: Path, translator: Translator, progress: Progress
) -> int:
    """Write what asks for an action to an .xlsx or .csv file; returns how many rows.

    Protected people stand there by their case number. No cell begins a formula.

    Raises:
        InvalidInputError: `list.suffix` or `file.not_writable`.
    """
    _ = translator.gettext
    headers = (_("Group"), _("Name"), _("Identity number"), _("Why"), _("Source rows"), _("Assigned to"))
    rows = list(_rows(workspace, standing, translator, progress))
    write_list(path, headers, rows, _WIDTHS)
    return len(rows)


def _rows(
    workspace: Workspace, standing: Standing, translator: Translator, progress: Progress
) -> Iterator[tuple[str, ...]]:
    words = ReconcileWords(workspace.code_lists, translator)
    differences = [one for found in standing.groups.values() for one in found]
    for start in range(0, len(differences), _CHUNK):
        progress.step(start, len(differences))
        for row in describe(workspace, standing, differences[start : start + _CHUNK]):
            group = translator.gettext(GROUPS[row.difference.group])
            yield group, words.name(row), words.number(row), words.why(row), words.evidence(row), row.worker
