"""Taking in several files at once: tried together, shown together, and kept together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.changes import Changes, Progress, together
from kaa_desktop.domain.errors import FilesRefusedError, KaaError
from kaa_desktop.domain.import_mappings import DateOrder
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.i18n.refused_files import none_imported, refused_sentences
from kaa_desktop.services.source_intakes import GivenFile, TakenFile, take_in_sources, take_in_unsorted
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.file_preview import PreviewDialog, PreviewFile
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.intake.day_orders import day_orders
from kaa_desktop.ui.intake.exceptions import save_exceptions
from kaa_desktop.ui.intake.flow import TO_MAP, Intake, said_of
from kaa_desktop.ui.intake.refused_dialog import RefusedDialog

_SEALED = "file.encrypted"


@dataclass(frozen=True, slots=True)
class SeveralFiles:
    """Recognises each file by its headers; none is taken in unless all can be.

    Attributes:
        window: the parent of the dialogs.
        intakes: what is said of each kind of file.
        take_one: takes in a file by itself, the way that asks for whatever is missing.
    """

    window: QWidget
    context: UiContext
    operations: Operations
    intakes: Mapping[FileKind, Intake]
    take_one: Callable[[Path], object]

    def take_in(self, paths: Sequence[Path]) -> None:
        """Try the files and show what they hold."""
        self.context.messages.clear()
        workspace = self.context.workspace
        self._try(paths, lambda progress: take_in_unsorted(workspace, paths, progress, dry_run=True))

    def _try(self, paths: Sequence[Path], work: Callable[[Progress], list[TakenFile]]) -> None:
        _ = self.context.translator.gettext
        self.context.tasks.run_long(
            work,
            self._preview,
            lambda error: self._refused(paths, error),
            owner=self.window,
            dialog=ProgressDialog(self.window, self.context.translator, title=_("Reading the files")),
        )

    def _refused(self, paths: Sequence[Path], error: Exception) -> None:
        """Say which files keep the others out and what to do with them, and go on with those if wanted."""
        if not isinstance(error, FilesRefusedError):
            self.operations.explain(error)
            return
        translator = self.context.translator
        refused = {one.path for one in error.refused}
        others = [path for path in paths if path not in refused]
        more = translator.ngettext("Import the other file", "Import the other {n} files", len(others))
        verb = more.format(n=translator.number(len(others))) if others else ""
        sentences, outcome = refused_sentences(error, self._trouble), none_imported(error, translator)
        if len(sentences) == 1:
            self.context.messages.say(
                f"{sentences[0]} {outcome}", Tone.WARNING, action=verb, act=partial(self._go_on, others)
            )
            return
        dialog = RefusedDialog(self.window, self.context, sentences, outcome=outcome, go_on=verb)
        dialog.accepted.connect(partial(self._go_on, others))
        dialog.open()

    def _go_on(self, paths: Sequence[Path]) -> None:
        if len(paths) == 1:
            self.take_one(paths[0])
        else:
            self.take_in(paths)

    def _trouble(self, error: KaaError) -> str:
        _ = self.context.translator.gettext
        if error.code == _SEALED:
            text = _("{file} is protected by a password. Import it by itself, and the password is asked for.")
            return text.format(file=error.data["file"])
        text = self.context.error_text(error)
        return (
            _("{trouble} Import it by itself and say how it is read.").format(trouble=text)
            if error.code in TO_MAP
            else text
        )

    def _preview(self, taken: Sequence[TakenFile]) -> None:
        translator = self.context.translator
        text = translator.gettext(
            "Nothing has been changed yet. The {n} files are imported together, all or none."
        )
        dialog = PreviewDialog(
            self.window,
            self.context,
            introduction=text.format(n=translator.number(len(taken))),
            files=[self._told(one) for one in taken],
        )
        for place, one in enumerate(taken):
            self._offer_ways(dialog, taken, place, one)
        files = [one.given for one in taken]
        dialog.accepted.connect(lambda: self._import(files))
        dialog.open()

    def _told(self, one: TakenFile) -> PreviewFile:
        translator, intake = self.context.translator, self.intakes[one.given.kind]
        about = translator.gettext(intake.title)
        if one.given.mapping:
            known = translator.gettext("Read with the column mapping “{name}”.")
            about = f"{about}. {known.format(name=one.given.mapping)}"
        lines = intake.lines(one.result, translator)
        return PreviewFile(lines, one.result.problems, one.given.path.name, about)

    def _offer_ways(
        self, dialog: PreviewDialog, taken: Sequence[TakenFile], place: int, one: TakenFile
    ) -> None:
        problems = one.result.problems

        def read_again(order: DateOrder) -> None:
            dialog.reject()
            files = [other.given for other in taken]
            files[place] = replace(one.given, reading=replace(one.given.reading, dates=order))
            workspace = self.context.workspace
            self._try(
                [file.path for file in files],
                lambda progress: take_in_sources(workspace, files, progress, dry_run=True),
            )

        for order, text in day_orders(problems, self.context.translator):
            dialog.offer(text, "calendar-days", partial(read_again, order), place)
        if problems:
            dialog.offer(
                self.context.translator.gettext("Save the list …"),
                "save",
                lambda: save_exceptions(dialog, self.context, one.given.path, problems),
                place,
            )

    def _import(self, files: Sequence[GivenFile]) -> None:
        workspace = self.context.workspace

        def work(progress: Progress) -> tuple[list[TakenFile], Changes]:
            taken = take_in_sources(workspace, files, progress)
            return taken, together(one.changes for one in taken if one.changes.operation_id)

        self.operations.run_long(
            work,
            lambda _taken: None,
            said=self._said,
            title=self.context.translator.gettext("Importing the files"),
            owner=self.window,
            failed=lambda error: self._refused([file.path for file in files], error),
        )

    def _said(self, taken: Sequence[TakenFile]) -> str:
        translator = self.context.translator
        each = [
            f"{one.given.path.name}: {said_of(self.intakes[one.given.kind], one.result, translator)}"
            for one in taken
        ]
        return " ".join(
            (*each, translator.gettext("Undo takes back one file at a time, the last one first."))
        )
