"""Columns that lists of people share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.i18n.labels import state_label
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.table_model import Column


class _Named(Protocol):
    @property
    def name(self) -> str: ...


Row = TypeVar("Row", bound=_Named)


def name_column(context: UiContext, protected: Callable[[Row], object], *, width: int) -> Column[Row]:
    """The name, or the case number behind a shield."""
    return Column(
        id="name",
        title=context.translator.gettext("Name"),
        text=lambda row: row.name,
        icon=lambda row: "shield" if protected(row) else "",
        width=width,
        stretch=True,
    )


def state_column(context: UiContext, *, width: int) -> Column[PersonListRow]:
    """Where the work with somebody stands."""
    translator = context.translator
    return Column(
        id="state",
        title=translator.gettext("State"),
        text=lambda row: state_label(row.state, translator),
        width=width,
    )
