"""How the files of a source are read, as the register remembers it; passwords are not part of it."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection
from sqlmodel import Field, SQLModel

from kaa_desktop.domain.import_mappings import DateOrder, ImportMapping, Reading
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.storage.register import OperationScope, new_id


class ImportMappingRow(SQLModel, table=True):
    """How the files of a source are read; `content` is JSON."""

    __tablename__ = "import_mapping"

    id: str = Field(primary_key=True)
    kind: str
    name: str
    content: str


def mappings_of(connection: Connection, kind: FileKind) -> tuple[ImportMapping, ...]:
    """Those of a kind of file, the newest first."""
    rows = connection.exec_driver_sql(
        "SELECT name, content FROM import_mapping WHERE kind = ? ORDER BY id DESC", (kind.value,)
    )
    return tuple(_mapping(kind, name, json.loads(content)) for name, content in rows)


def keep_mapping(scope: OperationScope, mapping: ImportMapping) -> None:
    """Write a mapping; one of the same name gives way, and nothing is written where it says the same."""
    content = json.dumps(_content(mapping), sort_keys=True, ensure_ascii=False)
    known = scope.connection.exec_driver_sql(
        "SELECT content FROM import_mapping WHERE kind = ? AND name = ?", (mapping.kind.value, mapping.name)
    ).scalar()
    if known == content:
        return
    forget_mapping(scope, mapping.kind, mapping.name)
    row = ImportMappingRow(id=new_id(), kind=mapping.kind.value, name=mapping.name, content=content)
    scope.session.add(row)
    scope.session.flush()


def forget_mapping(scope: OperationScope, kind: FileKind, name: str) -> None:
    """Take a mapping away."""
    scope.connection.exec_driver_sql(
        "DELETE FROM import_mapping WHERE kind = ? AND name = ?", (kind.value, name)
    )


def _content(mapping: ImportMapping) -> dict[str, Any]:
    reading = mapping.reading
    return {
        "columns": dict(reading.columns),
        "encoding": reading.encoding,
        "separator": reading.separator,
        "dates": reading.dates.value,
        "header_row": reading.header_row,
        "headers": list(mapping.headers),
    }


def _mapping(kind: FileKind, name: str, content: dict[str, Any]) -> ImportMapping:
    reading = Reading(
        columns=content["columns"],
        encoding=content["encoding"],
        separator=content["separator"],
        dates=DateOrder(content["dates"]),
        header_row=content["header_row"],
    )
    return ImportMapping(kind=kind, name=name, reading=reading, headers=tuple(content["headers"]))
