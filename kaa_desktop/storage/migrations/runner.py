"""Brings a register to the newest schema: one step and its version bump in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sqlalchemy import Connection

from kaa_desktop.domain.errors import RegisterError
from kaa_desktop.storage.migrations import (
    m0001_first_register,
    m0002_sources,
    m0003_work_list,
    m0004_drafts,
    m0005_home_visits,
    m0006_import_mappings,
    m0007_deliveries,
    m0008_sounds,
    m0009_no_candidates,
    m0010_packed_sources,
    m0011_source_shelf,
)

STEPS: Mapping[int, tuple[str, ...]] = MappingProxyType(
    {
        1: m0001_first_register.STATEMENTS,
        2: m0002_sources.STATEMENTS,
        3: m0003_work_list.STATEMENTS,
        4: m0004_drafts.STATEMENTS,
        5: m0005_home_visits.STATEMENTS,
        6: m0006_import_mappings.STATEMENTS,
        7: m0007_deliveries.STATEMENTS,
        8: m0008_sounds.STATEMENTS,
        9: m0009_no_candidates.STATEMENTS,
        10: m0010_packed_sources.STATEMENTS,
        11: m0011_source_shelf.STATEMENTS,
    }
)
NEWEST = max(STEPS)


def schema_version(connection: Connection) -> int:
    """The step that the register has reached."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def check_version(version: int) -> None:
    """Refuse a register of a newer product, and a file that is none.

    Raises:
        RegisterError: `register.newer` or `register.damaged`.
    """
    if version < 1:
        raise RegisterError("register.damaged")
    if version > NEWEST:
        raise RegisterError("register.newer", version=version, newest=NEWEST)


def apply_step(connection: Connection, step: int) -> None:
    """Run one step; the caller's transaction holds it together with the version bump."""
    for script in STEPS[step]:
        for statement in split_statements(script):
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {step:d}")


def split_statements(script: str) -> Iterator[str]:
    """The statements of a script; a trigger ends at its own END."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        text = line.rstrip()
        inside_trigger = "CREATE TRIGGER" in statement
        if text.endswith("END;") or (text.endswith(";") and not inside_trigger):
            yield statement.strip()
            statement = ""
