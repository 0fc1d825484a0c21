"""The rows of sources whose import has been undone: out of the sources, and back again when it is redone.

They lie here only as long as redo can bring them back. Most are people outside the target group, whom the
register may not keep: the next operation of whoever undid the import clears them away, and a reconciliation
that is closed erases them with all other sources.
"""

from __future__ import annotations

from sqlalchemy import Connection

from kaa_desktop.domain.errors import NotAllowedError
from kaa_desktop.storage.at_hand import rows_at_hand

_FILE = "number, batch_id, row_count"


def put_on_shelf(connection: Connection, batch_id: str, undo: int) -> None:
    """Take the rows of an import out of the sources.

    Args:
        connection: of the undo.
        batch_id: the import; one whose rows have been erased has nothing to keep.
        undo: the operation that takes it back.
    """
    file = _file(connection, "staged_file", batch_id)
    rows_at_hand(connection).forget()
    if file is not None:
        connection.exec_driver_sql(
            f"INSERT INTO shelved_file({_FILE}, undo) SELECT {_FILE}, ? FROM staged_file WHERE number = ?",
            (undo, file),
        )
        _move(connection, file, "staged", "shelved")


def take_from_shelf(connection: Connection, batch_id: str) -> None:
    """Put the exact rows back among the sources.

    Raises:
        NotAllowedError: `undo.erased` where a reconciliation was closed in the meantime.
    """
    file = _file(connection, "shelved_file", batch_id)
    if file is None:
        return
    if _is_erased(connection, file):
        raise NotAllowedError("undo.erased")
    connection.exec_driver_sql(
        f"INSERT INTO staged_file({_FILE}) SELECT {_FILE} FROM shelved_file WHERE number = ?", (file,)
    )
    _move(connection, file, "shelved", "staged")


def clear_shelf(connection: Connection, operation: int) -> None:
    """Erase what can no longer be brought back.

    Args:
        connection: of the operation.
        operation: what its user has done since; on another device nothing is brought back anyway.
    """
    files = connection.exec_driver_sql(
        "SELECT f.number FROM shelved_file f JOIN operation u ON u.number = f.undo"
        " JOIN operation o ON o.number = ? AND (o.actor = u.actor OR o.device <> u.device)",
        (operation,),
    )
    for file in files.scalars().all():
        _delete(connection, file, "shelved")


def erase_shelf(connection: Connection) -> None:
    """Erase all rows; that they were there is still known, so that nothing is brought back without them."""
    for table in ("shelved_part", "shelved_hidden"):
        connection.exec_driver_sql(f"DELETE FROM {table}")


def _file(connection: Connection, table: str, batch_id: str) -> int | None:
    row = connection.exec_driver_sql(f"SELECT number FROM {table} WHERE batch_id = ?", (batch_id,)).first()
    return None if row is None else int(row[0])


def _is_erased(connection: Connection, file: int) -> bool:
    return bool(
        connection.exec_driver_sql(
            "SELECT NOT EXISTS (SELECT 1 FROM shelved_part WHERE file = :file)"
            " AND NOT EXISTS (SELECT 1 FROM shelved_hidden WHERE file = :file)",
            {"file": file},
        ).scalar()
    )


def _move(connection: Connection, file: int, source: str, target: str) -> None:
    for table in ("part", "hidden"):
        connection.exec_driver_sql(
            f"INSERT INTO {target}_{table} SELECT * FROM {source}_{table} WHERE file = ?", (file,)
        )
    _delete(connection, file, source)


def _delete(connection: Connection, file: int, place: str) -> None:
    for table in ("part", "hidden"):
        connection.exec_driver_sql(f"DELETE FROM {place}_{table} WHERE file = ?", (file,))
    connection.exec_driver_sql(f"DELETE FROM {place}_file WHERE number = ?", (file,))
