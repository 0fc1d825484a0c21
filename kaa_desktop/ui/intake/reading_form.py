"""What the user says about a file: letters, separator, header line, days, and which column holds what."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kaa_desktop.domain.import_mappings import NO_HEADER, DateOrder, Reading, reference_to
from kaa_desktop.files.csv_tables import SEPARATORS
from kaa_desktop.files.headers import HEADER_SEARCH_ROWS, Column, column_letters
from kaa_desktop.files.kinds import TableKind
from kaa_desktop.files.previews import FilePreview
from kaa_desktop.i18n.source_fields import field_label
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.date_field import DateField
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.widgets import heading

_ENCODINGS = ("utf-8", "cp1252", "iso-8859-15", "mac_roman", "cp850", "utf-16")
_TITLE_LIMIT = 40


class ReadingForm(QWidget):
    """Everything is found out from the file until the user says otherwise.

    Signals:
        file_changed: the file has to be read again, with other letters or another separator.
        columns_changed: what has been read means something else.
    """

    file_changed = Signal()
    columns_changed = Signal()

    def __init__(self, context: UiContext, columns: tuple[Column, ...]) -> None:
        super().__init__()
        translator = context.translator
        self._translator = translator
        self._stated: dict[str, str] = {}
        self._header_row: int | None = None
        self._offered: tuple[tuple[str, str], ...] = ()
        self._encoding = ChoiceField()
        self._separator = ChoiceField()
        self._row = ChoiceField(self._rows())
        self._days = ChoiceField(self._orders())
        self._fields = {column.key: ChoiceField() for column in columns}
        self._listed = DateField(context.icons, translator, today=lambda: context.workspace.today)
        self._when = Form()
        self._how = Form(columns=2)
        self._what = Form(columns=2)
        self._lay_out()
        self._add_fields(columns)
        self._listen()

    def reading(self, former: Reading) -> Reading:
        """What is said here; the password is that of the former one."""
        return Reading(
            columns=dict(self._stated),
            encoding=self._encoding.value(),
            separator=self._separator.value(),
            dates=DateOrder(self._days.value()),
            header_row=self._header_row,
            listed_on=None if self._when.isHidden() else self._listed.day(),
            password=former.password,
        )

    def state(self, reading: Reading) -> None:
        """Take over what a mapping says; nothing is announced."""
        self._stated = dict(reading.columns)
        self._header_row = reading.header_row
        self._offer_ways("", "", reading.encoding, reading.separator)
        self._days.set_value(reading.dates.value)
        self._listed.set_day(reading.listed_on)

    def show_reading(self, shown: FilePreview) -> None:
        """Show what was found out: letters, separator, header line and columns."""
        self._when.setVisible(shown.asks_day)
        text = shown.source.kind is TableKind.TEXT
        for field in (self._encoding, self._separator):
            self._how.show_field(field, visible=text)
        self._offer_ways(
            shown.source.encoding, shown.source.separator, self._encoding.value(), self._separator.value()
        )
        self._row.set_value(str(shown.header_row))
        choices = self._columns_of(shown)
        for key, field in self._fields.items():
            place = shown.positions.get(key)
            value = "" if place is None else reference_to(place)
            if choices == self._offered:
                field.set_value(value)  # what is being typed goes on
            else:
                field.offer(choices, value=value)
        self._offered = choices

    def focus_field(self, key: str) -> None:
        """Go to the choice of a field."""
        self._fields[key].setFocus()

    def refuses_day(self) -> bool:
        """Say so where what stands in place of a day is none; whether it is."""
        wrong = not (self._when.isHidden() or self._listed.is_valid())
        self._when.set_error(self._listed, self._translator.gettext("This is no day.") if wrong else "")
        return wrong

    def _lay_out(self) -> None:
        _ = self._translator.gettext
        self._when.add(
            _("The list was true on"),
            self._listed,
            hint=_(
                "For a list without first days, such as a class list: everybody in it counts as enrolled "
                "from that day to the end of the half-year."
            ),
        )
        self._when.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(14)
        layout.addWidget(self._when)
        layout.addWidget(heading(_("Which column holds what")))
        layout.addWidget(self._what)
        layout.addWidget(heading(_("How the file is written")))
        layout.addWidget(self._how)
        layout.addStretch()

    def _add_fields(self, columns: tuple[Column, ...]) -> None:
        _ = self._translator.gettext
        self._how.add(_("Letters (encoding)"), self._encoding)
        self._how.add(_("Separator"), self._separator)
        self._how.add(_("Row of the headers"), self._row)
        self._how.add(_("Days such as 3/4/2026"), self._days)
        needed = [column.group for column in columns if column.group]
        for column in columns:
            text = field_label(column.key, self._translator)
            alone = needed.count(column.group) == 1
            self._what.add(f"{text} *" if alone else text, self._fields[column.key])
        for field in (self._encoding, self._separator, self._row, self._days, *self._fields.values()):
            field.setMinimumContentsLength(10)
            field.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def _listen(self) -> None:
        self._encoding.activated.connect(lambda _place: self.file_changed.emit())
        self._separator.activated.connect(lambda _place: self._separate())
        self._days.activated.connect(lambda _place: self.columns_changed.emit())
        self._listed.day_changed.connect(lambda _day: self.columns_changed.emit())
        self._row.activated.connect(self._choose_row)
        for key in self._fields:
            self._listen_to(key)

    def _listen_to(self, key: str) -> None:
        self._fields[key].activated.connect(lambda _place: self._choose_column(key))

    def _separate(self) -> None:
        """Other separators make other columns; what was said by place no longer holds."""
        self._stated.clear()
        self.file_changed.emit()

    def _choose_row(self, row: int) -> None:
        self._header_row = row
        self.columns_changed.emit()

    def _choose_column(self, key: str) -> None:
        self._stated[key] = self._fields[key].value()
        self.columns_changed.emit()

    def _offer_ways(self, encoding: str, separator: str, stated: str, stated_separator: str) -> None:
        _ = self._translator.gettext
        signs = self._signs()
        found = _("Found: {what}") if encoding else _("Found")
        self._encoding.offer(
            (("", found.format(what=encoding)), *((name, name) for name in _ENCODINGS)), value=stated
        )
        found = _("Found: {what}") if separator else _("Found")
        shown = found.format(what=signs.get(separator, separator))
        self._separator.offer((("", shown), *signs.items()), value=stated_separator)

    def _signs(self) -> Mapping[str, str]:
        _ = self._translator.gettext
        named = {";": _("Semicolon ;"), ",": _("Comma ,"), "\t": _("Tab"), "|": _("Bar |")}
        return {sign: named.get(sign, sign) for sign in SEPARATORS}

    def _rows(self) -> tuple[tuple[str, str], ...]:
        rows = ((str(row), str(row)) for row in range(1, HEADER_SEARCH_ROWS + 1))
        return ((str(NO_HEADER), self._translator.gettext("No headers")), *rows)

    def _orders(self) -> tuple[tuple[str, str], ...]:
        _ = self._translator.gettext
        return (
            (DateOrder.UNSTATED.value, _("Do not guess")),
            (DateOrder.DAY_FIRST.value, _("Day, month, year")),
            (DateOrder.MONTH_FIRST.value, _("Month, day, year")),
            (DateOrder.YEAR_FIRST.value, _("Year, month, day")),
        )

    def _columns_of(self, shown: FilePreview) -> tuple[tuple[str, str], ...]:
        """Each column by its letters and header, or by its first cell where there are no headers."""
        columns = [("", self._translator.gettext("Not in the file"))]
        named = shown.samples if shown.header_row == NO_HEADER else shown.titles
        for place in range(len(shown.titles)):
            text = named[place][:_TITLE_LIMIT] if place < len(named) else ""
            letters = column_letters(place)
            columns.append((reference_to(place), f"{letters}: {text}" if text else letters))
        return tuple(columns)
