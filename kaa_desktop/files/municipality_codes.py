"""The codes of municipalities that a file calls by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kaa_desktop.files.headers import bare
from kaa_desktop.system.municipalities import municipality_names

_ENDINGS = ("", "kommun", "skommun", "stad", "sstad")


def code_of_municipality(text: str) -> str:
    """The code of Stockholm, Stockholms kommun or Borås stad; empty for any other text."""
    return _codes().get(bare(text), "")


@cache
def _codes() -> Mapping[str, str]:
    names = municipality_names().items()
    return {bare(name) + ending: code for code, name in names for ending in _ENDINGS}
