"""The keys under which packed sources hold people: they tell nobody's number, and join fast.

Imported where sources are read or written: start-up pays nothing for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import polars as pl
from Cryptodome.Cipher import AES

_PADDING = " " * 4
"""What a number of twelve characters lacks to be a block."""
_HALVES = 2
_AT_ONCE = 16_384
"""Few enough for the memory at hand to be used again."""
_PURPOSE = b"staged sources "


class StagedKeys:
    """Sixty-four bits of a number under a cipher whose key only the register holds.

    A keyed hash like that of `person_id_for` has to be worked out for each number by itself, which takes
    longer than to read a file; one call enciphers the numbers of a whole country. Each number is a block of
    its own, since the same has to give the same.
    """

    def __init__(self, secret: str) -> None:
        key = hashlib.sha256(_PURPOSE + bytes.fromhex(secret)).digest()
        self._cipher = AES.new(key, AES.MODE_ECB)

    def of(self, numbers: pl.Series) -> pl.Series:
        """The keys of twelve-character numbers, in order."""
        pieces = [self._of(piece) for piece in numbers.to_frame().iter_slices(_AT_ONCE)]
        return pl.concat([pl.Series(dtype=pl.Int64), *pieces], rechunk=True)

    def _of(self, numbers: pl.DataFrame) -> pl.Series:
        joined: str = numbers.to_series().str.join(_PADDING).item()
        enciphered = self._cipher.encrypt(f"{joined}{_PADDING}".encode())
        halves = pl.Array(pl.Int64, numbers.height * _HALVES)
        read = pl.Series([enciphered]).bin.reinterpret(dtype=halves, endianness="little")
        return read.explode().gather_every(_HALVES)

    def of_some(self, numbers: Sequence[str]) -> list[int]:
        """The keys of a few numbers."""
        found: list[int] = self.of(pl.Series(numbers, dtype=pl.String)).to_list()
        return found
