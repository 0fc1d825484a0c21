"""Asks for what a delivery needs: a password, and a reason where controls find errors."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.periods import Period
from kaa_desktop.i18n.delivery_sentences import difference_text
from kaa_desktop.services.deliveries import DeliveryOrder, MadeDelivery, make_delivery
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.export_password import ExportPassword
from kaa_desktop.ui.common.file_dialogs import ask_for_place, documents
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import ServiceDialog

_REASON_LIMIT = 200


class MakeDeliveryDialog(ServiceDialog):
    """The file holds everybody of the half-year, protected people too."""

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, period: Period, *, errors: int
    ) -> None:
        t = context.translator
        _ = t.gettext
        super().__init__(
            parent,
            context,
            operations,
            title=_("Make the delivery of {period}").format(period=period.code),
            submit=_("Choose where, and make it …"),
            introduction=_(
                "The file is complete: it replaces the former one at the authority, and holds protected "
                "people in clear, each of whom is logged. A copy is kept in the register."
            ),
        )
        self._period = period
        self._kind = ChoiceField(
            (
                (".csv", _("Text, as the form says (in a .zip if it has a password)")),
                (".xlsx", _("Workbook")),
            )
        )
        self._reason = QLineEdit()
        self._reason.setMaxLength(_REASON_LIMIT)
        self._password = ExportPassword(context.icons, t)
        self._errors = errors
        self._add_fields()
        self.begin_with(self._kind)
        fields = {"kind": self._kind, "reason": self._reason}
        self.keep_draft(f"delivery.make:{period.code}", fields)
        self.on_submit(self._check)

    def _add_fields(self) -> None:
        t = self.context.translator
        _ = t.gettext
        self.form.add(_("Kind of file"), self._kind)
        if self._errors:
            text = t.ngettext(
                "{n} error would make the authority refuse the file.",
                "{n} errors would make the authority refuse the file.",
                self._errors,
            )
            hint = text.format(n=t.number(self._errors))
            self.form.add(_("Why it shall be made in spite of errors"), self._reason, hint=hint)
        self.form.add_whole(self._password)

    def _check(self) -> None:
        _ = self.context.translator.gettext
        self.form.clear_errors()
        if self._errors and not self._reason.text().strip():
            self.form.set_error(self._reason, _("Say why, or mend the errors first."))
            return
        chosen = self._password.check()
        if chosen is None:
            return
        name = _("KAA delivery {period}").format(period=self._period.code)
        ask_for_place(
            self,
            title=_("Save the delivery"),
            kinds=_("Deliveries (*.csv *.xlsx)"),
            suggested=documents() / f"{name}{self._kind.value()}",
            then=lambda path: self._make(path, chosen.password),
        )

    def _make(self, path: Path, password: str | None) -> None:
        workspace = self.context.workspace
        order = DeliveryOrder(
            period=self._period,
            path=path,
            password=password,
            forced_because=self._reason.text(),
        )
        self.set_busy(True)

        def work(progress: Progress) -> tuple[MadeDelivery, Changes]:
            return make_delivery(workspace, order, progress)

        self.operations.run_long(
            work,
            lambda _made: self.accept(),
            said=self._said,
            title=self.context.translator.gettext("Making the delivery"),
            owner=self,
            failed=self.refuse,
            cancelled=lambda: self.set_busy(False),
            undoable=False,
        )

    def _said(self, made: MadeDelivery) -> str:
        t = self.context.translator
        text = t.ngettext(
            "The delivery is saved as {name}, with {n} row.",
            "The delivery is saved as {name}, with {n} rows.",
            made.records,
        ).format(name=made.path.name, n=t.number(made.records))
        return f"{text} {difference_text(made.difference, t)}" if made.difference is not None else text
