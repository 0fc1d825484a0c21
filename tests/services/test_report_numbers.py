"""Paper and workbook say the same numbers as the known answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.figures import BY_ID
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.i18n import Translator, load_translator
from kaa_desktop.services.figure_sheets import figure_sheet, write_table
from kaa_desktop.services.figures import figures
from kaa_desktop.services.half_year import half_year_report
from kaa_desktop.services.quarter import quarter_report
from kaa_desktop.services.register_files import import_register
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.system.assets import translations_folder
from tests.registers import new_workspace
from tests.reports.pdf_reading import page_texts
from tests.services.workspaces import EXPECTED_FIGURES, REGISTER_WORKBOOK

FACIT = json.loads(EXPECTED_FIGURES.read_text("utf-8"))
_THINGS = ("attempts",)
_NOT_ON_PAPER = ("caseload",)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = new_workspace(tmp_path_factory.mktemp("numbers"))
    import_register(workspace, REGISTER_WORKBOOK, NoProgress())
    yield workspace
    workspace.register.close()


@pytest.fixture(scope="module")
def swedish() -> Translator:
    return load_translator("sv", translations_folder())


def table_rows(pdf: bytes, folder: Path) -> dict[str, list[list[str]]]:
    """The numbers after each label; long labels stand on two lines and are known by their beginning."""
    rows: dict[str, list[list[str]]] = {}
    for page in page_texts(pdf, folder):
        for line in page.splitlines():
            found = re.match(r"^ *(\S.*?) {2,}([\d ,%–.+−±]+)(?: p\.e\.)?$", line) or re.match(
                r"^ *([^\d]*?\S) ((?:[+−±]?[\d,.]+(?: ?%)? ?)+)$", line
            )
            if found:
                rows.setdefault(found[1].strip(), []).append(found[2].replace(" %", "%").split())
    return rows


@pytest.mark.parametrize("code", ["2025H1", "2025H2", "2026H1", "2026Q3"])
def test_the_paper_says_the_known_answer(
    register: Workspace, swedish: Translator, tmp_path: Path, code: str
) -> None:
    make = quarter_report if "Q" in code else half_year_report
    rows = table_rows(make(register, parse_period(code), swedish), tmp_path)
    missing = []
    for figure, value in FACIT[code]["figures"].items():
        if figure in _NOT_ON_PAPER:
            continue
        title = swedish.gettext(BY_ID[figure].title)
        if "total" in value and "women" in value and figure not in _THINGS:
            missing += expect(rows, title, value["total"], figure)
        for part in (key for key in value if key.startswith("by_") and key != "by_age"):
            for label, number in value[part].items():
                across = "Q" in code and part == "by_outcome"  # outcomes are columns there
                missing += expect(rows, "Totalt" if across else label, number, f"{figure} {label}")
    assert missing == []


def expect(rows: dict[str, list[list[str]]], label: str, number: int, name: str) -> list[str]:
    """Nothing, or what does not stand on paper."""
    listed = [numbers for key, found in rows.items() if label.startswith(key) for numbers in found]
    return [] if any(str(number) in numbers for numbers in listed) else [f"{name}: {number}"]


@pytest.mark.parametrize("code", list(FACIT))
def test_the_workbook_says_the_known_answer(
    register: Workspace, swedish: Translator, tmp_path: Path, code: str
) -> None:
    out = tmp_path / "figures.xlsx"
    write_table(out, figure_sheet(register, figures(register, parse_period(code)), swedish))
    sheet = openpyxl.load_workbook(out).worksheets[0]
    rows = [tuple(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
    found = {(str(row[0]), str(row[1] or ""), str(row[2] or "")): row[3:] for row in rows}
    for figure, value in FACIT[code]["figures"].items():
        title = swedish.gettext(BY_ID[figure].title)
        assert_row(found[title, "", ""], value)
        for age, number in value.get("by_age", {}).items():
            assert found[title, "Ålder", age][0] == number
        for part in (key for key in value if key.startswith("by_") and key != "by_age"):
            for label, number in value[part].items():
                parts = {key[2]: row[0] for key, row in found.items() if key[0] == title and row[0] == number}
                assert label in parts, (figure, label, number)


def assert_row(cells: tuple[Any, ...], value: dict[str, Any]) -> None:
    for position, key in enumerate(("total", "women", "men")):
        if key in value:
            assert cells[position] == value[key]
    if "share" in value:
        assert cells[3] == pytest.approx(value["share"], abs=1e-6)
    if "median" in value:
        assert (cells[0], cells[4], cells[5]) == (
            value["count"],
            pytest.approx(value["median"]),
            pytest.approx(value["p90"]),
        )
