"""What all imports share: the note that a file was taken in, without its name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import Connection

from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.tables import ImportBatch

_STAGED = frozenset({"population", "enrolment", "exams"})


class Fingerprint:
    """A file's, worked out beside the reading of it."""

    def __init__(self, path: Path) -> None:
        worker = ThreadPoolExecutor(1)
        self._found = worker.submit(_fingerprint, path)
        worker.shutdown(wait=False)

    @property
    def text(self) -> str:
        """The fingerprint, once it is there."""
        return self._found.result()


def note_import(scope: OperationScope, kind: str, path: Path, counts: Mapping[str, int]) -> None:
    """Keep a file's kind, fingerprint and counts, if the import has changed anything."""
    scope.session.flush()
    changed = scope.connection.exec_driver_sql(
        "SELECT EXISTS (SELECT 1 FROM change_log WHERE operation = ?)", (scope.number,)
    ).scalar()
    if changed:
        note_batch(scope, new_id(), kind, Fingerprint(path), counts)


def begin_import(
    scope: OperationScope, kind: str, fingerprint: Fingerprint, counts: Mapping[str, int]
) -> str | None:
    """The id of a new import, or None where the very same file has been taken in before."""
    if taken_before(scope.connection, kind, fingerprint):
        return None
    batch_id = new_id()
    note_batch(scope, batch_id, kind, fingerprint, counts)
    return batch_id


def taken_before(connection: Connection, kind: str, fingerprint: Fingerprint) -> bool:
    """Whether the very same file has been taken in.

    A source whose rows have been erased since is taken in anew, for the next reconciliation.
    """
    staged = " AND EXISTS (SELECT 1 FROM staged_file f WHERE f.batch_id = b.id)" if kind in _STAGED else ""
    known = connection.exec_driver_sql(
        f"SELECT 1 FROM import_batch b WHERE b.kind = ? AND b.file_hash = ?{staged}", (kind, fingerprint.text)
    ).first()
    return known is not None


def note_batch(
    scope: OperationScope, batch_id: str, kind: str, fingerprint: Fingerprint, counts: Mapping[str, int]
) -> None:
    """Keep a file's kind, fingerprint and counts under an id."""
    counted = json.dumps(dict(counts), sort_keys=True)
    scope.session.add(ImportBatch(id=batch_id, kind=kind, file_hash=fingerprint.text, counts=counted))
    scope.session.flush()


def _fingerprint(path: Path) -> str:
    if not path.is_file():
        return ""  # nobody waits for a pipe, or for the end of what has none; the reader refuses them
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
