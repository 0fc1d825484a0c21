"""Letters on A4, each with its addressee where the window of a Swedish envelope is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.utils import ImageReader

from kaa_desktop.domain.letters import FinishedLetter, LetterPrint
from kaa_desktop.i18n import Translator
from kaa_desktop.reports.blocks import Heading, Paragraph
from kaa_desktop.reports.canvas import TaggedCanvas
from kaa_desktop.reports.figures_on_paper import Picture
from kaa_desktop.reports.fonts import break_lines, register_fonts
from kaa_desktop.reports.layout import Block, Page, paginate
from kaa_desktop.reports.logo import read_logo
from kaa_desktop.reports.metadata import DocumentInfo
from kaa_desktop.reports.municipal_document import document_info
from kaa_desktop.reports.styles import BOLD, INK, MARGIN, REGULAR, RULE, SENDER, PageGeometry, TextStyle
from kaa_desktop.reports.tagging import attach_structure

_MM = 72 / 25.4
_PAGE = PageGeometry(side=25 * _MM, first_top=95 * _MM, top=30 * _MM, bottom=28 * _MM)
_HEAD_TOP = 14 * _MM
_LOGO_WIDTH, _LOGO_HEIGHT = 60 * _MM, 18 * _MM
_WINDOW_LEFT, _WINDOW_TOP, _WINDOW_WIDTH = 108 * _MM, 49 * _MM, 82 * _MM
_PAGE_NUMBER_WIDTH = 90
_TEXT = TextStyle(REGULAR, 11.5, 16.5, space_after=11)
_SUBJECT = TextStyle(BOLD, 14.5, 19, INK, space_after=12)
_ADDRESS = TextStyle(REGULAR, 11.5, 14.5)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page of one letter."""

    letter: FinishedLetter
    number: int
    pages: int
    blocks: Page


class _Lines(Paragraph):
    """A paragraph that keeps the writer's own line ends."""

    def __init__(self, lines: Sequence[str], style: TextStyle = _TEXT) -> None:
        super().__init__("\n".join(lines), style)
        self._written = tuple(lines)
        self._letter_style = style

    def _broken(self, width: float) -> Sequence[str]:
        """The space at the end keeps lines apart for programs that read."""
        parts = (line for text in self._written for line in break_lines(text, self._letter_style, width))
        return [line if line.endswith(" ") else line + " " for line in parts]


def build_letters(printed: LetterPrint, translator: Translator) -> bytes:
    """A tagged PDF in the language of the letters; its title and metadata name nobody."""
    register_fonts()
    canvas = TaggedCanvas(_PAGE)
    paper = _Paper(canvas, printed, translator)
    for place, sheet in enumerate(_sheets(printed)):
        if place:
            canvas.next_page()
        paper.draw(sheet)
    return attach_structure(canvas.finish(), canvas.root, canvas.pages, _info(printed, translator))


def _info(printed: LetterPrint, translator: Translator) -> DocumentInfo:
    title = translator.ngettext("Letter", "Letters", len(printed.letters))
    return document_info(title, printed.municipality, printed.made_on, translator)


def _sheets(printed: LetterPrint) -> Iterator[_Sheet]:
    for letter in printed.letters:
        pages = paginate(_blocks(letter), _PAGE)
        for number, page in enumerate(pages, start=1):
            yield _Sheet(letter, number, len(pages), page)


def _blocks(letter: FinishedLetter) -> Iterator[Block]:
    if letter.text.subject:
        yield Heading(1, letter.text.subject, _SUBJECT)
    for paragraph in letter.text.body.strip().split("\n\n"):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        if lines:
            yield _Lines(lines)


class _Paper:
    """Draws the sheets with what stands around the text."""

    def __init__(self, canvas: TaggedCanvas, printed: LetterPrint, translator: Translator) -> None:
        self._canvas = canvas
        self._printed = printed
        self._translator = translator
        self._logo = read_logo(printed.logo)

    def draw(self, sheet: _Sheet) -> None:
        """Head and window on the first page, the foot on every one."""
        canvas = self._canvas
        if sheet.number == 1:
            self._head(self._logo).draw(canvas, _PAGE.side, _HEAD_TOP, _LOGO_WIDTH)
            day = self._translator.long_date(self._printed.made_on)
            Paragraph(day, _TEXT).draw(canvas, _WINDOW_LEFT, _HEAD_TOP, _WINDOW_WIDTH)
            _Lines(sheet.letter.to.lines, _ADDRESS).draw(canvas, _WINDOW_LEFT, _WINDOW_TOP, _WINDOW_WIDTH)
        for placed in sheet.blocks:
            top = _PAGE.text_top(sheet.number) + placed.top
            placed.block.draw(canvas, _PAGE.side, top, _PAGE.text_width)
        self._foot(sheet)

    def _head(self, logo: ImageReader | None) -> Block:
        municipality = self._printed.municipality
        if logo is None:
            return Paragraph(municipality, SENDER)
        alt = self._translator.gettext("Logotype of {municipality}").format(municipality=municipality)
        return Picture(logo, alt, width=_LOGO_WIDTH, height=_LOGO_HEIGHT)

    def _foot(self, sheet: _Sheet) -> None:
        canvas, printed = self._canvas, self._printed
        parts = (printed.municipality, printed.address, printed.phone)
        told = " · ".join(part for part in parts if part)
        top = _PAGE.height - _PAGE.bottom + 10 * _MM
        with canvas.artifact(margin=True):
            canvas.rule(_PAGE.side, top - 6, _PAGE.text_width, colour=RULE)
            room = _PAGE.text_width - _PAGE_NUMBER_WIDTH
            canvas.lines(break_lines(told, MARGIN, room)[:2], _PAGE.side, top, MARGIN)
            if sheet.pages > 1:
                page = self._translator.gettext("Page {page} of {pages}")
                number = page.format(page=sheet.number, pages=sheet.pages)
                canvas.lines_right([number], _PAGE.width - _PAGE.side, top, MARGIN)
