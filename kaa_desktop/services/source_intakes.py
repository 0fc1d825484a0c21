"""Several sources at once: what people have who are about to reconcile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.errors import FilesRefusedError, InvalidInputError, RefusedFile
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.files.recognition import recognise
from kaa_desktop.services.import_mappings import known_source
from kaa_desktop.services.intakes import Intake, read_all, take_in
from kaa_desktop.services.population_import import PopulationImport, PopulationIntake
from kaa_desktop.services.source_files import SourceImport, SourceIntake
from kaa_desktop.services.workspace import Workspace

_SOURCES = (FileKind.POPULATION, FileKind.ENROLMENT, FileKind.EXAMS)
_OTHERS: Mapping[FileKind | None, str] = MappingProxyType(
    {FileKind.NOTICES: "sources.notices", FileKind.REGISTER: "sources.register"}
)


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that somebody hands over, how it is read, and by which mapping, if by one."""

    kind: FileKind
    path: Path
    reading: Reading = AS_FOUND
    mapping: str = ""


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What came of a file."""

    given: GivenFile
    result: PopulationImport | SourceImport
    changes: Changes

    @property
    def asks_for_eyes(self) -> bool:
        """Whether rows have to be looked at, or residents to be decided by hand."""
        told = self.result
        return bool(told.problems or (isinstance(told, PopulationImport) and told.outcome.to_decide))


def take_in_unsorted(
    workspace: Workspace,
    paths: Sequence[Path],
    progress: Progress,
    *,
    dry_run: bool = False,
    password: str = "",
) -> list[TakenFile]:
    """Take in files as `take_in_sources` does, each as the source that its headers tell.

    Raises:
        FilesRefusedError: some of the files are none of the sources, or cannot be read at all.
    """
    sorted_out = [_sorted_out(workspace, path, password) for path in paths]
    files = [one for one in sorted_out if isinstance(one, GivenFile)]
    refused = [one for one in sorted_out if isinstance(one, RefusedFile)]
    if not refused:
        return take_in_sources(workspace, files, progress, dry_run=dry_run)
    try:
        read_all([_intake(workspace, file, dry_run=True) for file in files], progress)
    except FilesRefusedError as error:
        refused += error.refused
    raise FilesRefusedError(sorted(refused, key=lambda one: paths.index(one.path)), len(paths))


def _sorted_out(workspace: Workspace, path: Path, password: str) -> GivenFile | RefusedFile:
    try:
        return _recognised(workspace, path, password)
    except InvalidInputError as error:
        return RefusedFile(path, error)


def _recognised(workspace: Workspace, path: Path, password: str) -> GivenFile:
    kind = recognise(path, password)
    if kind not in _SOURCES:
        raise InvalidInputError(_OTHERS.get(kind, "sources.other_kind"), file=path.name)
    if known := known_source(workspace, kind, path, password):
        return GivenFile(kind, path, known[1], known[0].name)
    return GivenFile(kind, path, replace(AS_FOUND, password=password))


def take_in_sources(
    workspace: Workspace, files: Sequence[GivenFile], progress: Progress, *, dry_run: bool = False
) -> list[TakenFile]:
    """Take in population, enrolment and exam files, with the outcome of one after the other.

    Two are read at a time, and they are kept together: each is an operation with an undo of its own, but
    where one cannot be read none is kept.

    Raises:
        FilesRefusedError: some of the files cannot be read at all.
    """
    intakes = [_intake(workspace, file, dry_run=dry_run) for file in files]
    taken = take_in(workspace, intakes, progress, dry_run=dry_run)
    return [TakenFile(file, *outcome) for file, outcome in zip(files, taken, strict=True)]


def _intake(
    workspace: Workspace, file: GivenFile, *, dry_run: bool
) -> Intake[PopulationImport | SourceImport]:
    if file.kind is FileKind.POPULATION:
        return PopulationIntake(workspace, file.path, file.reading, dry_run=dry_run)
    return SourceIntake(workspace, file.kind, file.path, file.reading, dry_run=dry_run)
