"""Which numbers of published tables stay hidden, so that no small number can be worked out from the others.

A number below the limit is hidden. That is not enough where it follows from what is shown: for whoever knows
all the shown numbers and how all numbers add up, it must stay possible that it is as large as the limit.
For each small number that possibility is looked for: a change of some numbers, none of them below nought,
that leaves every sum right. What changes must be hidden; the cheapest change is taken. Since hiding more
later only adds possibilities, what is safe once stays safe.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from types import MappingProxyType
from typing import Generic, TypeVar

LIMIT = 5
_HIDDEN_COST = 0.01
_PATIENCE, _IN_HASTE = 1_500, 6_000
_HASTE = 1_000.0
"""What each sum that is not right yet costs where any way at all is looked for."""
_Cell = TypeVar("_Cell", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sum(Generic[_Cell]):
    """A total and its parts; where they differ by a number that everybody knows, that stays as it is."""

    total: _Cell
    parts: tuple[_Cell, ...]

    def factor(self, cell: _Cell) -> int:
        """How a cell counts: total minus parts is the same for every reader."""
        return 1 if cell == self.total else -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers(Generic[_Cell]):
    """What would be published, and how it adds up.

    Attributes:
        values: every number, also those that are never shown but follow from shown ones.
        sums: what adds up.
        small: numbers that must not be found out.
        unshown: numbers that are not in the publication.
        fixed: numbers that everybody knows, such as rows of noughts that are left out.
    """

    values: Mapping[_Cell, int]
    sums: Sequence[Sum[_Cell]]
    small: frozenset[_Cell]
    unshown: frozenset[_Cell] = frozenset()
    fixed: frozenset[_Cell] = frozenset()


@dataclass(frozen=True, slots=True)
class Hiding(Generic[_Cell]):
    """What is hidden, and why that is enough.

    Attributes:
        moves: for each small cell, what changes where it is as large as the limit.
    """

    cells: frozenset[_Cell]
    moves: Mapping[_Cell, Mapping[_Cell, int]]


def hide(
    numbers: Numbers[_Cell],
    weight: Callable[[_Cell], float],
    known: Mapping[_Cell, Mapping[_Cell, int]] = MappingProxyType({}),
) -> Hiding[_Cell]:
    """The cells to hide, the small ones and what would give them away.

    Args:
        numbers: what would be published.
        weight: what hiding a cell costs the reader; totals more than others.
        known: moves that were right before more sums became known; they are tried first.
    """
    search = _Search(numbers, weight, set(numbers.small | numbers.unshown))
    moves: dict[_Cell, Mapping[_Cell, int]] = {}
    for cell in sorted(numbers.small, key=lambda one: (numbers.values[one], repr(one))):
        if cell not in moves:
            begun = known.get(cell)
            move = search.cheapest_move(cell, begun) if begun else {}
            move = move or search.cheapest_move(cell) or search.cheapest_move(cell, haste=_HASTE)
            search.hidden |= move.keys() if move else search.everything_beside(cell)
            for one, change in move.items():
                if numbers.values[one] + change >= LIMIT:
                    moves.setdefault(one, move)
    return Hiding(frozenset(search.hidden - numbers.unshown), moves)


@dataclass(slots=True)
class _Search(Generic[_Cell]):
    """Looks for changes that leave all sums right."""

    numbers: Numbers[_Cell]
    weight: Callable[[_Cell], float]
    hidden: set[_Cell]
    _of: dict[_Cell, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._of = defaultdict(list)
        for place, one in enumerate(self.numbers.sums):
            for cell in (one.total, *one.parts):
                self._of[cell].append(place)

    def cheapest_move(
        self, cell: _Cell, begun: Mapping[_Cell, int] | None = None, haste: float = 0
    ) -> dict[_Cell, int]:
        """Changes by cell that lift this one to the limit, perhaps begun; none where patience ends."""
        order = count()
        first = dict(begun or {cell: LIMIT - self.numbers.values[cell]})
        left: dict[int, int] = {}
        for own, change in first.items():
            left = self._changed(left, own, change)
        waiting = [(0.0, next(order), 0.0, first, left)]
        for _try in range(_IN_HASTE if haste else _PATIENCE):
            if not waiting:
                break
            _, _, cost, move, broken = heapq.heappop(waiting)
            if not broken:
                return move
            place, difference = next(reversed(broken.items()))
            for other, change in self._repairs(self.numbers.sums[place], difference, move):
                price = cost + (_HIDDEN_COST if other in self.hidden else self.weight(other))
                left = self._changed(broken, other, change)
                likely = price + haste * len(left)
                heapq.heappush(waiting, (likely, next(order), price, {**move, other: change}, left))
        return {}

    def everything_beside(self, cell: _Cell) -> set[_Cell]:
        """All cells that hang together with this one; with all of them hidden nothing follows."""
        found: set[_Cell] = set()
        waiting = [cell]
        while waiting:
            one = waiting.pop()
            if one not in found and one not in self.numbers.fixed:
                found.add(one)
                for place in self._of[one]:
                    own = self.numbers.sums[place]
                    waiting += [own.total, *own.parts]
        return found

    def _changed(self, broken: Mapping[int, int], cell: _Cell, change: int) -> dict[int, int]:
        """By how much which sums are not right after a further change, the newest last."""
        found = dict(broken)
        for place in self._of[cell]:
            difference = found.pop(place, 0) + self.numbers.sums[place].factor(cell) * change
            if difference:
                found[place] = difference
        return found

    def _repairs(
        self, broken: Sum[_Cell], difference: int, move: Mapping[_Cell, int]
    ) -> Iterable[tuple[_Cell, int]]:
        for cell in (*broken.parts, broken.total):
            change = -difference * broken.factor(cell)
            possible = self.numbers.values[cell] + change >= 0
            if possible and cell not in move and cell not in self.numbers.fixed:
                yield cell, change
