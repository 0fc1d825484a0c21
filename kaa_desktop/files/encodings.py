"""Which encoding a text file is written in."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as UTF-16 does, so it is asked for first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1024 * 1024
_SAMPLE = 256 * 1024
_ASCII = bytes(range(0x80))
_LETTERS_BEGIN = 0xC0
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


def detect_encoding(path: Path) -> str:
    """Name the encoding: by its mark, as UTF-8, as the Windows one, then by its letters.

    The whole file is looked at, since the first å may stand on the last line.

    Raises:
        InvalidInputError: `file.encoding` where no encoding fits.
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\x00" in head:
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    return "utf-8" if _is_utf8(path) else _one_byte_encoding(path)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(path):
            if decoder.getstate()[0] or not chunk.isascii():
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _one_byte_encoding(path: Path) -> str:
    counts = [0] * 256
    for chunk in _chunks(path):
        high = chunk.translate(None, _ASCII)
        while high:
            byte = high[0]
            counts[byte] += high.count(byte)
            high = high.translate(None, bytes((byte,)))
    plausible = not any(counts[byte] for byte in _UNDEFINED_1252)
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
