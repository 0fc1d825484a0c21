"""A choice among a few things that are no code list."""

from __future__ import annotations

from kaa_desktop.ui.common.type_ahead import TypeAheadBox


class ChoiceField(TypeAheadBox):
    """Each choice has a value; `activated` tells that the user has chosen."""

    def __init__(self, choices: tuple[tuple[str, str], ...] = (), *, value: str = "") -> None:
        super().__init__()
        self.setMaxVisibleItems(20)
        self.offer(choices, value=value)

    def offer(self, choices: tuple[tuple[str, str], ...], *, value: str = "") -> None:
        """Offer other choices: value and text."""
        self.clear()
        for own, text in choices:
            self.addItem(text, own)
        self.set_value(value)

    def value(self) -> str:
        """The value of what is chosen."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose; the first one where the value is not offered."""
        self.setCurrentIndex(max(0, self.findData(value)))
