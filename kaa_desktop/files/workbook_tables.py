"""Rows of workbooks; formulas are never evaluated, their stored results are read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.files.cells import Cell
from kaa_desktop.files.opened_files import OpenedFile
from kaa_desktop.files.sheet_members import SHEET_LIMIT
from kaa_desktop.files.workbook_limits import AREA_LIMIT, COLUMN_LIMIT, check_size

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook


class WorkbookReader:
    """An open workbook."""

    def __init__(self, opened: OpenedFile) -> None:
        """Open the workbook.

        Raises:
            InvalidInputError: `file.encrypted`, `file.damaged`, `file.too_many_columns` or `file.too_large`.
        """
        from python_calamine import CalamineWorkbook

        check_size(opened.path, opened.kind, opened.content)
        self._path = opened.path
        with _reading(opened.path):
            self._workbook: CalamineWorkbook = (
                CalamineWorkbook.from_path(opened.path)
                if opened.content is None and opened.path.suffix.lower() == f".{opened.kind}"
                else CalamineWorkbook.from_filelike(io.BytesIO(opened.content or opened.path.read_bytes()))
            )  # by its path, the ending would decide and not the content
        self._cells = 0
        if len(self._workbook.sheets_metadata) > SHEET_LIMIT:
            raise InvalidInputError("file.too_large", file=opened.path.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._workbook.close()

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The sheets that hold cells, in order; hidden ones after those that are seen."""
        from python_calamine import SheetTypeEnum

        sheets = [s.name for s in self._workbook.sheets_metadata if s.typ is SheetTypeEnum.WorkSheet]
        return tuple(sorted(sheets, key=self.hidden_sheets.__contains__))

    @property
    def hidden_sheets(self) -> frozenset[str]:
        """The sheets that are not seen when the workbook is opened."""
        from python_calamine import SheetVisibleEnum

        sheets = self._workbook.sheets_metadata
        return frozenset(s.name for s in sheets if s.visible is not SheetVisibleEnum.Visible)

    def rows(self, sheet: str) -> Iterator[tuple[int, list[Cell]]]:
        """Row numbers and cells.

        Raises:
            InvalidInputError: `file.damaged`, `file.too_many_columns` or `file.too_large`.
        """
        with _reading(self._path):
            found = self._workbook.get_sheet_by_name(sheet)
        if found.width > COLUMN_LIMIT:
            raise InvalidInputError("file.too_many_columns", file=self._path.name, limit=COLUMN_LIMIT)
        self._cells += found.height * found.width
        if self._cells > AREA_LIMIT:
            raise InvalidInputError("file.too_large", file=self._path.name)
        with _reading(self._path):
            yield from enumerate(found.iter_rows(), 1)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Whatever the reader cannot digest is a damaged file."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise InvalidInputError("file.encrypted", file=path.name) from error
    except (CalamineError, OSError, ValueError, ArithmeticError, LookupError) as error:
        raise InvalidInputError("file.damaged", file=path.name) from error
    except BaseException as error:
        if type(error).__module__ == "pyo3_runtime":  # a panic inside the reader
            raise InvalidInputError("file.damaged", file=path.name) from error
        raise
