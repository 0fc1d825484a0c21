"""How a file is read: which column holds which field, with a preview that follows every choice."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from kaa_desktop.domain.import_mappings import NAME_LIMIT, ImportMapping, Reading
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.files.previews import FilePreview
from kaa_desktop.files.source_columns import COLUMNS
from kaa_desktop.files.tops import TopOfFile
from kaa_desktop.services.import_mappings import first_rows, mapping_for, preview_rows
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.intake.preview_panel import PreviewPanel, missing_sentence
from kaa_desktop.ui.intake.reading_form import ReadingForm
from kaa_desktop.ui.intake.saved_mappings import SavedMappings

_WIDE = 860
_FORM_WIDTH = 400
_AROUND = 60
_LARGEST = (1180, 760)
_AT_THE_END = re.compile(r"[\W\d_]+$")

Then = Callable[[ImportMapping, Reading], object]


class MappingDialog(FormDialog):
    """Nothing is changed yet; `then` gets the mapping, and how this very file is read with it.

    Args:
        reading: how the file is read at first.
        name: of the mapping it was read with, or nothing.
        sentence: why the dialog opens.
    """

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        *,
        kind: FileKind,
        path: Path,
        reading: Reading,
        name: str,
        sentence: str,
        then: Then,
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context.icons,
            context.translator,
            title=_("How the file is read"),
            submit=_("Read the file so"),
            introduction=sentence,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._kind = kind
        self._path = path
        self._reading = reading
        self._then = then
        self._top: TopOfFile | None = None
        self._shown: FilePreview | None = None
        self._form = ReadingForm(context, tuple(COLUMNS[kind]))
        self._form.state(reading)
        self._saved = SavedMappings(context, kind)
        self._name = QLineEdit(name or _AT_THE_END.sub("", path.stem)[:NAME_LIMIT])
        self._preview = PreviewPanel(context, tuple(COLUMNS[kind]))
        self._choices = QWidget()
        self._beside = QScrollArea()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._listen()
        self._read()

    def _listen(self) -> None:
        self.on_submit(self._done)
        self._form.file_changed.connect(self._read)
        self._form.columns_changed.connect(self._show)
        self._saved.chosen.connect(self._use)

    def showEvent(self, event: QShowEvent) -> None:
        """As large as it may be."""
        super().showEvent(event)
        room = self.screen().availableSize()
        self.resize(min(_LARGEST[0], room.width() - _AROUND), min(_LARGEST[1], room.height() - _AROUND))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview beside the choices, or below them where there is no room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= _WIDE
        directions = QBoxLayout.Direction
        self._body.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._beside.setMinimumHeight(0 if wide else self._choices.sizeHint().height())
        self._beside.setMaximumWidth(_FORM_WIDTH if wide else 16_777_215)

    def _lay_out(self) -> None:
        self._choices.setProperty("ground", "none")
        below = QVBoxLayout(self._choices)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(14)
        below.addWidget(self._saved)
        below.addWidget(self._form)
        name = Form()
        translator = self._context.translator
        name.add(
            translator.gettext("Name of this mapping"),
            self._name,
            hint=translator.gettext("The next file with the same headers is read in the same way."),
        )
        below.addWidget(name)
        below.addStretch()
        self._names = name
        _bare(self._beside, self._choices)
        self._beside.setMinimumWidth(_FORM_WIDTH)
        content = QWidget()
        content.setProperty("ground", "none")
        content.setLayout(self._body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(20)
        self._body.addWidget(self._beside)
        self._body.addWidget(self._preview, 1)
        outer = QScrollArea()
        _bare(outer, content)
        self.body.addWidget(outer, 1)
        self.fill_with_body()

    def _use(self, mapping: ImportMapping) -> None:
        self._form.state(mapping.reading)
        self._name.setText(mapping.name)
        self._read()

    def _read(self) -> None:
        """Read the first rows again, with the letters and separator chosen."""
        kind, path, reading = self._kind, self._path, self._form.reading(self._reading)
        title = self._context.translator.gettext("Reading the file")
        self.messages.clear()
        self._context.tasks.run_long(
            lambda _progress: first_rows(kind, path, reading),
            self._arrived,
            self._explain,
            owner=self,
            dialog=ProgressDialog(self, self._context.translator, title=title),
        )

    def _arrived(self, top: TopOfFile) -> None:
        self._top = top
        self._show()

    def _show(self) -> None:
        if self._top is None:
            return
        reading = self._form.reading(self._reading)
        self._shown = preview_rows(self._context.workspace, self._kind, self._top, reading)
        self._form.show_reading(self._shown)
        self._arrange()  # what the file asks for may have made the choices higher
        self._preview.present(self._shown)

    def _done(self) -> None:
        self._show()  # a day that has been typed and not been left
        shown = self._shown
        if shown is None or self._form.refuses_day():
            return
        if shown.missing:
            self.messages.say(missing_sentence(self._context, shown), Tone.DANGER)
            self._form.focus_field(shown.missing[0][0])
            return
        name = " ".join(self._name.text().split())
        if not name or len(name) > NAME_LIMIT:
            _ = self._context.translator.gettext
            text = _("Give the mapping a name of at most {limit} characters.").format(limit=NAME_LIMIT)
            self._names.set_error(self._name, text)
            return
        reading = self._form.reading(self._reading)
        mapping = mapping_for(self._kind, name, shown, reading)
        self.accept()
        self._then(mapping, reading)

    def _explain(self, error: Exception) -> None:
        self.messages.say(self._context.error_text(error), Tone.DANGER)


def _bare(area: QScrollArea, content: QWidget) -> None:
    """A scroll area that looks like no more than its content."""
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
