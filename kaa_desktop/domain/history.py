"""The history of a person or of the register: who did what and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class RowChange:
    """One changed row: which columns, from what, to what."""

    table: str
    row_id: str
    kind: str
    old: Mapping[str, Any]
    new: Mapping[str, Any]
    erased: bool


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One operation as far as it concerns the person.

    Attributes:
        undone: whether it has been taken back since.
    """

    number: int
    name: str
    details: Mapping[str, Any]
    actor: str
    made_at: datetime
    changes: tuple[RowChange, ...]
    undone: bool
