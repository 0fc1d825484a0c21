"""Files that are there whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError


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
