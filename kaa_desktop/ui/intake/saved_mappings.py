"""The mappings that have been saved: one can be used here, or forgotten."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.import_mappings import ImportMapping
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.services.import_mappings import list_mappings, remove_mapping
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, label


class SavedMappings(QWidget):
    """Shown only where there are some.

    Signals:
        chosen: carries the mapping.
    """

    chosen = Signal(object)

    def __init__(self, context: UiContext, kind: FileKind) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._kind = kind
        self._mappings: dict[str, ImportMapping] = {}
        self._choice = ChoiceField()
        self._choice.setAccessibleName(_("Saved mapping"))
        caption = label(_("Saved mapping"), TextRole.LABEL)
        caption.setBuddy(self._choice)
        self._forget = button(_("Forget"), self._remove, kind=ButtonKind.GHOST)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.addWidget(caption)
        layout.addWidget(self._choice, 1)
        layout.addWidget(self._forget)
        self.hide()
        self._choice.activated.connect(lambda _place: self._choose())
        self._load()

    def _load(self) -> None:
        workspace, kind = self._context.workspace, self._kind
        self._context.tasks.run(lambda: list_mappings(workspace, kind), self._offer, owner=self)

    def _offer(self, mappings: tuple[ImportMapping, ...]) -> None:
        self._mappings = {mapping.name: mapping for mapping in mappings}
        none = self._context.translator.gettext("Choose …")
        self._choice.offer((("", none), *((name, name) for name in self._mappings)))
        self._forget.setEnabled(False)
        self.setVisible(bool(mappings))

    def _choose(self) -> None:
        mapping = self._mappings.get(self._choice.value())
        self._forget.setEnabled(mapping is not None)
        if mapping is not None:
            self.chosen.emit(mapping)

    def _remove(self) -> None:
        mapping = self._mappings.get(self._choice.value())
        if mapping is None:
            return
        workspace = self._context.workspace

        def removed(changes: Changes) -> None:
            self._context.feed.announce(changes, self)
            self._load()

        self._context.tasks.run(lambda: remove_mapping(workspace, mapping), removed, owner=self)
