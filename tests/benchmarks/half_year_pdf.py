"""The half-year PDF of 65,000 people, against bare SQL for its numbers and bare ReportLab for its drawing.

The bare drawing has as many texts and strokes on as many pages, without structure.
Run: python -m tests.benchmarks.half_year_pdf
"""

from __future__ import annotations

import io

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from kaa_desktop.domain.periods import parse_period
from kaa_desktop.i18n import load_translator
from kaa_desktop.reports.half_year import build_half_year
from kaa_desktop.reports.styles import REGULAR
from kaa_desktop.services.half_year import half_year_data, half_year_report
from kaa_desktop.storage.engine import connect
from kaa_desktop.system.assets import translations_folder
from tests.benchmarks.bare_figures import HALF_YEARS, bare_figures
from tests.benchmarks.demo_registers import demo_register
from tests.benchmarks.timing import median, say
from tests.reports.pdf_reading import opened

PEOPLE = 65_000
ROUNDS = 5


def operators(pdf: bytes) -> tuple[int, int, int]:
    """Pages, texts and strokes of a finished document."""
    with opened(pdf) as document:
        names = [str(one.operator) for page in document.pages for one in pikepdf.parse_content_stream(page)]
        return len(document.pages), names.count("Tj"), names.count("S")


def bare(pages: int, texts: int, strokes: int) -> bytes:
    """As many texts and strokes on as many pages, without structure."""
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for _page in range(pages):
        canvas.setFont(REGULAR, 10)
        for number in range(texts // pages):
            canvas.drawString(56, 800 - number % 70 * 10, f"Registrerade {number}")
        for number in range(strokes // pages):
            canvas.line(56, 800 - number, 500, 800 - number)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def main() -> None:
    """Print both times and their ratio, of the whole and of the drawing alone."""
    workspace = demo_register(PEOPLE)
    connection = connect(workspace.register.path, workspace.register.keys.file_key)
    translator = load_translator("sv", translations_folder())
    period = parse_period("2026H1")
    report = half_year_data(workspace, period)
    pages, texts, strokes = operators(build_half_year(report, workspace.code_lists, translator))
    sql = median(lambda: [bare_figures(connection, half_year) for half_year in HALF_YEARS], ROUNDS)
    drawing = median(lambda: bare(pages, texts, strokes), ROUNDS)
    drawn = median(lambda: build_half_year(report, workspace.code_lists, translator), ROUNDS)
    ours = median(lambda: half_year_report(workspace, period, translator), ROUNDS)
    say(
        f"half-year PDF, {pages} pages: {ours:.0f} ms (drawing {drawn:.0f}); bare SQL {sql:.0f} ms and bare"
        f" ReportLab {drawing:.0f} ms; ratio {ours / (sql + drawing):.1f}; aim <= 2"
    )
    connection.close()
    workspace.register.close()


if __name__ == "__main__":
    main()
