"""How files are read: previewed, remembered under a name, and known again by their header line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import NO_HEADER, ImportMapping, Reading, checked_name, reference_to
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.files.headers import bare
from kaa_desktop.files.previews import FilePreview, preview
from kaa_desktop.files.source_columns import COLUMNS, field_named
from kaa_desktop.files.tops import TopOfFile, TopOfSheet, read_top
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import import_mappings as stored

MAPPED_KINDS = tuple(COLUMNS)

_NUMBER_DIGITS = 6


def list_mappings(workspace: Workspace, kind: FileKind) -> tuple[ImportMapping, ...]:
    """The mappings of a kind of file, the newest first."""
    with workspace.register.read() as connection:
        return stored.mappings_of(connection, kind)


def mapping_named(workspace: Workspace, kind: FileKind, name: str) -> ImportMapping:
    """The mapping of that name; case does not matter.

    Raises:
        InvalidInputError: `mapping.none` where there are none yet, or `mapping.unknown`, naming those there.
    """
    known = list_mappings(workspace, kind)
    for mapping in known:
        if mapping.name.casefold() == name.strip().casefold():
            return mapping
    if not known:
        raise InvalidInputError("mapping.none", name=name)
    raise InvalidInputError("mapping.unknown", name=name, names=", ".join(one.name for one in known))


def save_mapping(workspace: Workspace, mapping: ImportMapping) -> Changes:
    """Remember how a file is read; a mapping of the same name gives way.

    Raises:
        InvalidInputError: `mapping.name_missing` or `mapping.name_long`.
    """
    mapping = replace(mapping, name=checked_name(mapping.name))
    register = workspace.register
    with register.operation("mapping.save") as scope:
        stored.keep_mapping(scope, mapping)
        return register.changes(scope)


def remove_mapping(workspace: Workspace, mapping: ImportMapping) -> Changes:
    """Forget a mapping."""
    register = workspace.register
    with register.operation("mapping.remove") as scope:
        stored.forget_mapping(scope, mapping.kind, mapping.name)
        return register.changes(scope)


def stated_columns(kind: FileKind, stated: dict[str, str]) -> dict[str, str]:
    """Fields by their keys, where somebody may have named them by a header in either language.

    Raises:
        InvalidInputError: `mapping.unknown_field`, naming the fields.
    """
    columns = {}
    for name, reference in stated.items():
        key = field_named(kind, name)
        if key is None:
            fields = ", ".join(column.key for column in COLUMNS[kind])
            raise InvalidInputError("mapping.unknown_field", name=name, names=fields)
        columns[key] = reference
    return columns


def first_rows(kind: FileKind, path: Path, reading: Reading) -> TopOfFile:
    """The first rows of a file, to preview again and again without reading it anew.

    Raises:
        InvalidInputError: a code that begins with `file.`.
    """
    return read_top(path, COLUMNS[kind], reading)


def preview_rows(workspace: Workspace, kind: FileKind, top: TopOfFile, reading: Reading) -> FilePreview:
    """How the first rows would be read."""
    return preview(top, kind, reading, workspace.today)


def mapping_for(kind: FileKind, name: str, shown: FilePreview, reading: Reading) -> ImportMapping:
    """The mapping that reads the next file of the same shape like this one.

    Columns whose headers stand there twice, or are empty, are named by their places.
    """
    headers = tuple(map(bare, shown.titles))
    columns = {
        column.key: _reference(shown, headers, shown.positions.get(column.key)) for column in COLUMNS[kind]
    }
    kept = NO_HEADER if shown.header_row == NO_HEADER else None
    shape = ("",) * len(headers) if kept == NO_HEADER else headers
    reading = replace(reading, columns=columns, header_row=kept, listed_on=None, password="")
    return ImportMapping(kind=kind, name=name, reading=reading, headers=shape)


def known_source(
    workspace: Workspace, kind: FileKind, path: Path, password: str = ""
) -> tuple[ImportMapping, Reading] | None:
    """The mapping whose header line the file has, and how it is read with it.

    Raises:
        InvalidInputError: a code that begins with `file.`.
    """
    tops: dict[tuple[str, str], TopOfFile] = {}
    for mapping in list_mappings(workspace, kind):
        reading = replace(mapping.reading, password=password)
        way = (reading.encoding, reading.separator)
        try:
            top = tops[way] = tops.get(way) or first_rows(kind, path, reading)
        except InvalidInputError as error:
            if error.code in {"file.encoding", "file.line_too_long", "file.too_wide"} and any(way):
                continue  # it is not a file of that source
            raise
        if (row := _row_of_headers(top, mapping)) is not None:
            return mapping, replace(reading, header_row=row)
    return None


def _reference(shown: FilePreview, headers: tuple[str, ...], place: int | None) -> str:
    if place is None:
        return ""
    if shown.header_row == NO_HEADER or not headers[place] or headers.count(headers[place]) > 1:
        return reference_to(place)
    return shown.titles[place]


def _row_of_headers(top: TopOfFile, mapping: ImportMapping) -> int | None:
    """The row number of the mapping's header line; `NO_HEADER` where it has none and the width is right."""
    shape = _trimmed(mapping.headers)
    for sheet in top.sheets:
        if mapping.reading.header_row == NO_HEADER:
            if _begins_with_a_record(sheet, mapping):
                return NO_HEADER
            continue
        for number, cells in sheet.rows:
            if _trimmed(tuple(bare(str(cell)) for cell in cells)) == shape:
                return number
    return None


def _begins_with_a_record(sheet: TopOfSheet, mapping: ImportMapping) -> bool:
    """As wide as the file of the mapping, no known headers, and a number where that had one."""
    header = sheet.header(COLUMNS[mapping.kind], mapping.reading)
    place = header.positions.get("number")
    if place is None or len(header.titles) != len(mapping.headers) or not sheet.rows:
        return False
    _number, cells = sheet.rows[0]
    digits = sum(sign.isdigit() for sign in str(cells[place])) if place < len(cells) else 0
    return digits >= _NUMBER_DIGITS and bool(sheet.header(COLUMNS[mapping.kind]).missing)


def _trimmed(headers: tuple[str, ...]) -> tuple[str, ...]:
    """Without the empty ones at the end."""
    last = max((place for place, header in enumerate(headers) if header), default=-1)
    return headers[: last + 1]
