"""The words of a cell that says what kind of thing a row tells."""

from __future__ import annotations

import re

from kaa_desktop.files.cells import Cell, text_of
from kaa_desktop.files.headers import bare
from kaa_desktop.files.source_files import UnusableRowError


def kind_word(cell: Cell) -> str:
    """All that it says as one word, without case and accents.

    Raises:
        UnusableRowError: it says nothing.
    """
    word = bare(text_of(cell))
    if not word:
        raise UnusableRowError("kind", "cell.missing", cell)
    return word


def kind_words(cell: Cell) -> list[str]:
    """What it says word by word, without case and accents."""
    return [word for word in map(bare, re.split(r"\W+", text_of(cell))) if word]
