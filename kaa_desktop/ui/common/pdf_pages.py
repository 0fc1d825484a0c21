"""Turns pages of a PDF into pictures and finds text; runs on the worker, the only thread that may do so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a text that was looked for stands.

    Attributes:
        page: counted from 0.
        places: one for each line it runs over, in parts of the page's width and height.
    """

    page: int
    places: tuple[QRectF, ...]


def page_count(pdf: bytes) -> int:
    """How many pages there are."""
    return len(page_sizes(pdf))


def page_sizes(pdf: bytes) -> list[QSizeF]:
    """How large each page is, in points; none is drawn for that."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [QSizeF(*document.get_page_size(page)) for page in range(len(document))]
    finally:
        document.close()


def render_page(pdf: bytes, page: int, *, width: int, ratio: float) -> QImage:
    """One page as a picture.

    Args:
        pdf: the document.
        page: counted from 0.
        width: of the page on the screen, in device-independent pixels.
        ratio: physical pixels for each of those.
    """
    return _render(pdf, page, width=width * ratio, ratio=ratio)


def render_for_print(pdf: bytes, page: int, *, dots_per_inch: int) -> QImage:
    """One page as sharp as the printer is."""
    return _render(pdf, page, scale=dots_per_inch / POINTS_PER_INCH)


def find_text(pdf: bytes, text: str) -> list[Hit]:
    """Every place of a text, small and capital letters alike, from the first page to the last."""
    import pypdfium2

    if not text.strip():
        return []
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [hit for page in range(len(document)) for hit in _hits(document[page], page, text.strip())]
    finally:
        document.close()


def _hits(sheet: PdfPage, page: int, text: str) -> Iterator[Hit]:
    width, height = sheet.get_size()
    words = sheet.get_textpage()
    searcher = words.search(text)
    while found := searcher.get_next():
        corners = [words.get_rect(line) for line in range(words.count_rects(*found))]
        yield Hit(
            page,
            tuple(
                QRectF(left / width, 1 - top / height, (right - left) / width, (top - bottom) / height)
                for left, bottom, right, top in corners
            ),
        )


def _render(pdf: bytes, page: int, *, width: float = 0, scale: float = 1, ratio: float = 1) -> QImage:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        chosen = width / sheet.get_width() if width else scale
        picture = sheet.render(scale=chosen, rev_byteorder=True, prefer_bgrx=True)
        image = QImage(
            bytes(picture.buffer),
            picture.width,
            picture.height,
            picture.stride,
            QImage.Format.Format_RGBX8888,
        ).copy()
    finally:
        document.close()
    image.setDevicePixelRatio(ratio)
    return image
