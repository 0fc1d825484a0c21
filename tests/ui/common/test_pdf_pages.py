"""Pages of a PDF as pictures, and where a text stands on them."""

from __future__ import annotations

import io

import pytest
from PySide6.QtCore import QRectF
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from kaa_desktop.ui.common.pdf_pages import find_text, page_count, page_sizes, render_page


@pytest.fixture
def document() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.drawString(100, 700, "Uppföljning av 65\u00a0300 ungdomar")
    canvas.showPage()
    canvas.setPageSize(landscape(A4))
    canvas.drawString(100, 300, "Åtgärder för ungdomar")
    canvas.drawString(100, 280, "och åtgärder igen")
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_sizes_are_known_without_drawing(document: bytes) -> None:
    assert page_count(document) == 2
    upright, lying = page_sizes(document)
    assert (upright.width(), upright.height()) == pytest.approx(A4)
    assert (lying.width(), lying.height()) == pytest.approx(landscape(A4))


def test_a_page_is_as_wide_as_asked_and_as_sharp_as_the_screen(document: bytes) -> None:
    picture = render_page(document, 1, width=300, ratio=2)
    assert picture.width() == 600
    assert picture.deviceIndependentSize().width() == 300


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("ungdomar", [0, 1]),
        ("UNGDOMAR", [0, 1]),
        ("åtgärder", [1, 1]),
        ("65 300", [0]),
        ("  uppföljning ", [0]),
        ("ungdomar och", [1]),
        ("saknas", []),
        ("", []),
        ("   ", []),
    ],
)
def test_a_text_is_found_on_its_pages(document: bytes, text: str, pages: list[int]) -> None:
    assert [hit.page for hit in find_text(document, text)] == pages


def test_a_hit_tells_where_it_stands_in_parts_of_the_page(document: bytes) -> None:
    (hit,) = find_text(document, "Uppföljning")
    (place,) = hit.places
    width, height = A4
    assert place.left() * width == pytest.approx(100, abs=2)
    assert place.bottom() * height == pytest.approx(height - 700, abs=4)
    assert QRectF(0, 0, 1, 1).contains(place)


def test_a_hit_over_two_lines_has_two_places(document: bytes) -> None:
    (hit,) = find_text(document, "ungdomar och")
    assert len(hit.places) == 2
