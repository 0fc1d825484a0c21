"""How wide columns are drawn where there is more room than they ask for, or less."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def fitted_widths(
    wanted: Sequence[int],
    least: Sequence[int],
    stretching: int,
    room: int,
    firm: Collection[int] = frozenset(),
) -> list[int]:
    """The widths that fill the room; where it is too small, each gives up a part of what it can.

    Where even the narrowest have no room, all stay as they are wanted: who has to scroll sideways can read
    them whole.

    Args:
        wanted: the width of each column where there is room.
        least: what each can be narrowed to.
        stretching: the place of the column that takes what is left over; negative for none.
        room: the width of all together.
        firm: the places of those that give way only when the others have given what they can.
    """
    over = sum(wanted) - room
    if sum(map(min, wanted, least)) > room:
        return list(wanted)
    if over <= 0:
        return [width - over if place == stretching else width for place, width in enumerate(wanted)]
    widths = list(wanted)
    for turn in (False, True):
        givers = [place for place in range(len(widths)) if (place in firm) is turn]
        spare = {place: max(0, widths[place] - least[place]) for place in givers}
        cut = min(sum(widths) - room, sum(spare.values()))
        for place, part in spare.items() if cut > 0 else ():
            widths[place] -= -(-part * cut // sum(spare.values()))
    return widths
