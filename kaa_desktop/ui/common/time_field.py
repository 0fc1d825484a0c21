"""A time of the day, typed as people write it: 16:30, 16.30, 1630 or 16."""

from __future__ import annotations

import re
from datetime import time

from PySide6.QtWidgets import QLineEdit

from kaa_desktop.i18n import Translator

_FORM = re.compile(r"(\d{1,2})(?:[:. ]?(\d{2}))?")


def parse_time(text: str) -> time | None:
    """The time, or None where the text is none."""
    match = _FORM.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return time(int(match[1]), int(match[2] or 0))
    except ValueError:
        return None


class TimeField(QLineEdit):
    """May be left empty."""

    def __init__(self, translator: Translator, value: time | None = None) -> None:
        super().__init__(value.strftime("%H:%M") if value else "")
        self.setPlaceholderText(translator.gettext("e.g. 16:30"))
        self.setMaxLength(8)
        self.editingFinished.connect(self._write_out)

    def value(self) -> time | None:
        """The time, or None where nothing, or nothing that is one, is typed."""
        return parse_time(self.text())

    def is_valid(self) -> bool:
        """Whether it is empty or a time."""
        return not self.text().strip() or self.value() is not None

    def _write_out(self) -> None:
        found = self.value()
        if found:
            self.setText(found.strftime("%H:%M"))
