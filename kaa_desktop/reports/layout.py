"""Puts blocks on pages: what belongs together stays together, and what must be split is split well."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kaa_desktop.reports.canvas import TaggedCanvas
from kaa_desktop.reports.styles import PageGeometry


class Block(ABC):
    """One piece of a document over the whole width of the text.

    Attributes:
        space_before: wanted distance to the block above; the larger of two neighbours' wishes holds.
        space_after: wanted distance to the block below.
        keep_with_next: whether the block must stand on the page where the next one begins.
    """

    space_before: float = 0
    space_after: float = 0
    keep_with_next: bool = False

    @abstractmethod
    def height(self, width: float) -> float:
        """How much it takes at a width."""

    @abstractmethod
    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner there."""

    def split(self, width: float, available: float, *, forced: bool) -> tuple[Block, Block] | None:  # noqa: ARG002 - what most blocks do
        """The part that fits and the rest; None where it should not be split.

        Args:
            width: of the text.
            available: height that is left.
            forced: whether the block would not fit on an empty page either.
        """
        return None


@dataclass(frozen=True, slots=True)
class Placed:
    """A block at its place, measured from the top of the page's text."""

    block: Block
    top: float


Page = list[Placed]


def paginate(blocks: Iterable[Block], geometry: PageGeometry) -> list[Page]:
    """Place all blocks on pages; there is at least one."""
    paginator = _Paginator(geometry)
    for unit in _units(blocks):
        paginator.place(unit)
    return paginator.pages


def _units(blocks: Iterable[Block]) -> list[list[Block]]:
    """Blocks that must begin on one page: those kept with the next, and that next one."""
    units: list[list[Block]] = []
    unit: list[Block] = []
    for block in blocks:
        unit.append(block)
        if not block.keep_with_next:
            units.append(unit)
            unit = []
    return [*units, unit] if unit else units


class _Paginator:
    def __init__(self, geometry: PageGeometry) -> None:
        self._geometry = geometry
        self._width = geometry.text_width
        self._used = 0.0
        self.pages: list[Page] = [[]]

    def place(self, unit: Sequence[Block]) -> None:
        """Place a unit here or on the next page, or split its last block."""
        remaining: list[Block] = list(unit)
        while remaining:
            if self._extent(remaining) <= self._left():
                self._put(remaining)
                return
            remaining = self._place_part(remaining)

    def _place_part(self, unit: list[Block]) -> list[Block]:
        """Do what brings the unit further; returns what is still to be placed."""
        *head, last = unit
        empty = not self.pages[-1]
        taken = self._extent(unit) - last.height(self._width)
        parts = last.split(self._width, self._left() - taken, forced=empty)
        if parts:
            self._put([*head, parts[0]])
            self._new_page()
            return [parts[1]]
        if empty:
            self._put(unit)
            return []
        self._new_page()
        return unit

    def _extent(self, unit: Sequence[Block]) -> float:
        """The height of a unit with the distance to what stands above it."""
        extent, above = 0.0, self._above()
        for block in unit:
            extent += _distance(above, block) + block.height(self._width)
            above = block
        return extent

    def _put(self, unit: Sequence[Block]) -> None:
        for block in unit:
            self._used += _distance(self._above(), block)
            self.pages[-1].append(Placed(block, self._used))
            self._used += block.height(self._width)

    def _above(self) -> Block | None:
        return self.pages[-1][-1].block if self.pages[-1] else None

    def _left(self) -> float:
        return self._geometry.text_height(len(self.pages)) - self._used

    def _new_page(self) -> None:
        self.pages.append([])
        self._used = 0.0


def _distance(above: Block | None, block: Block) -> float:
    return max(above.space_after, block.space_before) if above else 0.0
