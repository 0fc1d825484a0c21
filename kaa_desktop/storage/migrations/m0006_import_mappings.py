"""Step 6: how the columns of a source's files are read, remembered under a name."""

from __future__ import annotations

from kaa_desktop.storage.migrations.log_triggers import log_triggers

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE import_mapping (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX import_mapping_name ON import_mapping(kind, name);
""",
    log_triggers("import_mapping", ("id", "kind", "name", "content"), "NULL"),
)
