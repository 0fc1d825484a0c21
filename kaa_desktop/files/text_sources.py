"""Text files as they can be read: most as they lie there, some with their letters mended first."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.files.encodings import GARBLED, UTF_8_LETTERS, Letters, letters_of
from kaa_desktop.files.plain_texts import LINE_LIMIT, ROW_LIMIT

_LIMIT = 128 * 1024 * 1024
"""Bytes of a file that is mended, since that happens in memory."""
_SIZE_LIMIT = 1024 * 1024 * 1024
"""Bytes of a file whose letters are found out, which means to look at all of them."""
_TOLD = 500
_TEXT_LIMIT = 200
_CHUNK = 1024 * 1024
_NAME = "utf-8 + cp1252"
_ESCAPED = re.compile(r"[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class TextSource:
    """A text file, or what it was mended to.

    Attributes:
        content: in UTF-8; None where the file is read as it is.
    """

    path: Path
    content: bytes | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """How messages call the file."""
        return self.path.name

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return self.path.stat().st_size if self.content is None else len(self.content)

    def open(self) -> BinaryIO:
        """The bytes from the beginning."""
        return self.path.open("rb") if self.content is None else io.BytesIO(self.content)


@dataclass(frozen=True, slots=True)
class OpenedText:
    """A text file with its letters.

    Attributes:
        encoding: in which the source is read.
        told: the encoding as the user is told it.
        problems: what is to be looked at.
    """

    source: TextSource
    encoding: str
    told: str
    problems: tuple[RowProblem, ...] = ()


def open_text(path: Path, stated: str = "") -> OpenedText:
    """Find the letters out, unless they are stated, and mend what is in two encodings or holds zeros.

    Raises:
        InvalidInputError: `file.encoding`, `file.too_large` or `file.unreadable`.
    """
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            raise InvalidInputError("file.too_large", file=path.name)
        if stated:
            return OpenedText(TextSource(path), stated, stated)
        letters = letters_of(path)
        if letters.mixed or letters.zeros:
            return _mended(path, letters)
        problems = (_garbled(path),) if letters.garbled else ()
    except OSError as error:
        raise InvalidInputError("file.unreadable", file=path.name) from error
    return OpenedText(TextSource(path), letters.encoding, letters.encoding, problems)


def _mended(path: Path, letters: Letters) -> OpenedText:
    if path.stat().st_size > _LIMIT:
        raise InvalidInputError("file.too_large", file=path.name)
    content = path.read_bytes().replace(b"\x00", b"")  # mainframes fill their fields with them
    if not letters.mixed:
        return OpenedText(TextSource(path, content), letters.encoding, letters.encoding)
    if content.count(b"\n") > ROW_LIMIT:
        raise InvalidInputError("file.too_many_rows", file=path.name, limit=ROW_LIMIT)
    mended, windows, utf_8, either = io.BytesIO(), _OddRows(), _OddRows(), 0
    row, quotes = 1, 0
    for line in _lines(path.name, content):
        mended.write(line.text.encode())
        either += line.windows or line.utf_8
        if line.windows:
            windows.note(row, line.text)
        if line.utf_8:
            utf_8.note(row, line.text)
        quotes += line.text.count('"')
        row += quotes % 2 == 0  # a line end within quotation marks ends no row
    odd = windows if 2 * windows.count <= either else utf_8
    return OpenedText(TextSource(path, mended.getvalue()), "utf-8-sig", _NAME, odd.problems())


def _lines(file: str, content: bytes) -> Iterator[_Line]:
    start, number = 0, 0
    while start < len(content):
        near = start + _CHUNK
        end = content.find(b"\n", near) + 1 or content.find(b"\r", near) + 1 or len(content)
        for line in content[start:end].splitlines(keepends=True):
            number += 1
            if len(line) > LINE_LIMIT:
                raise InvalidInputError("file.line_too_long", file=file, row=number)
            yield _Line(line)
        start = end


class _Line:
    """A line in UTF-8, but for the bytes that are not."""

    def __init__(self, content: bytes) -> None:
        self.utf_8 = bool(UTF_8_LETTERS.search(content))
        escaped = content.decode("utf-8", "surrogateescape")
        self.windows = bool(_ESCAPED.search(escaped)) if not content.isascii() else False
        self.text = _ESCAPED.sub(_windows_letter, escaped) if self.windows else escaped


def _windows_letter(match: re.Match[str]) -> str:
    return bytes((ord(match[0]) & 0xFF,)).decode("cp1252", "replace")


class _OddRows:
    """The rows in one of the encodings; where they are very many, the first of them and how many."""

    def __init__(self) -> None:
        self.count = 0
        self._first: list[tuple[int, str]] = []

    def note(self, row: int, text: str) -> None:
        """Count a row."""
        self.count += 1
        if self.count <= _TOLD:
            self._first.append((row, _shown(text)))

    def problems(self) -> tuple[RowProblem, ...]:
        """What the user is told of them."""
        if self.count <= _TOLD:
            return tuple(
                RowProblem(row=row, code="row.other_letters", text=text, fatal=False)
                for row, text in self._first
            )
        row, text = self._first[0]
        data = {"rows": self.count}
        return (RowProblem(row=row, code="file.other_letters", text=text, fatal=False, data=data),)


def _garbled(path: Path) -> RowProblem:
    """The first row whose letters were read in a wrong encoding before they came here."""
    row, line = 1, b""
    with path.open("rb") as stream:
        pieces = iter(lambda: stream.readline(LINE_LIMIT), b"")
        for row, line in enumerate(pieces, 1):  # noqa: B007 - used after the loop
            if GARBLED.search(line):
                break
    text = _shown(line.decode("utf-8", "replace"))
    return RowProblem(row=row, code="file.garbled_letters", text=text, fatal=False)


def _shown(line: str) -> str:
    return line.lstrip("\ufeff").strip()[:_TEXT_LIMIT]
