"""Reads finished PDFs back: their text, their structure tree, their marks."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest


def page_texts(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page in reading order, with plain spaces."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    file = folder / "report.pdf"
    file.write_bytes(pdf)
    done = subprocess.run([program, "-layout", str(file), "-"], capture_output=True, check=True)
    pages = done.stdout.decode("utf-8").split("\f")[:-1]
    return [re.sub(r"[ \u00a0]+", " ", page) for page in pages]


def text(pdf: bytes, folder: Path) -> str:
    """The text of all pages with all white space as single spaces."""
    return " ".join(" ".join(page_texts(pdf, folder)).split())


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """All elements of the structure tree in reading order."""
    for child in node.K.as_list():
        if "/S" in child:
            yield child
            yield from elements(child)


def tags(pdf: pikepdf.Pdf) -> list[str]:
    """The tags of the tree in reading order."""
    return [str(element.S)[1:] for element in elements(pdf.Root.StructTreeRoot)]


def marked_content(page: pikepdf.Page) -> tuple[list[int], int]:
    """The marks of a page, and how many painting operators stand outside every mark and artifact."""
    marks, depth, outside = [], 0, 0
    for instruction in pikepdf.parse_content_stream(page):
        match str(instruction.operator):
            case "BDC":
                depth += 1
                properties = instruction.operands[1]
                if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
                    marks.append(int(properties.MCID))
            case "EMC":
                depth -= 1
            case "Tj" | "TJ" | "S" | "s" | "f" | "f*" | "B" | "Do":
                outside += depth == 0
    return marks, outside


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The finished document."""
    return pikepdf.open(io.BytesIO(pdf))
