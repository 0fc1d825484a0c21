"""Saves the list of rows that could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.files.exception_lists import SUFFIXES, write_exceptions
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.file_dialogs import ask_for_place
from kaa_desktop.ui.common.tokens import Tone


def save_exceptions(
    dialog: FormDialog, context: UiContext, source: Path, problems: Sequence[RowProblem]
) -> None:
    """Ask where, write it, and say so in the dialog.

    Args:
        dialog: shows the list.
        context: of the page.
        source: the file that the rows stand in; the list is suggested beside it, under a name that tells it.
        problems: the list.
    """
    _ = context.translator.gettext

    def write(path: Path) -> None:
        context.tasks.run(
            lambda: write_exceptions(path, problems, context.translator),
            lambda _nothing: dialog.messages.say(
                _("Saved: {file}. It holds personal data; delete it once the file is mended.").format(
                    file=path.name
                ),
                Tone.SUCCESS,
            ),
            lambda error: dialog.messages.say(context.error_text(error), Tone.DANGER),
            owner=dialog,
        )

    patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    tables, name = _("Tables"), _("rows to mend")
    ask_for_place(
        dialog,
        title=_("Save the list of rows that need a look"),
        kinds=f"{tables} ({patterns})",
        suggested=source.with_name(f"{name} {source.stem}.xlsx"),
        then=write,
    )
