"""One fact about a person, and what can be done with it; phone and address are copied on request only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from kaa_desktop.ui.common.clipboard import copy_personal
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, label, set_style_property, without_state


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


class FactCell(QWidget):
    """Shows one fact after the other."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._fact = Fact("", "")
        self._caption = label("", TextRole.CAPTION)
        self._value = label("", TextRole.LABEL, wrap=True)
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._below = label("", TextRole.CAPTION, wrap=True)
        self._tools: dict[str, QToolButton] = {}
        self._row = QHBoxLayout()
        self._row.setSpacing(4)
        self._row.addWidget(self._value)
        self._row.addStretch(1)
        cell = QVBoxLayout(self)
        cell.setContentsMargins(0, 0, 0, 0)
        cell.setSpacing(1)
        cell.addWidget(self._caption)
        cell.addLayout(self._row)
        cell.addWidget(self._below)
        cell.addStretch()

    def show_fact(self, fact: Fact) -> None:
        """Show another fact."""
        self._fact = fact
        self._caption.setText(fact.caption)
        self._value.setText(fact.value)
        role = TextRole.LABEL if fact.known else TextRole.MUTED
        if self._value.property("role") != role.value:
            set_style_property(self._value, "role", role.value)
        self._below.setText(fact.below)
        self._below.setVisible(bool(fact.below))
        _ = self._context.translator.gettext
        call = _("Call {number}").format(number=fact.value) if fact.opened else ""
        self._offer("phone-call", call, self._call)
        self._offer("copy", _("Copy {what}").format(what=fact.copied) if fact.copied else "", self._copy)
        self._offer("pencil", fact.change.text() if fact.change is not None else "", self._change)

    def _offer(self, icon: str, name: str, act: Callable[[], object]) -> None:
        """A button of that name; none for no name. Most cells never need one."""
        tool = self._tools.get(icon)
        if tool is None and name:
            tool = self._tools[icon] = self._make_tool(icon, act)
        if tool is not None:
            tool.setAccessibleName(name)
            tool.setToolTip(name)
            tool.setVisible(bool(name))

    def _make_tool(self, icon: str, act: Callable[[], object]) -> QToolButton:
        tool = QToolButton()
        tool.setIconSize(QSize(15, 15))
        tool.setProperty("small", True)
        tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._context.icons.set(tool, icon, "muted")
        tool.clicked.connect(without_state(act))
        self._row.insertWidget(self._row.count() - 1, tool, 0, Qt.AlignmentFlag.AlignTop)
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
