"""Save the pack of a round: how it is laid out, its password, and where it goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.home_visits import PackLayout, VisitRound
from kaa_desktop.services.home_visit_packs import (
    WrittenPack,
    pack_of_rounds,
    visit_pack_pdf,
    write_visit_pack,
)
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.export_password import ExportPassword
from kaa_desktop.ui.common.file_dialogs import ask_for_place
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import button


class PackDialog(FormDialog):
    """Names, ages and addresses only; protected people are left out and counted."""

    def __init__(self, parent: QWidget, context: UiContext, found: VisitRound) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context.icons,
            context.translator,
            title=_("Save the pack"),
            submit=_("Choose a place …"),
            introduction=_(
                "A PDF with name, age and address of each visit, and room to write. "
                "It holds no identity numbers and no notes."
            ),
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._found = context, found
        self._layout = ChoiceField(
            (
                (PackLayout.SHEETS.value, _("One page for each visit")),
                (PackLayout.LIST.value, _("A list")),
            )
        )
        form = Form()
        form.add(_("Layout"), self._layout)
        print_it = button(_("Print …"), self._print, icons=context.icons, icon="printer")
        print_it.setToolTip(_("Straight to the printer, without a file"))
        self._password = ExportPassword(context.icons, context.translator)
        self.body.addWidget(form)
        self.body.addWidget(print_it)
        self.body.addWidget(self._password)
        self.on_submit(self._ask)

    def _ask(self) -> None:
        _ = self._context.translator.gettext
        chosen = self._password.check()
        if chosen is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = _("Home visits {days}").format(days=self._found.plan.planned_on.isoformat())
        ask_for_place(
            self,
            title=_("Save the pack"),
            kinds=_("PDF documents (*.pdf)"),
            suggested=Path(folder) / f"{name}.pdf",
            then=lambda path: self.write(path, chosen.password),
        )

    def write(self, path: Path, password: str | None) -> None:
        """Make the pack there."""
        context = self._context
        workspace, translator = context.workspace, context.translator
        round_id, layout = self._found.id, PackLayout(self._layout.value())
        self.set_busy(True)
        context.tasks.run(
            lambda: write_visit_pack(
                workspace,
                pack_of_rounds(workspace, [round_id], layout),
                path,
                translator,
                password=password,
            ),
            lambda written: self._done(path, written),
            self._refuse,
            owner=self,
        )

    def _print(self) -> None:
        context = self._context
        workspace, translator = context.workspace, context.translator
        round_id, layout = self._found.id, PackLayout(self._layout.value())
        self.set_busy(True)
        context.tasks.run(
            lambda: visit_pack_pdf(workspace, pack_of_rounds(workspace, [round_id], layout), translator),
            self._ask_for_printer,
            self._refuse,
            owner=self,
        )

    def _ask_for_printer(self, pdf: bytes) -> None:
        from kaa_desktop.ui.common.printing import print_with_dialog  # loads the system's printing

        self.set_busy(False)
        messages = self._context.messages
        said = self._context.translator.gettext("The pack has gone to the printer.")
        print_with_dialog(
            self, self._context.tasks, pdf, done=lambda: messages.say(said, Tone.SUCCESS), failed=self._refuse
        )

    def _done(self, path: Path, written: WrittenPack) -> None:
        translator = self._context.translator
        _ = translator.gettext
        said = [_("The pack is saved as {name}.").format(name=path.name)]
        if written.left_out:
            said.append(
                translator.ngettext(
                    "{n} person with protected personal data is left out.",
                    "{n} people with protected personal data are left out.",
                    written.left_out,
                ).format(n=translator.number(written.left_out))
            )
        self._context.messages.say(
            " ".join(said),
            Tone.SUCCESS,
            action=_("Open the folder"),
            act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))),
        )
        self.accept()

    def _refuse(self, error: Exception) -> None:
        self.set_busy(False)
        self.messages.say(self._context.error_text(error), Tone.DANGER)
