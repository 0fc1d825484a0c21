"""What imports leave behind beside the logged tables, and what sealing may change of it and of people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.staged_parts import DETAILS, RESIDENTS, parts_in

TELLING = {
    "young_person": {
        *("number", "first_name", "last_name", "street", "postal_code", "city", "phone", "email"),
        *("sort_name", "protection", "case_number", "sealed"),
    },
    "school_notice": {"person_key", "number", "sealed", "case_number"},
}
"""The columns that tell who somebody is."""

Tables = dict[str, dict[str, dict[str, Any]]]
Row = tuple[object, ...]


@dataclass(frozen=True)
class Staged:
    """The rows of sources: as they lie, and the residents in clear by file and row."""

    files: frozenset[Row]
    parts: frozenset[Row]
    hidden: frozenset[Row]
    clear: frozenset[Row]

    def is_restored_as(self, former: Staged) -> bool:
        """To the row, but that whoever has been sealed since stays so."""
        sealed = self.hidden - former.hidden
        if not sealed:
            return self == former
        bared = {(file, row) for file, row, *_ in former.clear - self.clear}
        return (
            self.files == former.files
            and former.hidden <= self.hidden
            and self.clear <= former.clear
            and bared == {(file, row) for file, row, *_ in sealed}
        )


def staged(workspace: Workspace) -> Staged:
    """What stands by now."""
    with workspace.register.read() as connection:
        files, parts, hidden = (
            frozenset(tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM staged_{table}"))
            for table in ("file", "part", "hidden")
        )
        clear = frozenset(
            (part.file, row, *told, *details)
            for part in parts_in(connection, "staged_part", RESIDENTS)
            for (row, *told), details in zip(
                part.read(connection, RESIDENTS).select("row", "number", "home_municipality").iter_rows(),
                part.read(connection, DETAILS).iter_rows(),
                strict=True,
            )
        )
    return Staged(files, parts, hidden, clear)


def once_sealed(former: Tables, now: Tables) -> Tables:
    """The former rows with those sealed whom an import has sealed beside it."""
    return former | {
        table: {
            row_id: row | {name: now[table][row_id][name] for name in telling}
            if now[table].get(row_id, row)["sealed"] and not row["sealed"]
            else row
            for row_id, row in former[table].items()
        }
        for table, telling in TELLING.items()
    }
