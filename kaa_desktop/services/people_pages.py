"""The people list by pages, anywhere in it: an offset among 150,000 people would count its way there."""

from __future__ import annotations

from array import array

from kaa_desktop.domain.person_list import PeopleFilter, PersonListRow
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import count_people, list_people
from kaa_desktop.storage.person_lists import order_of_people, rows_for

_NEAR_THE_TOP = 2000


class PeoplePages:
    """Reads the order once, when somebody goes far down; each page is then found by its row numbers.

    Args:
        workspace: the open register.
        which: who is listed.
        near: so many people from the top are counted off sooner than their order is read.
    """

    def __init__(self, workspace: Workspace, which: PeopleFilter, *, near: int = _NEAR_THE_TOP) -> None:
        self._workspace = workspace
        self._which = which
        self._near = near
        self._total: int | None = None
        self._order: array[int] | None = None

    def forget(self) -> None:
        """Somebody has come or gone, or has another name."""
        self._total = self._order = None

    def page(self, *, offset: int, limit: int) -> tuple[PersonListRow, ...]:
        """So many people from a place on."""
        if self._order is None and offset < self._near:
            return list_people(self._workspace, self._which, offset=offset, limit=limit)
        reached = self._workspace.code_lists.reached_outcomes
        with self._workspace.register.read() as connection:
            if self._order is None:
                self._order = order_of_people(connection, self._which)
            wanted = self._order[offset : offset + limit]
            return rows_for(connection, wanted, reached=reached)

    def total(self) -> int:
        """How many there are."""
        if self._total is None:
            self._total = count_people(self._workspace, self._which)
        return self._total
