"""Columns, codes and deadline of a half-year's form: what a template proposed, settled by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QLineEdit, QTabWidget, QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.delivery_profiles import Block, DeliveryColumn, DeliveryField, DeliveryProfile
from kaa_desktop.i18n.delivery_sentences import block_label, field_label
from kaa_desktop.i18n.labels import code_kind_label
from kaa_desktop.services.delivery_profiles import keep_profile
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.date_field import DateField
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.number_field import NumberField
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import FormScroll, ServiceDialog

_CODE_KINDS = (
    CodeKind.REGISTRATION_REASON,
    CodeKind.OCCUPATION,
    CodeKind.MEASURE,
    CodeKind.DEREGISTRATION_REASON,
)
_BELOW_TABS = 10
_SEPARATORS = (";", ",", "\t", "|")
_ENCODINGS = ("utf-8-sig", "utf-8", "cp1252")
_DATE_FORMS = ("YYYY-MM-DD", "YYYYMMDD")
_REPEATING = (Block.CONTACT, Block.MEASURE_BEGUN, Block.MEASURE_ENDED)
_HEADER_LIMIT = 200
_MOST_REPEATS = 99


class DeliveryFormDialog(ServiceDialog):
    """Everything that the authority decides about the file, for one half-year."""

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, profile: DeliveryProfile
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            title=_("The form of the file for {period}").format(period=profile.from_period),
            submit=_("Keep for {period}").format(period=profile.from_period),
            introduction=_("Source: {source}").format(source=context.translator.gettext(profile.source)),
            columns=2,
            width=760,
        )
        self._profile = profile
        self._fields: list[ChoiceField] = []
        self._headers: list[QLineEdit] = []
        self._codes: dict[tuple[CodeKind, str], QLineEdit] = {}
        self._repeats: dict[Block, NumberField] = {}
        self._tabs = QTabWidget()
        self._tabs.setAccessibleName(_("Parts of the form"))
        self._tabs.setDocumentMode(True)
        self._file_form()
        parts = (
            (FormScroll(self._columns_form()), _("Columns")),
            (FormScroll(self._codes_form()), _("Codes")),
            (self.form_scroll, _("File and deadline")),
        )
        for part, text in parts:
            part.setViewportMargins(0, _BELOW_TABS, 0, 0)
            self._tabs.addTab(part, text)
        self._tabs.setMinimumHeight(110)
        self.body.insertWidget(0, self._tabs, 1)
        self.begin_with(self._tabs)
        self.keep_draft(f"delivery.form:{profile.from_period}:{profile.source}", self._by_name())
        self.on_submit(self._check)

    def _columns_form(self) -> Form:
        t = self.context.translator
        _ = t.gettext
        offered = tuple((field.value, field_label(field, t)) for field in DeliveryField)
        form = Form(columns=2)
        for number, column in enumerate(self._profile.columns, 1):
            header, holds = QLineEdit(column.header), ChoiceField(offered, value=column.field.value)
            header.setMaxLength(_HEADER_LIMIT)
            form.add(_("Column {n}: header").format(n=t.number(number)), header)
            form.add(_("Column {n}: holds").format(n=t.number(number)), holds)
            self._headers.append(header)
            self._fields.append(holds)
        return form

    def _codes_form(self) -> Form:
        t = self.context.translator
        form = Form()
        for kind in _CODE_KINDS:
            codes = self._profile.codes.get(kind, {})
            values = self.context.workspace.shipped[kind].values
            for value in values:
                entry = QLineEdit(codes.get(value.id, ""))
                entry.setPlaceholderText(value.sv)
                form.add(_code_label(code_kind_label(kind, t), value.label(t.language)), entry)
                self._codes[kind, value.id] = entry
        return form

    def _file_form(self) -> None:
        _, profile = self.context.translator.gettext, self._profile
        self._deadline: DateField = self.date_field(profile.deadline)
        self._separator = ChoiceField(_named(_SEPARATORS, {"\t": _("Tab")}), value=profile.separator)
        self._encoding = ChoiceField(_named(_ENCODINGS, {}), value=profile.encoding)
        self._date_form = ChoiceField(_named(_DATE_FORMS, {}), value=profile.date_form)
        self._contacts = ChoiceField(
            (("reached", _("Contacts that reached the young person")), ("all", _("Every attempt"))),
            value=profile.contacts,
        )
        self._header_row = QCheckBox(_("The first row names the columns"))
        self._header_row.setChecked(profile.header_row)
        self._confirmed = QCheckBox(_("Taken from the authority's own documents for this half-year"))
        self._confirmed.setChecked(profile.confirmed)
        self.form.add(_("Last day to deliver"), self._deadline)
        self.form.add(_("Contacts"), self._contacts)
        self.form.add(_("Between columns"), self._separator)
        self.form.add(_("Encoding"), self._encoding)
        self.form.add(_("Days are written"), self._date_form)
        for block in _REPEATING:
            entry = NumberField(0, _MOST_REPEATS)
            entry.set_value(profile.limit(block))
            hint = _("0 is as many as are needed")
            self.form.add(
                _("{block}, at most in a row").format(block=block_label(block, self.context.translator)),
                entry,
                hint=hint,
            )
            self._repeats[block] = entry
        self.form.add_whole(self._header_row)
        self.form.add_whole(self._confirmed)

    def _by_name(self) -> dict[str, QWidget]:
        """All fields, for a draft."""
        return {
            "deadline": self._deadline,
            "contacts": self._contacts,
            "separator": self._separator,
            "encoding": self._encoding,
            "date_form": self._date_form,
            "header_row": self._header_row,
            "confirmed": self._confirmed,
            **{f"header.{n}": field for n, field in enumerate(self._headers)},
            **{f"holds.{n}": field for n, field in enumerate(self._fields)},
            **{f"code.{kind}.{code}": field for (kind, code), field in self._codes.items()},
            **{f"repeats.{block}": field for block, field in self._repeats.items()},
        }

    def _check(self) -> None:
        self.form.clear_errors()
        period, _ = self._profile.from_period, self.context.translator.gettext
        workspace, profile = self.context.workspace, self._filled_in()
        text = _("The form of the file for {period} is kept.").format(period=period)
        self.change(lambda: (None, keep_profile(workspace, profile)), lambda _none: text)

    def _filled_in(self) -> DeliveryProfile:
        columns = zip(self._fields, self._headers, strict=True)
        return replace(
            self._profile,
            columns=tuple(DeliveryColumn(DeliveryField(f.value()), h.text().strip()) for f, h in columns),
            codes=self._chosen_codes(),
            deadline=self._deadline.day(),
            separator=self._separator.value(),
            encoding=self._encoding.value(),
            date_form=self._date_form.value(),
            contacts=self._contacts.value(),
            repeats={block: entry.value() for block, entry in self._repeats.items()},
            header_row=self._header_row.isChecked(),
            confirmed=self._confirmed.isChecked(),
        )

    def _chosen_codes(self) -> dict[CodeKind, dict[str, str]]:
        codes: dict[CodeKind, dict[str, str]] = {
            kind: dict(values) for kind, values in self._profile.codes.items() if kind not in _CODE_KINDS
        }
        for (kind, code), entry in self._codes.items():
            if text := entry.text().strip():
                codes.setdefault(kind, {})[code] = text
        return codes


def _named(values: Sequence[str], names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((value, names.get(value, value)) for value in values)


def _code_label(kind: str, value: str) -> str:
    return f"{kind[:1].upper()}{kind[1:]}: {value}"
