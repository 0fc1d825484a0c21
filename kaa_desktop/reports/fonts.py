"""The embedded fonts: registration, widths and line breaking."""

from __future__ import annotations

import re

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kaa_desktop.reports.styles import BOLD, ITALIC, REGULAR, SEMIBOLD, TextStyle
from kaa_desktop.system.assets import resource

_FILES = {
    REGULAR: "SourceSans3_400Regular.ttf",
    ITALIC: "SourceSans3_400Regular_Italic.ttf",
    SEMIBOLD: "SourceSans3_600SemiBold.ttf",
    BOLD: "SourceSans3_700Bold.ttf",
}
# After a slash, and after a hyphen between letters; dates such as 2026-06-30 stay whole.
_BREAKS = re.compile(r"(?<=/)(?=\w)|(?<=[^\W\d]-)(?=[^\W\d])")


def register_fonts() -> None:
    """Make the shipped fonts known to ReportLab; once is enough."""
    known = set(pdfmetrics.getRegisteredFontNames())
    for name, file in _FILES.items():
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))


def text_width(text: str, font: str, size: float) -> float:
    """The width of a text in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def break_lines(text: str, style: TextStyle, width: float) -> list[str]:
    """Break a text into lines.

    A line that ends between two words keeps its space: programs that read the content must not join them.
    Non-breaking spaces hold, so that large numbers stay whole.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and text_width((line + piece).rstrip(" "), style.font, style.size) > width:
            lines.append(line)
            line = ""
        line += piece
        while len(fitting := _fitting(line, style, width)) < len(line.rstrip(" ")):
            lines.append(fitting)
            line = line[len(fitting) :]
    return [*lines, line.rstrip(" ")] if line.strip(" ") or not lines else lines


def _pieces(text: str) -> list[str]:
    words = re.findall(r"[^ \n]+[ \n]*", text.strip(" \n"))
    return [piece for word in words for piece in _BREAKS.split(re.sub(r"[ \n]+$", " ", word))]


def _fitting(line: str, style: TextStyle, width: float) -> str:
    """The longest beginning that fits; at least one character."""
    fitting = line.rstrip(" ")
    while len(fitting) > 1 and text_width(fitting, style.font, style.size) > width:
        fitting = fitting[:-1]
    return fitting
