"""What one can ask of every list: to be copied or saved; the window that holds it answers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

COPY_ROWS_KEY, COPY_LIST_KEY, SAVE_LIST_KEY = "Ctrl+C", "Ctrl+Shift+C", "Ctrl+Shift+S"


class ListDeed(StrEnum):
    """What is to be done with a list.

    Attributes:
        COPY_ROWS: the marked rows, without titles.
        COPY_ALL: all rows, below the titles.
        OFFER: a menu of all that can be done.
    """

    COPY_ROWS = "copy_rows"
    COPY_ALL = "copy_all"
    SAVE = "save"
    OFFER = "offer"


LIST_KEYS: Mapping[str, ListDeed] = MappingProxyType(
    {
        COPY_ROWS_KEY: ListDeed.COPY_ROWS,
        COPY_LIST_KEY: ListDeed.COPY_ALL,
        SAVE_LIST_KEY: ListDeed.SAVE,
    }
)


LIST_ACTIONS: Mapping[str, ListDeed] = MappingProxyType(
    {"list": ListDeed.OFFER, "copy_list": ListDeed.COPY_ALL, "save_list": ListDeed.SAVE}
)
"""By the id of the window's action, for the list in front."""


@runtime_checkable
class ListHost(Protocol):
    """A window that can copy and save the lists inside it, those of its dialogs too."""

    def act_on_list(self, view: QWidget, deed: ListDeed) -> None:
        """Do it."""


def ask_host(widget: QWidget, view: QWidget, deed: ListDeed) -> None:
    """Let the nearest window around that answers for lists do it."""
    holder = widget.parentWidget()
    while holder is not None and not isinstance(holder, ListHost):
        holder = holder.parentWidget()
    if holder is not None:
        holder.act_on_list(view, deed)
