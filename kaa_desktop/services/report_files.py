"""Puts a finished report where the user wants it."""

from __future__ import annotations

from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.files.finished_files import put_in_place


def write_report(path: Path, content: bytes) -> None:
    """Write beside and rename, so that a failure leaves the former file as it was.

    Raises:
        InvalidInputError: `report.not_written`.
    """
    try:
        put_in_place(path, content)
    except InvalidInputError as error:
        raise InvalidInputError("report.not_written", path=str(path)) from error
