"""What the reports of figures have in common: the overview at the head, and sections that are not empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kaa_desktop.reports.blocks import Heading, KeyNumbers, Paragraph
from kaa_desktop.reports.layout import Block
from kaa_desktop.reports.report_texts import ReportTexts
from kaa_desktop.reports.styles import LEAD


def overview(texts: ReportTexts) -> Iterator[Block]:
    """The summary, the remark on a period that goes on, and the key numbers, as far as there are any."""
    if summary := texts.summary():
        yield Paragraph(summary, LEAD)
    if remark := texts.not_ended():
        yield Paragraph(remark)
    if numbers := texts.key_numbers():
        yield KeyNumbers(numbers)


def under_titles(sections: Iterable[tuple[str, Sequence[Block]]]) -> Iterator[Block]:
    """The sections one after the other; one without blocks is left out with its title."""
    for title, blocks in sections:
        if blocks:
            yield Heading(2, title)
            yield from blocks
