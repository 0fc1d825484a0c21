"""Codes within statements."""

from __future__ import annotations

from kaa_desktop.domain.code_lists import LOCAL_MARK


def shipped_sql(column: str) -> str:
    """As `shipped_code`: the shipped value that counts for what stands in a column."""
    mark = f"instr({column}, '{LOCAL_MARK}')"
    return f"iif({mark}, substr({column}, 1, {mark} - 1), {column})"
