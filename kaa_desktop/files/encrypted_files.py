"""Workbooks under a password, as the receiver's own program opens them (OOXML agile encryption, AES).

All of it happens in memory: a temporary file would hold personal data in clear.
"""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError


def encrypted_workbook(content: bytes, password: str) -> bytes:
    """The .xlsx under the password.

    Raises:
        InvalidInputError: `export.password_missing`.
    """
    if not password:
        raise InvalidInputError("export.password_missing")
    from msoffcrypto.format.ooxml import OOXMLFile

    sealed = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, sealed)
    return sealed.getvalue()


def put_in_place(target: Path, content: bytes) -> None:
    """Write beside the target first, so that a full disk never leaves half a file in its place.

    Raises:
        InvalidInputError: `file.not_writable`.
    """
    unfinished = target.with_name(f"{target.name}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        raise InvalidInputError("file.not_writable", file=target.name) from error
