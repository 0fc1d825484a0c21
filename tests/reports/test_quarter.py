"""The quarterly report on paper, and both reports after the standards."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from kaa_desktop.domain.published_figures import published
from kaa_desktop.domain.quarter_report import (
    AreaLine,
    Freshness,
    QuarterDetails,
    QuarterReport,
    WorkerLine,
)
from kaa_desktop.i18n import Translator
from kaa_desktop.reports.half_year import build_half_year
from kaa_desktop.reports.quarter import build_quarter
from tests.reports.pdf_reading import elements, opened, page_texts, tags, text
from tests.reports.samples import CODE_LISTS, half_year_report
from tests.reports.test_tagging import CHECKER

WORKERS = tuple(
    WorkerLine(
        worker=name,
        before=20,
        registered=7,
        deregistered=5,
        at_end=22,
        not_known=9,
        without_attempt=3,
        attempts=61,
        offers=4,
        measures_begun=2,
        overdue=6,
    )
    for name in ("Anna Arbetare", "Örjan Åkesson-Wikström", "")
)
CHANNELS = {
    "phone": {"reached": 12, "no_answer": 31, "message_left": 8},
    "letter": {"sent": 40, "returned": 2},
}


def quarter(people: int = 120, *, areas: int = 6, period: str = "2026Q3") -> QuarterReport:
    base = half_year_report(people, period=period, earlier=[people - 9])
    named = [AreaLine(f"99{number} Tallmo", 9, 7, 3, 4) for number in range(areas)]
    details = QuarterDetails(
        workers=WORKERS,
        channels=CHANNELS,
        areas=(*named, AreaLine("", 2, 1, 0, 1)),
        freshness=Freshness(known=30, going_stale=8, stale=14, told_unknown=2, never_known=20),
    )
    return QuarterReport(base, details, frozenset({"reached", "declined_contact"}))


def nobody() -> QuarterReport:
    base = half_year_report(0, period="2026Q3", earlier=[0])
    return QuarterReport(
        base, QuarterDetails(workers=(), channels={}, areas=(), freshness=Freshness()), frozenset({"reached"})
    )


def test_the_lines_of_workers_channels_and_areas_add_up(swedish: Translator, tmp_path: Path) -> None:
    content = text(build_quarter(quarter(), CODE_LISTS, swedish), tmp_path)
    assert "Skillnad" in content
    for line in (
        "Anna Arbetare 20 7 5 22 9 3",
        "Ej tilldelad 20 7 5 22 9 3",
        "Totalt 60 21 15 66 27 9",
        "Totalt 183 12 6 18",
        "Telefon 51 12 24 %",
        "Totalt 93 12 13 %",
        "Okänd eller skyddad adress 2 1 0 1",
        "Totalt 56 43 18 25",
    ):
        assert line in content, line


def test_change_is_told_with_its_sign(english: Translator, tmp_path: Path) -> None:
    content = text(build_quarter(quarter(), CODE_LISTS, english), tmp_path)
    assert "In the register during the period 111 120 +9" in content
    assert "Share not known 18% 18% ±0 points" in content or "points" in content


def test_many_areas_are_put_together(english: Translator, tmp_path: Path) -> None:
    content = text(build_quarter(quarter(areas=60), CODE_LISTS, english), tmp_path)
    assert "Other areas" in content


def test_no_young_person_is_named_and_the_same_report_gives_the_same_bytes(swedish: Translator) -> None:
    assert build_quarter(quarter(), CODE_LISTS, swedish) == build_quarter(quarter(), CODE_LISTS, swedish)


def test_charts_say_their_figures(translator: Translator) -> None:
    with opened(build_quarter(quarter(), CODE_LISTS, translator)) as pdf:
        alternatives = [str(one.Alt) for one in elements(pdf.Root.StructTreeRoot) if "/Alt" in one]
        assert len(alternatives) >= 2
        assert all(any(letter.isdigit() for letter in alternative) for alternative in alternatives)
        assert tags(pdf).count("Table") >= 12


def test_a_quarter_of_nobody_is_a_report_too(translator: Translator, tmp_path: Path) -> None:
    assert len(page_texts(build_quarter(nobody(), CODE_LISTS, translator), tmp_path)) >= 3


@pytest.mark.parametrize("kind", ["quarter", "nobody", "published"])
def test_the_validator_agrees(kind: str, swedish: Translator, tmp_path: Path) -> None:
    if not CHECKER.exists():
        pytest.skip("the validator is not here")
    report = half_year_report(94, earlier=[80])
    hidden = replace(
        report,
        figures=published(report.figures),
        earlier=tuple(map(published, report.earlier)),
        published=True,
    )
    made = {
        "quarter": lambda: build_quarter(quarter(), CODE_LISTS, swedish),
        "nobody": lambda: build_quarter(nobody(), CODE_LISTS, swedish),
        "published": lambda: build_half_year(hidden, CODE_LISTS, swedish),
    }
    file = tmp_path / "report.pdf"
    file.write_bytes(made[kind]())
    done = subprocess.run(
        [str(CHECKER), "ua1,2a", str(file)], check=False, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.count("PASS") == 2, done.stdout
