"""What school notices say of those who have left, for a reconciliation."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import Connection

from kaa_desktop.domain.notices import NoticeStatus
from kaa_desktop.domain.source_facts import Leaving
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.notices import number_in


def leavings_until(connection: Connection, keys: OpenedKeys, day: date) -> dict[str, list[Leaving]]:
    """Notices of leaving before the day by number, as far as the user may know; not of those begun since."""
    rows = connection.exec_driver_sql(
        "SELECT number, sealed, kind, dated, school FROM school_notice"
        " WHERE kind IN (?, ?) AND status <> ? AND dated <= ? ORDER BY dated, kind DESC",
        (NoticeKind.BEGINS.value, NoticeKind.LEAVES.value, NoticeStatus.DISMISSED.value, day.isoformat()),
    )
    found: defaultdict[str, list[Leaving]] = defaultdict(list)
    for number, sealed, kind, dated, school in rows:
        told = number_in(number, sealed, keys)
        if told is None:
            continue
        if kind == NoticeKind.BEGINS:
            found.pop(told.value, None)
        elif dated < day.isoformat():
            found[told.value].append(Leaving(date.fromisoformat(dated), school))
    return dict(found)
