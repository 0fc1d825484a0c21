"""The places of a letter that are filled in: named in braces, in the words of each language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

PLACEHOLDERS = ("first_name", "case_worker", "municipality", "phone", "date")
_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "sv": MappingProxyType(
            {
                "first_name": "förnamn",
                "case_worker": "handläggare",
                "municipality": "kommun",
                "phone": "telefon",
                "date": "datum",
            }
        )
    }
)
"""What is kept bears the names of `PLACEHOLDERS`; so does every language that has no words here."""

_BRACED = re.compile(r"( ?)\{([^{}]*)\}")
_BRACE = re.compile(r"[{}][^\s{}]*")
_NAMES = MappingProxyType(
    {name: name for name in PLACEHOLDERS}
    | {word: name for words in _WORDS.values() for name, word in words.items()}
)


def place(name: str, language: str) -> str:
    """A place as it is written in that language."""
    return f"{{{_WORDS.get(language, {}).get(name, name)}}}"


def places(language: str) -> str:
    """All that there are, to be told."""
    return ", ".join(place(name, language) for name in PLACEHOLDERS)


def in_words(text: str, language: str) -> str:
    """The text with its places in the words of a language."""
    return _each(text, lambda space, name: f"{space}{place(name, language)}")


def as_kept(text: str) -> str:
    """The text with its places in the words that are kept, whatever language they are written in."""
    return in_words(text, "")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with values in the places; those without a value stay."""

    def value(space: str, name: str) -> str | None:
        if name not in values:
            return None
        return f"{space}{values[name]}" if values[name] else ""  # “Hej !” has no space to spare

    return _each(text, value)


def unknown_places(text: str) -> list[str]:
    """What stands in braces and is not known, and braces that stand alone."""
    return open_places(_each(text, lambda _space, _name: ""))


def open_places(text: str) -> list[str]:
    """What stands in braces, and braces that stand alone."""
    braced = [found.group().strip() for found in _BRACED.finditer(text)]
    return braced + _BRACE.findall(_BRACED.sub("", text))


def _each(text: str, put: Callable[[str, str], str | None]) -> str:
    """Known places replaced by what `put` makes of the space before them and their name."""

    def replaced(found: re.Match[str]) -> str:
        name = _NAMES.get(unicodedata.normalize("NFC", found.group(2)).strip().casefold())
        instead = put(found.group(1), name) if name else None
        return found.group() if instead is None else instead

    return _BRACED.sub(replaced, text)
