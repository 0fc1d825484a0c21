"""Case workers (handläggare, uppsökare)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWorker:
    """Somebody who is responsible for episodes and makes contacts."""

    id: str
    name: str
    active: bool = True
