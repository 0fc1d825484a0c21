"""What sort of file somebody handed over: looked up in its bytes, the ending is only a hint."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.files.encodings import HEAD, wide_characters


class TableKind(StrEnum):
    """Kinds of files that hold tables."""

    TEXT = "text"
    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"


TEXT_SUFFIXES = frozenset({".csv", ".txt", ".tsv"})
WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".ods", ".xls"})

UNZIPPED_LIMIT = 768 * 1024 * 1024
"""Bytes that a workbook may hold once unpacked; a whole country's population fits."""

ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
    EOFError,
)
"""What damaged archives make the standard library raise."""

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_LIMIT = 200 * 1024 * 1024
_UTF16_OR_32 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_OTHER_TEXT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[!?a-z]|%PDF|\{\\rtf)", re.IGNORECASE)


def detect_kind(path: Path) -> TableKind:
    """Say what the file is.

    Raises:
        InvalidInputError: `file.missing`, `file.folder`, `file.unreadable`, `file.empty`, `file.kind`,
            `file.damaged`, `file.encrypted`, `file.encrypted_ods`, `file.markup`, `file.zeros` or
            `file.too_large`.
    """
    _check_place(path)
    suffix = path.suffix.lower()
    if suffix not in TEXT_SUFFIXES | WORKBOOK_SUFFIXES:
        raise InvalidInputError("file.kind", file=path.name)
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        raise InvalidInputError("file.unreadable", file=path.name) from error
    if not head:
        raise InvalidInputError("file.empty", file=path.name)
    if head.startswith(_ZIP) and (suffix in WORKBOOK_SUFFIXES or zipfile.is_zipfile(path)):
        return _zip_kind(path, path)
    if head.startswith(_OLE):
        return _ole_kind(path)
    return _text_kind(path, head)


def _check_place(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except PermissionError as error:
        raise InvalidInputError("file.unreadable", file=path.name) from error
    except (OSError, ValueError) as error:
        raise InvalidInputError("file.missing", file=path.name) from error
    if stat.S_ISDIR(mode):
        raise InvalidInputError("file.folder", file=path.name)
    if not stat.S_ISREG(mode):
        raise InvalidInputError("file.kind", file=path.name)


def kind_of_workbook(path: Path, content: bytes) -> TableKind:
    """Say what a workbook is once its password is off; `path` is what messages call it.

    Raises:
        InvalidInputError: `file.kind`, `file.damaged` or `file.too_large`.
    """
    return _zip_kind(path, io.BytesIO(content)) if content.startswith(_ZIP) else TableKind.XLS


def _zip_kind(path: Path, source: Path | BinaryIO) -> TableKind:
    try:
        with zipfile.ZipFile(source) as archive:
            return _archive_kind(path, archive)
    except OSError as error:
        raise InvalidInputError("file.unreadable", file=path.name) from error
    except ZIP_ERRORS as error:
        raise InvalidInputError("file.damaged", file=path.name) from error


def _archive_kind(path: Path, archive: zipfile.ZipFile) -> TableKind:
    entries = {entry.filename: entry for entry in archive.infolist()}
    if any(entry.flag_bits & 1 for entry in entries.values()):
        raise InvalidInputError("file.encrypted", file=path.name)
    if sum(entry.file_size for entry in entries.values()) > UNZIPPED_LIMIT:
        raise InvalidInputError("file.too_large", file=path.name)
    if "encrypted-package" in entries:  # as newer LibreOffice seals the whole of a document
        raise InvalidInputError("file.encrypted_ods", file=path.name)
    if "xl/workbook.xml" in entries:
        return TableKind.XLSX
    if "content.xml" in entries and b"spreadsheet" in _start_of(archive, "mimetype"):
        if b"encryption-data" in _start_of(archive, "META-INF/manifest.xml"):
            raise InvalidInputError("file.encrypted_ods", file=path.name)
        return TableKind.ODS
    raise InvalidInputError("file.kind", file=path.name)


def _start_of(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.NameToInfo:
        return b""
    with archive.open(name) as stream:
        return stream.read(1024 * 1024)


def _ole_kind(path: Path) -> TableKind:
    if path.stat().st_size > _OLE_LIMIT:
        raise InvalidInputError("file.too_large", file=path.name)
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise InvalidInputError("file.encrypted", file=path.name)
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return TableKind.XLS
    code = "file.damaged" if path.suffix.lower() in WORKBOOK_SUFFIXES else "file.kind"
    raise InvalidInputError(code, file=path.name)


def _text_kind(path: Path, head: bytes) -> TableKind:
    if other := _OTHER_TEXT.match(head):
        raise InvalidInputError("file.markup" if b"<" in other[0] else "file.kind", file=path.name)
    if head.startswith(_UTF16_OR_32) or wide_characters(head):
        return TableKind.TEXT
    if not _binary(head):
        if _zeros_in_doubt(head):
            raise InvalidInputError("file.zeros", file=path.name)
        return TableKind.TEXT
    code = "file.damaged" if path.suffix.lower() in WORKBOOK_SUFFIXES else "file.kind"
    raise InvalidInputError(code, file=path.name)


def _binary(head: bytes) -> bool:
    """Real files hold a stray control character now and then, other formats hold zeros and many of them."""
    text = head.replace(b"\x00", b"")
    return 2 * len(text) < len(head) or len(_CONTROL.findall(text)) > max(3, len(text) // 50)


def _zeros_in_doubt(head: bytes) -> bool:
    """Whether zeros stand in every other place only, as in letters of two bytes, but not in nearly all."""
    half = max(1, len(head) // 2)
    odd, even = head[1::2].count(0) / half, head[::2].count(0) / half
    return max(odd, even) > 0.2 and min(odd, even) < 0.05  # noqa: PLR2004 - filled fields have them in both
