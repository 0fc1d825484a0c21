"""Settings of the register, one row each."""

from __future__ import annotations

import json
from dataclasses import asdict, fields

from sqlalchemy import Connection

from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.storage.engine import plain_rows
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.storage.tables import Setting


def load_settings(connection: Connection) -> RegisterSettings:
    """The settings; what nobody has set keeps its first value, unknown ones are passed over."""
    known = {field.name for field in fields(RegisterSettings)}
    rows = plain_rows(connection, "SELECT id, value FROM setting", ())
    return RegisterSettings(**{name: json.loads(value) for name, value in rows if name in known})


def load_setting(connection: Connection, name: str) -> str:
    """One of the settings that are texts; empty where nobody has set it."""
    row = connection.exec_driver_sql("SELECT value FROM setting WHERE id = ?", (name,)).first()
    return str(json.loads(row[0])) if row else ""


def save_settings(scope: OperationScope, settings: RegisterSettings) -> None:
    """Write the settings that differ."""
    former = asdict(load_settings(scope.connection))
    for name, value in asdict(settings).items():
        row = scope.session.get(Setting, name)
        if row is None:
            if value != former[name]:
                scope.session.add(Setting(id=name, value=json.dumps(value)))
        elif row.value != json.dumps(value):
            row.value = json.dumps(value)
            scope.session.add(row)
    scope.session.flush()
