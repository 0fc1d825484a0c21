"""Taking in a file of notices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.notice_labels import incoming_label
from kaa_desktop.services.notice_imports import NoticesImport, import_notices
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.file_preview import OutcomeLine
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.intake.flow import FileIntake, Intake


class NoticeImporting:
    """Asks for a file, tries it, and imports it if the user wants to.

    Args:
        window: the parent of the dialogs.
    """

    def __init__(self, window: QWidget, context: UiContext, operations: Operations) -> None:
        self._translator = context.translator
        self._intake = FileIntake(window, context, operations)

    def choose(self) -> None:
        """Ask for a file."""
        self._intake.choose(self._translator.gettext("File of notices"), self.take)

    def take(self, path: Path) -> None:
        """Try a file and show what it holds."""
        self._intake.take_in(path, _INTAKE)


def _lines(result: NoticesImport, translator: Translator) -> Iterator[OutcomeLine]:
    """Every row in exactly one line, those that count nothing left out."""
    _, outcome = translator.gettext, result.outcome
    yield OutcomeLine(outcome.rows, _("notices in the file"))
    yield OutcomeLine(outcome.taken, _("new notices"), strong=True)
    for (kind, status), count in sorted(outcome.new.items(), key=lambda new: -new[1]):
        yield OutcomeLine(count, incoming_label(kind, status, translator))
    if outcome.known:
        yield OutcomeLine(outcome.known, _("had come before"))
    if outcome.unreadable:
        yield OutcomeLine(outcome.unreadable, _("rows left out, see below"))


def _said(result: NoticesImport, translator: Translator) -> str:
    count = result.outcome.taken
    text = translator.ngettext("{n} new notice.", "{n} new notices.", count)
    return text.format(n=translator.number(count))


_INTAKE = Intake(FileKind.NOTICES, N_("File of notices"), import_notices, _lines, _said)
