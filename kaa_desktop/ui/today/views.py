"""The user's own views of the work list, in a menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.work_list import WorkFilter, WorkGroup, WorkOrder
from kaa_desktop.services.saved_views import forget_view, keep_view, list_views
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.menus import give_menu
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.widgets import button
from kaa_desktop.ui.today.dialogs import ViewNameDialog

_PLACE = "today"
_BETWEEN = "\n"
Views = Mapping[str, Mapping[str, str]]


class ViewsMenu(QObject):
    """A button with the views, keeping this one, and taking one away.

    Args:
        window: the parent of the dialog.
        current: tells the filter as it stands.
        use: shows a filter.
    """

    def __init__(
        self,
        window: QWidget,
        context: UiContext,
        operations: Operations,
        *,
        current: Callable[[], WorkFilter],
        use: Callable[[WorkFilter], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._operations = operations
        self._current = current
        self._use = use
        self._menu = QMenu(window)
        self._views: Views = {}
        self._button = button(context.translator.gettext("Views"), icons=context.icons, icon="bookmark")
        give_menu(self._button, self._menu)
        context.feed.changed.connect(self._changed)
        self._fill({})
        self._read()

    def button(self) -> QPushButton:
        """What opens the menu."""
        return self._button

    def _read(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: list_views(workspace, _PLACE), self._fill, owner=self._window, key="today-views"
        )

    def _fill(self, views: Views) -> None:
        _ = self._context.translator.gettext
        self._views = views
        self._menu.clear()
        for name in views:
            self._menu.addAction(_plain(name), self._chooser(name))
        if views:
            self._menu.addSeparator()
        self._menu.addAction(_("Keep this view …"), self._keep)
        if views:
            forget = self._menu.addMenu(_("Take away"))
            for name in views:
                forget.addAction(_plain(name), self._forgetter(name))

    def _chooser(self, name: str) -> Callable[[], None]:
        return lambda: self._use(filter_of(self._views[name]))

    def _forgetter(self, name: str) -> Callable[[], None]:
        return lambda: self._forget(name)

    def _keep(self) -> None:
        _, workspace = self._context.translator.gettext, self._context.workspace
        choices = choices_of(self._current())
        dialog = ViewNameDialog(self._window, self._context, self._operations)

        def send() -> None:
            name = dialog.name.text()
            dialog.change(
                lambda: (None, keep_view(workspace, _PLACE, name, choices)),
                lambda _none: _("The view “{name}” is kept.").format(name=name.strip()),
            )

        dialog.on_submit(send)
        dialog.open()

    def _forget(self, name: str) -> None:
        _, workspace = self._context.translator.gettext, self._context.workspace
        self._operations.run(
            lambda: (None, forget_view(workspace, _PLACE, name)),
            lambda _none: None,
            said=lambda _none: _("The view “{name}” is taken away.").format(name=name),
        )

    def _changed(self, changes: Changes) -> None:
        if changes.everyone or "saved_view" in changes.kinds:
            self._read()


def choices_of(wanted: WorkFilter) -> dict[str, str]:
    """A filter as it is kept."""
    return {
        "group": wanted.group.value,
        "mine": "yes" if wanted.mine else "",
        "text": wanted.text,
        "areas": _BETWEEN.join(wanted.areas),
        "order": wanted.order.value,
        "descending": "yes" if wanted.descending else "",
    }


def filter_of(choices: Mapping[str, str]) -> WorkFilter:
    """A filter that was kept; what is not known any longer is as at first."""
    known, orders = {group.value for group in WorkGroup}, {order.value for order in WorkOrder}
    group, order = choices.get("group", ""), choices.get("order", "")
    return WorkFilter(
        group=WorkGroup(group) if group in known else WorkGroup.DUE,
        mine=bool(choices.get("mine")),
        text=choices.get("text", ""),
        areas=tuple(area for area in choices.get("areas", "").split(_BETWEEN) if area),
        order=WorkOrder(order) if order in orders else WorkOrder.URGENCY,
        descending=bool(choices.get("descending")),
    )


def _plain(name: str) -> str:
    """A menu would take an ampersand for a key."""
    return name.replace("&", "&&")
