"""Rows of a text that wait until the whole of it has been read; they may be nearly all of it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kaa_desktop.files.data_rows import Row

_AS_THEY_ARE = 400_000
_TOGETHER = 1000


class WaitingRows:
    """Keeps rows of texts in order: as many as files have as they are, what comes after them packed.

    Attributes:
        numbers: of the people whom the rows mean.
    """

    def __init__(self) -> None:
        self.numbers: set[str] = set()
        self._first: list[Row] = []
        self._packed: list[bytes] = []
        self._last: list[Row] = []

    def append(self, row: Row, number: str) -> None:
        """Keep a row, which takes a fifth of the room once it is packed."""
        if number:
            self.numbers.add(number)
        if len(self._first) < _AS_THEY_ARE:
            self._first.append(row)
            return
        self._last.append(row)
        if len(self._last) == _TOGETHER:
            self._packed.append(json.dumps(self._last, separators=(",", ":")).encode("ascii"))
            self._last = []

    def __iter__(self) -> Iterator[Row]:
        yield from self._first
        for rows in self._packed:
            yield from map(Row._make, json.loads(rows))
        yield from self._last
