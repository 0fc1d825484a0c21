"""The envelope of packed rows: it tells which format they lie in, and that they are whole.

What another version of the program has packed is recognised and never guessed at.
"""

from __future__ import annotations

from zlib import crc32

_FORMAT = b"KAA2"
"""To be counted up whenever what lies packed is told in another way."""
_SUM = 4
_HEAD = len(_FORMAT) + _SUM


def enveloped(content: bytes) -> bytes:
    """Packed rows as they are kept."""
    return _FORMAT + crc32(content).to_bytes(_SUM, "big") + content


def taken_out(kept: bytes) -> bytes | None:
    """The packed rows; None where they lie in another format, or are not whole."""
    content = kept[_HEAD:]
    if kept[: len(_FORMAT)] != _FORMAT or kept[len(_FORMAT) : _HEAD] != crc32(content).to_bytes(_SUM, "big"):
        return None
    return content
