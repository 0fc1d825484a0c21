"""What a file would change, before it does: counts in words, and the rows that need a look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractSlider, QGridLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.i18n.row_problems import problem_sentence
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.placing import centre
from kaa_desktop.ui.common.service_dialog import FormScroll
from kaa_desktop.ui.common.table_model import Column, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, button, card, heading, label

_AROUND = QSize(40, 60)
_TABLE = 150
_PAGES: Mapping[int, QAbstractSlider.SliderAction] = MappingProxyType(
    {
        Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
        Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    }
)


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """A number and what it counts; `strong` for the one the file is imported for."""

    count: int
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class PreviewFile:
    """What is told of a file.

    Attributes:
        lines: what it holds.
        problems: the places that need a look.
        name: of the file, and `about` what it is; both empty where it is the only one and told of above.
    """

    lines: Iterable[OutcomeLine]
    problems: Sequence[RowProblem]
    name: str = ""
    about: str = ""


class PreviewDialog(FormDialog):
    """Nothing is changed yet; `accepted` means: import."""

    def __init__(
        self, parent: QWidget, context: UiContext, *, introduction: str, files: Sequence[PreviewFile]
    ) -> None:
        _ = context.translator.gettext
        one = len(files) == 1
        super().__init__(
            parent,
            context.icons,
            context.translator,
            title=_("This is what the file holds") if one else _("This is what the files hold"),
            submit=_("Import the file") if one else _("Import the files"),
            introduction=introduction,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(620)
        self._tall = any(file.problems for file in files)
        self._parts = [_Part(context, file) for file in files]
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        for part in self._parts:
            layout.addWidget(part if one else card(part), 1 if part.tall else 0)
        layout.addStretch()
        self._scroll = FormScroll(content)
        self.body.addWidget(self._scroll)
        self.fill_with_body()

    def showEvent(self, event: QShowEvent) -> None:
        """With room for the table, but not larger than the screen."""
        super().showEvent(event)
        wanted = QSize(860, self.sizeHint().height()) if self._tall else self.sizeHint()
        self.resize(wanted.boundedTo(self.screen().availableSize() - _AROUND))
        centre(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is higher than the screen is read with the keys for pages, from wherever the keyboard is."""
        step = _PAGES.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        else:
            self._scroll.verticalScrollBar().triggerAction(step)

    def _height_of_texts(self) -> int:
        """Several files can be higher than the screen; the buttons below them stay in sight."""
        return min(super()._height_of_texts(), self.screen().availableSize().height() - _AROUND.height())

    def offer(self, text: str, icon: str, act: Callable[[], object], place: int = 0) -> None:
        """Something else that can be done with a file."""
        self._parts[place].offer(text, icon, act)


class _Part(QWidget):
    """What a file holds, and its places that need a look."""

    def __init__(self, context: UiContext, file: PreviewFile) -> None:
        super().__init__()
        self._icons = context.icons
        self._name = file.name
        self._content = QVBoxLayout(self)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(16)
        if file.name:
            self._add_name(file)
        self._add_lines(context, file.lines)
        self.tall = bool(file.problems)
        if file.problems:
            self._add_problems(context, file.problems)
        ways = QWidget()
        self._ways = FlowLayout(ways, gap=8, line_gap=8)
        self._content.addWidget(ways)
        ways.setVisible(False)
        self._offers = ways

    def offer(self, text: str, icon: str, act: Callable[[], object]) -> None:
        """Something else that can be done with the file."""
        made = button(text, act, icons=self._icons, icon=icon)
        made.setAccessibleName(self._of_file(text))
        self._ways.addWidget(made)
        self._offers.setVisible(True)

    def _of_file(self, text: str) -> str:
        """For those who hear it: of which file, where there are several."""
        return f"{text} {self._name}".strip()

    def _add_name(self, file: PreviewFile) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        name = heading(file.name)
        name.setWordWrap(True)
        words.addWidget(name)
        words.addWidget(label(file.about, TextRole.MUTED, wrap=True))
        self._content.addLayout(words)

    def _add_lines(self, context: UiContext, lines: Iterable[OutcomeLine]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(lines):
            role = TextRole.HEADING if line.strong else TextRole.BODY
            number = label(context.translator.number(line.count), role)
            grid.addWidget(number, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(line.text, role, wrap=True), row, 1)
        self._content.addLayout(grid)

    def _add_problems(self, context: UiContext, problems: Sequence[RowProblem]) -> None:
        translator = context.translator
        count = len(problems)
        text = translator.ngettext(
            "{n} place in the file needs a look", "{n} places in the file need a look", count
        )
        model = PagedTableModel(problem_columns(context), context.tasks, context.icons, parent=self)
        panel = TablePanel(
            model, context.icons, name=self._of_file(translator.gettext("Rows that need a look"))
        )
        panel.setMinimumHeight(_TABLE)
        if self._name:
            panel.setMaximumHeight(_TABLE)  # the next file comes into sight
        model.set_rows(problems)
        self._content.addWidget(heading(text.format(n=translator.number(count))))
        whole = label("", TextRole.MUTED, wrap=True)
        whole.hide()

        def explain(problem: RowProblem | None) -> None:
            """In full, what the table has no room for."""
            whole.setVisible(problem is not None)
            whole.setText(problem_sentence(problem, translator) if problem else "")

        panel.view.selected_row.connect(explain)
        self._content.addWidget(panel, 1)
        self._content.addWidget(whole)


def problem_columns(context: UiContext) -> tuple[Column[RowProblem], ...]:
    """Where in the file, what is wrong, and whether the row was left out."""
    _ = context.translator.gettext
    return (
        Column[RowProblem](
            id="row", title=_("Row"), text=lambda problem: _place_in_file(problem, context), width=90
        ),
        Column[RowProblem](
            id="taken",
            title=_("Imported"),
            text=lambda problem: _("left out") if problem.fatal else _("yes, look at it"),
            tone=lambda problem: Tone.DANGER if problem.fatal else Tone.WARNING,
            width=125,
        ),
        Column[RowProblem](id="column", title=_("Column"), text=lambda problem: problem.column, width=120),
        Column[RowProblem](id="cell", title=_("In the cell"), text=lambda problem: problem.text, width=130),
        Column[RowProblem](
            id="what",
            title=_("What is wrong"),
            text=_sentence(context),
            width=320,
            stretch=True,
        ),
    )


def _sentence(context: UiContext) -> Callable[[RowProblem], str]:
    """Says what is wrong with a row or cell."""
    return lambda problem: problem_sentence(problem, context.translator)


def _place_in_file(problem: RowProblem, context: UiContext) -> str:
    row = context.translator.number(problem.row) if problem.row else "–"
    return f"{problem.sheet} {row}".strip()
