"""Where the person who is open stands in the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Nowhere, for somebody who was opened from elsewhere.

    Attributes:
        number: counted from one; 0 where the person stands there no more.
        earlier: whether somebody stands before.
        later: whether somebody stands after.
    """

    number: int = 0
    total: int = 0
    earlier: bool = False
    later: bool = False


class PeopleInOrder(Protocol):
    """A list from which people are opened one after the other; it opens through its own signal."""

    def place_of(self, person_id: str) -> ListPlace:
        """Where the person stands, if the list was left for that person; else nowhere."""

    def step(self, person_id: str, by: int) -> None:
        """Open the person before or after this one."""
