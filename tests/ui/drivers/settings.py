"""The driver of the page of settings."""

from __future__ import annotations

from tests.ui.drivers.main_window import MainWindowDriver


class SettingsDriver:
    """Looks at and changes settings."""

    def __init__(self, window: MainWindowDriver) -> None:
        self.window = window
        window.go_to("Settings")

    def show(self, sheet: str) -> None:
        """Go to one of the sheets, by its English name."""
        self.window.click(self.window.text(sheet))

    def save(self) -> None:
        """Save the municipality's settings."""
        self.window.click(self.window.text("Save"))
        self.window.wait_for_text(self.window.text("The settings are saved."))
