"""What every list offers, in a menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kaa_desktop.domain.marking import N_
from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.actions import shortcut_text
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.list_requests import (
    COPY_LIST_KEY,
    COPY_ROWS_KEY,
    SAVE_LIST_KEY,
    ListDeed,
    ask_host,
)
from kaa_desktop.ui.common.menus import give_menu
from kaa_desktop.ui.common.widgets import button

_OFFERS = (
    (N_("Copy the marked rows"), COPY_ROWS_KEY, ListDeed.COPY_ROWS),
    (N_("Copy the list"), COPY_LIST_KEY, ListDeed.COPY_ALL),
    (N_("Save the list …"), SAVE_LIST_KEY, ListDeed.SAVE),
)


def fill_list_menu(menu: QMenu, view: QWidget, translator: Translator) -> None:
    """Add what can be done with a list; the window around it does it."""
    for text, keys, deed in _OFFERS:
        action = menu.addAction(f"{translator.gettext(text)}\t{shortcut_text(keys)}")
        action.triggered.connect(_asker(view, deed))


def list_button(view: QWidget, icons: Icons, translator: Translator) -> QPushButton:
    """The same behind a button, for a dialog around one list."""
    made = button(translator.gettext("List"), icons=icons, icon="download")
    made.setToolTip(translator.gettext("Save or copy the list (Ctrl+Shift+S, Ctrl+Shift+C)"))
    menu = QMenu(made)
    fill_list_menu(menu, view, translator)
    give_menu(made, menu)
    return made


def _asker(view: QWidget, deed: ListDeed) -> Callable[[], None]:
    return lambda: ask_host(view, view, deed)
