"""Where the people of the list live: one area, several, or all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QWidget

from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.widgets import ButtonKind, button, without_state

_MOST_SHOWN = 22
_LIST_HEIGHT = 320


class AreaChoice(QPushButton):
    """Says what is chosen and opens the list of areas; `chosen` tells that the user has changed it."""

    chosen = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._offered: tuple[tuple[str, int], ...] = ()
        self._areas: tuple[str, ...] = ()
        context.icons.set(self, "map-pin")
        self.clicked.connect(without_state(self._ask))
        self.set_areas(())
        self.setEnabled(False)

    def areas(self) -> tuple[str, ...]:
        """What is chosen; nothing for all."""
        return self._areas

    def set_areas(self, areas: Sequence[str]) -> None:
        """Show a choice without telling anybody."""
        translator = self._context.translator
        self._areas = tuple(areas)
        if not self._areas:
            text = translator.gettext("All areas")
        elif len(self._areas) == 1:
            text = self._areas[0]
        else:
            several = translator.ngettext("{n} area", "{n} areas", len(self._areas))
            text = several.format(n=translator.number(len(self._areas)))
        self.setToolTip(", ".join(self._areas))
        shown = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
        self.setText(shown.replace("&", "&&"))
        self.setAccessibleName(translator.gettext("Areas: {chosen}").format(chosen=text))

    def offer(self, areas: tuple[tuple[str, int], ...]) -> None:
        """The areas there are, with how many people each; before, nothing can be chosen."""
        self._offered = areas
        self.setEnabled(bool(areas or self._areas))

    def _ask(self) -> None:
        known = {area for area, _people in self._offered}
        gone = tuple((area, 0) for area in self._areas if area not in known)
        dialog = AreaDialog(self, self._context, (*self._offered, *gone), self._areas)
        dialog.accepted.connect(lambda: self._take(dialog.areas()))
        dialog.open()

    def _take(self, areas: tuple[str, ...]) -> None:
        self.set_areas(areas)
        self.chosen.emit()


class AreaDialog(FormDialog):
    """Every area with a box."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        offered: Sequence[tuple[str, int]],
        chosen: Sequence[str],
    ) -> None:
        _, number = context.translator.gettext, context.translator.number
        super().__init__(
            parent,
            context.icons,
            context.translator,
            title=_("Areas"),
            submit=_("Show"),
            introduction=_("Space ticks an area, letters go to it. With none ticked, all are shown."),
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._list = QListWidget()
        self._list.setAccessibleName(_("Areas"))
        self._list.setMinimumHeight(_LIST_HEIGHT)
        for area, people in offered:
            item = QListWidgetItem(f"{area} ({number(people)})", self._list)
            item.setData(Qt.ItemDataRole.UserRole, area)
            item.setCheckState(Qt.CheckState.Checked if area in chosen else Qt.CheckState.Unchecked)
        self._list.setCurrentRow(0)
        self.body.addWidget(self._list, 1)
        self.body.addWidget(
            button(_("Untick all"), self._untick, kind=ButtonKind.GHOST), 0, Qt.AlignmentFlag.AlignLeft
        )
        self._list.setFocus()

    def areas(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        )

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _untick(self) -> None:
        for item in self._items():
            item.setCheckState(Qt.CheckState.Unchecked)
