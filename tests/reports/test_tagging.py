"""What makes a document accessible: all content is in the tree, and the standards' validator agrees."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from kaa_desktop.i18n import Translator
from kaa_desktop.reports.half_year import build_half_year
from tests.reports.pdf_reading import elements, marked_content, opened, tags
from tests.reports.samples import CODE_LISTS, half_year_report

CHECKER = Path(__file__).resolve().parents[3] / "shared" / "tools" / "check-pdf" / "check-pdf"


@pytest.fixture(scope="module")
def report(swedish: Translator) -> bytes:
    return build_half_year(half_year_report(300, earlier=(205, 260, 288)), CODE_LISTS, swedish)


def test_all_marked_content_is_in_the_tree(report: bytes) -> None:
    with opened(report) as pdf:
        numbers = {page.obj.objgen: page.index for page in pdf.pages}
        named = {
            (numbers[child.Pg.objgen], int(child.MCID))
            for element in elements(pdf.Root.StructTreeRoot)
            for child in element.K.as_list()
            if "/MCID" in child
        }
        drawn = {(page.index, mark) for page in pdf.pages for mark in marked_content(page)[0]}

    assert named == drawn


def test_nothing_is_painted_outside_of_content_and_artifacts(report: bytes) -> None:
    with opened(report) as pdf:
        assert [marked_content(page)[1] for page in pdf.pages] == [0] * len(pdf.pages)


def test_the_parent_tree_leads_back_to_each_element(report: bytes) -> None:
    with opened(report) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        for page in pdf.pages:
            owners = numbers[2 * int(page.obj.StructParents) + 1]
            marks, _outside = marked_content(page)
            assert sorted(marks) == list(range(len(owners.as_list())))


def test_language_title_and_bookmarks(report: bytes) -> None:
    with opened(report) as pdf:
        assert pdf.Root.Lang == "sv-SE"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "Prövköpings kommun" in str(pdf.docinfo["/Title"])
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260705000000+00'00'"
        with pdf.open_outline() as outline:
            headings = tags(pdf).count("H2")
            assert [len(entry.children) for entry in outline.root] == [headings]


def test_the_tree_has_the_parts_of_a_report(report: bytes) -> None:
    with opened(report) as pdf:
        found = tags(pdf)

    assert found.count("H1") == 1
    assert found.count("Table") == found.count("THead") == found.count("TBody") == found.count("Caption")
    assert {"L", "LI", "Lbl", "LBody", "Figure", "TR", "TH", "TD", "P", "H2"} <= set(found)


def test_heading_cells_tell_their_scope(report: bytes) -> None:
    with opened(report) as pdf:
        for element in elements(pdf.Root.StructTreeRoot):
            if element.S == "/TH":
                assert str(element.A.Scope) == ("/Column" if element.P.P.S == "/THead" else "/Row")


def test_a_table_over_two_pages_is_one_element_with_one_heading(report: bytes) -> None:
    with opened(report) as pdf:
        tables = [node for node in elements(pdf.Root.StructTreeRoot) if node.S == "/Table"]
        definitions = tables[-1]
        pages = {
            child.Pg.objgen
            for cell in elements(definitions)
            for child in cell.K.as_list()
            if "/MCID" in child
        }
        heads = [node for node in elements(definitions) if node.S == "/THead"]

    assert len(pages) == 2
    assert len(heads) == 1


def test_only_embedded_fonts_are_named(report: bytes) -> None:
    with opened(report) as pdf:
        fonts = [font for page in pdf.pages for font in page.resources.Font.values()]

    assert {"SourceSans3" in str(font.BaseFont) for font in fonts} == {True}


def test_the_validator_passes_it(swedish: Translator, english: Translator, tmp_path: Path) -> None:
    if not CHECKER.exists():
        pytest.skip("the PDF validator is not beside the project")
    if shutil.which("java") is None:
        pytest.skip("the PDF validator needs Java")
    files = []
    for people, translator in ((0, swedish), (300, english), (63_861, swedish)):
        report = half_year_report(
            people, earlier=(people // 2, 10, 0), secrecy_line="Sekretess.", logo=_logo()
        )
        files.append(tmp_path / f"{people}.pdf")
        files[-1].write_bytes(build_half_year(report, CODE_LISTS, translator))

    command = [str(CHECKER), "ua1,2a", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def _logo() -> bytes:
    stream = io.BytesIO()
    Image.new("RGBA", (300, 90), (0, 120, 80, 90)).save(stream, "PNG")
    return stream.getvalue()
