"""The hybrid logical clock: time of day that never runs backwards, unique per device."""

from __future__ import annotations

from datetime import datetime

_LAST_COUNTER = 0xFFFF
"""With a digit more the value would no longer sort as text."""


def next_clock(last: str, now: datetime, device: str) -> str:
    """A clock value that sorts after `last` and, where the wall clock allows, tells the time.

    Args:
        last: the newest value in the register, empty for none.
        now: wall-clock time with zone.
        device: breaks ties between devices.
    """
    wall = int(now.timestamp() * 1000)
    last_wall, last_counter = (int(part, 16) for part in last.split("-", 2)[:2]) if last else (0, 0)
    if wall > last_wall:
        return f"{wall:012x}-0000-{device}"
    if last_counter == _LAST_COUNTER:
        return f"{last_wall + 1:012x}-0000-{device}"
    return f"{last_wall:012x}-{last_counter + 1:04x}-{device}"
