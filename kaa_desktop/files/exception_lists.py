"""Lists of the rows that could not be read, for whoever mends the file they came from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.files.finished_files import put_in_place
from kaa_desktop.i18n.row_problems import problem_sentence
from kaa_desktop.i18n.translator import Translator

SUFFIXES = (".xlsx", ".csv")

_FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS = (16, 8, 20, 28, 80, 14)


def write_exceptions(path: Path, problems: Sequence[RowProblem], translator: Translator) -> None:
    """Write a workbook or text file; no cell begins a formula.

    Raises:
        InvalidInputError: `list.suffix` or `file.not_writable`.
    """
    write_list(path, _headers(translator), _rows(problems, translator), _WIDTHS)


def write_list(
    path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]
) -> None:
    """Write any list of texts as a workbook or text file, by the ending of its name.

    Raises:
        InvalidInputError: `list.suffix` or `file.not_writable`.
    """
    check_place(path)
    if path.suffix.lower() == ".csv":
        put_in_place(path, _as_text(headers, rows))
        return
    from kaa_desktop.files.xlsx_writer import Sheet, SheetColumn, Style, write_xlsx

    columns = [SheetColumn(text, width, Style.WRAPPED) for text, width in zip(headers, widths, strict=True)]
    stream = io.BytesIO()
    write_xlsx(stream, [Sheet("Blad1", columns, rows)])
    put_in_place(path, stream.getvalue())


def check_place(path: Path) -> None:
    """Refuse a name or folder of no use, before the work whose list it is for.

    Raises:
        InvalidInputError: `list.suffix` or `file.not_writable`.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise InvalidInputError("list.suffix", file=path.name)
    if not path.parent.is_dir():
        raise InvalidInputError("file.not_writable", file=path.name)


def _as_text(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Semicolons and the mark that makes spreadsheets read the letters right."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str) -> str:
    """A spreadsheet takes the apostrophe as the sign of a text."""
    return f"'{cell}" if cell.startswith(_FORMULA_BEGINNINGS) else cell


def _headers(translator: Translator) -> tuple[str, ...]:
    _ = translator.gettext
    return (_("Sheet"), _("Row"), _("Column"), _("In the cell"), _("What is wrong"), _("Imported"))


def _rows(problems: Sequence[RowProblem], translator: Translator) -> Iterator[tuple[str, ...]]:
    _ = translator.gettext
    for problem in problems:
        taken = _("left out") if problem.fatal else _("yes, look at it")
        row = str(problem.row) if problem.row else ""
        yield problem.sheet, row, problem.column, problem.text, problem_sentence(problem, translator), taken
