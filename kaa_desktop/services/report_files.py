"""Puts a finished report where the user wants it."""

from __future__ import annotations

from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError


def write_report(path: Path, content: bytes) -> None:
    """Write beside and rename, so that a failure leaves the former file as it was.

    Raises:
        InvalidInputError: `report.not_written`.
    """
    temporary = path.with_name(path.name + ".part")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise InvalidInputError("report.not_written", path=str(path)) from error
