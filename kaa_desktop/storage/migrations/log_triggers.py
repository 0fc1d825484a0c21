"""The triggers that write one change-log row for each changed row; nothing changes without a trace."""

from __future__ import annotations

from collections.abc import Sequence


def log_triggers(table: str, columns: Sequence[str], person: str) -> str:
    """Triggers for insert, update and delete.

    Args:
        table: the logged table; its key is the column `id`.
        columns: every column that the log keeps.
        person: the column that names the person concerned, or NULL.

    They call `kaa_operation()`, which the product's connection offers inside an operation only; a change
    from anywhere else fails.
    """
    fields = ", ".join(f"'{column}', {{side}}.{column}" for column in columns)
    differs = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
    target = "INSERT INTO change_log(operation, table_name, row_id, kind, person_id, old_values, new_values)"
    who = {side: "NULL" if person == "NULL" else f"{side}.{person}" for side in ("old", "new")}
    return f"""
CREATE TRIGGER log_insert_{table} AFTER INSERT ON {table} BEGIN
    {target}
    VALUES (kaa_operation(), '{table}', new.id, 'insert', {who["new"]}, NULL,
            json_object({fields.format(side="new")}));
END;
CREATE TRIGGER log_update_{table} AFTER UPDATE ON {table} WHEN {differs} BEGIN
    {target}
    VALUES (kaa_operation(), '{table}', new.id, 'update', {who["new"]},
            {_changed(columns, "old")},
            {_changed(columns, "new")});
END;
CREATE TRIGGER log_delete_{table} AFTER DELETE ON {table} BEGIN
    {target}
    VALUES (kaa_operation(), '{table}', old.id, 'delete', {who["old"]},
            json_object({fields.format(side="old")}), NULL);
END;
"""


def _changed(columns: Sequence[str], side: str) -> str:
    parts = " UNION ALL ".join(
        f"SELECT '{column}' AS k, {side}.{column} AS v WHERE old.{column} IS NOT new.{column}"
        for column in columns
    )
    return f"(SELECT json_group_object(k, v) FROM ({parts}))"
