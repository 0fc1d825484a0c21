"""The differences of a reconciliation as a file, to go through on paper or with others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.files.spreadsheets import TableColumn, TableSheet
from kaa_desktop.i18n import Translator
from kaa_desktop.services.figure_sheets import write_personal_table
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
    workspace: Workspace,
    standing: Standing,
    path: Path,
    translator: Translator,
    progress: Progress,
    *,
    password: str | None,
) -> None:
    """Write what asks for an action; that it left the register is logged.

    Protected people stand there by their case number. No cell begins a formula.

    Args:
        workspace: the open register.
        standing: the reconciliation.
        path: .xlsx, or .csv where encryption has been declined.
        translator: of the list's language.
        progress: told how far it has come.
        password: what opens the workbook; None where the user has declined encryption.

    Raises:
        InvalidInputError: `table.suffix`, `table.csv_in_clear`, `export.password_missing`,
            `file.not_writable`.
    """
    _ = translator.gettext
    titles = (_("Group"), _("Name"), _("Identity number"), _("Why"), _("Source rows"), _("Assigned to"))
    columns = [TableColumn(title, width=width) for title, width in zip(titles, _WIDTHS, strict=True)]
    sheet = TableSheet(_("Differences"), columns, _rows(workspace, standing, translator, progress))
    write_personal_table(workspace, path, sheet, password=password)


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
