"""The draft of a dialog: offered when it opens, gone when it is sent or cancelled."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.drafts import Draft
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.draft_fields import put_texts, texts_of, watch
from kaa_desktop.ui.common.drafts import draft_sentence
from kaa_desktop.ui.common.tokens import Tone


class DialogDraft(QObject):
    """Put on a dialog once its fields are filled with what they begin with."""

    def __init__(
        self,
        dialog: FormDialog,
        context: UiContext,
        fields: Mapping[str, QWidget],
        *,
        place: str,
        person_id: str,
    ) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._context = context
        self._fields = fields
        self._begins_with = texts_of(fields)
        self._draft = context.drafts.of(dialog, lambda: texts_of(fields))
        self._draft.begin(place, person_id, self._offer)
        watch(fields, self._draft.touched)
        dialog.accepted.connect(self._draft.discard)
        dialog.rejected.connect(self._draft.discard)

    def _offer(self, draft: Draft) -> None:
        translator = self._context.translator
        put_texts(self._fields, draft.fields)
        self._dialog.messages.say(
            draft_sentence(translator, draft.written_at, self._context.workspace.register.now()),
            Tone.NEUTRAL,
            action=translator.gettext("Throw away"),
            act=self._throw_away,
        )

    def _throw_away(self) -> None:
        put_texts(self._fields, self._begins_with)
        self._draft.discard()
