"""Charts and pictures as blocks: a figure with a text for those who do not see it."""

from __future__ import annotations

from reportlab.lib.utils import ImageReader

from kaa_desktop.reports.canvas import TaggedCanvas
from kaa_desktop.reports.drawing import Anchor, Box, Drawing, Label, Line, Marker, MarkerShape, Shape
from kaa_desktop.reports.fonts import text_width
from kaa_desktop.reports.layout import Block
from kaa_desktop.reports.structure import Bounds, Element
from kaa_desktop.reports.styles import REGULAR, SEMIBOLD

_HATCH_STEP = 4.2
_MARKER = 2.9


def measure(text: str, size: float) -> float:
    """Widths of chart texts on paper."""
    return text_width(text, REGULAR, size)


class Chart(Block):
    """A drawing with its alternative text."""

    space_before = 4
    space_after = 16

    def __init__(self, drawing: Drawing, alt: str) -> None:
        self._drawing = drawing
        self._alt = alt

    def height(self, width: float) -> float:  # noqa: ARG002 - a drawing has its size
        """Its own height."""
        return self._drawing.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:  # noqa: ARG002 - as above
        """Draw all shapes as one figure."""
        painter = _Painter(canvas, x, top)
        with canvas.mark(_figure(canvas, self._alt, (x, top, self._drawing.width, self._drawing.height))):
            for shape in self._drawing.shapes:
                painter.paint(shape)


class Picture(Block):
    """An image within a box, flush left, e.g. a logo."""

    space_after = 14

    def __init__(self, image: ImageReader, alt: str, *, width: float, height: float) -> None:
        pixels_wide, pixels_high = image.getSize()
        scale = min(width / pixels_wide, height / pixels_high)
        self._image = image
        self._alt = alt
        self._size = (pixels_wide * scale, pixels_high * scale)

    def height(self, width: float) -> float:  # noqa: ARG002 - a picture has its size
        """Its height within the box."""
        return self._size[1]

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:  # noqa: ARG002 - as above
        """Draw it as a figure."""
        with canvas.mark(_figure(canvas, self._alt, (x, top, *self._size))):
            canvas.image(self._image, x, top, *self._size)


def _figure(canvas: TaggedCanvas, alt: str, place: tuple[float, float, float, float]) -> Element:
    x, top, width, height = place
    bounds = Bounds(x, canvas.y(top + height), x + width, canvas.y(top))
    return canvas.root.attach(Element("Figure", alt=alt, bounds=bounds))


class _Painter:
    """Paints shapes on the canvas; knows where the drawing stands on the page."""

    def __init__(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        self._canvas = canvas
        self._pdf = canvas.pdf
        self._x = x
        self._top = top

    def paint(self, shape: Shape) -> None:
        match shape:
            case Box():
                self._box(shape)
            case Line():
                self._line(shape)
            case Marker():
                self._marker(shape)
            case Label():
                self._label(shape)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._x + x, self._canvas.y(self._top + y)

    def _box(self, box: Box) -> None:
        x, y = self._at(box.x, box.y + box.height)
        self._pdf.setFillColor(box.fill.colour)
        self._pdf.rect(x, y, box.width, box.height, stroke=0, fill=1)
        if box.fill.hatch:
            self._hatch(x, y, box)
        if box.fill.outline:
            self._pdf.setStrokeColor(box.fill.outline)
            self._pdf.setLineWidth(0.7)
            self._pdf.rect(x, y, box.width, box.height, stroke=1, fill=0)

    def _hatch(self, x: float, y: float, box: Box) -> None:
        self._pdf.saveState()
        area = self._pdf.beginPath()
        area.rect(x, y, box.width, box.height)
        self._pdf.clipPath(area, stroke=0, fill=0)
        self._pdf.setStrokeColor(box.fill.hatch)
        self._pdf.setLineWidth(0.7)
        start = x - box.height
        while start < x + box.width:
            self._pdf.line(start, y, start + box.height, y + box.height)
            start += _HATCH_STEP
        self._pdf.restoreState()

    def _line(self, line: Line) -> None:
        path = self._pdf.beginPath()
        path.moveTo(*self._at(*line.points[0]))
        for point in line.points[1:]:
            path.lineTo(*self._at(*point))
        self._pdf.setStrokeColor(line.colour)
        self._pdf.setLineWidth(line.width)
        self._pdf.setDash(list(line.dash))
        self._pdf.drawPath(path, stroke=1, fill=0)
        self._pdf.setDash([])

    def _marker(self, marker: Marker) -> None:
        x, y = self._at(marker.x, marker.y)
        self._pdf.setFillColor(marker.colour)
        path = self._pdf.beginPath()
        match marker.shape:
            case MarkerShape.CIRCLE:
                path.circle(x, y, _MARKER)
            case MarkerShape.SQUARE:
                path.rect(x - _MARKER, y - _MARKER, 2 * _MARKER, 2 * _MARKER)
            case MarkerShape.TRIANGLE:
                path.moveTo(x - _MARKER - 0.6, y - _MARKER)
                path.lineTo(x + _MARKER + 0.6, y - _MARKER)
                path.lineTo(x, y + _MARKER + 1)
                path.close()
        self._pdf.drawPath(path, stroke=0, fill=1)

    def _label(self, label: Label) -> None:
        font = SEMIBOLD if label.bold else REGULAR
        width = text_width(label.text, font, label.size)
        x, y = self._at(label.x, label.y)
        if label.anchor is not Anchor.START:
            x -= width if label.anchor is Anchor.END else width / 2
        text = self._pdf.beginText(x, y)
        text.setFont(font, label.size)
        text.setFillColor(label.colour)
        # The space keeps neighbouring labels apart for programs that read the content.
        text.textOut(label.text + " ")
        self._pdf.drawText(text)
