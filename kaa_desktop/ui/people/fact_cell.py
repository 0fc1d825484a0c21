"""One fact about a person, and what can be done with it; phone and address are copied on request only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QAction, QColor, QDesktopServices, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from kaa_desktop.ui.common.clipboard import copy_personal
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.drawn_text import DrawnText, Lettering
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import without_state

_SPACING, _BETWEEN = 1, 4
_LEAST_WIDTH = 120


@dataclass(frozen=True, slots=True)
class Fact:
    """A caption and what stands under it.

    Attributes:
        copied: what the copy button calls it; empty for no button.
        opened: a link that the system opens, such as `tel:`; empty for none.
        change: what the button beside it does; None for no button.
        known: whether it is a fact, or the lack of one.
    """

    caption: str
    value: str
    below: str = ""
    copied: str = ""
    opened: str = ""
    change: QAction | None = None
    known: bool = True


class FactLetters:
    """The letters of all the cells of a card, measured once.

    Args:
        small_pixels: how high captions are, and what stands below.
    """

    def __init__(self, font: QFont, *, small_pixels: int) -> None:
        self._pixels = small_pixels
        self._take(font)

    def use_font(self, font: QFont) -> None:
        """Another one perhaps; each cell tells it."""
        if font != self._font:
            self._take(font)

    def _take(self, font: QFont) -> None:
        self._font = QFont(font)
        self.small, self.plain = Lettering(font, pixels=self._pixels), Lettering(font)
        self.strong = Lettering(font, strong=True)


class FactCell(QWidget):
    """Shows one fact after the other; draws it, since three labels for each fact take their time."""

    def __init__(self, context: UiContext, letters: FactLetters) -> None:
        super().__init__()
        self._context = context
        self._letters = letters
        self._fact = Fact("", "")
        self._tools: dict[str, QToolButton] = {}
        self._laid: tuple[DrawnText, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        context.theme.changed.connect(self.update)

    def show_fact(self, fact: Fact) -> None:
        """Show another fact."""
        if fact == self._fact:
            return
        self._fact = fact
        told = "\n".join(filter(None, (fact.value, fact.below)))
        self.setAccessibleName(f"{fact.caption}: {told}")
        _ = self._context.translator.gettext
        call = _("Call {number}").format(number=fact.value) if fact.opened else ""
        self._offer("phone-call", call, self._call)
        self._offer("copy", _("Copy {what}").format(what=fact.copied) if fact.copied else "", self._copy)
        self._offer("pencil", fact.change.text() if fact.change is not None else "", self._change)
        self._fit()

    def sizeHint(self) -> QSize:
        """At the width of the moment."""
        return QSize(_LEAST_WIDTH, self.height())

    def minimumSizeHint(self) -> QSize:
        """As high as it must be."""
        return QSize(_LEAST_WIDTH, 0)

    def changeEvent(self, event: QEvent) -> None:
        """Another font: everything has another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._letters.use_font(self.font())
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Long values are broken, and the buttons follow the value."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw caption, value, and what stands below."""
        del event
        colours = self._context.theme.tokens.colours
        muted, y = QColor(colours.muted), 0
        painter = QPainter(self)
        for place, text in enumerate(self._laid):
            painter.setPen(QColor(colours.text) if place == 1 and self._fact.known else muted)
            text.draw(painter, 0, y)
            y += text.height + _SPACING
        painter.end()

    def _fit(self) -> None:
        """Lay everything out for the width of the moment."""
        fact, letters, width, tools = self._fact, self._letters, self.width(), self._offered()
        room = width - sum(tool.width() + _BETWEEN for tool in tools)
        value = (letters.strong if fact.known else letters.plain).lay(fact.value, max(40, room))
        below = (letters.small.lay(fact.below, width),) if fact.below else ()
        self._laid = (letters.small.lay(fact.caption, width), value, *below)
        self.setFixedHeight(sum(text.height for text in self._laid) + _SPACING * (len(self._laid) - 1))
        if tools:
            self._place(tools)
        self.update()

    def _place(self, tools: Sequence[QToolButton]) -> None:
        caption, value = self._laid[:2]
        left = value.width + _BETWEEN
        for tool in tools:
            tool.move(left, caption.height + _SPACING + (self._letters.strong.height - tool.height()) // 2)
            left += tool.width() + _BETWEEN

    def _offered(self) -> list[QToolButton]:
        return [tool for tool in self._tools.values() if not tool.isHidden()]

    def _offer(self, icon: str, name: str, act: Callable[[], object]) -> None:
        """A button of that name; none for no name. Most cells never need one."""
        tool = self._tools.get(icon)
        if tool is None and name:
            tool = self._tools[icon] = self._make_tool(icon, act)
        if tool is not None and tool.accessibleName() != name:
            tool.setAccessibleName(name)
            tool.setToolTip(name)
            tool.setVisible(bool(name))

    def _make_tool(self, icon: str, act: Callable[[], object]) -> QToolButton:
        tool = QToolButton(self)
        tool.setIconSize(QSize(15, 15))
        tool.setProperty("small", True)
        tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._context.icons.set(tool, icon, "muted")
        tool.clicked.connect(without_state(act))
        tool.ensurePolished()
        tool.resize(tool.sizeHint())
        return tool

    def _call(self) -> None:
        QDesktopServices.openUrl(QUrl(self._fact.opened))

    def _copy(self) -> None:
        copy_personal(self._fact.value)
        said = self._context.translator.gettext("Copied.")
        self._context.messages.say(said, Tone.SUCCESS)

    def _change(self) -> None:
        if self._fact.change is not None:
            self._fact.change.trigger()
