"""Text files as they can be read: most as they lie there, some with their letters mended first."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.files.encodings import GARBLED, UTF_8_LETTERS, Letters, letters_of

_LIMIT = 300 * 1024 * 1024
"""Bytes of a file that is mended, since that happens in memory."""
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
    lines = [_Line(line) for line in content.splitlines(keepends=True)]
    windows = sum(line.windows for line in lines)
    odd_are_windows = 2 * windows <= sum(line.windows or line.utf_8 for line in lines)
    problems = _odd_rows(lines, odd_are_windows=odd_are_windows)
    mended = "".join(line.text for line in lines).encode()
    return OpenedText(TextSource(path, mended), "utf-8-sig", _NAME, problems)


class _Line:
    """A line in UTF-8, but for the bytes that are not."""

    def __init__(self, content: bytes) -> None:
        self.utf_8 = bool(UTF_8_LETTERS.search(content))
        escaped = content.decode("utf-8", "surrogateescape")
        self.windows = bool(_ESCAPED.search(escaped)) if not content.isascii() else False
        self.text = _ESCAPED.sub(_windows_letter, escaped) if self.windows else escaped


def _windows_letter(match: re.Match[str]) -> str:
    return bytes((ord(match[0]) & 0xFF,)).decode("cp1252", "replace")


def _odd_rows(lines: list[_Line], *, odd_are_windows: bool) -> tuple[RowProblem, ...]:
    """The rows in the encoding of the fewer; where they are very many, the first of them and how many."""
    row, quotes, odd = 1, 0, []
    for line in lines:
        if line.windows if odd_are_windows else line.utf_8:
            odd.append(RowProblem(row=row, code="row.other_letters", text=_shown(line.text), fatal=False))
        quotes += line.text.count('"')
        row += quotes % 2 == 0  # a line end within quotation marks ends no row
    if len(odd) <= _TOLD:
        return tuple(odd)
    data = {"rows": len(odd)}
    return (RowProblem(row=odd[0].row, code="file.other_letters", text=odd[0].text, fatal=False, data=data),)


def _garbled(path: Path) -> RowProblem:
    """The first row whose letters were read in a wrong encoding before they came here."""
    row, line = 1, b""
    with path.open("rb") as stream:
        for row, line in enumerate(stream, 1):  # noqa: B007 - used after the loop
            if GARBLED.search(line[:_CHUNK]):
                break
    text = _shown(line.decode("utf-8", "replace"))
    return RowProblem(row=row, code="file.garbled_letters", text=text, fatal=False)


def _shown(line: str) -> str:
    return line.lstrip("\ufeff").strip()[:_TEXT_LIMIT]
