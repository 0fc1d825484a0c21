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
from typing import Generic, TypeVar

LIMIT = 5
_HIDDEN_COST = 0.01
_PATIENCE = 5_000
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


def hidden_cells(numbers: Numbers[_Cell], weight: Callable[[_Cell], float]) -> frozenset[_Cell]:
    """The cells to hide, the small ones and what would give them away.

    Args:
        numbers: what would be published.
        weight: what hiding a cell costs the reader; totals more than others.
    """
    search = _Search(numbers, weight, set(numbers.small | numbers.unshown))
    safe: set[_Cell] = set()
    for cell in sorted(numbers.small, key=lambda one: (numbers.values[one], repr(one))):
        if cell not in safe:
            move = search.cheapest_move(cell) or search.cheapest_move(cell, haste=_HASTE)
            search.hidden |= move.keys() if move else search.everything_beside(cell)
            safe |= {one for one, change in move.items() if numbers.values[one] + change >= LIMIT}
    return frozenset(search.hidden - numbers.unshown)


@dataclass(slots=True)
class _Search(Generic[_Cell]):
    """Looks for changes that leave all sums right."""

    numbers: Numbers[_Cell]
    weight: Callable[[_Cell], float]
    hidden: set[_Cell]
    _of: dict[_Cell, list[Sum[_Cell]]] = field(init=False)

    def __post_init__(self) -> None:
        self._of = defaultdict(list)
        for one in self.numbers.sums:
            for cell in (one.total, *one.parts):
                self._of[cell].append(one)

    def cheapest_move(self, cell: _Cell, haste: float = 0) -> dict[_Cell, int]:
        """Changes by cell that lift this one to the limit; none where patience ends."""
        step = LIMIT - self.numbers.values[cell]
        order = count()
        waiting = [(0.0, next(order), 0.0, {cell: step})]
        for _try in range(_PATIENCE):
            if not waiting:
                break
            *_, cost, move = heapq.heappop(waiting)
            broken = self._broken_sums(move)
            if not broken:
                return move
            for other, change in self._repairs(broken[0], move):
                price = cost + (_HIDDEN_COST if other in self.hidden else self.weight(other))
                further = {**move, other: change}
                likely = price + (haste * len(self._broken_sums(further)) if haste else 0)
                heapq.heappush(waiting, (likely, next(order), price, further))
        return {}

    def everything_beside(self, cell: _Cell) -> set[_Cell]:
        """All cells that hang together with this one; with all of them hidden nothing follows."""
        found: set[_Cell] = set()
        waiting = [cell]
        while waiting:
            one = waiting.pop()
            if one not in found and one not in self.numbers.fixed:
                found.add(one)
                for own in self._of[one]:
                    waiting += [own.total, *own.parts]
        return found

    def _broken_sums(self, move: dict[_Cell, int]) -> list[Sum[_Cell]]:
        """The sums that are not right after the change, those of the cell changed last first."""
        return [own for cell in reversed(move) for own in self._of[cell] if self._difference(own, move)]

    def _difference(self, own: Sum[_Cell], move: Mapping[_Cell, int]) -> int:
        return sum(own.factor(cell) * move.get(cell, 0) for cell in (own.total, *own.parts))

    def _repairs(self, broken: Sum[_Cell], move: Mapping[_Cell, int]) -> Iterable[tuple[_Cell, int]]:
        difference = self._difference(broken, move)
        for cell in (*broken.parts, broken.total):
            change = -difference * broken.factor(cell)
            possible = self.numbers.values[cell] + change >= 0
            if possible and cell not in move and cell not in self.numbers.fixed:
                yield cell, change
