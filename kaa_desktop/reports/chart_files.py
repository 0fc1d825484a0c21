"""Charts as pictures of their own: SVG and PNG."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from kaa_desktop.domain.code_lists import CodeLists
from kaa_desktop.domain.period_report import PeriodReport
from kaa_desktop.i18n import Translator
from kaa_desktop.reports.canvas import TaggedCanvas
from kaa_desktop.reports.drawing import Drawing, Label, Line, Shape
from kaa_desktop.reports.figure_charts import FigureChart, FigureCharts
from kaa_desktop.reports.figures_on_paper import Chart
from kaa_desktop.reports.fonts import register_fonts
from kaa_desktop.reports.period_names import heading_name
from kaa_desktop.reports.report_data import ReportData
from kaa_desktop.reports.styles import MUTED, PageGeometry
from kaa_desktop.reports.svg import svg

DOTS_PER_INCH = 200
_MARGIN = 14.0
_TITLE, _CAPTION = 11.0, 8.5
_HEAD = 44.0
_NO_FILE_NAME = '<>:"/\\|?*'


def chart_files(
    report: PeriodReport,
    code_lists: CodeLists,
    translator: Translator,
    chosen: Callable[[FigureCharts], Sequence[FigureChart]] = FigureCharts.all,
) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file; what the report hides, the charts hide too."""
    register_fonts()
    for chart in chosen(FigureCharts(ReportData(report, code_lists, translator))):
        about = f"{report.municipality} · {heading_name(report.figures.period, translator)}"
        caption = about
        if report.published:
            caption += " · " + translator.gettext("Values that are not shown are left out.")
        name = _name(chart, report, translator)
        whole = replace(chart, drawing=_framed(chart, caption), alt=f"{chart.alt} {about}")
        yield f"{name}.svg", svg_of(whole, translator.language)
        yield f"{name}.png", png_of(whole, translator.language)


def framed(chart: FigureChart, caption: str) -> FigureChart:
    """The chart with its title and what it is about, as a picture that stands alone."""
    return replace(chart, drawing=_framed(chart, caption), alt=f"{chart.alt} {caption}")


def svg_of(chart: FigureChart, language: str) -> bytes:
    """The chart as SVG, with title and description."""
    return svg(chart.drawing, own=chart.id, title=chart.title, alt=chart.alt, language=language)


def png_of(chart: FigureChart, language: str) -> bytes:
    """The chart as PNG, with title and description."""
    return _png(chart.drawing, chart.title, chart.alt, language)


def _name(chart: FigureChart, report: PeriodReport, translator: Translator) -> str:
    period = report.figures.period.code
    if report.published:
        period = translator.gettext("{period}, for publication").format(period=period)
    return "".join(sign for sign in f"{period} {chart.title}" if sign not in _NO_FILE_NAME)


def _framed(chart: FigureChart, caption: str) -> Drawing:
    """With title, what it is about, and room around it."""
    heading = (
        Label(_MARGIN, _MARGIN + 9, chart.title, _TITLE, bold=True),
        Label(_MARGIN, _MARGIN + 22, caption, _CAPTION, MUTED),
    )
    shapes = tuple(_moved(shape, _MARGIN, _HEAD) for shape in chart.drawing.shapes)
    width, height = chart.drawing.width + 2 * _MARGIN, chart.drawing.height + _HEAD + _MARGIN
    return Drawing(width, height, (*heading, *shapes))


def _moved(shape: Shape, right: float, down: float) -> Shape:
    if isinstance(shape, Line):
        return replace(shape, points=tuple((x + right, y + down) for x, y in shape.points))
    return replace(shape, x=shape.x + right, y=shape.y + down)


def _png(drawing: Drawing, title: str, alt: str, language: str) -> bytes:
    import pypdfium2

    canvas = TaggedCanvas(PageGeometry(width=drawing.width, height=drawing.height))
    Chart(drawing, alt).draw(canvas, 0, 0, drawing.width)
    document = pypdfium2.PdfDocument(canvas.finish())
    try:
        drawn = document[0].render(scale=DOTS_PER_INCH / 72, rev_byteorder=True)
        size = (drawn.width, drawn.height)
        picture = Image.frombytes("RGB", size, bytes(drawn.buffer), "raw", "RGB", drawn.stride)
    finally:
        document.close()
    texts = PngInfo()
    texts.add_itxt("Title", title, language)
    texts.add_itxt("Description", alt, language)
    stream = io.BytesIO()
    picture.save(stream, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH), pnginfo=texts, optimize=True)
    return stream.getvalue()
