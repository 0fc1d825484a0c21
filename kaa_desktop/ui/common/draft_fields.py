"""Fields of forms as texts, and back: what a draft consists of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol, TypeGuard

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.date_field import DateField
from kaa_desktop.ui.common.fields import NoteField
from kaa_desktop.ui.common.number_entry import NumberEntry
from kaa_desktop.ui.common.number_field import NumberField
from kaa_desktop.ui.common.worker_field import WorkerField

_TICKED = "1"


class _HasCode(Protocol):
    """Fields that choose from a code list."""

    def code(self) -> str:
        """What is chosen."""

    def set_code(self, code: str, /) -> None:
        """Choose."""


def texts_of(fields: Mapping[str, QWidget]) -> dict[str, str]:
    """What stands in the fields; a day as ISO, so that it means the same in every language."""
    return {name: _text(field) for name, field in fields.items()}


def put_texts(fields: Mapping[str, QWidget], texts: Mapping[str, str]) -> None:
    """Fill in what a draft holds; fields that it does not know stay as they are."""
    for name, field in fields.items():
        if name in texts:
            _put(field, texts[name])


def watch(fields: Mapping[str, QWidget], touched: Callable[[], object]) -> None:
    """Tell each time something is typed or chosen."""
    for field in fields.values():
        if isinstance(field, QComboBox):
            field.currentIndexChanged.connect(lambda _index: touched())
            field.editTextChanged.connect(lambda _text: touched())
        elif isinstance(field, QLineEdit):
            field.textChanged.connect(lambda _text: touched())
        elif isinstance(field, NoteField):
            field.text_changed.connect(touched)
        elif isinstance(field, NumberEntry):
            field.typed.connect(touched)
        elif isinstance(field, QCheckBox):
            field.toggled.connect(lambda _checked: touched())


def _text(field: QWidget) -> str:
    if isinstance(field, DateField):
        day = field.day()
        return day.isoformat() if day else field.text()
    if isinstance(field, QComboBox):
        return _chosen(field)
    if _has_code(field):
        return field.code()
    if isinstance(field, QCheckBox):
        return _TICKED if field.isChecked() else ""
    if isinstance(field, QLineEdit | NoteField | NumberEntry):
        return field.text()
    raise TypeError(type(field).__name__)


def _has_code(field: QWidget) -> TypeGuard[_HasCode]:
    """By its name: to ask a protocol takes longer than to read the field."""
    return hasattr(field, "set_code")


def _chosen(field: QComboBox) -> str:
    if isinstance(field, WorkerField):
        return field.worker_id() or ""
    if isinstance(field, ChoiceField):
        return field.value()
    code = field.code() if _has_code(field) else ""
    return code or (field.currentText() if field.isEditable() else "")


def _put(field: QWidget, text: str) -> None:
    if isinstance(field, DateField):
        _put_day(field, text)
    elif _has_code(field):
        field.set_code(text)
    elif isinstance(field, ChoiceField):
        field.set_value(text)
    elif isinstance(field, WorkerField):
        field.set_worker(text)
    elif isinstance(field, NumberField):
        field.set_value(int(text) if text.isdigit() else field.value())
    elif isinstance(field, QCheckBox):
        field.setChecked(text == _TICKED)
    elif isinstance(field, QLineEdit):
        field.setText(text)
    elif isinstance(field, NoteField | NumberEntry):
        field.set_text(text)


def _put_day(field: DateField, text: str) -> None:
    try:
        field.set_day(date.fromisoformat(text) if text else None)
    except ValueError:  # it was only half a day when it was kept
        field.setText(text)
