"""The keys under which packed sources hold people: they tell nobody's number, and join fast.

Imported where sources are read or written: start-up pays nothing for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import polars as pl
from Cryptodome.Cipher import AES

_BLOCK = 16
_HALVES = 2
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
        if numbers.is_empty():
            return pl.Series(dtype=pl.Int64)
        blocks = numbers.str.pad_end(_BLOCK).str.join("").item().encode()
        halves = pl.Array(pl.Int64, len(numbers) * _HALVES)
        enciphered = pl.Series([self._cipher.encrypt(blocks)])
        return enciphered.bin.reinterpret(dtype=halves, endianness="little").explode().gather_every(_HALVES)

    def of_some(self, numbers: Sequence[str]) -> list[int]:
        """The keys of a few numbers."""
        found: list[int] = self.of(pl.Series(numbers, dtype=pl.String)).to_list()
        return found
