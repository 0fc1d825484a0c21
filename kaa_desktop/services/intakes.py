"""Taking files in: two are read at a time, and then all are kept or none."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol, TypeVar

from kaa_desktop.domain.changes import Changes, Progress, Share
from kaa_desktop.domain.errors import FilesRefusedError, InvalidInputError, RefusedFile
from kaa_desktop.domain.side_by_side import SideBySide
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.register import Transaction
from kaa_desktop.system.collector import collector_at_rest

_T_co = TypeVar("_T_co", covariant=True)
_T = TypeVar("_T")
_READERS = 2
"""What is looked at line by line keeps one processor busy; the columns of another file are read meanwhile."""


class Intake(Protocol[_T_co]):
    """A file on its way in."""

    @property
    def path(self) -> Path:
        """Where it is."""

    def read(self, progress: Progress) -> None:
        """Read it; asks nothing of the register.

        Raises:
            InvalidInputError: the file cannot be read at all.
        """

    def pack(self, progress: Progress) -> None:
        """Make ready to be kept what has been read; asks nothing of the register."""

    def keep(self, transaction: Transaction) -> tuple[_T_co, Changes]:
        """Keep what it held, in an operation of its own."""


@collector_at_rest()
def take_in(
    workspace: Workspace, intakes: Sequence[Intake[_T]], progress: Progress, *, dry_run: bool
) -> list[tuple[_T, Changes]]:
    """What came of each file, in order.

    The register is held no longer than it takes to write what is ready, and where a file cannot be read or
    the user cancels, it is as it was before.

    Raises:
        FilesRefusedError: some of the files cannot be read at all.
    """
    read_all(intakes, Share(progress, 0, 95))
    from kaa_desktop.storage.staged_joins import join_beside

    kept, secret = [], workspace.person_secret()
    with workspace.register.transaction(keep=not dry_run) as transaction:
        for place, one in enumerate(intakes):
            progress.step(95 * len(intakes) + 5 * place, 100 * len(intakes))
            kept.append(one.keep(transaction))
        if not dry_run:
            join_beside(transaction.connection, secret)
    return [(result, Changes() if dry_run else changes) for result, changes in kept]


def take_in_one(
    workspace: Workspace, intake: Intake[_T], progress: Progress, *, dry_run: bool
) -> tuple[_T, Changes]:
    """What came of a file by itself.

    Raises:
        InvalidInputError: it cannot be read at all.
    """
    try:
        (taken,) = take_in(workspace, [intake], progress, dry_run=dry_run)
    except FilesRefusedError as error:
        raise error.refused[0].trouble from None
    return taken


def read_all(intakes: Sequence[Intake[object]], progress: Progress) -> None:
    """Read the files; where one cannot be read the others are, so that all troubles are told at once.

    Raises:
        FilesRefusedError: some of the files cannot be read at all.
    """
    told = SideBySide(progress, len(intakes))
    refused = []
    with ThreadPoolExecutor(_READERS) as readers:
        work = [readers.submit(_read, *one) for one in zip(intakes, told.parts(), strict=True)]
        try:
            for intake, reading in zip(intakes, work, strict=True):
                if isinstance(trouble := reading.exception(), InvalidInputError):
                    refused.append(RefusedFile(intake.path, trouble))
                else:
                    reading.result()
        except BaseException:
            told.stop()
            raise
    if refused:
        raise FilesRefusedError(refused, len(intakes))


def _read(intake: Intake[object], progress: Progress) -> None:
    intake.read(Share(progress, 0, 80))
    intake.pack(Share(progress, 80, 100))
