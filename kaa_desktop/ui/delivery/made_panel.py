"""The deliveries of a half-year that were made, and the file of each once more."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kaa_desktop.domain.deliveries import Delivery
from kaa_desktop.domain.periods import Period
from kaa_desktop.i18n.delivery_sentences import difference_text
from kaa_desktop.services.deliveries import deliveries_of, difference_to, write_again
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.export_password import ExportPassword
from kaa_desktop.ui.common.file_dialogs import ask_for_place, documents
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import ServiceDialog
from kaa_desktop.ui.common.table_model import Page, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, button, heading, label
from kaa_desktop.ui.delivery.columns import made_columns

_HEIGHT = 150


class MadePanel(QWidget):
    """Newest first; Enter or the button saves the kept file again."""

    def __init__(self, context: UiContext, operations: Operations) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._operations = operations
        self._period: Period | None = None
        self._model = PagedTableModel(made_columns(context), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("Deliveries that were made"))
        self._panel.view.holds_people = False
        self._panel.setMinimumHeight(_HEIGHT)
        self._panel.set_empty("send", _("No delivery has been made for the half-year."))
        self._difference = label("", TextRole.MUTED, wrap=True)
        self._again = button(
            _("Save the file again …"), self._save_chosen, icons=context.icons, icon="download"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading(_("Deliveries that were made")))
        layout.addWidget(self._panel)
        layout.addWidget(self._difference)
        layout.addWidget(self._again)
        self._panel.view.activated_row.connect(self._save)
        self._panel.view.selected_row.connect(self._choose)
        self._model.loaded.connect(self._loaded)
        self._choose(None)

    def show_period(self, period: Period) -> None:
        """Show the deliveries of a half-year."""
        self._period = period
        workspace = self._context.workspace

        def fetch(offset: int, limit: int) -> Page[Delivery]:
            made = deliveries_of(workspace, period)
            return Page(made[offset : offset + limit] if limit >= 0 else made, len(made))

        self._model.set_source(fetch)

    def _loaded(self, total: int) -> None:
        self._again.setVisible(total > 0)
        self._difference.setVisible(total > 1)

    def _choose(self, delivery: Delivery | None) -> None:
        self._again.setEnabled(delivery is not None)
        self._difference.setText("")
        if delivery is None or self._period is None:
            return
        workspace, period = self._context.workspace, self._period

        def work() -> str:
            made = deliveries_of(workspace, period)
            place = next((n for n, one in enumerate(made) if one.id == delivery.id), len(made))
            if place + 1 >= len(made):
                return ""
            return difference_text(
                difference_to(workspace, delivery, made[place + 1]), self._context.translator
            )

        self._context.tasks.run(
            work,
            self._difference.setText,
            self._operations.explain,
            owner=self,
            key=f"delivery-difference-{id(self)}",
        )

    def _save_chosen(self) -> None:
        chosen = self._panel.view.current_row()
        if isinstance(chosen, Delivery):
            self._save(chosen)

    def _save(self, delivery: Delivery) -> None:
        SaveAgainDialog(self.window(), self._context, self._operations, delivery).open()


class SaveAgainDialog(ServiceDialog):
    """The kept file, byte for byte as it was sent."""

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, delivery: Delivery
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            title=_("Save the delivery of {time} again").format(
                time=context.translator.time(delivery.made_at)
            ),
            submit=_("Choose where …"),
            introduction=_("With a password the file is put into a .zip archive. It is logged."),
        )
        self._delivery = delivery
        self._password = ExportPassword(context.icons, context.translator)
        self.form.add_whole(self._password)
        self.begin_with(self._password)
        self.on_submit(self._check)

    def _check(self) -> None:
        chosen = self._password.check()
        if chosen is None:
            return
        _ = self.context.translator.gettext
        name = _("KAA delivery {period}").format(period=self._delivery.period)
        ask_for_place(
            self,
            title=_("Save the delivery"),
            kinds=_("Deliveries (*.csv *.xlsx)"),
            suggested=documents() / f"{name}{self._delivery.suffix}",
            then=lambda path: self._write(path, chosen.password),
        )

    def _write(self, path: Path, password: str | None) -> None:
        workspace, delivery = self.context.workspace, self._delivery
        text = self.context.translator.gettext("The delivery is saved again.")
        self.set_busy(True)

        def done(_none: None) -> None:
            self.accept()
            self.context.messages.say(text, Tone.SUCCESS)

        self.context.tasks.run(
            lambda: write_again(workspace, delivery, path, password), done, self.refuse, owner=self
        )
