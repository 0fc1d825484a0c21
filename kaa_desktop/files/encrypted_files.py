"""Workbooks under a password, as the receiver's own program opens them (OOXML agile encryption, AES).

All of it happens in memory: a temporary file would hold personal data in clear.
"""

from __future__ import annotations

import io
from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError

_SEALED_LIMIT = 200 * 1024 * 1024

_SMALLEST = 4096
_ZIP_END = 22


def encrypted_workbook(content: bytes, password: str) -> bytes:
    """The .xlsx under the password.

    Raises:
        InvalidInputError: `export.password_missing`.
    """
    if not password:
        raise InvalidInputError("export.password_missing")
    from msoffcrypto.format.ooxml import OOXMLFile

    sealed = io.BytesIO()
    OOXMLFile(io.BytesIO(_large_enough(content))).encrypt(password, sealed)
    return sealed.getvalue()


def _large_enough(content: bytes) -> bytes:
    """Small workbooks get a comment: a compound file keeps short streams in a way that readers trip over."""
    missing = _SMALLEST - len(content)
    plain = content[-_ZIP_END:].startswith(b"PK\x05\x06")  # ends without a comment so far
    if missing <= 0 or not plain:
        return content
    return content[:-2] + missing.to_bytes(2, "little") + b" " * missing


def decrypted_workbook(path: Path, password: str) -> bytes:
    """The workbook without its password.

    Raises:
        InvalidInputError: `file.password_wrong`, `file.encrypted` where this kind of encryption is not
            known, `file.unreadable` or `file.too_large`.
    """
    from msoffcrypto.exceptions import DecryptionError
    from msoffcrypto.format.ooxml import OOXMLFile

    opened = io.BytesIO()
    content = _content(path)
    try:
        sealed = OOXMLFile(io.BytesIO(content))
        sealed.load_key(password=password, verify_password=True)
        sealed.decrypt(opened)
    except DecryptionError as error:
        raise InvalidInputError("file.password_wrong", file=path.name) from error
    except Exception as error:
        raise InvalidInputError("file.encrypted", file=path.name) from error
    return opened.getvalue()


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _SEALED_LIMIT:
            raise InvalidInputError("file.too_large", file=path.name)
        return path.read_bytes()
    except OSError as error:
        raise InvalidInputError("file.unreadable", file=path.name) from error
