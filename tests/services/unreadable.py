"""Packed rows as other versions of the program left them, or as damage does."""

from __future__ import annotations

import polars as pl

from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.at_hand import rows_at_hand

NUMBER = "200803142389"


def packed_otherwise() -> bytes:
    """A number as a column of its own, without a mark of the format."""
    rows = pl.DataFrame({"number": [NUMBER.encode()], "row": [2]})
    return rows.write_ipc(None, compression="zstd").getvalue()


def leave_unreadable(workspace: Workspace, kind: str, content: bytes | None = None) -> None:
    """Keep other rows in place of those that were packed of the files of a kind.

    Args:
        content: by default as they lay before the format had a mark.
    """
    former = packed_otherwise() if content is None else content
    with workspace.register.maintenance() as connection:
        rows_at_hand(connection).forget()
        connection.exec_driver_sql(
            "UPDATE staged_part SET content = ? WHERE file IN (SELECT f.number FROM staged_file f"
            " JOIN import_batch b ON b.id = f.batch_id WHERE b.kind = ?)",
            (former, kind),
        )
