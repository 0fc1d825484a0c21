"""The work list on paper: what a case worker takes along, and nothing of protected people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.work_list import WorkGroup, WorkRow


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPrint:
    """What the list is drawn from.

    Attributes:
        total: how many people the list holds; more than `rows` where it is very long.
        left_out: people with protected personal data who are not in it.
        secrecy_line: the municipality's own text on prints.
    """

    municipality: str
    secrecy_line: str
    group: WorkGroup
    rows: tuple[WorkRow, ...]
    total: int
    left_out: int
    made_on: date
