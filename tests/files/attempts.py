"""Tries a file with every import of the product; run as a program it also tells the memory it took.

Usage: python -m tests.files.attempts FILE
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.i18n import load_translator
from kaa_desktop.i18n.errors import error_sentence
from kaa_desktop.services.notice_imports import import_notices
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.register_files import import_register
from kaa_desktop.services.source_files import import_source
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.system.assets import translations_folder
from tests.registers import new_workspace

IMPORTS: Mapping[str, Callable[..., tuple[Any, object]]] = MappingProxyType(
    {
        "population": import_population,
        "enrolment": partial(import_source, kind=FileKind.ENROLMENT),
        "exams": partial(import_source, kind=FileKind.EXAMS),
        "notices": import_notices,
        "register": import_register,
    }
)
STATUS = Path("/proc/self/status")


def attempts(workspace: Workspace, path: Path) -> dict[str, str]:
    """The code that each import refuses the file with, or how many of its rows it could not take."""
    found = {}
    for kind, take_in in IMPORTS.items():
        try:
            result, _changes = take_in(workspace, path, NoProgress())
        except InvalidInputError as error:
            found[kind] = error.code if told_in_words(error) else f"without words: {error.code}"
        else:
            found[kind] = f"read, {len(result.problems)} problems"
    return found


def told_in_words(error: InvalidInputError) -> bool:
    """Whether the user is told in words of both languages; a code without a sentence is shown itself."""
    told = [
        error_sentence(error, load_translator(language, translations_folder())) for language in ("sv", "en")
    ]
    return all(error.code not in text and "–" not in text and "{" not in text for text in told)


def contents(workspace: Workspace) -> dict[str, int]:
    """The rows of every table, except what full-text search keeps for itself."""
    with workspace.register.read() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = [row[0] for row in names if not row[0].startswith(("sqlite_", "person_"))]
        return {
            table: int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())
            for table in tables
        }


def facts(workspace: Workspace) -> dict[str, int]:
    """The same without the note that a file was read, where no row of it could be taken."""
    noted = {"operation", "change_log", "import_batch"}
    return {table: rows for table, rows in contents(workspace).items() if table not in noted}


def peak_mib() -> float:
    """The most memory that this process has had at once; the system's own count, not its parent's."""
    match = re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text("ascii"))
    assert match
    return int(match[1]) / 1024


def main(path: Path) -> None:
    """Print codes, whether the register is as it was, and the memory that the imports took."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = new_workspace(Path(folder))
        before, begun = contents(workspace), peak_mib()
        codes = attempts(workspace, path)
        untouched = contents(workspace) == before
        report = {"codes": codes, "untouched": untouched, "mib": peak_mib() - begun}
        workspace.register.close()
    sys.stdout.write(json.dumps(report))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
