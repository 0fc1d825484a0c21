"""What the texts that cells share come to once each cell has a copy of its own."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator

_END = re.compile(rb"</(?:[\w.-]{1,99}:)?si\s*>|<(?:[\w.-]{1,99}:)?si\s*/>")
_LONGEST_END = 120
_REFERENCE = re.compile(rb"""["']s["'][^<>]*>\s*<(?:[\w.-]{1,99}:)?v>(\d{1,9})</(?:[\w.-]{1,99}:)?v>\s*</""")


class SharedTexts:
    """Counts the texts of a part whose chunks may overlap.

    Attributes:
        count: how many there are, a prefix before their names making each of them two.
        size: the bytes of them all.
        longest: the bytes of the longest, or more.
        odd: whether there are comments, in which the end of a text could seem to stand.
    """

    def __init__(self) -> None:
        self.count = 0
        self.size = 0
        self.longest = 0
        self.odd = False
        self._open = 0

    def take(self, chunk: bytes) -> None:
        """Count a chunk."""
        pieces = chunk.split(b"</si>")
        self.count += len(pieces) - 1 + chunk.count(b":si>")
        self.size += len(chunk)
        self.longest = max(self.longest, self._open + len(pieces[0]), *map(len, pieces))
        self._open = len(pieces[-1]) + (self._open if len(pieces) == 1 else 0)
        self.odd = self.odd or b"<!" in chunk
        if self.odd:
            self.longest = self.size

    def shown(self, texts: Iterable[bytes], sheets: Iterable[bytes]) -> Iterator[int]:
        """The bytes that cells show, chunk by chunk of the sheets; the chunks of the texts may not overlap.

        A reference that is not understood counts as one to the longest.
        """
        lengths = array("Q", () if self.odd else _lengths(texts))
        for chunk in sheets:
            places = [] if self.odd else _REFERENCE.findall(chunk)
            cells = chunk.count(b'"s"') + chunk.count(b"'s'")
            known = sum(lengths[place] for place in map(int, places) if place < len(lengths))
            yield known + max(cells - len(places), 0) * self.longest


def _lengths(chunks: Iterable[bytes]) -> Iterator[int]:
    rest, before = b"", 0
    for chunk in chunks:
        *whole, last = _END.split(rest + chunk)
        for text in whole:
            yield before + len(text)
            before = 0
        rest = last[-_LONGEST_END:]
        before += len(last) - len(rest)
