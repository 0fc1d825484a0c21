"""The whole register as a workbook that can be imported again, so that nobody is locked in."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError
from kaa_desktop.files.encrypted_files import encrypted_workbook
from kaa_desktop.files.finished_files import put_in_place
from kaa_desktop.files.register_workbook import write_register_workbook
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.histories import log_export
from kaa_desktop.storage.register_exports import stored_history

_STEPS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterExport:
    """What was written.

    Attributes:
        protected: protected people among them, in clear.
        left_out: protected people who are not in the workbook.
    """

    people: int
    episodes: int
    contacts: int
    measures: int
    protected: int
    left_out: int
    encrypted: bool


def export_register(
    workspace: Workspace, path: Path, progress: Progress, *, password: str | None, protected_reason: str = ""
) -> RegisterExport:
    """Write everybody with their episodes, contacts and measures; who did it, and when, is logged.

    Args:
        workspace: the open register.
        path: an .xlsx file; one that is there is replaced.
        progress: asked between the steps.
        password: what opens the workbook; None where the user has declined encryption.
        protected_reason: why protected people shall be in it, in clear; each of them is logged with it.

    Raises:
        InvalidInputError: `export.suffix`, `export.password_missing` or `file.not_writable`.
        NotAllowedError: `person.no_right` where a reason is given without the right.
    """
    register = workspace.register
    if path.suffix.lower() != ".xlsx":
        raise InvalidInputError("export.suffix", file=path.name)
    if password == "":
        raise InvalidInputError("export.password_missing")
    if protected_reason and register.keys.protected_key is None:
        raise NotAllowedError("person.no_right")
    progress.step(0, _STEPS)
    with register.read() as connection:
        stored = stored_history(connection, clear_with=register.keys if protected_reason else None)
    progress.step(1, _STEPS)
    stream = io.BytesIO()
    write_register_workbook(stream, stored.history, workspace.code_lists)
    progress.step(2, _STEPS)
    content = stream.getvalue() if password is None else encrypted_workbook(stream.getvalue(), password)
    progress.step(3, _STEPS)
    log_export(register, stored.protected_ids, reason=protected_reason)  # before: nothing leaves unlogged
    put_in_place(path, content)
    return RegisterExport(
        people=len(stored.history.people),
        episodes=len(stored.history.episodes),
        contacts=len(stored.history.contacts),
        measures=len(stored.history.measures),
        protected=len(stored.protected_ids),
        left_out=stored.left_out,
        encrypted=password is not None,
    )
