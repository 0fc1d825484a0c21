"""Makes a finished document of blocks: pages, headers, footers, structure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kaa_desktop.reports.canvas import TaggedCanvas
from kaa_desktop.reports.fonts import break_lines, register_fonts, text_width
from kaa_desktop.reports.layout import Block, paginate
from kaa_desktop.reports.metadata import DocumentInfo
from kaa_desktop.reports.styles import A4, MARGIN, RULE, PageGeometry
from kaa_desktop.reports.tagging import attach_structure

_HEADER_TOP = 36
_FOOTER_DISTANCE = 20  # from the text
_FOOTER_LINES = 2  # that the bottom margin has room for
_PAGE_NUMBER_WIDTH = 90


@dataclass(frozen=True, slots=True)
class Margins:
    """What stands outside the text.

    Attributes:
        sender: to the left in the header, from the second page on.
        title: to the right in the header.
        footer: to the left in the footer of every page, e.g. a line on secrecy.
        page_number: the text for a page and the number of pages.
    """

    sender: str
    title: str
    footer: str
    page_number: Callable[[int, int], str]


def render(
    blocks: Iterable[Block], info: DocumentInfo, margins: Margins, geometry: PageGeometry = A4
) -> bytes:
    """Draw a document that passes PDF/UA-1 and PDF/A-2a."""
    register_fonts()
    geometry = _with_room_for(margins, geometry)
    canvas = TaggedCanvas(geometry)
    pages = paginate(blocks, geometry)
    for number, page in enumerate(pages, start=1):
        if number > 1:
            canvas.next_page()
        _draw_margins(canvas, margins, number, len(pages))
        for placed in page:
            top = geometry.text_top(number) + placed.top
            placed.block.draw(canvas, geometry.side, top, geometry.text_width)
    return attach_structure(canvas.finish(), canvas.root, canvas.pages, info)


def _draw_margins(canvas: TaggedCanvas, margins: Margins, number: int, pages: int) -> None:
    geometry = canvas.geometry
    left, right = geometry.side, geometry.width - geometry.side
    with canvas.artifact(margin=True):
        if number > 1:
            room = geometry.text_width - text_width(margins.title, MARGIN.font, MARGIN.size) - MARGIN.size
            canvas.lines(break_lines(margins.sender, MARGIN, room)[:1], left, _HEADER_TOP, MARGIN)
            canvas.lines_right([margins.title], right, _HEADER_TOP, MARGIN)
            canvas.rule(left, _HEADER_TOP + 15, geometry.text_width, colour=RULE)
        top = geometry.height - geometry.bottom + _FOOTER_DISTANCE
        canvas.rule(left, top - 6, geometry.text_width, colour=RULE)
        canvas.lines(_footer_lines(margins, geometry), left, top, MARGIN)
        canvas.lines_right([margins.page_number(number, pages)], right, top, MARGIN)


def _with_room_for(margins: Margins, geometry: PageGeometry) -> PageGeometry:
    """A long footer takes its room from the text."""
    more = max(len(_footer_lines(margins, geometry)) - _FOOTER_LINES, 0)
    return replace(geometry, bottom=geometry.bottom + more * MARGIN.leading)


def _footer_lines(margins: Margins, geometry: PageGeometry) -> list[str]:
    return break_lines(margins.footer, MARGIN, geometry.text_width - _PAGE_NUMBER_WIDTH)
