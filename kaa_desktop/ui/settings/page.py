"""The page of settings: the municipality's, the contact plan, lists, leave, this computer's, and more."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kaa_desktop.ui.common.actions import build_actions
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.navigation import Segments
from kaa_desktop.ui.common.widgets import title
from kaa_desktop.ui.settings.about_sheet import AboutSheet
from kaa_desktop.ui.settings.actions import SPECS
from kaa_desktop.ui.settings.codes_sheet import CodesSheet
from kaa_desktop.ui.settings.computer_sheet import ComputerSheet
from kaa_desktop.ui.settings.contact_plan_sheet import ContactPlanSheet
from kaa_desktop.ui.settings.context import SettingsContext
from kaa_desktop.ui.settings.leave_sheet import LeaveSheet
from kaa_desktop.ui.settings.municipality_sheet import MunicipalitySheet
from kaa_desktop.ui.settings.safety_sheet import SafetySheet
from kaa_desktop.ui.settings.texts_sheet import TextsSheet


class SettingsPage(QWidget):
    """Emits what the session must act on: another language, another register in the same place, a backup."""

    language_changed = Signal()
    replaced = Signal(object)
    backed_up = Signal()

    def __init__(self, context: UiContext, own: SettingsContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        computer, safety = ComputerSheet(context, own), SafetySheet(context, own)
        computer.language_changed.connect(self.language_changed)
        safety.replaced.connect(self.replaced)
        safety.backed_up.connect(self.backed_up)
        sheets: dict[str, tuple[str, QWidget]] = {
            "municipality": (_("The municipality"), MunicipalitySheet(context)),
            "plan": (_("Contact plan"), ContactPlanSheet(context)),
            "texts": (_("Texts"), TextsSheet(context)),
            "codes": (_("Lists"), CodesSheet(context)),
            "leave": (_("Leave"), LeaveSheet(context)),
            "computer": (_("This computer"), computer),
            "safety": (_("Safety"), safety),
            "about": (_("About"), AboutSheet(context.translator, own.version)),
        }
        self._stack = QStackedWidget()
        for _text, sheet in sheets.values():
            self._stack.addWidget(sheet)
        names = tuple((key, text) for key, (text, _sheet) in sheets.items())
        segments = Segments(names, name=_("Settings"), wrap=True)
        segments.chosen.connect(lambda key: self._stack.setCurrentWidget(sheets[key][1]))
        self._segments: Segments = segments
        self._sheets: Mapping[str, QWidget] = {key: sheet for key, (_text, sheet) in sheets.items()}
        self._offer(context)
        self.setFocusProxy(segments)
        top = QHBoxLayout()
        top.addWidget(segments)
        top.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 16)
        layout.setSpacing(14)
        layout.addWidget(title(_("Settings")))
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)

    def show_part(self, key: str) -> None:
        """Go to one of the sheets."""
        self._segments.choose(key)
        self._stack.setCurrentWidget(self._sheets[key])
        self._segments.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _offer(self, context: UiContext) -> None:
        """Each part can be gone to by its name."""
        handlers = {spec.id: partial(self.show_part, spec.id.partition(".")[2]) for spec in SPECS}
        build_actions(SPECS, handlers, owner=self, context=context)
