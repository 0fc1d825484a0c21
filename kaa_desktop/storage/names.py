"""How names are ordered: Swedish alphabet, without regard to case."""

from __future__ import annotations

import re
import unicodedata

_PARTS = re.compile(r"[ ,-]+").split
_SWEDISH = str.maketrans({"å": "{a", "ä": "{b", "æ": "{b", "ö": "{c", "ø": "{c", "ü": "y"})  # "{" follows z
_BARE = str.maketrans({"ð": "d", "þ": "th", "ł": "l", "đ": "d", "ß": "ss"})


def sort_name(last_name: str, first_name: str) -> str:
    """A key that sorts bytewise as a Swedish reader expects; other accents do not count.

    The space before the comma puts Berg before Berg Larsson and Berg-Larsson.
    """
    composed = unicodedata.normalize("NFC", f"{last_name} , {first_name}".casefold())
    decomposed = unicodedata.normalize("NFD", composed.translate(_SWEDISH).translate(_BARE))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def sort_word(word: str) -> str:
    """One word as it stands in such a key."""
    return sort_name(word, "").removesuffix(" , ")


def name_parts(key: str) -> list[str]:
    """The words of such a key."""
    return [part for part in _PARTS(key) if part]
