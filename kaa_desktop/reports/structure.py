"""The structure tree of a tagged document: what each piece of content is, in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """One marked sequence on a page (pages from 1, marks from 0 on each page)."""

    page: int
    mark: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box on the page in points, from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True, eq=False)
class Element:
    """One node of the tree; it grows while the document is drawn.

    Attributes:
        tag: a standard structure type, e.g. `P` or `TH`.
        alt: what a figure shows, in words.
        scope: `Row` or `Column` of a table's heading cell.
        bounds: where a figure stands.
    """

    tag: str
    alt: str = ""
    scope: str = ""
    bounds: Bounds | None = None
    children: list[Element | MarkedContent] = field(default_factory=list)
    attached: bool = False

    def attach(self, child: Element) -> Element:
        """Hang a child below; a child that is there already stays, so that split blocks stay one element."""
        if not child.attached:
            child.attached = True
            self.children.append(child)
        return child

    def new(self, tag: str, *, scope: str = "") -> Element:
        """A new child."""
        return self.attach(Element(tag, scope=scope))
