"""Put right a registration or a measure that was written wrong; how it stood stays in the history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.episodes import Episode
from kaa_desktop.domain.measures import Measure
from kaa_desktop.services.episodes import correct_episode
from kaa_desktop.services.measures import correct_measure, remove_measure
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.date_field import DateField
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import ServiceDialog
from kaa_desktop.ui.common.widgets import ButtonKind, button


class _Correction(ServiceDialog):
    """A choice of what to put right, above its fields."""

    def __init__(self, parent: QWidget, context: UiContext, operations: Operations, *, title: str) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            title=title,
            submit=_("Save"),
            introduction=_("How it stood before stays in the history of changes."),
            columns=2,
            width=640,
        )

    def choose(self, label: str, choices: Sequence[tuple[str, str]], chosen: str) -> ChoiceField:
        """Offer the rows of the person; the choice is hidden where there is but one."""
        field = ChoiceField(tuple(choices), value=chosen)
        self.form.add(label, field, span=2)
        self.form.show_field(field, visible=len(choices) > 1)
        return field

    def optional_day(self, field: DateField) -> tuple[bool, date | None]:
        """Whether the field can be used, and its day; it may be empty."""
        if field.is_valid():
            return True, field.day()
        self.day_of(field)
        return False, None


class CorrectEpisodeDialog(_Correction):
    """Days and reasons of a registration; without a last day it is open again."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        operations: Operations,
        episodes: Sequence[Episode],
        chosen: str = "",
    ) -> None:
        _ = context.translator.gettext
        super().__init__(parent, context, operations, title=_("Correct the registration"))
        self._episodes = {episode.id: episode for episode in reversed(episodes)}
        choices = [
            (e.id, _span(e.registered_on, e.deregistered_on, context)) for e in self._episodes.values()
        ]
        self._which = self.choose(_("Which registration"), choices, chosen)
        none = _("Not stated")
        self._begun, self._ended = self.date_field(None), self.date_field(None)
        self._reason = self.code_field(CodeKind.REGISTRATION_REASON, empty=none)
        self._school = self.code_field(CodeKind.REGISTRATION_REASON, empty=none)
        self._why = self.code_field(CodeKind.DEREGISTRATION_REASON, empty=_("Still registered"))
        self.form.add(_("Registered on"), self._begun)
        self.form.add(_("Reason for registration"), self._reason)
        self.form.add(_("Latest school activity"), self._school, span=2)
        self.form.add(_("Ended on"), self._ended, hint=_("Empty: the registration is open"))
        self.form.add(_("Why the responsibility ended"), self._why)
        self._which.activated.connect(self._fill)
        self.begin_with(self._begun)
        self.on_submit(self._send)
        self._fill()

    def _fill(self) -> None:
        episode = self._episodes[self._which.value()]
        self._begun.set_day(episode.registered_on)
        self._ended.set_day(episode.deregistered_on)
        self._reason.set_code(episode.registration_reason)
        self._school.set_code(episode.last_school_activity)
        self._why.set_code(episode.deregistration_reason)

    def _send(self) -> None:
        _ = self.context.translator.gettext
        self.form.clear_errors()
        begun = self.day_of(self._begun)
        usable, ended = self.optional_day(self._ended)
        if begun is None or not usable:
            return
        workspace = self.context.workspace
        corrected = replace(
            self._episodes[self._which.value()],
            registered_on=begun,
            registration_reason=self._reason.code(),
            last_school_activity=self._school.code(),
            deregistered_on=ended,
            deregistration_reason=self._why.code(),
        )
        self.change(
            lambda: (None, correct_episode(workspace, corrected)),
            lambda _none: _("The registration is corrected."),
        )


class CorrectMeasureDialog(_Correction):
    """Everything of a measure, or take it out where it never was."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        operations: Operations,
        measures: Sequence[Measure],
        chosen: str = "",
    ) -> None:
        _ = context.translator.gettext
        super().__init__(parent, context, operations, title=_("Correct a measure"))
        self._measures = {measure.id: measure for measure in reversed(measures)}
        self._which = self.choose(
            _("Which measure"), [self._choice(m) for m in self._measures.values()], chosen
        )
        self._kind = self.code_field(CodeKind.MEASURE, also=[m.kind for m in measures])
        self._response = self.code_field(CodeKind.RESPONSE)
        self._offered, self._begun, self._ended = (self.date_field(None) for _field in range(3))
        self._why = self.code_field(
            CodeKind.MEASURE_END_REASON, empty=_("Has not ended"), also=[m.end_reason for m in measures]
        )
        self._after = self.code_field(
            CodeKind.OCCUPATION, empty=_("Not known"), also=[m.occupation_after for m in measures]
        )
        self._add_fields()
        self._which.activated.connect(self._fill)
        self.begin_with(self._kind)
        self.on_submit(self._send)
        self._fill()

    def _add_fields(self) -> None:
        _ = self.context.translator.gettext
        self.form.add(_("Measure"), self._kind)
        self.form.add(_("Answer"), self._response)
        self.form.add(_("Offered on"), self._offered)
        self.form.add(_("First day"), self._begun)
        self.form.add(_("Last day"), self._ended)
        self.form.add(_("Why it ended"), self._why)
        self.form.add(_("Occupation after the measure"), self._after)
        take_out = _("Take the measure out")
        icons = self.context.icons
        self.form.add_whole(
            button(take_out, self._remove, kind=ButtonKind.DANGER, icons=icons, icon="trash-2")
        )

    def _choice(self, measure: Measure) -> tuple[str, str]:
        name = self.context.workspace.code_lists[CodeKind.MEASURE].label(
            measure.kind, self.context.translator.language
        )
        begun = measure.started_on or measure.offered_on
        return measure.id, f"{name}, {_span(begun, measure.ended_on, self.context)}"

    def _fill(self) -> None:
        measure = self._measures[self._which.value()]
        self._kind.set_code(measure.kind)
        self._response.set_code(measure.response)
        self._offered.set_day(measure.offered_on)
        self._begun.set_day(measure.started_on)
        self._ended.set_day(measure.ended_on)
        self._why.set_code(measure.end_reason)
        self._after.set_code(measure.occupation_after)

    def _send(self) -> None:
        _ = self.context.translator.gettext
        self.form.clear_errors()
        days = [self.optional_day(field) for field in (self._offered, self._begun, self._ended)]
        if not self.code_of(self._kind) or not all(usable for usable, _day in days):
            return
        offered, begun, ended = (day for _usable, day in days)
        workspace = self.context.workspace
        corrected = replace(
            self._measures[self._which.value()],
            kind=self._kind.code(),
            response=self._response.code(),
            offered_on=offered,
            started_on=begun,
            ended_on=ended,
            end_reason=self._why.code(),
            occupation_after=self._after.code(),
        )
        self.change(
            lambda: (None, correct_measure(workspace, corrected)),
            lambda _none: _("The measure is corrected."),
        )

    def _remove(self) -> None:
        _ = self.context.translator.gettext
        workspace, measure_id = self.context.workspace, self._which.value()
        self.change(
            lambda: (None, remove_measure(workspace, measure_id)),
            lambda _none: _("The measure is taken out."),
        )


def _span(begun: date | None, ended: date | None, context: UiContext) -> str:
    show = context.translator.date
    return f"{show(begun) if begun else '–'} – {show(ended) if ended else ''}".rstrip()
