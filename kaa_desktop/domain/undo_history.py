"""What can be taken back and brought back, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoStep:
    """One operation.

    Attributes:
        name, details: of the operation at its root, for its sentence.
        people: some of those whom it concerns, protected ones by case number.
        others: how many more.
        undone: it has been taken back and can be brought back.
        stays: undo passes it by.
    """

    number: int
    name: str
    details: Mapping[str, Any]
    made_at: datetime
    people: tuple[str, ...]
    others: int
    undone: bool
    stays: bool


@dataclass(frozen=True, slots=True)
class UndoHistory:
    """Each in the order in which it would be done.

    Attributes:
        undo: what undo takes back, the newest first, and between them what stays.
        redo: what redo brings back, the one undone last first.
    """

    undo: tuple[UndoStep, ...]
    redo: tuple[UndoStep, ...]
