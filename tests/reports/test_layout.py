"""Blocks find their pages: nothing is lost, nothing overlaps, headings never stand last."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.reports.blocks import BulletList, Heading, Paragraph
from kaa_desktop.reports.canvas import TaggedCanvas
from kaa_desktop.reports.fonts import break_lines, register_fonts, text_width
from kaa_desktop.reports.layout import Block, paginate
from kaa_desktop.reports.structure import Element
from kaa_desktop.reports.styles import A4, BODY, TABLE_CELL
from kaa_desktop.reports.tables import Align, Column, Row, Table

register_fonts()
WORDS = st.text(st.sampled_from("abcdefghijklmnoåäö-/\u00a0,0123456789"), min_size=1, max_size=60)
TEXTS = st.lists(WORDS, max_size=80).map(" ".join)


@dataclass
class Brick(Block):
    """A block of a height that is never split."""

    tall: float
    keep_with_next: bool = False
    space_before: float = 0
    space_after: float = 0

    def height(self, width: float) -> float:
        assert width == A4.text_width
        return self.tall

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        pytest.fail(f"drawn on {canvas} at {x}, {top}, {width} wide, though pages are only laid out")


BRICKS = st.lists(
    st.builds(
        Brick,
        st.floats(1, 300),
        st.booleans(),
        st.floats(0, 30),
        st.floats(0, 30),
    ),
    max_size=40,
)


@given(BRICKS)
def test_all_blocks_are_placed_in_order_and_none_overlap(bricks: list[Brick]) -> None:
    pages = paginate(bricks, A4)

    assert [placed.block for page in pages for placed in page] == bricks
    for page in pages:
        for above, below in pairwise(page):
            assert below.top >= above.top + above.block.height(A4.text_width) - 0.001


@given(st.lists(st.floats(1, 200), min_size=1, max_size=40))
def test_pages_are_never_overfull(heights: list[float]) -> None:
    pages = paginate([Brick(tall) for tall in heights], A4)

    for number, page in enumerate(pages, start=1):
        last = page[-1]
        assert last.top + last.block.height(A4.text_width) <= A4.text_height(number) + 0.001


@given(st.integers(0, 690))
def test_a_heading_stands_with_what_follows(filled: int) -> None:
    heading, text = Heading(2, "Heading"), Brick(80)

    pages = paginate([Brick(filled + 1), heading, text], A4)

    page = next(page for page in pages if heading in [placed.block for placed in page])
    assert text in [placed.block for placed in page]


@given(TEXTS, st.floats(40, 400))
def test_lines_hold_all_of_the_text_and_fit(text: str, width: float) -> None:
    lines = break_lines(text, BODY, width)

    assert "".join(lines) == " ".join(text.split(" ")).strip(" ")
    for line in lines:
        assert text_width(line.rstrip(" "), BODY.font, BODY.size) <= width or len(line) == 1


def test_words_keep_their_space_at_the_end_of_a_line() -> None:
    lines = break_lines("one two three four five six", BODY, 50)

    assert len(lines) > 1
    assert all(line.endswith(" ") for line in lines[:-1])


def test_large_numbers_and_dates_are_never_broken() -> None:
    number = "63\u00a0861"

    assert number in break_lines(f"many many {number} people", BODY, 60)[1]
    assert "2026-06-30" in "|".join(break_lines("until the day 2026-06-30 then", BODY, 62))


def test_a_long_paragraph_is_split_with_two_lines_on_each_side() -> None:
    text = "word " * 400

    pages = paginate([Brick(690), Paragraph(text), Brick(10)], A4)

    assert [len(page) for page in pages] == [2, 2]


def table(rows: int) -> Table:
    columns = [Column("What", align=Align.LEFT), Column("Number", 60)]
    return Table("Caption", columns, [Row((f"row {number}", str(number))) for number in range(rows)])


def test_a_short_table_moves_to_the_next_page_whole() -> None:
    short = table(8)

    pages = paginate([Brick(640), short], A4)

    assert [placed.block for placed in pages[1]] == [short]


def test_a_long_table_is_split_and_loses_no_row() -> None:
    canvas = TaggedCanvas(A4)
    pages = paginate([table(120)], A4)
    for number, page in enumerate(pages, start=1):
        for placed in page:
            placed.block.draw(canvas, A4.side, A4.text_top(number), A4.text_width)
        canvas.next_page()

    assert len(pages) == 4
    (element,) = canvas.root.children
    assert isinstance(element, Element)
    body = element.children[-1]
    assert isinstance(body, Element)
    assert len(body.children) == 120


def test_a_table_never_leaves_few_rows_on_a_page() -> None:
    height = TABLE_CELL.leading + 6.4
    for filled in range(300, 700, 7):
        pages = paginate([Brick(filled), table(30)], A4)
        for page in pages:
            assert page[-1].block.height(A4.text_width) > 3 * height


def test_a_list_stands_on_one_page() -> None:
    items = BulletList(["one", "two", "three"])

    assert items.split(400, 20, forced=False) is None
