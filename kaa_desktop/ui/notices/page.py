"""The page of school notices: what has come in, and where last year's pupils went."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from kaa_desktop.ui.common.actions import build_actions
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.navigation import Segments
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.page_head import PageHead
from kaa_desktop.ui.common.scrolling import scrolled
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import ButtonKind, button, title
from kaa_desktop.ui.intake.drops import FileDrops
from kaa_desktop.ui.notices.actions import COMING_IN
from kaa_desktop.ui.notices.entry_dialog import NoticeEntryDialog
from kaa_desktop.ui.notices.flow_panel import FlowPanel
from kaa_desktop.ui.notices.importing import NoticeImporting
from kaa_desktop.ui.notices.list_panel import NoticesPanel

_NARROW = 860
_NOTICES, _FLOWS = "notices", "flows"


class NoticesPage(QWidget):
    """Two views beside each other; files can be dropped anywhere.

    Signals:
        person_wanted: the id of somebody whose page the user wants to see.
    """

    person_wanted = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._operations = Operations(context, self)
        self._importing = NoticeImporting(self, context, self._operations)
        self._actions = build_actions(
            COMING_IN,
            {"notices.import": self._importing.choose, "notices.add": self.add_notice},
            owner=self,
            context=context,
        )
        self._views = Segments(((_NOTICES, _("Notices")), (_FLOWS, _("Where did they go?"))), name=_("View"))
        self._lists = NoticesPanel(
            context,
            self._operations,
            choose_file=self._importing.choose,
            open_person=self.person_wanted.emit,
        )
        self._flows = FlowPanel(context)
        self._flows.person_wanted.connect(self.person_wanted)
        self._flows.hide()
        self.setFocusProxy(self._lists)
        self._head = self._make_head()
        self._lay_out()
        FileDrops(self, self._take_dropped)
        self._views.chosen.connect(self._choose)

    def import_notices(self, path: Path) -> None:
        """Try a file, show what it holds, and import it if the user wants to."""
        self._importing.take(path)

    def add_notice(self) -> None:
        """Ask for a notice."""
        NoticeEntryDialog(self, self._context, self._operations).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons below the title, and the lists as a drop-down, where there is no room beside."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._head.set_narrow(narrow=narrow)
        self._lists.set_wide(wide=not narrow)

    def _take_dropped(self, paths: Sequence[Path]) -> None:
        if len(paths) == 1:
            self.import_notices(paths[0])
            return
        text = self._context.translator.gettext(
            "Notices are imported from one file at a time. Nothing has been imported; drop one of the files."
        )
        self._context.messages.say(text, Tone.WARNING)

    def _make_head(self) -> PageHead:
        name = QHBoxLayout()
        name.setSpacing(16)
        name.addWidget(title(self._context.translator.gettext("School notices")))
        name.addWidget(self._views, 0, Qt.AlignmentFlag.AlignVCenter)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        for spec, kind in zip(COMING_IN, (ButtonKind.SECONDARY, ButtonKind.PRIMARY), strict=True):
            action = self._actions[spec.id]
            made = button(action.text(), action.trigger, kind=kind, icons=self._context.icons, icon=spec.icon)
            made.setToolTip(action.toolTip())
            ways.addWidget(made)
        return PageHead(name, ways)

    def _lay_out(self) -> None:
        content = QWidget()
        content.setProperty("ground", "none")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(24, 20, 24, 24)
        layout.setSpacing(16)
        layout.addLayout(self._head)
        layout.addWidget(self._lists, 1)
        layout.addWidget(self._flows, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))

    def _choose(self, view: str) -> None:
        self._lists.setVisible(view == _NOTICES)
        self._flows.setVisible(view == _FLOWS)
        self.setFocusProxy(self._flows if view == _FLOWS else self._lists)
        if view == _FLOWS:
            self._flows.enter()
