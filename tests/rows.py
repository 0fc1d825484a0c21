"""Every row of a register in full, to hold two states of it against each other."""

from __future__ import annotations

from collections import Counter

from kaa_desktop.services.workspace import Workspace

Rows = dict[str, Counter[tuple[object, ...]]]

LOG = frozenset({"operation", "change_log"})
_LOCAL = frozenset({"row_number"})
_INDEXES = ("sqlite_", "person_words", "person_infix", "person_sounds", "work_")
_SHELF = "shelved_"


def whole(workspace: Workspace) -> Rows:
    """The rows of every table but the log, the shelf, and what is worked out from other tables."""
    return _rows(workspace, shelf=False)


def shelved(workspace: Workspace) -> Rows:
    """What redo may bring back; tables without rows are left out."""
    return {table: rows for table, rows in _rows(workspace, shelf=True).items() if rows}


def differing(one: Rows, other: Rows) -> dict[str, tuple[int, int]]:
    """How many rows of each table stand on one side alone."""
    return {
        table: ((rows - other[table]).total(), (other[table] - rows).total())
        for table, rows in one.items()
        if rows != other[table]
    }


def _rows(workspace: Workspace, *, shelf: bool) -> Rows:
    found: Rows = {}
    with workspace.register.read() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
        for table in names.all():
            if table in LOG or table.startswith(_INDEXES) or table.startswith(_SHELF) is not shelf:
                continue
            info = connection.exec_driver_sql(f"PRAGMA table_info({table})").all()
            columns = ", ".join(row[1] for row in info if row[1] not in _LOCAL)
            rows = connection.exec_driver_sql(f"SELECT {columns} FROM {table}")
            found[table] = Counter(tuple(row) for row in rows)
    return found
