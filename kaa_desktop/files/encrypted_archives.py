"""Files of any kind under a password: a zip archive with AES-256, which the usual programs open."""

from __future__ import annotations

import io

from kaa_desktop.domain.errors import InvalidInputError


def encrypted_archive(name: str, content: bytes, password: str) -> bytes:
    """The archive with the one file; made in memory.

    Raises:
        InvalidInputError: `export.password_missing`.
    """
    if not password:
        raise InvalidInputError("export.password_missing")
    import pyzipper

    stream = io.BytesIO()
    with pyzipper.AESZipFile(
        stream, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(password.encode())
        archive.writestr(name, content)
    return stream.getvalue()
