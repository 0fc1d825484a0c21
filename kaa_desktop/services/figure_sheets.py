"""Figures, the people behind them and the list of a quarter as tables for other programs."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.figure_people import PersonBehind
from kaa_desktop.domain.figure_values import Breakdown, Count, Days, FigureSet, FigureValue, Share, Split
from kaa_desktop.domain.figures import BY_ID, UNASSIGNED
from kaa_desktop.domain.marking import N_
from kaa_desktop.files.encrypted_files import encrypted_workbook
from kaa_desktop.files.finished_files import put_in_place
from kaa_desktop.files.spreadsheets import (
    Kind,
    TableColumn,
    TableSheet,
    Value,
    tab_separated,
    write_csv,
    write_workbook,
)
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.labels import stated_label
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.histories import log_export

SPLIT_NAMES = {
    Breakdown.REASON: N_("Reason"),
    Breakdown.CHANNEL: N_("Channel"),
    Breakdown.OUTCOME: N_("Outcome"),
    Breakdown.KIND: N_("Kind"),
    Breakdown.OCCUPATION: N_("Occupation"),
    Breakdown.WORKER: N_("Case worker"),
}
_AGE = N_("Age")


def figure_sheet(workspace: Workspace, figures: FigureSet, translator: Translator) -> TableSheet:
    """Every number of a period: figures, and their parts by age, reason, kind and so on."""
    _ = translator.gettext
    columns = (
        TableColumn(_("Figure"), width=36),
        TableColumn(_("Split by"), width=16),
        TableColumn(_("Part"), width=34),
        TableColumn(_("Total"), Kind.NUMBER, 12),
        TableColumn(_("Women"), Kind.NUMBER, 12),
        TableColumn(_("Men"), Kind.NUMBER, 12),
        TableColumn(_("Share"), Kind.SHARE, 12),
        TableColumn(_("Median, days"), Kind.DECIMAL, 14),
        TableColumn(_("90th percentile, days"), Kind.DECIMAL, 18),
    )
    return TableSheet(figures.period.code, columns, list(_rows(workspace, figures, translator)))


def people_sheet(people: Sequence[PersonBehind], translator: Translator) -> TableSheet:
    """The people behind a number."""
    _ = translator.gettext
    columns = (
        TableColumn(_("Identity number"), width=18),
        TableColumn(_("Name"), width=32),
        TableColumn(_("Town"), width=20),
        TableColumn(_("Times counted"), Kind.NUMBER, 16),
    )
    rows = ((person.number, person.name, person.city, person.count) for person in people)
    return TableSheet(_("People"), columns, rows)


def write_table(path: Path, sheet: TableSheet) -> None:
    """A table without personal data, as its file name says.

    Raises:
        InvalidInputError: `table.suffix` or `file.not_writable`.
    """
    put_in_place(path, _content(path, sheet))


def write_personal_table(
    workspace: Workspace,
    path: Path,
    sheet: TableSheet,
    *,
    password: str | None,
    protected_ids: Sequence[str] = (),
    reason: str = "",
) -> None:
    """A table of people; that it left the register is logged first.

    Args:
        workspace: the open register.
        path: .xlsx, or .csv where encryption has been declined.
        sheet: what to write.
        password: what opens the workbook; None where the user has declined encryption.
        protected_ids: people who stand in it in clear though they are protected.
        reason: why.

    Raises:
        InvalidInputError: `table.suffix`, `table.csv_in_clear`, `export.password_missing`,
            `file.not_writable`.
    """
    content = _content(path, sheet)
    if password is not None:
        if path.suffix.lower() != ".xlsx":
            raise InvalidInputError("table.csv_in_clear")
        content = encrypted_workbook(content, password)
    log_export(workspace.register, protected_ids, reason=reason)
    put_in_place(path, content)


def clipboard_text(sheet: TableSheet) -> str:
    """The table as text that spreadsheets take from the clipboard."""
    return tab_separated(sheet)


def _content(path: Path, sheet: TableSheet) -> bytes:
    stream = io.BytesIO()
    match path.suffix.lower():
        case ".xlsx":
            write_workbook(stream, [sheet])
        case ".csv":
            write_csv(stream, sheet)
        case _:
            raise InvalidInputError("table.suffix", file=path.name)
    return stream.getvalue()


def _rows(workspace: Workspace, figures: FigureSet, translator: Translator) -> Iterator[Sequence[Value]]:
    _ = translator.gettext
    for name, value in figures.values.items():
        title = _(BY_ID[name].title)
        yield title, "", "", *_numbers(value)
        if not isinstance(value, Count):
            continue
        for age, split in value.by_age.items():
            yield title, _(_AGE), str(age), *_split(split)
        for breakdown, parts in value.breakdowns.items():
            for code, split in parts.items():
                label = part_name(workspace, name, breakdown, code, translator)
                yield title, _(SPLIT_NAMES[breakdown]), label, *_split(split)


def part_name(
    workspace: Workspace, figure: str, breakdown: Breakdown, code: str, translator: Translator
) -> str:
    """What a part of a figure is called in the user's language."""
    kind = BY_ID[figure].breakdowns[breakdown]
    if kind is None:
        return translator.gettext("Not assigned") if code == UNASSIGNED else code
    return stated_label(workspace.code_lists[kind], code, translator)


def _numbers(value: FigureValue) -> Sequence[Value]:
    if isinstance(value, Share):
        return value.part, None, None, value.share, None, None
    if isinstance(value, Days):
        return value.count, None, None, None, value.median, value.p90
    return _split(value.split)


def _split(split: Split) -> Sequence[Value]:
    return split.total, split.women, split.men, None, None, None
