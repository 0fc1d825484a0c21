"""Several files that keep others out, each with what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.list_dialog import ListDialog
from kaa_desktop.ui.common.scrolling import readable
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, heading, label

_LARGEST = (640, 520)
_FRAME, _FILE = 170, 56
"""The height of everything but the files, and of a file of some lines."""


class RefusedDialog(ListDialog):
    """`accepted` means: go on with the others.

    Args:
        sentences: one for each file.
        outcome: what has become of all of them.
        go_on: the verb; empty where there are no others.
    """

    def __init__(
        self, parent: QWidget, context: UiContext, sentences: Sequence[str], *, outcome: str, go_on: str
    ) -> None:
        title = context.translator.gettext("Files that cannot be read")
        super().__init__(parent, context, title=title)
        content = QWidget()
        content.setProperty("ground", "none")
        lines = QVBoxLayout(content)
        lines.setContentsMargins(4, 4, 4, 4)
        lines.setSpacing(12)
        for sentence in sentences:
            lines.addWidget(label(sentence, TextRole.BODY, wrap=True))
        lines.addStretch()
        files = readable(content, title)
        width, height = _LARGEST
        self.lay_out(
            heading(title),
            label(outcome, TextRole.MUTED, wrap=True),
            files,
            stretch=files,
            largest=(width, min(height, _FRAME + _FILE * len(sentences))),
            verb=button(go_on, self.accept, kind=ButtonKind.PRIMARY) if go_on else None,
        )
