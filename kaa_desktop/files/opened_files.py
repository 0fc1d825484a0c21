"""A file whose kind is known, and whose password, if it had one, is off."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.files.encrypted_files import decrypted_workbook
from kaa_desktop.files.kinds import TableKind, detect_kind, kind_of_workbook


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that can be read.

    Attributes:
        content: in clear, where the file itself is under a password; never laid down anywhere.
    """

    path: Path
    kind: TableKind
    content: bytes | None = field(default=None, repr=False)


def open_file(path: Path, password: str = "") -> OpenedFile:
    """Say what the file is; a password opens a workbook that has one and is else left unused.

    Raises:
        InvalidInputError: `file.encrypted` without a password, `file.password_wrong`, or another code that
            begins with `file.`.
    """
    try:
        return OpenedFile(path, detect_kind(path))
    except InvalidInputError as error:
        if error.code != "file.encrypted" or not password:
            raise
    content = decrypted_workbook(path, password)
    return OpenedFile(path, kind_of_workbook(path, content), content)
