"""Type, colours and page of every report; contrasts are at least 4.5:1 for text (WCAG 2.1 AA)."""

from __future__ import annotations

from dataclasses import dataclass

REGULAR = "SourceSans3"
ITALIC = "SourceSans3-Italic"
SEMIBOLD = "SourceSans3-Semibold"
BOLD = "SourceSans3-Bold"

INK = "#16262B"
MUTED = "#4A5C62"
ACCENT = "#0B5563"
RULE = "#C9D6D8"
TINT = "#EEF4F5"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text is set, in points."""

    font: str
    size: float
    leading: float
    colour: str = INK
    space_before: float = 0
    space_after: float = 0


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """The paper and its margins, in points."""

    width: float = 595.28
    height: float = 841.89
    side: float = 56
    top: float = 74
    first_top: float = 54
    bottom: float = 68

    @property
    def text_width(self) -> float:
        """Between the side margins."""
        return self.width - 2 * self.side

    def text_height(self, page: int) -> float:
        """Between header and footer; the first page has its title instead of a header."""
        return self.height - self.bottom - self.text_top(page)

    def text_top(self, page: int) -> float:
        """Distance from the upper edge to the text of a page, counted from 1."""
        return self.first_top if page == 1 else self.top


A4 = PageGeometry()

BODY = TextStyle(REGULAR, 10, 14.5, space_after=8)
LEAD = TextStyle(REGULAR, 12, 17.5, space_before=16, space_after=16)
SMALL = TextStyle(REGULAR, 8.5, 11.5, MUTED, space_before=3, space_after=12)
META = TextStyle(REGULAR, 10, 14, MUTED)
SENDER = TextStyle(BOLD, 13, 17, ACCENT, space_after=12)
FIGURE_TITLE = TextStyle(SEMIBOLD, 10.5, 14, INK, space_before=10, space_after=4)
MARGIN = TextStyle(REGULAR, 8, 10.5, MUTED)

HEADINGS = {
    1: TextStyle(BOLD, 25, 30, ACCENT, space_before=6, space_after=8),
    2: TextStyle(BOLD, 15.5, 20, ACCENT, space_before=26, space_after=7),
    3: TextStyle(SEMIBOLD, 12, 16, INK, space_before=16, space_after=5),
}

TABLE_CAPTION = TextStyle(SEMIBOLD, 10.5, 14, INK)
TABLE_HEAD = TextStyle(SEMIBOLD, 8.5, 11, MUTED)
TABLE_CELL = TextStyle(REGULAR, 9.5, 12.5)
TABLE_TOTAL = TextStyle(SEMIBOLD, 9.5, 12.5)

KEY_LABEL = TextStyle(REGULAR, 8.5, 10.5, MUTED)
KEY_NUMBER = TextStyle(BOLD, 20, 24, ACCENT)
KEY_NOTE = TextStyle(REGULAR, 7.5, 9.5, MUTED)
