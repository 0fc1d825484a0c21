"""A canvas that marks all it draws, as content of an element or as an artifact."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kaa_desktop.reports.fonts import register_fonts, text_width
from kaa_desktop.reports.structure import Element, MarkedContent
from kaa_desktop.reports.styles import REGULAR, PageGeometry, TextStyle


class TaggedCanvas:
    """Draws pages; distances are in points from the upper left corner, downwards.

    Attributes:
        root: the document's element.
        pages: for each finished or begun page, the elements of its marks in order.
    """

    def __init__(self, geometry: PageGeometry) -> None:
        register_fonts()
        self.geometry = geometry
        self.root = Element("Document")
        self.pages: list[list[Element]] = [[]]
        self._stream = io.BytesIO()
        # The page prologue sets the initial font, and each font named in the document must be embedded.
        options: dict[str, Any] = {"initialFontName": REGULAR, "pageCompression": 0, "invariant": 1}
        self.pdf = Canvas(self._stream, pagesize=(geometry.width, geometry.height), **options)
        self._inside = False

    @contextmanager
    def mark(self, element: Element) -> Iterator[None]:
        """Draw content of an element."""
        marks = self.pages[-1]
        content = MarkedContent(len(self.pages), len(marks))
        marks.append(element)
        element.children.append(content)
        with self._sequence(f"/{element.tag} <</MCID {content.mark}>> BDC"):
            yield

    @contextmanager
    def artifact(self, *, margin: bool = False) -> Iterator[None]:
        """Draw what is not content: rules, backgrounds, and in the margin headers and footers."""
        kind = "Pagination" if margin else "Layout"
        with self._sequence(f"/Artifact <</Type /{kind}>> BDC"):
            yield

    @contextmanager
    def _sequence(self, opening: str) -> Iterator[None]:
        if self._inside:
            raise RuntimeError("marked content must not be nested")
        self._inside = True
        self.pdf.addLiteral(opening)
        try:
            yield
        finally:
            self.pdf.addLiteral("EMC")
            self._inside = False

    def y(self, top: float) -> float:
        """The page's own coordinate, from the lower edge."""
        return self.geometry.height - top

    def lines(self, lines: Sequence[str], x: float, top: float, style: TextStyle) -> None:
        """Set lines flush left; `top` is the upper edge of the first."""
        text = self.pdf.beginText(x, self.y(top + _baseline(style)))
        text.setFont(style.font, style.size, style.leading)
        text.setFillColor(style.colour)
        for line in lines:
            text.textLine(line)
        self.pdf.drawText(text)

    def lines_right(self, lines: Sequence[str], right: float, top: float, style: TextStyle) -> None:
        """Set lines flush right."""
        text = self.pdf.beginText(right, self.y(top))
        text.setFont(style.font, style.size, style.leading)
        text.setFillColor(style.colour)
        for number, line in enumerate(lines):
            x = right - text_width(line.rstrip(" "), style.font, style.size)
            text.setTextOrigin(x, self.y(top + number * style.leading + _baseline(style)))
            text.textOut(line)
        self.pdf.drawText(text)

    def rule(self, x: float, top: float, width: float, *, colour: str, thickness: float = 0.6) -> None:
        """A horizontal rule."""
        self.pdf.setStrokeColor(colour)
        self.pdf.setLineWidth(thickness)
        self.pdf.line(x, self.y(top), x + width, self.y(top))

    def box(self, x: float, top: float, width: float, height: float, colour: str) -> None:
        """A filled box."""
        self.pdf.setFillColor(colour)
        self.pdf.rect(x, self.y(top + height), width, height, stroke=0, fill=1)

    def image(self, image: ImageReader, x: float, top: float, width: float, height: float) -> None:
        """A picture."""
        self.pdf.drawImage(image, x, self.y(top + height), width, height)

    def outline(self, title: str, level: int, top: float) -> None:
        """A bookmark to a place on this page; levels from 0."""
        key = f"p{len(self.pages)}-{round(top)}-{level}"
        self.pdf.bookmarkPage(key, fit="XYZ", left=0, top=self.y(top) + 8)
        self.pdf.addOutlineEntry(title, key, level)

    def next_page(self) -> None:
        """Begin a new page."""
        self.pdf.showPage()
        self.pages.append([])

    def finish(self) -> bytes:
        """The drawn pages as a PDF that has no structure yet."""
        self.pdf.showPage()
        self.pdf.showOutline()
        self.pdf.save()
        return self._stream.getvalue()


def _baseline(style: TextStyle) -> float:
    """From the upper edge of a line to its baseline."""
    return (style.leading - style.size) / 2 + style.size * 0.76
