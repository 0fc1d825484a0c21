"""Charts as shapes: stacked horizontal bars, grouped vertical bars, lines; every value is written out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kaa_desktop.reports.drawing import (
    FILLS,
    STROKES,
    Anchor,
    Box,
    Drawing,
    Fill,
    Label,
    Line,
    Marker,
    Measure,
    Shape,
)
from kaa_desktop.reports.styles import INK, MUTED, RULE

_TEXT = 8.5
_VALUE = 8
_LEGEND_HEIGHT = 20
_SWATCH = 9
_STEEP = 0.2  # of a line, where it would run through a value above its point
_GROUND = Fill("#FFFFFF", INK)
_Points = Sequence[tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values, as many as there are categories; None where a value is not known."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """What a chart shows.

    Attributes:
        format_value: writes a value in the language of the reader.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    format_value: Callable[[float], str]

    def column(self, index: int) -> tuple[float, ...]:
        """The values of all series in one category; unknown ones as nought."""
        return tuple(series.values[index] or 0 for series in self.series)


@dataclass(frozen=True, slots=True)
class BarPlace:
    """Where a bar of grouped bars stands."""

    category: int
    series: int
    x: float
    width: float


def stacked_bars(data: ChartData, width: float, measure: Measure, *, whole: bool = False) -> Drawing:
    """Horizontal bars with one part per series, the sum at the end.

    Args:
        data: categories downwards, series along the bar.
        width: of the drawing.
        measure: widths of texts.
        whole: bars of equal length that show parts of a whole; values are then shares and no sum is written.
    """
    bar, step = (16.0, 24.0) if whole else (12.0, 18.5)
    left = min(max(measure(name, _TEXT) for name in data.categories) + 8, width * 0.42)
    sums = [sum(data.column(index)) for index in range(len(data.categories))]
    end = 0.0 if whole else max(measure(data.format_value(total), _VALUE) for total in sums) + 6
    scale = (width - left - end) / (max(sums) or 1)
    shapes = list(_legend(data.series, left, measure))
    names = [_shortened(name, left - 8, measure) for name in data.categories]
    for index, (name, total) in enumerate(zip(names, sums, strict=True)):
        top = _LEGEND_HEIGHT + index * step
        middle = top + bar / 2 + 3
        shapes.append(Label(left - 8, middle, name, _TEXT, anchor=Anchor.END))
        shapes += _parts(data, index, (left, top, scale, bar), measure)
        if not whole:
            x = left + total * scale + 5
            shapes.append(Label(x, middle, data.format_value(total), _VALUE, bold=True))
    height = _LEGEND_HEIGHT + len(data.categories) * step - (step - bar)
    shapes.append(Line(((left, _LEGEND_HEIGHT - 3), (left, height + 3)), MUTED, 0.8))
    return Drawing(width, height + 4, tuple(shapes))


def _shortened(text: str, room: float, measure: Measure) -> str:
    """The text, or its beginning where it is too long; tables and alternative texts have it in full."""
    short = text
    while short and measure(short + ("…" if short != text else ""), _TEXT) > room:
        short = short[:-1]
    return text if short == text else short.rstrip() + "…"


def _parts(
    data: ChartData, index: int, place: tuple[float, float, float, float], measure: Measure
) -> Iterator[Shape]:
    """The parts of one bar, each with its value where there is room."""
    x, top, scale, bar = place
    for number, value in enumerate(data.column(index)):
        fill = FILLS[number % len(FILLS)]
        length = value * scale
        if length > 0:
            yield Box(x, top, length, bar, fill)
        text = data.format_value(value)
        room = measure(text, _VALUE) + 6
        if value and length > room:
            if fill.hatch:  # a plain ground, so that the pattern does not run through the figures
                yield Box(x + (length - room) / 2, top + 1.2, room, bar - 2.4, Fill(fill.colour, fill.text))
            middle = top + bar / 2 + 2.8
            yield Label(x + length / 2, middle, text, _VALUE, fill.text, Anchor.MIDDLE)
        x += length


def grouped_bars(data: ChartData, width: float, height: float, measure: Measure) -> Drawing:
    """Vertical bars side by side in groups, each with its value above."""
    base, top = height - 16, _LEGEND_HEIGHT + 12.0
    highest = max(max(data.column(index)) for index in range(len(data.categories))) or 1
    shapes = list(_legend(data.series, 0, measure))
    for place in bar_places(data, width):
        value = data.column(place.category)[place.series]
        extent = (base - top) * value / highest
        if extent > 0:
            fill = FILLS[place.series % len(FILLS)]
            shapes.append(Box(place.x + 1, base - extent, place.width - 2, extent, fill))
        text = data.format_value(value)
        middle = place.x + place.width / 2
        shapes.append(Label(middle, base - extent - 3.5, text, _VALUE, anchor=Anchor.MIDDLE))
    group = width / len(data.categories)
    for index, name in enumerate(data.categories):
        shapes.append(Label(group * (index + 0.5), height - 4, name, _TEXT, anchor=Anchor.MIDDLE))
    shapes.append(Line(((0, base), (width, base)), MUTED, 0.8))
    return Drawing(width, height, tuple(shapes))


def bar_places(data: ChartData, width: float) -> Iterator[BarPlace]:
    """Where the bars of grouped bars stand, for whoever points at one."""
    group = width / len(data.categories)
    bar = min(group * 0.8 / len(data.series), 46.0)
    for category in range(len(data.categories)):
        left = group * (category + 0.5) - bar * len(data.series) / 2
        for series in range(len(data.series)):
            yield BarPlace(category, series, left + series * bar, bar)


def line_chart(data: ChartData, width: float, height: float, measure: Measure) -> Drawing:
    """Lines from the oldest to the newest category; each named at its end, with the value at each point."""
    ends = max(measure(series.name, _TEXT) for series in data.series) + 14
    base, top, left = height - 18, 16.0, 36.0
    span = width - ends - 2 * left
    columns = [left + span * _part(index, data) for index in range(len(data.categories))]
    highest = max(max(data.column(index)) for index in range(len(data.categories))) or 1
    points = [
        [
            None if value is None else (x, base - (base - top) * value / highest)
            for x, value in zip(columns, series.values, strict=True)
        ]
        for series in data.series
    ]
    shapes = list(_grid(data, columns, base, width - ends))
    for number, line in enumerate(points):
        shapes += _line(line, number)
    shapes += _values(data, points, measure)
    shapes += _names(data, points, width - ends + 6)
    return Drawing(width, height, tuple(shapes))


def _part(index: int, data: ChartData) -> float:
    """How far to the right a category stands, between 0 and 1."""
    return index / (len(data.categories) - 1) if len(data.categories) > 1 else 0.5


def _grid(data: ChartData, columns: Sequence[float], base: float, right: float) -> Iterator[Shape]:
    for x, name in zip(columns, data.categories, strict=True):
        yield Line(((x, 4), (x, base)), RULE, 0.5)
        yield Label(x, base + 14, name, _TEXT, MUTED, Anchor.MIDDLE)
    yield Line(((0, base), (right, base)), MUTED, 0.8)


def _line(points: _Points, number: int) -> Iterator[Shape]:
    stroke = STROKES[number % len(STROKES)]
    known = [point for point in points if point]
    if len(known) > 1:
        yield Line(tuple(known), stroke.colour, 1.6, stroke.dash)
    for x, y in known:
        yield Marker(x, y, stroke.marker, stroke.colour)


def _values(data: ChartData, points: Sequence[_Points], measure: Measure) -> Iterator[Shape]:
    """The value above each point; where points lie close, the values make room for each other."""
    for index in range(len(data.categories)):
        labels = []
        for number, series in enumerate(data.series):
            point, value = points[number][index], series.values[index]
            if point and value is not None:
                colour = STROKES[number % len(STROKES)].colour
                text = data.format_value(value)
                x = _beside_the_line(points[number], index, measure(text, _VALUE))
                labels.append(Label(x, point[1] - 6, text, _VALUE, colour, Anchor.MIDDLE, bold=True))
        for label in _spread(labels, 9.5):
            room = measure(label.text, _VALUE) + 3
            yield Box(label.x - room / 2, label.y - 6.5, room, 8, _GROUND)
            yield label


def _beside_the_line(points: _Points, index: int, room: float) -> float:
    """The middle of a value above its point, moved away from a line that rises steeply past it."""
    x, y = points[index] or (0, 0)
    before = points[index - 1] if index else None
    after = points[index + 1] if index + 1 < len(points) else None
    if after and y - after[1] > (after[0] - x) * _STEEP:
        return x - room / 2
    if before and y - before[1] > (x - before[0]) * _STEEP:
        return x + room / 2
    return x


def _names(data: ChartData, points: Sequence[_Points], x: float) -> Iterator[Shape]:
    labels = []
    for number, series in enumerate(data.series):
        if known := [point for point in points[number] if point]:
            colour = STROKES[number % len(STROKES)].colour
            labels.append(Label(x + 8, known[-1][1] + 3, series.name, _TEXT, colour))
    for label, number in zip(_spread(labels, 12), _order(labels), strict=True):
        stroke = STROKES[number % len(STROKES)]
        yield Marker(x, label.y - 3, stroke.marker, stroke.colour)
        yield label


def _order(labels: Sequence[Label]) -> list[int]:
    """Their numbers from the lowest on paper to the highest."""
    return sorted(range(len(labels)), key=lambda number: -labels[number].y)


def _spread(labels: Sequence[Label], distance: float) -> list[Label]:
    """The labels from the lowest upwards, each at least a distance above the one below."""
    spread: list[Label] = []
    for number in _order(labels):
        label = labels[number]
        if spread and spread[-1].y - label.y < distance:
            label = replace(label, y=spread[-1].y - distance)
        spread.append(label)
    return spread


def _legend(series: Sequence[Series], x: float, measure: Measure) -> Iterator[Shape]:
    for number, row in enumerate(series):
        yield Box(x, 1, _SWATCH, _SWATCH, FILLS[number % len(FILLS)])
        yield Label(x + _SWATCH + 5, 9, row.name, _TEXT, INK)
        x += _SWATCH + 5 + measure(row.name, _TEXT) + 18
