"""Charts stay within their frame, write every value, and are told apart without colour."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.reports.charts import ChartData, Series, grouped_bars, line_chart, stacked_bars
from kaa_desktop.reports.drawing import FILLS, STROKES, Box, Drawing, Label, Marker

VALUES = st.lists(st.integers(0, 70_000), min_size=4, max_size=4).map(tuple)


def measure(text: str, size: float) -> float:
    return len(text) * size * 0.5


def chart(*values: tuple[float | None, ...]) -> ChartData:
    series = tuple(Series(f"Series {number}", row) for number, row in enumerate(values))
    return ChartData(("2024H2", "2025H1", "2025H2", "2026H1"), series, lambda value: f"{value:.0f}")


def labels(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Label)]


def boxes(drawing: Drawing) -> list[Box]:
    return [shape for shape in drawing.shapes if isinstance(shape, Box)]


@given(VALUES, VALUES)
def test_bars_stay_within_the_frame(women: tuple[int, ...], men: tuple[int, ...]) -> None:
    data = chart(women, men)

    for drawing in (stacked_bars(data, 480, measure), grouped_bars(data, 480, 150, measure)):
        for box in boxes(drawing):
            assert box.x >= -0.001
            assert box.y >= 0
            assert box.x + box.width <= 480.001
            assert box.y + box.height <= drawing.height


@given(VALUES, VALUES)
def test_lengths_are_in_proportion(women: tuple[int, ...], men: tuple[int, ...]) -> None:
    drawing = grouped_bars(chart(women, men), 480, 150, measure)

    tallest = max((box.height for box in boxes(drawing)[2:]), default=0)
    for value in (*women, *men):
        if value:
            expected = tallest * value / max(*women, *men)
            assert any(box.height == pytest.approx(expected) for box in boxes(drawing)[2:])


@given(VALUES, VALUES, VALUES)
def test_every_point_of_a_line_has_its_value(
    first: tuple[int, ...], second: tuple[int, ...], third: tuple[int, ...]
) -> None:
    drawing = line_chart(chart(first, second, third), 480, 200, measure)

    for value in (*first, *second, *third):
        assert str(value) in labels(drawing)


@given(VALUES, VALUES, VALUES)
def test_values_of_one_half_year_never_cover_each_other(
    first: tuple[int, ...], second: tuple[int, ...], third: tuple[int, ...]
) -> None:
    drawing = line_chart(chart(first, second, third), 480, 200, measure)

    values = [shape for shape in drawing.shapes if isinstance(shape, Label) and shape.bold]
    for column in range(4):
        heights = sorted(label.y for label in values[3 * column : 3 * column + 3])
        assert all(below - above > 9 for above, below in pairwise(heights))


def test_a_value_that_is_not_known_has_no_point() -> None:
    drawing = line_chart(chart((None, None, 3, 4)), 480, 200, measure)

    assert sum(isinstance(shape, Marker) for shape in drawing.shapes) == 3  # two points, one beside the name


def test_stacked_bars_end_with_their_sum() -> None:
    assert "30" in labels(stacked_bars(chart((10, 0, 0, 0), (20, 0, 0, 0)), 480, measure))


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_fills_are_seen_on_white_and_carry_readable_text() -> None:
    for fill in FILLS:
        assert contrast(fill.outline or fill.colour, "#FFFFFF") >= 3
        assert contrast(fill.text, fill.colour) >= 4.5


def test_lines_differ_by_marker_and_dash() -> None:
    assert (
        len({stroke.marker for stroke in STROKES}) == len({stroke.dash for stroke in STROKES}) == len(STROKES)
    )
    assert all(contrast(stroke.colour, "#FFFFFF") >= 4.5 for stroke in STROKES)


def test_a_long_name_is_shortened_to_its_room() -> None:
    data = ChartData(
        ("A name that a municipality gave its own occupation, at great length" * 2,),
        (Series("a", (1,)),),
        str,
    )

    drawing = stacked_bars(data, 300, measure)

    name = next(text for text in labels(drawing) if text.endswith("…"))
    assert measure(name, 8.5) <= 300 * 0.42
