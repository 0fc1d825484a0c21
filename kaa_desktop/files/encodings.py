"""Which encoding a text file is written in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as UTF-16 does, so it is asked for first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKED_UTF_8 = "utf-8-sig"
_CHUNK = 1024 * 1024
_SAMPLE = 256 * 1024
_ASCII = bytes(range(0x80))
_LETTERS_BEGIN = 0xC0
_NO_LETTERS_1252 = (0xA0, 0xAD)
"""A space and a hyphen with which some files write every number; in other encodings seldom letters."""
_UTF_8_BEGIN = 0xC3
_UNDEFINED_1252 = b"\x81\x8d\x8f\x90\x9d"
_SWEDISH = "åäöÅÄÖéÉüØø"
_SIGNS = "“”‘’–—…"
_WINDOWS_ONLY = "èêëÜæÆáàâãçíïñóôõú"
_ONE_BYTE = (
    ("cp1252", _SWEDISH + _WINDOWS_ONLY, _SIGNS),
    ("cp850", _SWEDISH, ""),
    ("mac_roman", _SWEDISH, _SIGNS),
)
"""Encodings with the letters and signs that Swedish names and texts hold."""

HEAD = 8192
"""So many bytes tell what a file is."""

UTF_8_LETTERS = re.compile(rb"\xc3[\x84\x85\x89\x96\xa4\xa5\xa9\xb6]")
"""ÄÅÉÖäåéö in UTF-8; in another encoding nobody writes these signs beside each other."""

_GARBLED_BEGIN = b"\xc3\x83"
GARBLED = re.compile(rb"\xc3\x83(?:\xc2[\x84\x85\x89\x96\xa4\xa5\xa9\xb6]|\xe2\x80[\x9e\xa6\xb0\x93])")
"""The same letters, once read as the Windows encoding or Latin-1 and written as UTF-8: Ã¥, Ã¤, Ã¶."""


@dataclass(frozen=True, slots=True)
class Letters:
    """How a text file is written.

    Attributes:
        mixed: some rows are in UTF-8 and others in the Windows encoding.
        zeros: there are zero bytes among letters of one byte.
        garbled: letters had been read in a wrong encoding before the file was written.
    """

    encoding: str
    mixed: bool = False
    zeros: bool = False
    garbled: bool = False


def detect_encoding(path: Path) -> str:
    """Name the encoding: by its mark, as UTF-8, as the Windows one, then by its letters.

    Raises:
        InvalidInputError: `file.encoding` where no encoding fits.
    """
    return letters_of(path).encoding


def letters_of(path: Path) -> Letters:
    """Find out how a file is written; the whole of it is looked at, since the first å may come last.

    Raises:
        InvalidInputError: `file.encoding` where no encoding fits.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    if marked and marked != _MARKED_UTF_8:
        return Letters(marked)
    if wide_characters(head):
        return Letters("utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be")
    zeros = b"\x00" in head
    valid, garbled = _as_utf8(path)
    if valid:
        return Letters(marked or "utf-8", zeros=zeros, garbled=garbled)
    counts = _high_bytes(path)
    if marked or (counts[_UTF_8_BEGIN] and any(UTF_8_LETTERS.search(chunk) for chunk in _chunks(path))):
        return Letters("cp1252", mixed=True, zeros=zeros)
    return Letters(_one_byte_encoding(path, counts), zeros=zeros)


def wide_characters(head: bytes) -> bool:
    """UTF-16 without its mark: western text has a zero in every other byte."""
    half = max(1, len(head) // 2)
    odd, even = head[1::2].count(0) / half, head[::2].count(0) / half
    return max(odd, even) > 0.8 and min(odd, even) < 0.05  # noqa: PLR2004 - measured on Swedish text


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _as_utf8(path: Path) -> tuple[bool, bool]:
    """Whether the file is in UTF-8, and whether its letters were garbled before."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    garbled = False
    try:
        for chunk in _chunks(path):
            if decoder.getstate()[0] or not chunk.isascii():
                decoder.decode(chunk)
                garbled = garbled or (_GARBLED_BEGIN in chunk and bool(GARBLED.search(chunk)))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False, False
    return True, garbled


def _high_bytes(path: Path) -> list[int]:
    """How often each byte that is no letter of ASCII occurs."""
    counts = [0] * 256
    for chunk in _chunks(path):
        high = chunk.translate(None, _ASCII)
        while high:
            byte = high[0]
            counts[byte] += high.count(byte)
            high = high.translate(None, bytes((byte,)))
    return counts


def _one_byte_encoding(path: Path, counts: list[int]) -> str:
    plausible = not any(counts[byte] for byte in _UNDEFINED_1252)
    for byte in _NO_LETTERS_1252:
        counts[byte] = 0
    found = {
        name: (_count(counts, name, letters + signs), _count(counts, name, letters))
        for name, letters, signs in _ONE_BYTE
        if plausible or name != "cp1252"
    }
    likeliest = max(found, key=lambda name: found[name])
    if 2 * found[likeliest][0] > sum(counts):
        return likeliest
    if plausible and sum(counts[_LETTERS_BEGIN:]) >= sum(counts[:_LETTERS_BEGIN]):
        return "cp1252"
    return _guess(path) or _windows(path, plausible=plausible)


def _count(counts: list[int], encoding: str, letters: str) -> int:
    return sum(counts[byte] for byte in letters.encode(encoding))


def _guess(path: Path) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(next(_chunks(path))[:_SAMPLE]).best()
    return best.encoding if best else ""


def _windows(path: Path, *, plausible: bool) -> str:
    if not plausible:
        raise InvalidInputError("file.encoding", file=path.name)
    return "cp1252"
