"""The half-year report says what its figures say, in both languages, and nothing else."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from kaa_desktop.domain.figure_values import FigureSet
from kaa_desktop.domain.period_report import PeriodReport
from kaa_desktop.i18n import Translator
from kaa_desktop.reports.half_year import build_half_year
from tests.reports.pdf_reading import elements, opened, page_texts, tags, text
from tests.reports.samples import CODE_LISTS, half_year_report

SIZES = (0, 1, 300, 63_861)


def build(report: PeriodReport, translator: Translator) -> bytes:
    return build_half_year(report, CODE_LISTS, translator)


def without(report: PeriodReport, *figures: str) -> PeriodReport:
    kept = {name: value for name, value in report.figures.values.items() if name not in figures}
    return replace(report, figures=FigureSet(report.figures.period, report.figures.counted, kept))


@pytest.mark.parametrize("people", SIZES)
def test_the_numbers_stand_in_the_report(people: int, translator: Translator, tmp_path: Path) -> None:
    report = half_year_report(people, earlier=(205, 260, 288))

    found = text(build(report, translator), tmp_path)

    plain = translator.number(people).replace("\u00a0", " ")
    assert f"{translator.gettext('In the register during the period')} " in found
    assert re.search(rf"\b205 260 288 {plain}\b", found)


def test_every_page_has_its_number_and_the_secrecy_line(translator: Translator, tmp_path: Path) -> None:
    report = half_year_report(300, earlier=(205, 260, 288), secrecy_line="Line on secrecy.")

    pages = page_texts(build(report, translator), tmp_path)

    for number, page in enumerate(pages, start=1):
        numbered = translator.gettext("Page {page} of {pages}").format(page=number, pages=len(pages))
        assert numbered in page
        assert "Line on secrecy." in page


def test_the_header_stands_from_the_second_page_on(english: Translator, tmp_path: Path) -> None:
    pages = page_texts(build(half_year_report(), english), tmp_path)

    header = "activity responsibility, half-year – First half of 2026"
    assert [header in page for page in pages] == [False] + [True] * (len(pages) - 1)


def test_a_figure_that_is_not_there_is_left_out(english: Translator, tmp_path: Path) -> None:
    report = without(half_year_report(earlier=(1, 2)), "in_measure", "offers", "attempts")

    found = text(build(report, english), tmp_path)

    assert "In a measure" not in found
    assert "Measures offered " not in found
    assert "Contact attempts" not in found
    assert "Measures begun" in found


def test_no_figures_at_all_still_make_a_document(translator: Translator) -> None:
    report = half_year_report()
    empty = replace(report, figures=FigureSet(report.figures.period, report.figures.counted, {}))

    with opened(build(empty, translator)) as pdf:
        assert tags(pdf)[:2] == ["Document", "P"]


def test_names_of_staff_are_never_in_it(english: Translator, tmp_path: Path) -> None:
    found = text(build(half_year_report(), english), tmp_path)

    assert "Anna Arbetare" not in found
    assert "Caseload" not in found


def test_a_period_that_has_not_ended_says_so(english: Translator, tmp_path: Path) -> None:
    ended = text(build(half_year_report(), english), tmp_path)
    running = text(build(half_year_report(until=date(2026, 5, 2)), english), tmp_path)

    assert "has not ended" not in ended
    assert "The figures count the days up to 2 May 2026" in running


def test_every_definition_used_is_explained(english: Translator, tmp_path: Path) -> None:
    report = without(half_year_report(), "days_to_first_attempt")

    found = text(build(report, english), tmp_path)

    assert "How it is counted" in found
    assert "Days to first contact" in found
    assert "Days to first attempt" not in found


def test_the_freshness_limit_is_told(english: Translator, tmp_path: Path) -> None:
    found = text(build(replace(half_year_report(), freshness_days=1), english), tmp_path)

    assert "last verified more than 1 day before" in found


@pytest.mark.parametrize("mode", ["RGBA", "CMYK", "L", "P"])
def test_a_logo_takes_the_place_of_the_name(mode: str, english: Translator) -> None:
    stream = io.BytesIO()
    image = Image.new("RGBA", (300, 90), (0, 120, 80, 90)).convert("RGB").convert(mode)
    image.save(stream, "JPEG" if mode == "CMYK" else "PNG")

    with opened(build(half_year_report(logo=stream.getvalue()), english)) as pdf:
        first = next(node for node in elements(pdf.Root.StructTreeRoot) if node.S == "/Figure")
        assert str(first.Alt) == "Logotype of Prövköpings kommun"


def test_a_logo_that_cannot_be_read_gives_way_to_the_name(english: Translator, tmp_path: Path) -> None:
    pdf = build(half_year_report(logo=b"not a picture"), english)

    assert page_texts(pdf, tmp_path)[0].lstrip().startswith("Prövköpings kommun")


def test_the_same_report_gives_the_same_bytes(swedish: Translator) -> None:
    report = half_year_report(earlier=(1, 2, 3))

    assert build(report, swedish) == build(report, swedish)


def test_charts_tell_all_their_values_in_words(english: Translator) -> None:
    with opened(build(half_year_report(300, earlier=(205, 260, 288)), english)) as pdf:
        texts = [str(node.Alt) for node in elements(pdf.Root.StructTreeRoot) if node.S == "/Figure"]

    assert len(texts) == 4
    assert "Second half of 2024: In the register during the period 205, Reached 127" in texts[0]


def test_a_long_secrecy_line_takes_its_room_from_the_text(english: Translator, tmp_path: Path) -> None:
    line = "A line on secrecy that goes on and on. " * 20

    pages = page_texts(build(half_year_report(secrecy_line=line), english), tmp_path)

    assert all(" ".join(page.split()).count("goes on and on.") == 20 for page in pages)
