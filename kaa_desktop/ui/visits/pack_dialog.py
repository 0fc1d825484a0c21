"""Save the pack of a round: how it is laid out, its password, and where it goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.home_visits import PackLayout, VisitRound
from kaa_desktop.i18n.labels import left_out_sentence
from kaa_desktop.services.home_visit_packs import (
    WrittenPack,
    pack_of_rounds,
    visit_pack_pdf,
    write_visit_pack,
)
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.save_dialog import SaveDialog
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import button


class PackDialog(SaveDialog):
    """Names, ages and addresses only; protected people are left out and counted."""

    def __init__(self, parent: QWidget, context: UiContext, found: VisitRound) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            title=_("Save the pack"),
            introduction=_(
                "A PDF with name, age and address of each visit, and room to write. "
                "It holds no identity numbers and no notes."
            ),
            name=_("Home visits {days}").format(days=found.plan.planned_on.isoformat()) + ".pdf",
            kinds=_("PDF documents (*.pdf)"),
        )
        self._found = found
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
        self.body.addWidget(form)
        self.body.addWidget(print_it)
        self.body.addWidget(self.password)

    def write(self, path: Path, password: str | None) -> None:
        """Make the pack there."""
        context = self._context
        workspace, translator = context.workspace, context.translator
        round_id, layout = self._found.id, PackLayout(self._layout.value())
        context.tasks.run(
            lambda: write_visit_pack(
                workspace,
                pack_of_rounds(workspace, [round_id], layout),
                path,
                translator,
                password=password,
            ),
            lambda written: self.saved(path, self._said(path, written)),
            self.refuse,
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
            self.refuse,
            owner=self,
        )

    def _ask_for_printer(self, pdf: bytes) -> None:
        from kaa_desktop.ui.common.printing import print_with_dialog  # loads the system's printing

        self.set_busy(False)
        messages = self._context.messages
        said = self._context.translator.gettext("The pack has gone to the printer.")
        print_with_dialog(
            self, self._context.tasks, pdf, done=lambda: messages.say(said, Tone.SUCCESS), failed=self.refuse
        )

    def _said(self, path: Path, written: WrittenPack) -> str:
        translator = self._context.translator
        text = translator.gettext("The pack is saved as {name}.").format(name=path.name)
        return f"{text} {left_out_sentence(written.left_out, translator)}".rstrip()
