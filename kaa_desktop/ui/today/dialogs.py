"""What is asked about the work list: how a view is called."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import ServiceDialog


class ViewNameDialog(ServiceDialog):
    """Under which name the choices of the list are kept."""

    def __init__(self, parent: QWidget, context: UiContext, operations: Operations) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            title=_("Keep this view"),
            submit=_("Keep"),
            introduction=_("The group, the filter, the areas and the order are kept for you under a name."),
        )
        self.name = QLineEdit()
        self.form.add(_("Name"), self.name)
        self.begin_with(self.name)
        self.keep_draft("view.keep", {"name": self.name})
