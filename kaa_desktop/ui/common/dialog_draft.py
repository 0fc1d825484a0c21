"""The draft of a form: offered where it was begun, gone when it is sent, cancelled or thrown away."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.drafts import Draft
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.draft_fields import put_texts, texts_of, watch
from kaa_desktop.ui.common.drafts import Fields, draft_sentence
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.tokens import Tone


class OfferedDraft(QObject):
    """Fills in what was begun, says so in a bar, and takes it out again where the user does not want it.

    Args:
        form: what is typed into.
        context: of the page.
        messages: where it is said.
        read: what stands in the form.
        put: fills in what a draft holds.
        restore: shows what the form begins with.
    """

    def __init__(
        self,
        form: QWidget,
        context: UiContext,
        messages: MessageBar,
        *,
        read: Callable[[], Fields],
        put: Callable[[Fields], object],
        restore: Callable[[], object],
    ) -> None:
        super().__init__(form)
        self._context = context
        self._messages = messages
        self._put = put
        self._restore = restore
        self._draft = context.drafts.of(form, read)
        self.touched = self._draft.touched
        self.leave = self._draft.leave

    def begin(self, place: str, person_id: str = "") -> None:
        """Keep what is typed from now on, and offer what was begun earlier."""
        self._draft.begin(place, person_id, self._offer)

    def discard(self) -> None:
        """It is sent, or not wanted any longer."""
        self._messages.clear()
        self._draft.discard()

    def _offer(self, draft: Draft) -> None:
        translator = self._context.translator
        self._put(draft.fields)
        self._messages.say(
            draft_sentence(translator, draft.written_at, self._context.workspace.register.now()),
            Tone.NEUTRAL,
            action=translator.gettext("Throw away"),
            act=self._throw_away,
        )

    def _throw_away(self) -> None:
        self._restore()
        self.discard()


class HalfWritten:
    """What stands in the fields of a form; a form that remembers more than shows says so itself."""

    def __init__(self, fields: Mapping[str, QWidget]) -> None:
        self.fields = fields

    def read(self) -> dict[str, str]:
        """As it is kept."""
        return texts_of(self.fields)

    def put(self, texts: Fields) -> None:
        """As it was kept."""
        put_texts(self.fields, texts)


def keep_dialog_draft(
    dialog: FormDialog, context: UiContext, written: HalfWritten, *, place: str, person_id: str = ""
) -> None:
    """Keep what is typed in a dialog; called once its fields are filled with what they begin with."""
    begins_with = written.read()
    draft = OfferedDraft(
        dialog,
        context,
        dialog.messages,
        read=written.read,
        put=written.put,
        restore=lambda: written.put(begins_with),
    )
    draft.begin(place, person_id)
    watch(written.fields, draft.touched)
    dialog.accepted.connect(draft.discard)
    dialog.rejected.connect(draft.discard)
