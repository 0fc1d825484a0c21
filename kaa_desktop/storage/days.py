"""Days as the register keeps them; a column may have none."""

from __future__ import annotations

from datetime import date


def day_of(text: str | None) -> date | None:
    """The day that a column says."""
    return date.fromisoformat(text) if text else None


def text_of_day(day: date | None) -> str | None:
    """How a column says the day."""
    return day.isoformat() if day else None
