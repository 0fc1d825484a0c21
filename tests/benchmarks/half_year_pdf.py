"""The half-year PDF against bare ReportLab that draws as many texts and strokes.

The report's whole aim, at most twice the time, counts the figures' SQL on both sides; this is the drawing.
Run: python -m tests.benchmarks.half_year_pdf
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from kaa_desktop.i18n import load_translator
from kaa_desktop.reports.half_year import build_half_year
from kaa_desktop.reports.styles import REGULAR
from kaa_desktop.system.assets import translations_folder
from tests.reports.pdf_reading import opened
from tests.reports.samples import CODE_LISTS, half_year_report

ROUNDS = 7
PEOPLE = 63_861


def milliseconds(act: Callable[[], object]) -> float:
    """The median of some rounds, after one to warm up."""
    act()
    taken = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


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
    """Print both times and their ratio."""
    report = half_year_report(PEOPLE, earlier=(49_020, 46_300, 50_300))
    translator = load_translator("sv", translations_folder())
    pages, texts, strokes = operators(build_half_year(report, CODE_LISTS, translator))
    ours = milliseconds(lambda: build_half_year(report, CODE_LISTS, translator))
    theirs = milliseconds(lambda: bare(pages, texts, strokes))
    print(f"half-year PDF {ours:.0f} ms, bare ReportLab {theirs:.0f} ms, ratio {ours / theirs:.1f}")  # noqa: T201 - a benchmark prints


if __name__ == "__main__":
    main()
