"""A compiled catalogue that is read text by text; the first window asks for forty of two thousand."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from gettext import GNUTranslations
from io import BytesIO
from struct import unpack_from

_LITTLE_ENDIAN = 0x950412DE
_HEAD = "<5I"
_ENTRY = "<2I"
_ENTRY_BYTES = 8


class Catalogue:
    """Finds a text by halving, since the file is sorted; plurals and what is not found need all of it."""

    def __init__(self, compiled: bytes) -> None:
        self._compiled = compiled
        self._known: dict[str, str] = {}
        magic, _, count, self._originals, self._translations = unpack_from(_HEAD, compiled)
        self._count: int = count if magic == _LITTLE_ENDIAN else 0

    def gettext(self, message: str) -> str:
        """The translation, or the message itself where there is none."""
        if message not in self._known:
            self._known[message] = self._find(message)
        return self._known[message]

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The translation in the plural form that belongs to the number."""
        return self._whole.ngettext(one, many, number)

    @cached_property
    def _whole(self) -> GNUTranslations:
        return GNUTranslations(BytesIO(self._compiled))

    def _find(self, message: str) -> str:
        wanted = message.encode()
        place = bisect_left(range(self._count), wanted, key=lambda at: self._entry(self._originals, at))
        if place < self._count and self._entry(self._originals, place) == wanted:
            return self._entry(self._translations, place).decode()
        return self._whole.gettext(message)

    def _entry(self, table: int, place: int) -> bytes:
        length, start = unpack_from(_ENTRY, self._compiled, table + place * _ENTRY_BYTES)
        return self._compiled[start : start + length]
