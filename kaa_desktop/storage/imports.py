"""What all imports share: the note that a file was taken in, without its name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.tables import ImportBatch


def note_import(scope: OperationScope, kind: str, path: Path, counts: Mapping[str, int]) -> None:
    """Keep a file's kind, fingerprint and counts, if the import has changed anything."""
    scope.session.flush()
    changed = scope.connection.exec_driver_sql(
        "SELECT EXISTS (SELECT 1 FROM change_log WHERE operation = ?)", (scope.number,)
    ).scalar()
    if changed:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        counted = json.dumps(dict(counts), sort_keys=True)
        scope.session.add(ImportBatch(id=new_id(), kind=kind, file_hash=digest, counts=counted))
