"""Checks that the register is whole: the file, the references, the chain, and tables against the log."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.changes import UNWATCHED, Progress
from kaa_desktop.storage import changelog
from kaa_desktop.storage.register import Register
from kaa_desktop.storage.watching import watched

LOGGED_TABLES = (
    "setting",
    "case_worker",
    "young_person",
    "episode",
    "contact_attempt",
    "occupation",
    "measure",
    "import_batch",
    "import_mapping",
    "school_notice",
    "reconcile_decision",
    "different_people",
    "reconciliation",
    "next_step",
    "mute",
    "leave",
    "saved_view",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with the register.

    Attributes:
        code: `verify.file`, `verify.reference`, `verify.chain` or `verify.table`.
        place: table, operation number or what the database said; no personal data.
        count: how many rows or pages.
    """

    code: str
    place: str
    count: int


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at and what was found."""

    operations: int
    rows: int
    findings: tuple[Finding, ...]


def verify_register(register: Register, progress: Progress = UNWATCHED) -> Verification:
    """Look at everything; takes some seconds on a large register.

    Raises:
        CancelledError: when progress says so, which is asked in the midst of the steps too.
    """
    with register.read() as connection, watched(connection, progress) as watch:
        tables = _logged_tables(connection)
        findings: list[Finding] = []
        of_the_whole = (_file, _references, _chain)
        steps = len(of_the_whole) + len(tables)
        for done, look in enumerate(of_the_whole):
            watch.step(done, steps)
            findings += look(connection)
        rows = 0
        for done, table in enumerate(tables, start=len(of_the_whole)):
            watch.step(done, steps)
            logged = rebuild_table(connection, table)
            stored = table_rows(connection, table)
            rows += len(stored)
            differing = _differing(logged, stored)
            if differing:
                findings.append(Finding("verify.table", table, differing))
        operations = int(connection.exec_driver_sql("SELECT count(*) FROM operation").scalar_one())
    return Verification(operations, rows, tuple(findings))


def rebuild_table(connection: Connection, table: str) -> dict[str, dict[str, Any] | None]:
    """The rows of a table as the change log alone tells them; None where values were erased."""
    state: dict[str, dict[str, Any] | None] = {}
    entries = connection.exec_driver_sql(
        "SELECT row_id, kind, new_values, erased_hash FROM change_log WHERE table_name = ? ORDER BY number",
        (table,),
    )
    for row_id, kind, new, erased in entries:
        if kind == "delete":
            state.pop(row_id, None)
        elif erased:
            state[row_id] = None
        elif kind == "insert":
            state[row_id] = json.loads(new)
        else:
            former = state.get(row_id)
            state[row_id] = None if former is None else former | json.loads(new)
    return state


def table_rows(connection: Connection, table: str) -> dict[str, dict[str, Any]]:
    """The rows as they stand, without the local row number."""
    result = connection.exec_driver_sql(f"SELECT * FROM {table}")
    names = [name for name in result.keys() if name != "row_number"]  # noqa: SIM118 - a result, not a dict
    return {row["id"]: {name: row[name] for name in names} for row in result.mappings()}


def _logged_tables(connection: Connection) -> list[str]:
    """Those that this schema has; the backup before a migration is verified with the older one."""
    there = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master")}
    return [table for table in LOGGED_TABLES if table in there]


def _differing(logged: dict[str, dict[str, Any] | None], stored: dict[str, dict[str, Any]]) -> int:
    missing = len(logged.keys() ^ stored.keys())
    changed = sum(
        1 for row_id, row in stored.items() if logged.get(row_id) is not None and logged[row_id] != row
    )
    return missing + changed


def _file(connection: Connection) -> list[Finding]:
    pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
    problems = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(20)") if row[0] != "ok"]
    found = [Finding("verify.file", "cipher", len(pages))] if pages else []
    return found + ([Finding("verify.file", "integrity", len(problems))] if problems else [])


def _references(connection: Connection) -> list[Finding]:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    tables = sorted({str(row[0]) for row in rows})
    return [Finding("verify.reference", table, sum(row[0] == table for row in rows)) for table in tables]


def _chain(connection: Connection) -> list[Finding]:
    broken = changelog.broken_operations(connection)
    return [Finding("verify.chain", str(broken[0]), len(broken))] if broken else []
