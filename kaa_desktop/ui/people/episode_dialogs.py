"""End the responsibility, register again, and change who is responsible."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.episodes import TURNED_20, Episode
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.domain.personal_number import turns_20_on
from kaa_desktop.domain.young_people import PersonDetails
from kaa_desktop.services.episodes import assign_episode, close_episode
from kaa_desktop.services.young_people import Registration, register_person
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.new_worker import add_worker_button
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import ServiceDialog
from kaa_desktop.ui.common.widgets import TextRole, label
from kaa_desktop.ui.common.worker_field import WorkerField


class CloseDialog(ServiceDialog):
    """Why and when; who has turned 20 leaves on the birthday, which is filled in."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        operations: Operations,
        *,
        view: PersonView,
        episode: Episode,
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            title=_("End the responsibility"),
            submit=_("End"),
            introduction=view.person.display_name,
        )
        self._episode = episode
        born = view.person.birth_date
        self._birthday = turns_20_on(born) if born else None
        self._reason = self.code_field(CodeKind.DEREGISTRATION_REASON)
        self._day = self.date_field(self.today())
        self._explanation = label("", TextRole.CAPTION, wrap=True)
        self._explanation.hide()
        self.begin_with(self._reason)
        self.form.add(_("Why the responsibility ended"), self._reason)
        self.form.add(_("Ended on"), self._day)
        self.body.addWidget(self._explanation)
        running = sum(measure.running for measure in view.measures)
        if running:
            text = context.translator.ngettext(
                "{n} measure is still in progress. It stays open; end it as well.",
                "{n} measures are still in progress. They stay open; end them as well.",
                running,
            )
            self.body.addWidget(label(text.format(n=running), TextRole.WARNING, wrap=True))
        self._reason.code_changed.connect(self._explain)
        self.keep_draft("episode.close", {"reason": self._reason, "day": self._day}, person_id=view.person.id)
        self.on_submit(self._send)

    def _explain(self, reason: str) -> None:
        _ = self.context.translator.gettext
        turned = reason == TURNED_20 and self._birthday is not None
        self._day.setReadOnly(turned)
        self._explanation.setVisible(turned)
        if turned and self._birthday is not None:
            self._day.set_day(self._birthday)
            told = self.context.translator.date(self._birthday)
            if self._birthday > self.today():
                sentence = _("Turns 20 on {day}; until then the responsibility remains.")
            else:
                sentence = _("The responsibility ends by law on the 20th birthday, {day}.")
            self._explanation.setText(sentence.format(day=told))

    def _send(self) -> None:
        _ = self.context.translator.gettext
        self.form.clear_errors()
        reason, workspace, episode_id = self.code_of(self._reason), self.context.workspace, self._episode.id
        day = self.day_of(self._day) if reason else None
        if reason and day:
            self.change(
                lambda: (None, close_episode(workspace, episode_id, deregistered_on=day, reason=reason)),
                lambda _none: _("The responsibility has ended."),
            )


class RegisterAgainDialog(ServiceDialog):
    """A new episode for somebody who has been here before."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        operations: Operations,
        *,
        view: PersonView,
        details: PersonDetails,
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            title=_("Register again"),
            submit=_("Register"),
            introduction=view.person.display_name,
        )
        self._view = view
        self._details = details
        self._day = self.date_field(self.today())
        none = _("Not stated")
        self._reason = self.code_field(CodeKind.REGISTRATION_REASON, empty=none)
        self._school = self.code_field(CodeKind.REGISTRATION_REASON, empty=none)
        self._worker = WorkerField(context)
        self.begin_with(self._day)
        self.form.add(_("Registered on"), self._day)
        self.form.add(_("Reason for registration"), self._reason)
        self.form.add(_("Latest school activity"), self._school)
        self.form.add(_("Case worker"), self._worker, below=add_worker_button(self._worker, context))
        fields = {"day": self._day, "reason": self._reason, "school": self._school, "worker": self._worker}
        self.keep_draft("person.again", fields, person_id=view.person.id)
        self.on_submit(self._send)

    def _send(self) -> None:
        _ = self.context.translator.gettext
        self.form.clear_errors()
        day, workspace, person = self.day_of(self._day), self.context.workspace, self._view.person
        if day is None:
            return
        registration = Registration(
            details=self._details,
            registered_on=day,
            protection=person.protection,
            birth_date=person.birth_date,
            home_municipality=person.home_municipality,
            registration_reason=self._reason.code(),
            last_school_activity=self._school.code(),
            case_worker_id=self._worker.worker_id(),
        )
        self.change(lambda: register_person(workspace, registration), lambda _id: _("Registered again."))


class AssignDialog(ServiceDialog):
    """Who is responsible."""

    def __init__(self, parent: QWidget, context: UiContext, operations: Operations, episode: Episode) -> None:
        _ = context.translator.gettext
        super().__init__(parent, context, operations, title=_("Change the case worker"), submit=_("Save"))
        self._episode = episode
        self._worker = WorkerField(context, chosen=episode.case_worker_id or "")
        self.begin_with(self._worker)
        self.form.add(_("Case worker"), self._worker, below=add_worker_button(self._worker, context))
        self.on_submit(self._send)

    def _send(self) -> None:
        _ = self.context.translator.gettext
        workspace, worker_id = self.context.workspace, self._worker.worker_id()
        episode_id = self._episode.id
        self.change(
            lambda: (None, assign_episode(workspace, episode_id, worker_id)),
            lambda _none: _("The case worker has been changed."),
        )
