"""The driver of the page of the statutory delivery."""

from __future__ import annotations

from pathlib import Path

from tests.ui.drivers.base import Table
from tests.ui.drivers.files import choose_file
from tests.ui.drivers.main_window import MainWindowDriver


class DeliveryDriver:
    """Looks at what would be refused, settles the form, makes the file."""

    def __init__(self, window: MainWindowDriver) -> None:
        self.window = window
        window.go_to("Statutory delivery")

    @property
    def found(self) -> Table:
        """What the controls found."""
        return self.window.table(self.window.text("What the controls found"))

    @property
    def made(self) -> Table:
        """The deliveries that were made, once there is one."""
        self.window.wait_for_text(self.window.text("Save the file again …"))
        return self.window.table(self.window.text("Deliveries that were made"))

    def make(self, path: Path, *, password: str = "", because: str = "") -> None:
        """Make the delivery."""
        window, text = self.window, self.window.text
        window.click(text("Make the delivery …"))
        window.wait_for_text(text("Kind of file"))
        if because:
            window.fill(text("Why it shall be made in spite of errors"), because)
        if password:
            window.fill(text("Password for the file"), password)
            window.fill(text("The password once more"), password)
        else:
            window.click(text("Without a password"))
        window.click(text("Choose where, and make it …"))
        choose_file(window, path)

    def load_template(self, path: Path) -> None:
        """Load the authority's workbook; the dialog that settles it opens."""
        self.window.click(self.window.text("Load the authority's template …"))
        choose_file(self.window, path)
        self.window.wait_for_text(self.window.text("Columns"))

    def keep_form(self, period: str) -> None:
        """Keep the form as it stands in the dialog."""
        self.window.click(self.window.text("Keep for {period}").format(period=period))

    def save_protocol(self, path: Path) -> None:
        """Save the control protocol."""
        self.window.click(self.window.text("Control protocol …"))
        choose_file(self.window, path)
