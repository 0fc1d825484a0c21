"""Where the person who is open stands in the list."""

from __future__ import annotations

from dataclasses import dataclass


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
