"""Charts as files of their own: what they show is in them as text, and in words."""

from __future__ import annotations

import io
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from kaa_desktop.domain.period_report import PeriodReport
from kaa_desktop.domain.published_figures import published
from kaa_desktop.domain.suppression import LIMIT
from kaa_desktop.i18n import Translator
from kaa_desktop.reports.chart_files import DOTS_PER_INCH, chart_files
from kaa_desktop.reports.drawing import Anchor, Box, Drawing, Fill, Label
from kaa_desktop.reports.svg import svg
from tests.reports.samples import CODE_LISTS, half_year_report

SVG = "{http://www.w3.org/2000/svg}"


def for_everybody(report: PeriodReport) -> PeriodReport:
    return replace(
        report,
        figures=published(report.figures),
        earlier=tuple(map(published, report.earlier)),
        published=True,
    )


def parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - what the program itself has written


def texts(content: bytes) -> list[str]:
    return ["".join(element.itertext()) for element in parsed(content).iter(f"{SVG}text")]


def test_every_chart_is_there_as_svg_and_png(translator: Translator) -> None:
    files = dict(chart_files(half_year_report(300, earlier=(280, 290)), CODE_LISTS, translator))
    names = sorted(name.rpartition(".")[0] for name in files if name.endswith(".svg"))
    assert names == sorted(name.rpartition(".")[0] for name in files if name.endswith(".png"))
    assert len(names) == 4
    assert all(name.startswith("2026H1 ") for name in names)


def test_an_svg_says_in_text_and_in_words_what_it_shows(translator: Translator) -> None:
    _ = translator.gettext
    report = half_year_report(65_300, earlier=(60_000, 61_000))
    files = dict(chart_files(report, CODE_LISTS, translator))
    root = parsed(files[f"2026H1 {_('Number of young people, period by period')}.svg"])
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == _("Number of young people, period by period")
    assert translator.number(65_300) in str(description.text)
    assert "Source Sans 3" in str(root.get("font-family"))
    shown = ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]
    assert translator.number(65_300) in shown
    assert translator.number(60_000) in shown
    assert any("Prövköpings kommun" in text for text in shown)


def test_a_png_is_sharp_enough_for_print_and_says_in_words_what_it_shows(translator: Translator) -> None:
    for name, content in chart_files(half_year_report(300), CODE_LISTS, translator):
        if name.endswith(".png"):
            with Image.open(io.BytesIO(content)) as picture:
                assert picture.format == "PNG"
                assert picture.width > 1_300
                assert picture.info["dpi"] == pytest.approx((DOTS_PER_INCH, DOTS_PER_INCH), abs=0.1)
                assert picture.convert("RGB").getpixel((1, 1)) == (255, 255, 255)
                assert len(set(picture.convert("L").tobytes())) > 10
                assert "Prövköpings kommun" in picture.info["Description"]


@pytest.mark.parametrize("people", [0, 7, 40, 94, 300])
def test_charts_for_publication_hold_no_small_number(translator: Translator, people: int) -> None:
    report = for_everybody(half_year_report(people, earlier=(people, people + 3)))
    for name, content in chart_files(report, CODE_LISTS, translator):
        assert translator.gettext("{period}, for publication").format(period="2026H1") in name
        if name.endswith(".svg"):
            numbers = [text for text in texts(content) if text.isdigit()]
            assert [number for number in numbers if 0 < int(number) < LIMIT] == []
            note = translator.gettext("Values that are not shown are left out.")
            assert any(note in text for text in texts(content))


def test_nothing_that_is_shown_breaks_out_of_the_text() -> None:
    hard = 'A & B <script> "x" \x07 ]]>'
    hatched = Fill("#F3DFB4", "#000000", outline="#8A5A0B", hatch="#B7832B")
    drawing = Drawing(100, 50, (Box(1, 2, 3, 4, hatched), Label(5, 6, hard, 8, anchor=Anchor.END)))
    content = svg(drawing, own="x", title=hard, alt=hard, language="sv")
    assert texts(content) == [hard.replace("\x07", "")]
