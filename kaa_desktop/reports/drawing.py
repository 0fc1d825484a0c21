"""Shapes that a chart is made of, for paper and for the screen alike.

Distances run from the upper left corner, downwards, in points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kaa_desktop.reports.styles import ACCENT, INK

Measure = Callable[[str, float], float]
"""The width of a text at a size, in the regular font of the medium."""


@dataclass(frozen=True, slots=True)
class Fill:
    """How an area is filled; told apart by lightness, outline and pattern, never by colour alone.

    Attributes:
        colour: of the area.
        text: readable upon it.
        outline: of its edge, empty for none.
        hatch: of diagonal lines, empty for none.
    """

    colour: str
    text: str
    outline: str = ""
    hatch: str = ""


FILLS = (
    Fill(ACCENT, "#FFFFFF"),
    Fill("#F3DFB4", INK, outline="#8A5A0B", hatch="#B7832B"),
    Fill("#D5DDE0", INK, outline="#5B6B70"),
)


class MarkerShape(StrEnum):
    """What marks the points of a line."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"


@dataclass(frozen=True, slots=True)
class Stroke:
    """How the line of a series is drawn."""

    colour: str
    marker: MarkerShape
    dash: tuple[float, ...] = ()


STROKES = (
    Stroke(ACCENT, MarkerShape.CIRCLE),
    Stroke("#8A5A0B", MarkerShape.SQUARE, (6, 2.5)),
    Stroke("#6B3F7C", MarkerShape.TRIANGLE, (1.6, 2.2)),
)


class Anchor(StrEnum):
    """Which point of a text stands at its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Marker:
    """A point of a line."""

    x: float
    y: float
    shape: MarkerShape
    colour: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    colour: str = INK
    anchor: Anchor = Anchor.START
    bold: bool = False


Shape = Box | Line | Marker | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished chart; later shapes cover earlier ones."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
