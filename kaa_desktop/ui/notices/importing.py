"""Taking in a file of notices: a trial first, then what came of it, then the import itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.notices import NoticesOutcome
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.notice_labels import incoming_label
from kaa_desktop.services.notice_imports import NoticesImport, import_notices
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.file_dialogs import ask_for_file
from kaa_desktop.ui.common.file_preview import OutcomeLine, PreviewDialog
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.progress import ProgressDialog

TABLES = ("csv", "txt", "tsv", "xlsx", "ods", "xls")


class NoticeImporting:
    """Asks for a file, tries it, and imports it if the user wants to.

    Args:
        window: the parent of the dialogs.
    """

    def __init__(self, window: QWidget, context: UiContext, operations: Operations) -> None:
        self._window = window
        self._context = context
        self._operations = operations

    def choose(self) -> None:
        """Ask for a file."""
        _ = self._context.translator.gettext
        patterns = " ".join(f"*.{ending}" for ending in TABLES)
        kinds = f"{_('Tables')} ({patterns})"
        ask_for_file(self._window, title=_("File of notices"), kinds=kinds, folder="", then=self.take)

    def take(self, path: Path) -> None:
        """Try a file and show what it holds."""
        workspace, translator = self._context.workspace, self._context.translator

        def preview(outcome: tuple[NoticesImport, Changes]) -> None:
            self._preview(path, outcome[0])

        self._context.messages.clear()
        self._context.tasks.run_long(
            lambda progress: import_notices(workspace, path, progress, dry_run=True),
            preview,
            self._operations.explain,
            owner=self._window,
            dialog=ProgressDialog(self._window, translator, title=translator.gettext("Reading the file")),
        )

    def _preview(self, path: Path, result: NoticesImport) -> None:
        translator = self._context.translator
        text = translator.gettext("{file}. Nothing has been changed yet.").format(file=path.name)
        dialog = PreviewDialog(
            self._window,
            self._context,
            introduction=text,
            lines=outcome_lines(result.outcome, translator),
            problems=result.problems,
        )
        dialog.accepted.connect(lambda: self._import(path))
        dialog.open()

    def _import(self, path: Path) -> None:
        translator, workspace = self._context.translator, self._context.workspace

        def said(result: NoticesImport) -> str:
            count = result.outcome.taken
            text = translator.ngettext("{n} new notice.", "{n} new notices.", count)
            return text.format(n=translator.number(count))

        self._operations.run_long(
            lambda progress: import_notices(workspace, path, progress),
            lambda _result: None,
            said=said,
            title=translator.gettext("Importing the notices"),
            owner=self._window,
        )


def outcome_lines(outcome: NoticesOutcome, translator: Translator) -> Iterator[OutcomeLine]:
    """Every row in exactly one line, those that count nothing left out."""
    _ = translator.gettext
    yield OutcomeLine(outcome.rows, _("notices in the file"))
    yield OutcomeLine(outcome.taken, _("new notices"), strong=True)
    for (kind, status), count in sorted(outcome.new.items(), key=lambda new: -new[1]):
        yield OutcomeLine(count, incoming_label(kind, status, translator))
    if outcome.known:
        yield OutcomeLine(outcome.known, _("had come before"))
    if outcome.unreadable:
        yield OutcomeLine(outcome.unreadable, _("rows left out, see below"))
