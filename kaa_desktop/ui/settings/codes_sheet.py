"""The lists to choose from: the municipality's own values, those not in use, and the order."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.local_codes import (
    CHANGEABLE,
    NO_CHANGES,
    ListedCode,
    LocalLists,
    lines_of,
    local_as_text,
    only_changed,
    parse_local,
)
from kaa_desktop.i18n.labels import code_kind_label
from kaa_desktop.services.code_lists import change_lists, local_lists
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.widgets import TextRole, label
from kaa_desktop.ui.settings.codes_editor import CodesEditor
from kaa_desktop.ui.settings.sections import section
from kaa_desktop.ui.settings.sheet_frame import SheetFrame


class CodesSheet(QWidget):
    """One list at a time; all that was changed is saved together, and undo takes it back."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._operations = Operations(context, self)
        self._saved: LocalLists = NO_CHANGES
        self._edited: dict[CodeKind, tuple[ListedCode, ...]] = {}
        self._which = ChoiceField(tuple((kind.value, _titled(kind, context)) for kind in CHANGEABLE))
        self._kind = CHANGEABLE[0]
        self._editor = CodesEditor(context)
        self._frame = SheetFrame(
            self,
            context,
            verb=_("Save the lists"),
            save=self.save,
            read=self._half_written,
            put=lambda texts: self._show(parse_local(texts["lists"])),
            show_saved=self._show_saved,
        )
        self._lay_out()
        self._which.activated.connect(self._turn)
        self._editor.changed.connect(self._look)
        context.feed.changed.connect(self._note_change)
        self.refresh()

    def refresh(self) -> None:
        """Show what the register holds."""
        workspace = self._context.workspace
        self._context.tasks.run(lambda: local_lists(workspace), self._take, owner=self, key="codes.read")

    def save(self) -> None:
        """Write the lists; every choice follows."""
        _, workspace, lists = self._context.translator.gettext, self._context.workspace, self._filled_in()
        self._frame.allow_saving(allowed=False)
        self._operations.run(
            lambda: (None, change_lists(workspace, lists)),
            lambda _none: self._written(),
            said=lambda _none: _("The lists are saved."),
            failed=self._fail,
        )

    def _lay_out(self) -> None:
        _ = self._context.translator.gettext
        words = _(
            "Ticked values are offered everywhere. A value of your own always counts as one of the values of "
            "the list, in figures and in the delivery. What has been noted keeps its value."
        )
        form = Form(columns=2)
        form.add(_("List"), self._which)
        remark = _(
            "Outcomes, reasons and answers decide who counts as reached, in or out. They are the same "
            "everywhere, and cannot be changed."
        )
        card = section(
            _("Lists to choose from"),
            words,
            form,
            self._editor,
            label(remark, TextRole.CAPTION, wrap=True),
        )
        self._frame.lay_out(_("Lists"), [card])

    def _take(self, local: LocalLists) -> None:
        self._frame.leave()
        shipped = self._context.workspace.shipped
        self._saved = {kind: lines_of(shipped[kind], local) for kind in local}
        self._frame.begin("settings.codes")

    def _written(self) -> None:
        """The service has given ids to what is new."""
        self._frame.drop_draft()
        self._frame.leave()
        self.refresh()

    def _show_saved(self) -> None:
        self._show(self._saved)

    def _show(self, local: LocalLists) -> None:
        self._edited = {kind: tuple(lines) for kind, lines in local.items()}
        self._show_list()

    def _show_list(self) -> None:
        shipped = self._context.workspace.shipped[self._kind]
        self._editor.show_list(shipped, lines_of(shipped, self._edited))
        self._look()

    def _turn(self) -> None:
        """Another list; what was changed in this one stays."""
        self._edited = dict(self._filled_in())
        self._kind = CodeKind(self._which.value())
        self._show_list()

    def _filled_in(self) -> dict[CodeKind, tuple[ListedCode, ...]]:
        filled = {**self._edited, self._kind: self._editor.lines()}
        return {
            kind: tuple(lines)
            for kind, lines in only_changed(self._context.workspace.shipped, filled).items()
        }

    def _differs(self) -> bool:
        return local_as_text(self._filled_in()) != local_as_text(self._saved)

    def _half_written(self) -> dict[str, str]:
        return {"lists": local_as_text(self._filled_in())} if self._differs() else {}

    def _look(self) -> None:
        self._frame.touched(differs=self._differs())

    def _fail(self, error: Exception) -> None:
        self._look()
        self._operations.explain(error)

    def _note_change(self, changes: Changes) -> None:
        if not self._differs() and (changes.everyone or "setting" in changes.kinds):
            self.refresh()


def _titled(kind: CodeKind, context: UiContext) -> str:
    text = code_kind_label(kind, context.translator)
    return text[:1].upper() + text[1:]
