"""Turns pages of a PDF into pictures; runs on the worker, the only thread that may use the library."""

from __future__ import annotations

from PySide6.QtGui import QImage

POINTS_PER_INCH = 72


def page_count(pdf: bytes) -> int:
    """How many pages there are."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def render_pages(pdf: bytes, *, width: int, ratio: float) -> list[QImage]:
    """Every page as a picture.

    Args:
        pdf: the document.
        width: of a page on the screen, in device-independent pixels.
        ratio: physical pixels for each of those.
    """
    return [_render(pdf, page, width=width * ratio, ratio=ratio) for page in range(page_count(pdf))]


def render_for_print(pdf: bytes, page: int, *, dots_per_inch: int) -> QImage:
    """One page as sharp as the printer is."""
    return _render(pdf, page, scale=dots_per_inch / POINTS_PER_INCH)


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
