"""Why a person is on the list: the answer in words, with rule, date and source."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.domain.personal_number import turns_20_on
from kaa_desktop.domain.registration_origins import RegistrationOrigin
from kaa_desktop.i18n.notice_labels import notice_kind_label
from kaa_desktop.i18n.operations import operation_label
from kaa_desktop.i18n.source_labels import evidence_text
from kaa_desktop.services.registration_origins import registration_origin
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.scrolling import readable
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, card, heading, label


class WhyLink(QWidget):
    """A question that opens its answer; nothing where there is no registration to explain."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._person_id = ""
        text = context.translator.gettext("Why is this person on the list?")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            button(text, self._ask, kind=ButtonKind.LINK, icons=context.icons, icon="circle-help")
        )
        layout.addStretch()
        self.hide()

    def show_person(self, view: PersonView) -> None:
        """Answer for this person."""
        self._person_id = view.person.id
        self.setVisible(view.episode is not None)

    def _ask(self) -> None:
        workspace, person_id = self._context.workspace, self._person_id
        self._context.tasks.run(
            lambda: registration_origin(workspace, person_id), self._answer, owner=self, key="why"
        )

    def _answer(self, origin: RegistrationOrigin | None) -> None:
        _ = self._context.translator.gettext
        if origin is None:
            self._context.messages.say(_("The change log does not tell how the person came in."), Tone.INFO)
        else:
            WhyDialog(self.window(), self._context, origin).open()


class WhyDialog(QDialog):
    """The rule, what was done, and what sources and schools had said."""

    def __init__(self, parent: QWidget, context: UiContext, origin: RegistrationOrigin) -> None:
        super().__init__(parent)
        _ = context.translator.gettext
        self._context = context
        self._origin = origin
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Why is this person on the list?"))
        body = QWidget()
        body.setProperty("ground", "none")
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(12)
        rows.addWidget(self._part(_("The registration"), self._registration()))
        rows.addWidget(self._part(_("The rule"), self._rule()))
        rows.addWidget(self._part(_("What the sources said"), self._sources()))
        rows.addStretch()
        scroll = readable(body, self.windowTitle())
        close = button(_("Close"), self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(heading(self.windowTitle()))
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)
        room = parent.screen().availableSize()
        self.resize(min(680, room.width() - 40), min(560, room.height() - 60))

    def _part(self, title: str, lines: Iterator[str]) -> QWidget:
        return card(
            label(title, TextRole.LABEL), *(label(line, wrap=True) for line in lines if line), spacing=6
        )

    def _registration(self) -> Iterator[str]:
        translator, origin = self._context.translator, self._origin
        _, date = translator.gettext, translator.date
        episode = origin.episode
        lists = self._context.workspace.code_lists
        reason = episode.registration_reason
        words = (
            lists[CodeKind.REGISTRATION_REASON].label(reason, translator.language)
            if reason
            else _("no reason given")
        )
        yield _("Registered from {day}: {reason}.").format(day=date(episode.registered_on), reason=words)
        yield _("{act}: {who}, {day}.").format(
            act=operation_label(origin.operation, origin.details, lists, translator),
            who=origin.actor,
            day=date(origin.made_at.astimezone().date()),
        )
        if origin.as_of is not None:
            yield _("By the reconciliation as of {day}.").format(day=date(origin.as_of))
        if episode.deregistered_on is not None:
            yield _("The registration ended {day}.").format(day=date(episode.deregistered_on))

    def _rule(self) -> Iterator[str]:
        translator, origin = self._context.translator, self._origin
        _ = translator.gettext
        yield _(
            "The home municipality is responsible for those under 20 who have ended compulsory schooling, "
            "are not in upper secondary school or the like, and have no diploma, certificate of adapted "
            "upper secondary school or equivalent education (skollagen 29 kap. 9 §)."
        )
        if origin.birth_date is not None:
            day = translator.date(turns_20_on(origin.birth_date))
            yield _("It ends at the latest on the 20th birthday, {day}.").format(day=day)

    def _sources(self) -> Iterator[str]:
        translator, origin = self._context.translator, self._origin
        _ = translator.gettext
        for one in origin.evidence:
            text = evidence_text(one, translator)
            taken_in = origin.taken_in.get(one.source)
            if taken_in is None:
                yield text
            else:
                day = translator.date(taken_in.astimezone().date())
                yield _("{row} (file imported {day})").format(row=text, day=day)
        for notice in origin.notices:
            told = _("School notice: {kind}, {day}, {school}").format(
                kind=notice_kind_label(notice.kind, translator),
                day=translator.date(notice.dated),
                school=notice.school or "–",
            )
            yield told
        if not origin.evidence and not origin.notices:
            yield _("No source row is kept; the person was registered by hand or with an earlier register.")
