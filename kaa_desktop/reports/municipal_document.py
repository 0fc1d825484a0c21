"""Documents of a municipality: its name in the header, its line on secrecy in the footer, pages numbered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from kaa_desktop.i18n import Translator
from kaa_desktop.reports.document import Margins, render
from kaa_desktop.reports.layout import Block
from kaa_desktop.reports.metadata import DocumentInfo

_LANGUAGE_TAGS = {"sv": "sv-SE", "en": "en-GB"}


class Issued(Protocol):
    """What such a document is made of has these."""

    @property
    def municipality(self) -> str:
        """Its name."""

    @property
    def secrecy_line(self) -> str:
        """The municipality's own text, empty for none."""

    @property
    def made_on(self) -> date:
        """The day."""


def document_info(title: str, municipality: str, made_on: date, translator: Translator) -> DocumentInfo:
    """What the document says of itself."""
    return DocumentInfo(
        title=f"{title}, {municipality}",
        author=municipality,
        language=_LANGUAGE_TAGS[translator.language],
        made_on=made_on,
    )


def render_document(blocks: Iterable[Block], title: str, issued: Issued, translator: Translator) -> bytes:
    """Draw it; the title stands in the header and in the metadata."""
    page_number = translator.gettext("Page {page} of {pages}")
    margins = Margins(
        sender=issued.municipality,
        title=title,
        footer=issued.secrecy_line,
        page_number=lambda page, pages: page_number.format(page=page, pages=pages),
    )
    info = document_info(title, issued.municipality, issued.made_on, translator)
    return render(blocks, info, margins)
