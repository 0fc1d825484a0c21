"""How wide columns are drawn where there is more room than they ask for, or less."""

from __future__ import annotations

from collections.abc import Sequence


def fitted_widths(wanted: Sequence[int], least: Sequence[int], stretching: int, room: int) -> list[int]:
    """The widths that fill the room; where it is too small, each gives up a part of what it can.

    Args:
        wanted: the width of each column where there is room.
        least: what each can be narrowed to.
        stretching: the place of the column that takes what is left over; negative for none.
        room: the width of all together.
    """
    over = sum(wanted) - room
    if over <= 0:
        return [width - over if place == stretching else width for place, width in enumerate(wanted)]
    spare = [max(0, width - narrow) for width, narrow in zip(wanted, least, strict=True)]
    cut = min(over, sum(spare))
    return [width - -(-part * cut // max(1, sum(spare))) for width, part in zip(wanted, spare, strict=True)]
