"""Median and 90th percentile of days, by linear interpolation."""

from __future__ import annotations

from collections.abc import Sequence

from kaa_desktop.domain.figure_values import Days

_MEDIAN, _P90 = 0.5, 0.9


def days_summary(ordered: Sequence[int]) -> Days:
    """The summary of ordered numbers of days."""
    return Days(len(ordered), percentile(ordered, _MEDIAN), percentile(ordered, _P90))


def percentile(ordered: Sequence[int], share: float) -> float | None:
    """The value below which that share lies; None of nothing."""
    if not ordered:
        return None
    position = share * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)
