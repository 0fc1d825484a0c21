"""The codes of municipalities that a file calls by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kaa_desktop.files.cells import Cell, text_of
from kaa_desktop.files.headers import bare
from kaa_desktop.system.municipalities import municipality_names

_CODE_LENGTH = 4
_ENDINGS = ("", "kommun", "skommun", "stad", "sstad")


def code_of_municipality(text: str) -> str:
    """The code of Stockholm, Stockholms kommun or Borås stad; empty for any other text."""
    return _codes().get(bare(text), "")


def tells_municipality(cell: Cell) -> bool:
    """Whether the cell is the code of a municipality, of which a number cell may have lost the zero."""
    text = text_of(cell)
    return len(text) >= _CODE_LENGTH - 1 and text.zfill(_CODE_LENGTH) in _names()


@cache
def _names() -> Mapping[str, str]:
    return municipality_names()


@cache
def _codes() -> Mapping[str, str]:
    return {bare(name) + ending: code for code, name in _names().items() for ending in _ENDINGS}
