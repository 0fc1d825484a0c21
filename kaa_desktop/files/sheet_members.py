"""Which parts of an .xlsx its sheets lie in: as the workbook names them, wherever that may be."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from kaa_desktop.domain.errors import InvalidInputError

SHEET_LIMIT = 1000

_Attributes = dict[str, str]


def part_names(path: Path, archive: zipfile.ZipFile) -> dict[str, str]:
    """The names of the parts as the reader compares them, and as they are written.

    Raises:
        InvalidInputError: `file.damaged` where two are the same to the reader.
    """
    written = set(archive.namelist())
    names = {_compared(name): name for name in written}
    if len(names) < len(written):
        raise InvalidInputError("file.damaged", file=path.name)
    return names


def sheet_members(path: Path, archive: zipfile.ZipFile, names: dict[str, str]) -> frozenset[str]:
    """The names of the parts that are sheets, as the reader compares them.

    Raises:
        InvalidInputError: `file.damaged` where two sheets are one and the same part, which would be laid out
            anew for each of them, or `file.too_large`.
    """
    wanted: list[str] = []
    targets: dict[str, str] = {}

    def sheet(element: str, attributes: _Attributes) -> None:
        if _local(element) == "sheet":
            wanted.extend(value for name, value in attributes.items() if _local(name) == "id")
            if len(wanted) > SHEET_LIMIT:
                raise InvalidInputError("file.too_large", file=path.name)

    def relationship(_element: str, attributes: _Attributes) -> None:
        if attributes.get("Id") in wanted:
            targets[attributes["Id"]] = _compared(attributes.get("Target", ""))

    try:
        _read(archive, names.get("xl/workbook.xml"), sheet)
        _read(archive, names.get("xl/_rels/workbook.xml.rels"), relationship)
    except ExpatError as error:
        raise InvalidInputError("file.damaged", file=path.name) from error
    members = [_place(targets[name]) for name in wanted if name in targets]
    if len(set(members)) < len(members):
        raise InvalidInputError("file.damaged", file=path.name)
    return frozenset(members)


def _read(archive: zipfile.ZipFile, name: str | None, started: Callable[[str, _Attributes], None]) -> None:
    if name is None:
        return
    parser = ParserCreate()
    parser.StartElementHandler = started
    with archive.open(name) as stream:
        parser.ParseFile(stream)


def _place(target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return target if target.startswith("xl/") else f"xl/{target}"


def _compared(name: str) -> str:
    return name.replace("\\", "/").lower()


def _local(name: str) -> str:
    return name.rpartition(":")[2]
